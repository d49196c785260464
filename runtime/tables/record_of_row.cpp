#include "runtime/tables/record_of_row.h"

#include <algorithm>

#include "runtime/ingest/value.h"
#include "runtime/values/ascii.h"
#include "runtime/values/contains.h"

namespace eligo::tables {
namespace {

/// A cell that is a number as the mapping's words are: `3` where `1` and `2` stand for something.
bool is_whole_number(std::string_view cell) {
  return !cell.empty() && std::all_of(cell.begin(), cell.end(), is_digit);
}

}  // namespace

bool is_date_key(std::string_view key) {
  return is_among(key, {"date", "start", "end", "onset", "resolved"});
}

void RowRecord::set_fact(FactKind list, FactId fact, std::string_view name) {
  list_ = list;
  fact_ = fact;
  text(list == FactKind::question ? "question" : "fact", name);
}

bool RowRecord::is_number_key(std::string_view key) const {
  if (key == "low" || key == "high") return true;
  if (is_among(key, {"value", "answer"})) return !fact_.exists() || is_numeric(vocabulary_[fact_].type);
  const ingest::FieldKey field = names_.field(key);
  return field.field.exists() && !field.is_unit && is_numeric(vocabulary_[field.field].type);
}

std::string RowRecord::word_of(std::string_view cell, const CellWords& values, bool is_number) const {
  if (const auto found = values.find(cell); found != values.end()) return found->second;
  if (!values.empty() && !is_number && is_whole_number(cell))
    return std::string(cell) + " (not among the values of the mapping)";
  if (!is_number) return std::string(cell);
  const auto number = number_of_cell(forms_, cell);
  return number ? *number : std::string(cell) + " (a point beside the decimal comma)";
}

void RowRecord::add(std::string_view key, std::string_view cell, const CellWords& values) {
  if (is_missing(forms_, cell)) return;
  const std::string word = is_date_key(key) ? std::string() : word_of(cell, values, is_number_key(key));
  if (is_date_key(key)) {
    const auto date = date_of_cell(forms_, cell);
    json_.member(key, date ? *date : std::string(cell) + std::string(no_date));
  } else if (word.empty()) {
    return;
  } else if (key == "low") {
    low_ = word;
  } else if (key == "high") {
    high_ = word;
  } else if (key == "code") {
    code_ = word;
  } else if (key == "code-system") {
    system_ = word;
  } else if (key == "value" && list_ == FactKind::question) {
    json_.member("answer", word);
  } else {
    json_.member(key, word);
  }
  has_any_ = true;
}

/// Something that is there on a day began on that day or before.
void RowRecord::add_until(std::string_view key, std::string_view cell) {
  if (is_missing(forms_, cell)) return;
  const auto date = date_of_cell(forms_, cell);
  constexpr std::size_t day = 10;
  json_.member(key, date ? "/" + date->substr(0, day) : std::string(cell) + std::string(no_date));
}

std::string RowRecord::finish(std::string_view source) {
  if (!code_.empty()) {
    json_.key("code");
    json_.open('{');
    json_.member("system", system_);
    json_.member("code", code_);
    json_.close('}');
  }
  if (!low_.empty() || !high_.empty()) {
    json_.key("reference");
    json_.open('{');
    if (!low_.empty()) json_.member("low", low_);
    if (!high_.empty()) json_.member("high", high_);
    json_.close('}');
  }
  json_.member("source", source);
  json_.close('}');
  return json_.take();
}

}  // namespace eligo::tables

#include "compiler/cases/case_value.h"

#include <algorithm>

#include "runtime/ingest/record.h"
#include "runtime/model/near_miss.h"
#include "runtime/values/date.h"

namespace eligo {
namespace {

/// "`a`, `b` or `c`"
std::string listed(const std::vector<std::string_view>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " or " : ", ";
    result += "`" + std::string(words[i]) + "`";
  }
  return result;
}

constexpr std::string_view quotes_help =
    "to try data that cannot be used, put them in quotes: they are taken as they stand";

/// How values of this kind look.
std::string looks(const ValueType& type) {
  switch (type.kind) {
    case ValueKind::quantity:
      return type.unit_text.empty() ? "a plain number" : "a number in `" + type.unit_text + "`";
    case ValueKind::percent_of_predicted: return "a number in `%`";
    case ValueKind::titre: return "a titre such as `1:80`";
    case ValueKind::date: return "a date such as `2025-03-01`";
    case ValueKind::list: return "a list of words";
    default: return "a word";
  }
}

}  // namespace

std::vector<std::string_view> CaseValues::words_of(const ValueType& type) const {
  std::vector<std::string_view> result;
  for (const WordId id : type.words) result.push_back(vocabulary_.words[id.value]);
  return result;
}

void CaseValues::check_value(const Place& value, const Fact& fact) {
  const ValueType& type = fact.type;
  const std::string whose = "`" + fact.name + "`";
  const bool has_words = type.kind == ValueKind::word || type.kind == ValueKind::grade;
  if (value.kind() == Syntax::text) return;
  if (value.kind() == Syntax::value_number) {
    const Place number = value.child(Syntax::number);
    const Place unit = value.child(Syntax::unit);
    if (type.kind == ValueKind::date && parse_date(number.text()) && !unit.exists()) return;
    if (has_words && !unit.exists()) return check_word(number, type, whose);
    return check_number(value, unit, type, whose);
  }
  if (value.kind() == Syntax::word) return check_word(value, type, whose);
  const ValueKind wanted = value.kind() == Syntax::titre ? ValueKind::titre : ValueKind::date;
  if (type.kind != wanted) {
    findings_.add(codes::wrong_case_value, value.span(),
                  whose + " is " + looks(type) + ", not `" + std::string(value.text()) + "`");
  }
}

void CaseValues::check_word(const Place& word, const ValueType& type, const std::string& whose) {
  const std::string text(word.text());
  if (type.kind == ValueKind::list) return;
  ingest::ValueReader reader(vocabulary_);
  const auto read = reader.read(type, {ingest::RawValue::Kind::text, text}, {});
  const auto words = words_of(type);
  if (read.flaw == Flaw::none) {
    // An open list takes any word, but one that is nearly a listed one is a slip.
    const auto near = read.is_word_unlisted ? near_misses(text, words, 1) : std::vector<std::string>();
    if (near.empty()) return;
    findings_.add(codes::wrong_case_value, word.span(), "`" + text + "` is nearly a word of " + whose)
        .did_you_mean(near, word.span())
        .note("where it is another word on purpose, put it in quotes");
    return;
  }
  if (read.flaw == Flaw::unlisted_word && read.problem.empty()) return;
  const bool has_words = type.kind == ValueKind::word || type.kind == ValueKind::grade;
  findings_
      .add(codes::wrong_case_value, word.span(),
           whose + " is " + (has_words ? listed(words) : looks(type)) + ", not `" + text + "`")
      .did_you_mean(near_misses(text, words), word.span())
      .note(std::string(quotes_help));
}

void CaseValues::check_number(const Place& number, const Place& unit_place, const ValueType& type,
                              const std::string& whose) {
  const auto refuse = [&](const Place& place, const std::string& message) {
    return findings_.add(codes::wrong_case_value, place.span(), message);
  };
  if (type.kind != ValueKind::quantity && type.kind != ValueKind::percent_of_predicted) {
    const bool has_words = type.kind == ValueKind::word || type.kind == ValueKind::grade;
    refuse(number, whose + " is " + (has_words ? listed(words_of(type)) : looks(type)) + ", not `" +
                       std::string(number.text()) + "`")
        .note(std::string(quotes_help));
    return;
  }
  if (!unit_place.exists()) {
    if (!ingest::ValueReader::needs_unit(type)) return;
    const std::uint32_t end = number.span().end;
    refuse(number, "`" + std::string(number.text()) + "` of what? " + whose + " is " + looks(type))
        .fix("write its unit", {number.span().file, end, end}, " " + type.unit_text);
    return;
  }
  ingest::ValueReader reader(vocabulary_);
  const std::string unit(unit_place.text());
  const auto read =
      reader.read(type, {ingest::RawValue::Kind::text, "1"}, {ingest::RawValue::Kind::text, unit});
  if (read.flaw != Flaw::bad_unit) return;
  if (type.kind == ValueKind::quantity && !read_unit(unit_place, findings_)) return;
  if (type.unit_text.empty()) {
    refuse(unit_place, whose + " is a plain number and has no unit")
        .fix("leave the unit out", unit_place.span(), "");
    return;
  }
  refuse(unit_place, "`" + unit + "` does not convert into `" + type.unit_text + "`, the unit of " + whose)
      .fix("write `" + type.unit_text + "`", unit_place.span(), type.unit_text)
      .note(std::string(quotes_help));
}

void CaseValues::check_dose(const Place& value, const Fact& fact) {
  const auto field = vocabulary_.field_by_name.find("dose");
  if (field == vocabulary_.field_by_name.end()) return;
  const ValueType& type = vocabulary_[field->second].type;
  if (type.kind == ValueKind::quantity)
    check_number(value, value.child(Syntax::unit), type, "the dose of `" + fact.name + "`");
}

void CaseValues::check_status(const Place& word, FactKind kind) {
  if (word.kind() == Syntax::text) return;
  const auto words = ingest::status_words_of(kind);
  const std::string text(word.text());
  if (std::find(words.begin(), words.end(), fold_word(text)) != words.end()) return;
  findings_
      .add(codes::wrong_case_value, word.span(),
           "`" + text + "` says nothing of " + std::string(kind_name(kind)) + " that is known here")
      .did_you_mean(near_misses(text, words), word.span())
      .note("known are " + listed(words));
}

void CaseValues::check_field(const Place& value, std::string_view name) {
  if (value.kind() == Syntax::text) return;
  const auto found = vocabulary_.field_by_name.find(fold_word(name));
  if (found == vocabulary_.field_by_name.end()) return;
  const Field& field = vocabulary_[found->second];
  const std::string whose = "the field `" + field.name + "`";
  if (field.type.kind == ValueKind::fact) return check_fact(value, whose);
  if (value.kind() != Syntax::number) return check_word(value, field.type, whose);
  if (field.type.kind == ValueKind::word || field.type.kind == ValueKind::grade)
    return check_word(value, field.type, whose);
  check_number(value, value.next(), field.type, whose);
}

void CaseValues::check_fact(const Place& word, const std::string& whose) {
  const std::string text(word.text());
  if (vocabulary_.fact_by_name.contains(fold_word(text)) || scope_.excuses(text)) return;
  const auto names = scope_.names([](const Symbol& s) { return s.kind == Symbol::Kind::fact; });
  findings_
      .add(codes::unknown_name, word.span(),
           "there is no condition `" + text + "`, and " + whose + " holds the name of one")
      .did_you_mean(near_misses(text, names), word.span())
      .note(std::string(quotes_help));
}

}  // namespace eligo

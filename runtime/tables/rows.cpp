#include "runtime/tables/rows.h"

#include <algorithm>
#include <set>

#include "runtime/ingest/value.h"
#include "runtime/tables/record_of_row.h"
#include "runtime/values/contains.h"

namespace eligo::tables {
namespace {

using ingest::in_quotes;

PieceKind piece_kind(FactKind list) {
  constexpr PieceKind kinds[] = {PieceKind::attribute, PieceKind::observation, PieceKind::condition,
                                 PieceKind::treatment, PieceKind::procedure,   PieceKind::answer};
  return kinds[static_cast<std::size_t>(list)];
}

std::string_view begin_key(FactKind list) {
  return list == FactKind::condition ? "onset" : list == FactKind::treatment ? "start" : "date";
}

bool is_presence(FactKind list) {
  return list == FactKind::condition || list == FactKind::treatment || list == FactKind::procedure;
}

/// What a cell that says yes or no of something that is there or not comes to.
std::optional<bool> truth_of(std::string_view word) {
  const std::string folded = fold_word(word);
  if (is_among(folded, {"yes", "y", "true", "present"})) return true;
  if (is_among(folded, {"no", "n", "false", "absent", "none"})) return false;
  return std::nullopt;
}

/// What was there on the day of a visit began on that day or before; what was not, was not up to that day.
void add_visit(RowRecord& record, FactKind list, bool is_there, const std::string& day,
               const CellForms& forms) {
  if (is_there)
    record.add_until(begin_key(list), day);
  else if (is_missing(forms, day))
    record.text("date", "not recorded");
  else
    record.add("date", day, {});
}

const CellWords table_without_words;

/// Each thing in a list of a sentence.
std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + in_quotes(name);
  return text;
}

}  // namespace

RowReader::RowReader(const Tables& tables, const std::string& path)
    : tables_(tables), name_(table_name(path)), names_(tables.vocabulary(), tables.dictionary()) {
  for (const TableMeaning& table : tables.all()) {
    if (!table.is_of(name_)) continue;
    if (own_.empty()) {
      separator_ = table.separator;
      encoding_ = table.encoding;
    }
    own_.push_back(&table);
  }
}

std::string RowReader::begin(const CsvRow& header) {
  for (const std::string& cell : header.cells) header_.push_back(clean_cell(cell));
  // Spreadsheets put empty columns behind the last one.
  while (!header_.empty() && header_.back().empty()) header_.pop_back();
  for (std::size_t i = 0; i < header_.size(); ++i) places_.emplace(header_[i], i);
  for (const TableMeaning* table : own_) {
    if (table->separator != separator_ || table->encoding != encoding_)
      return "the tables of this file do not agree about its separator or its encoding";
    if (std::string fault = fault_of_columns(*table); !fault.empty()) return fault;
  }
  return fault_of_header();
}

bool RowReader::is_named(const std::string& column) const {
  const auto is_part = [&](const RecordPart& part) { return part.column == column; };
  return std::any_of(own_.begin(), own_.end(), [&](const TableMeaning* table) {
    const auto is_like_it = [&](const std::string& pattern) { return is_like(pattern, column); };
    return table->patient == column ||
           std::any_of(table->ignored.begin(), table->ignored.end(), is_like_it) ||
           std::any_of(table->parts.begin(), table->parts.end(), is_part) ||
           std::any_of(table->rows.begin(), table->rows.end(),
                       [&](const auto& row) { return row.first == column; }) ||
           std::any_of(table->columns.begin(), table->columns.end(), [&](const ColumnMeaning& one) {
             return one.column == column || std::any_of(one.parts.begin(), one.parts.end(), is_part);
           });
  });
}

/// Each column is either read or said to hold nothing; none is passed over in silence.
std::string RowReader::fault_of_header() const {
  std::vector<std::string> unsaid;
  std::set<std::string> seen;
  for (const std::string& column : header_) {
    const bool is_twofold = !seen.insert(column).second;
    const bool is_ignored = std::any_of(own_.begin(), own_.end(), [&](const TableMeaning* table) {
      return std::any_of(table->ignored.begin(), table->ignored.end(),
                         [&](const std::string& pattern) { return is_like(pattern, column); });
    });
    if (is_twofold && !is_ignored)
      return "the column " + in_quotes(column) + " stands twice in the header; give each a name of its own";
    if (!column.empty() && !is_named(column)) unsaid.push_back(column);
    if (column.empty() && !is_twofold && !is_named(column))
      return "a column has no name in the header; give it one, or put \"\" under `ignore`";
  }
  if (unsaid.empty()) return {};
  return "the mapping does not say what these columns are: " + listed(unsaid) +
         "; name them under `columns`, or under `ignore` if they hold no fact of a criterion";
}

std::string RowReader::fault_of_columns(const TableMeaning& table) const {
  if (!table.undecided.empty())
    return "nobody has decided yet what these columns are: " + listed(table.undecided) +
           "; move each from `undecided` to `columns` or `ignore`";
  std::vector<std::string> lost;
  const auto look = [&](const std::string& column) {
    if (!column.empty() && !places_.contains(column)) lost.push_back(column);
  };
  look(table.patient);
  for (const auto& [column, cells] : table.rows) look(column);
  for (const RecordPart& part : table.parts) look(part.column);
  for (const ColumnMeaning& column : table.columns) {
    look(column.column);
    for (const RecordPart& part : column.parts) look(part.column);
  }
  if (lost.empty()) return {};
  return "its header does not have " + listed(lost) + "; it has " + listed(header_);
}

std::size_t RowReader::place(std::string_view column) const { return places_.find(column)->second; }

const std::string& RowReader::cell(std::string_view column) const { return cells_[place(column)]; }

const std::string& RowReader::content(const RecordPart& part) const {
  return part.column.empty() ? part.text : cell(part.column);
}

bool RowReader::holds(const TableMeaning& table) const {
  return std::all_of(table.rows.begin(), table.rows.end(),
                     [&](const auto& row) { return contains(row.second, cell(row.first)); });
}

std::string RowReader::source(std::string_view column) const {
  std::string text = name_ + " row " + std::to_string(row_);
  if (!column.empty()) text.append(", ").append(column);
  return text;
}

std::string RowReader::read(const CsvRow& row, const TakePiece& take) {
  if (row.is_blank()) return {};
  row_ = row.number;
  cells_.clear();
  for (const std::string& cell : row.cells) cells_.push_back(clean_cell(cell));
  while (cells_.size() > header_.size() && cells_.back().empty()) cells_.pop_back();
  const auto lose = [&](const std::string& patient, std::string why) {
    why.insert(0, source({}) + " ");
    take(patient, PieceKind::gap, why);
    return why;
  };
  if (cells_.size() != header_.size()) {
    // A separator too many shifts what stands behind it, so that only the first cell is surely in its place.
    const std::string why = "has " + std::to_string(cells_.size()) + " cells where the header has " +
                            std::to_string(header_.size());
    const bool is_first = std::all_of(own_.begin(), own_.end(), [&](const TableMeaning* table) {
      return table->is_skipped || place(table->patient) == 0;
    });
    return lose(is_first && !cells_.empty() ? cells_.front() : std::string(), why);
  }
  bool is_any = false;
  for (const TableMeaning* table : own_) {
    if (!holds(*table)) continue;
    is_any = true;
    if (table->is_skipped) continue;
    const std::string& patient = cell(table->patient);
    if (is_missing(table->forms, patient)) return lose({}, "does not say whose it is");
    bool holds_any = false;
    const TakePiece note = [&](const std::string& whose, PieceKind kind, std::string_view piece) {
      holds_any = true;
      take(whose, kind, piece);
    };
    if (table->is_long()) read_long(*table, patient, note);
    for (const ColumnMeaning& column : table->columns) read_column(*table, column, patient, note);
    if (!holds_any) take(patient, PieceKind::person, {});
  }
  if (is_any) return {};
  const auto whose =
      std::find_if(own_.begin(), own_.end(), [](const TableMeaning* table) { return !table->is_skipped; });
  return lose(whose == own_.end() ? std::string() : cell((*whose)->patient),
              "is of none of the tables of the mapping, by their `rows`");
}

/// A row that names its own fact.
void RowReader::read_long(const TableMeaning& table, const std::string& patient, const TakePiece& take) {
  RowRecord record(tables_.vocabulary(), names_, table.forms);
  FactKind list = table.list;
  const NameMeaning* meaning = nullptr;
  if (const RecordPart* part = table.part("fact")) {
    std::string name = content(*part);
    if (contains(table.ignored_names, name)) return;
    if (const auto found = table.names.find(name); found != table.names.end()) meaning = &found->second;
    if (meaning != nullptr) name = meaning->fact;
    const ingest::NameMatch& match = names_.fact(name, list);
    const bool is_known = !match.is_near_miss && match.facts.size() == 1;
    const FactId fact = is_known ? match.facts.front() : FactId{};
    if (is_known) list = tables_.vocabulary()[fact].kind;
    if (list == FactKind::attribute) return read_long_attribute(table, fact, meaning, patient, take);
    if (!is_missing(table.forms, name)) record.set_fact(list, fact, name);
  }
  // Where a value says whether it is there, a day is that of the visit, as in a wide table.
  const RecordPart* value = table.part("value");
  const CellWords& words = meaning != nullptr && !meaning->values.empty() ? meaning->values
                           : value != nullptr                             ? value->values
                                                                          : table_without_words;
  const auto truth = value != nullptr && is_presence(list)
                         ? truth_of(record.word_of(content(*value), words, false))
                         : std::nullopt;
  if (truth == false) record.text("status", "absent");
  bool has_unit = false;
  for (const RecordPart& part : table.parts) {
    const std::string& given = content(part);
    has_unit |= part.key == "unit" && !is_missing(table.forms, given);
    if (part.key == "fact" || (part.key == "value" && truth)) continue;
    if (part.key == "date" && truth)
      add_visit(record, list, *truth, given, table.forms);
    else
      record.add(part.key, given, part.key == "value" ? words : part.values);
  }
  if (!has_unit && meaning != nullptr) record.text("unit", meaning->unit);
  take(patient, piece_kind(list), record.finish(source({})));
}

/// A row of a long table that names an attribute.
void RowReader::read_long_attribute(const TableMeaning& table, FactId fact, const NameMeaning* meaning,
                                    const std::string& patient, const TakePiece& take) {
  const RecordPart* value = table.part("value");
  if (value == nullptr) return;
  const bool has_words = meaning != nullptr && !meaning->values.empty();
  const RecordPart* unit = table.part("unit");
  std::string unit_text = unit != nullptr ? content(*unit) : std::string();
  if (is_missing(table.forms, unit_text)) unit_text = meaning != nullptr ? meaning->unit : "";
  take_attribute(table, fact, content(*value), has_words ? meaning->values : value->values, unit_text,
                 source({}), patient, take);
}

void RowReader::take_attribute(const TableMeaning& table, FactId fact, const std::string& given,
                               const CellWords& values, const std::string& unit, const std::string& from,
                               const std::string& patient, const TakePiece& take) {
  const Fact& of = tables_.vocabulary()[fact];
  RowRecord attribute(tables_.vocabulary(), names_, table.forms);
  const std::string word = attribute.word_of(given, values, is_numeric(of.type));
  if (is_missing(table.forms, given) || is_missing(table.forms, word)) return;
  const bool is_date = of.type.kind == ValueKind::date;
  attribute.text("value",
                 is_date ? date_of_cell(table.forms, given).value_or(given + std::string(no_date)) : word);
  attribute.text("unit", unit);
  JsonWriter json;
  json.text(of.name);
  take(patient, PieceKind::attribute, json.take() + ":" + attribute.finish(from));
}

void RowReader::read_anchor(const TableMeaning& table, const ColumnMeaning& column,
                            const std::string& patient, const TakePiece& take) const {
  const std::string& given = cell(column.column);
  if (is_missing(table.forms, given)) return;
  JsonWriter json;
  json.member(column.anchor, date_of_cell(table.forms, given).value_or(given + std::string(no_date)));
  take(patient, PieceKind::anchor, json.take());
}

/// A column whose cells are records of one fact.
void RowReader::read_column(const TableMeaning& table, const ColumnMeaning& column,
                            const std::string& patient, const TakePiece& take) {
  if (!column.anchor.empty()) return read_anchor(table, column, patient, take);
  const std::string* given = &cell(column.column);
  if (is_missing(table.forms, *given)) {
    if (!column.empty) {
      const bool is_said = column.key != "value" &&
                           std::any_of(column.parts.begin(), column.parts.end(), [&](const RecordPart& part) {
                             return !part.column.empty() && !is_missing(table.forms, cell(part.column));
                           });
      if (!is_said) return;
    } else {
      given = &*column.empty;
    }
  }
  RowRecord record(tables_.vocabulary(), names_, table.forms);
  if (column.list == FactKind::attribute) {
    const auto unit = std::find_if(column.parts.begin(), column.parts.end(),
                                   [](const RecordPart& part) { return part.key == "unit"; });
    const std::string unit_text = unit == column.parts.end() ? std::string() : content(*unit);
    return take_attribute(table, column.id, *given, column.values, unit_text, source(column.column), patient,
                          take);
  }
  const bool is_number = column.id.exists() && is_numeric(tables_.vocabulary()[column.id].type);
  const std::string word = record.word_of(*given, column.values, is_number);
  if (column.key == "value" && is_missing(table.forms, word)) return;
  const bool tells_presence = column.key == "value" && is_presence(column.list);
  const auto truth = tells_presence ? truth_of(word) : std::nullopt;
  record.set_fact(column.list, column.id, column.fact);
  if (truth == false) record.text("status", "absent");
  if (!truth) record.add(column.key, *given, column.values);
  bool has_day = is_date_key(column.key);
  for (const RecordPart& part : column.parts) {
    has_day |= is_date_key(part.key);
    record.add(part.key, content(part), part.values);
  }
  const RecordPart* day = table.part("date");
  if (!has_day && day != nullptr) {
    if (tells_presence)
      add_visit(record, column.list, truth != false, content(*day), table.forms);
    else
      record.add("date", content(*day), {});
  }
  take(patient, piece_kind(column.list), record.finish(source(column.column)));
}

}  // namespace eligo::tables

// The long table: a row a record, its columns named as the keys of docs/patients.md.
//
//     patient  list          fact  value  unit  date
//     P-1      anchors       screening          2025-06-20
//     P-1      observations  ALT   38     U/L   2025-06-18
//
// 1. The rows are sorted by patient and by list, each in the order of first appearance.
// 2. Each list is written: records as objects of their non-null columns, anchors and attributes as members.
#include <algorithm>
#include <array>
#include <stdexcept>
#include <unordered_map>

#include "tools/python/src/arrow_documents.h"

namespace eligo::python {
namespace {

/// The columns with a part of their own; every other one is a key of the record.
enum class ColumnRole : std::uint8_t {
  patient,
  list,
  fact,
  code,
  system,
  value,
  date,
  start,
  end,
  low,
  high,
  reference_unit,
  reference,
  other
};

struct RoleName {
  std::string_view name;
  ColumnRole role;
};
constexpr std::array<RoleName, 13> role_names{{
    {"patient", ColumnRole::patient},
    {"list", ColumnRole::list},
    {"fact", ColumnRole::fact},
    {"code", ColumnRole::code},
    {"system", ColumnRole::system},
    {"value", ColumnRole::value},
    {"date", ColumnRole::date},
    {"start", ColumnRole::start},
    {"end", ColumnRole::end},
    {"low", ColumnRole::low},
    {"high", ColumnRole::high},
    {"reference-unit", ColumnRole::reference_unit},
    {"reference", ColumnRole::reference},
}};

ColumnRole role_of(std::string_view name) {
  const auto* known = std::ranges::find(role_names, name, &RoleName::name);
  return known == role_names.end() ? ColumnRole::other : known->role;
}

constexpr std::array<std::string_view, 8> document_lists{
    "observations", "conditions", "treatments", "procedures", "answers", "anchors", "attributes", "complete"};

/// The columns of one batch by their roles.
struct RecordColumns {
  explicit RecordColumns(const ArrowView& of) : batch(&of) {
    for (const ArrowView& column : of.children()) {
      const ColumnRole role = role_of(column.name());
      if (role == ColumnRole::other) {
        others.push_back(&column);
      } else {
        by_role[static_cast<std::size_t>(role)] = &column;
      }
    }
  }

  const ArrowView* batch;
  std::array<const ArrowView*, role_names.size()> by_role{};
  std::vector<const ArrowView*> others;
};

/// A row of the table.
class RecordRow {
 public:
  RecordRow(const RecordColumns& columns, std::int64_t row) : columns_(&columns), row_(row) {}

  /// The column's value here; null where there is none.
  [[nodiscard]] const ArrowView* at(ColumnRole role) const {
    const ArrowView* column = columns_->by_role[static_cast<std::size_t>(role)];
    return column == nullptr || column->is_null(row_) ? nullptr : column;
  }
  [[nodiscard]] bool has_any(std::initializer_list<ColumnRole> roles) const {
    return std::ranges::any_of(roles, [&](ColumnRole role) { return at(role) != nullptr; });
  }
  /// A name, also where it is a number; empty where there is none.
  [[nodiscard]] std::string name(ColumnRole role) const {
    const ArrowView* column = at(role);
    if (column == nullptr) return {};
    if (column->is_text()) return std::string(column->text(row_));
    return json(*column);
  }
  [[nodiscard]] std::string json(const ArrowView& column) const {
    JsonWriter out;
    column.write(out, row_);
    return out.take();
  }

  void member(JsonWriter& out, std::string_view key, ColumnRole role) const {
    const ArrowView* column = at(role);
    if (column == nullptr) return;
    out.key(key);
    column->write(out, row_);
  }
  /// All that the row says beside its name, value and list.
  void details(JsonWriter& out) const {
    write_code(out);
    write_reference(out);
    for (const ColumnRole role : {ColumnRole::date, ColumnRole::start, ColumnRole::end})
      member(out, role_names[static_cast<std::size_t>(role)].name, role);
    others(out);
  }
  void others(JsonWriter& out) const {
    for (const ArrowView* column : columns_->others) {
      if (column->is_null(row_)) continue;
      out.key(column->name());
      column->write(out, row_);
    }
  }
  [[nodiscard]] bool has_others() const {
    return std::ranges::any_of(columns_->others,
                               [&](const ArrowView* column) { return !column->is_null(row_); });
  }
  [[nodiscard]] bool has_details() const {
    return has_any({ColumnRole::code, ColumnRole::system, ColumnRole::low, ColumnRole::high,
                    ColumnRole::reference_unit, ColumnRole::reference, ColumnRole::date, ColumnRole::start,
                    ColumnRole::end}) ||
           has_others();
  }

 private:
  void write_code(JsonWriter& out) const {
    if (at(ColumnRole::system) == nullptr) return member(out, "code", ColumnRole::code);
    out.key("code");
    out.open('{');
    member(out, "system", ColumnRole::system);
    member(out, "code", ColumnRole::code);
    out.close('}');
  }
  void write_reference(JsonWriter& out) const {
    if (!has_any({ColumnRole::low, ColumnRole::high, ColumnRole::reference_unit}))
      return member(out, "reference", ColumnRole::reference);
    out.key("reference");
    out.open('{');
    member(out, "low", ColumnRole::low);
    member(out, "high", ColumnRole::high);
    member(out, "unit", ColumnRole::reference_unit);
    member(out, "text", ColumnRole::reference);
    out.close('}');
  }

  const RecordColumns* columns_;
  std::int64_t row_;
};

/// The rows of one list of one patient.
struct RecordList {
  std::string name;
  std::vector<RecordRow> rows;
};

struct RecordPatient {
  RecordRow first;
  std::vector<RecordList> lists;

  void add(const RecordRow& row) {
    const std::string list = row.name(ColumnRole::list);
    const auto known = std::ranges::find(lists, list, &RecordList::name);
    if (known != lists.end()) {
      known->rows.push_back(row);
    } else {
      lists.push_back({list, {row}});
    }
  }
};

void write_record(JsonWriter& out, const RecordRow& row, bool is_answer) {
  out.open('{');
  row.member(out, is_answer ? "question" : "fact", ColumnRole::fact);
  row.member(out, is_answer ? "answer" : "value", ColumnRole::value);
  row.details(out);
  out.close('}');
}

/// A day given twice, by `date` and by `value`, is a member that stands twice: the library compares them. A
/// row that says more than a day is no day: the library says so.
void write_anchor(JsonWriter& out, const RecordRow& row) {
  const std::string name = row.name(ColumnRole::fact);
  if (row.has_others() ||
      row.has_any({ColumnRole::code, ColumnRole::system, ColumnRole::start, ColumnRole::end, ColumnRole::low,
                   ColumnRole::high, ColumnRole::reference_unit, ColumnRole::reference})) {
    out.key(name);
    out.open('{');
    row.member(out, "value", ColumnRole::value);
    row.details(out);
    return out.close('}');
  }
  row.member(out, name, ColumnRole::date);
  row.member(out, name, ColumnRole::value);
  if (row.has_any({ColumnRole::date, ColumnRole::value})) return;
  out.key(name);  // an anchor without a day is not given
  out.literal("null");
}

/// An attribute is its value, several rows of one the list of their values; one of which more is said is an
/// object.
void write_attributes(JsonWriter& out, const std::vector<RecordRow>& rows) {
  std::vector<std::pair<std::string, std::vector<const RecordRow*>>> by_name;
  for (const RecordRow& row : rows) {
    const std::string name = row.name(ColumnRole::fact);
    const auto known = std::ranges::find(by_name, name, [](const auto& entry) { return entry.first; });
    if (known != by_name.end() && !row.has_details() && !known->second.front()->has_details()) {
      known->second.push_back(&row);
    } else {
      by_name.push_back({name, {&row}});
    }
  }
  for (const auto& [name, same] : by_name) {
    out.key(name);
    const RecordRow& row = *same.front();
    if (row.has_details()) {
      out.open('{');
      row.member(out, "value", ColumnRole::value);
      row.details(out);
      out.close('}');
      continue;
    }
    std::vector<std::string> values;
    for (const RecordRow* one : same) {
      const ArrowView* value = one->at(ColumnRole::value);
      if (value == nullptr) continue;
      std::string json = one->json(*value);
      if (std::ranges::find(values, json) == values.end()) values.push_back(std::move(json));
    }
    if (values.size() < 2) {  // without a value nothing is said, not that the list is empty
      out.literal(values.empty() ? "null" : values.front());
      continue;
    }
    out.open('[');
    for (const std::string& json : values) out.literal(json);
    out.close(']');
  }
}

/// The list or fact of which all is on record. Whatever else the row says stands beside it: the library takes
/// no entry for complete that it does not understand.
void write_complete(JsonWriter& out, const RecordRow& row) {
  out.open('{');
  row.member(out, "list", ColumnRole::fact);
  row.member(out, "from", ColumnRole::start);
  row.member(out, "to", ColumnRole::end);
  row.member(out, "value", ColumnRole::value);
  row.member(out, "date", ColumnRole::date);
  for (const ColumnRole role : {ColumnRole::code, ColumnRole::system, ColumnRole::low, ColumnRole::high,
                                ColumnRole::reference_unit, ColumnRole::reference})
    row.member(out, role_names[static_cast<std::size_t>(role)].name, role);
  row.others(out);
  out.close('}');
}

bool is_list(std::string_view given, std::string_view list) {
  return std::ranges::equal(given, list,
                            [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

void write_list(JsonWriter& out, const RecordList& list) {
  const auto* known =
      std::ranges::find_if(document_lists, [&](std::string_view name) { return is_list(list.name, name); });
  if (known == document_lists.end()) {
    out.key("list " + list.name);  // no key of the document: the library says that its records may be any
  } else {
    out.key(*known);
  }
  const std::string_view name = known == document_lists.end() ? std::string_view() : *known;
  const bool is_object = name == "anchors" || name == "attributes";
  out.open(is_object ? '{' : '[');
  if (name == "attributes") write_attributes(out, list.rows);
  for (const RecordRow& row : list.rows) {
    if (name == "attributes") break;
    if (name == "anchors") {
      write_anchor(out, row);
    } else if (name == "complete") {
      write_complete(out, row);
    } else {
      write_record(out, row, name == "answers");
    }
  }
  out.close(is_object ? '}' : ']');
}

std::string document_of(const RecordPatient& patient) {
  JsonWriter out;
  out.open('{');
  patient.first.member(out, "patient", ColumnRole::patient);
  for (const RecordList& list : patient.lists) write_list(out, list);
  out.close('}');
  return out.take();
}

}  // namespace

std::vector<std::string> documents_of_records(const ArrowTable& table) {
  std::vector<RecordColumns> columns;
  for (const ArrowView& batch : table.batches()) columns.emplace_back(batch);
  std::unordered_map<std::string, std::size_t> index_of;
  std::vector<RecordPatient> patients;
  std::int64_t count = 0;
  for (const RecordColumns& of : columns) {
    for (std::int64_t i = 0; i < of.batch->length(); ++i, ++count) {
      const RecordRow row(of, of.batch->child_row(i));
      std::string id = row.name(ColumnRole::patient);
      if (id.empty()) throw std::invalid_argument("row " + std::to_string(count + 1) + " names no patient");
      const auto [at, is_new] = index_of.try_emplace(std::move(id), patients.size());
      if (is_new) patients.push_back({row, {}});
      patients[at->second].add(row);
    }
  }
  std::vector<std::string> documents;
  documents.reserve(patients.size());
  for (const RecordPatient& patient : patients) documents.push_back(document_of(patient));
  return documents;
}

}  // namespace eligo::python

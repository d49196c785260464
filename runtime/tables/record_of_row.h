#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/ingest/names.h"
#include "runtime/tables/mapping.h"
#include "runtime/words/json_writer.h"

namespace eligo::tables {

/// A record of a patient document in the making, from the cells of a row.
class RowRecord {
 public:
  RowRecord(const Vocabulary& vocabulary, ingest::NameIndex& names, const CellForms& forms)
      : vocabulary_(vocabulary), names_(names), forms_(forms) {
    json_.open('{');
  }

  /// Says which fact it is, whose cells are then read by its type.
  void set_fact(FactKind list, FactId fact, std::string_view name);
  /// Adds a key of the record, as a cell has it. A cell that says nothing adds none.
  void add(std::string_view key, std::string_view cell, const CellWords& values);
  /// Adds a text as it stands.
  void text(std::string_view key, std::string_view text) {
    if (!text.empty()) json_.member(key, text);
  }
  /// The same for a day up to which it was there.
  void add_until(std::string_view key, std::string_view cell);
  [[nodiscard]] bool is_empty() const { return !has_any_; }
  [[nodiscard]] FactId fact() const { return fact_; }
  [[nodiscard]] FactKind list() const { return list_; }
  /// The whole record.
  std::string finish(std::string_view source);

  /// A cell by what it stands for; a text that nothing can be read from where the mapping does not say.
  [[nodiscard]] std::string word_of(std::string_view cell, const CellWords& values, bool is_number) const;

 private:
  [[nodiscard]] bool is_number_key(std::string_view key) const;

  const Vocabulary& vocabulary_;
  ingest::NameIndex& names_;
  const CellForms& forms_;
  FactKind list_ = FactKind::observation;
  FactId fact_;
  std::string code_, system_, low_, high_;
  bool has_any_ = false;
  JsonWriter json_;
};

/// Stands behind a date that no form of the mapping reads, so that it is read as none.
inline constexpr std::string_view no_date = " (no date in a form of the mapping)";

/// Whether a key of a record holds a date.
bool is_date_key(std::string_view key);

}  // namespace eligo::tables

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/ingest/dictionary.h"
#include "runtime/model/vocabulary.h"
#include "runtime/tables/cells.h"
#include "runtime/tables/csv.h"

namespace eligo::tables {

/// What the cells of a column stand for: `1` for `yes`.
using CellWords = std::map<std::string, std::string, std::less<>>;

/// A key of a record, and the column or the fixed text that it is taken from.
struct RecordPart {
  std::string key;
  std::string column;
  std::string text;  ///< if there is no column
  CellWords values;
  std::size_t line = 0;  ///< in the mapping
};

/// A column whose cells are records of one fact, or dates of an anchor.
struct ColumnMeaning {
  std::string column;
  std::string anchor;  ///< or a fact
  std::string fact;    ///< as the vocabulary names it
  FactId id;           ///< none: it is not in the vocabulary
  FactKind list = FactKind::observation;
  std::string key = "value";  ///< of the record, that a cell of the column gives
  CellWords values;
  std::optional<std::string> empty;  ///< what an empty cell says
  std::vector<RecordPart> parts;     ///< further keys
  std::size_t line = 0;
};

/// A name in the column of facts of a long table.
struct NameMeaning {
  std::string fact;
  FactId id;
  std::string unit;  ///< where the row has none
  CellWords values;
};

/// What the rows of a file are, or those of its rows for which `rows` holds.
struct TableMeaning {
  std::vector<std::string> files;  ///< names, in which `*` is any text
  std::string patient;             ///< the column that says whose a row is
  std::vector<std::pair<std::string, std::vector<std::string>>>
      rows;                               ///< column, and its cells; all must hold
  bool is_skipped = false;                ///< its rows hold nothing
  FactKind list = FactKind::observation;  ///< of a long table
  std::vector<RecordPart> parts;  ///< of a long table its record; of a wide one what its columns share
  std::map<std::string, NameMeaning, std::less<>> names;
  std::vector<std::string> ignored_names;
  std::vector<ColumnMeaning> columns;
  std::vector<std::string> ignored;    ///< columns, in which `*` is any text
  std::vector<std::string> undecided;  ///< columns of a draft that nobody looked at yet
  CellForms forms;
  char separator = '\0';  ///< found out
  Encoding encoding = Encoding::utf8;
  std::size_t line = 0;

  /// Whether each row is a record that names its own fact.
  [[nodiscard]] bool is_long() const { return part("fact") != nullptr || part("code") != nullptr; }
  [[nodiscard]] const RecordPart* part(std::string_view key) const;
  /// Whether it is of a file of that name, without its folder and `.gz`.
  [[nodiscard]] bool is_of(std::string_view name) const;
};

/// What the columns of the tables of a site are: a mapping file, held against a vocabulary.
class Tables {
 public:
  /// What is wrong with a mapping.
  struct Error {
    std::size_t line = 0;  ///< from 1; 0 if it concerns all of it
    std::string text;      ///< a sentence with its repair
  };

  /// Reads a mapping's text (TOML, docs/tables.md). With errors it cannot be used. `vocabulary` and
  /// `dictionary`, which may be null, must outlive it.
  static Tables read(std::string_view text, const Vocabulary& vocabulary,
                     const ingest::Dictionary* dictionary, std::vector<Error>& errors);

  [[nodiscard]] const std::vector<TableMeaning>& all() const { return tables_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return *vocabulary_; }
  [[nodiscard]] const ingest::Dictionary* dictionary() const { return dictionary_; }
  /// Whether a file is a table of the mapping, by its name.
  [[nodiscard]] bool has(const std::string& path) const;

 private:
  const Vocabulary* vocabulary_ = nullptr;
  const ingest::Dictionary* dictionary_ = nullptr;
  std::vector<TableMeaning> tables_;
};

/// Whether a text is that of a pattern in which `*` is any text.
bool is_like(std::string_view pattern, std::string_view text);

/// The name of a file without its folder and `.gz`.
std::string table_name(const std::string& path);

/// Whether the cells of a fact, or of a field, are numbers.
bool is_numeric(const ValueType& type);

}  // namespace eligo::tables

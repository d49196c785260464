#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "eligo/limits.h"
#include "runtime/fhir/convert.h"
#include "runtime/ingest/input_source.h"
#include "runtime/tables/mapping.h"

namespace eligo {

/// How files of patients are read.
struct InputSettings {
  Limits limits;
  fhir::DataForm form = fhir::DataForm::by_content;
  std::shared_ptr<const tables::Tables>
      tables;                ///< what the columns of tables are; null: there are no tables
  fhir::RunFacts run_facts;  ///< what the run adds to patients of FHIR and of tables
};

/// Files that are read as one.
struct InputGroup {
  enum class Kind : std::uint8_t {
    documents,    ///< one file: documents, or bundles of FHIR
    bulk_export,  ///< of FHIR
    tables
  };
  Kind kind = Kind::documents;
  std::vector<std::string> paths;
};

/// Whether a file is a table by its name: .csv or .tsv, perhaps .gz.
bool is_table_name(std::string_view path);

/// Puts the files of each folder in its place: those that hold patients by their names (.json, .ndjson,
/// .jsonl, with tables .csv and .tsv, all of them perhaps .gz), sorted, without those of folders inside.
/// False, with the reason, if a folder cannot be read or holds none.
bool expand_folders(std::vector<std::string>& paths, bool has_tables, std::string& why);

/// The files of bulk exports together, tables together, each other file by itself. Tables are the files that
/// the mapping names.
std::vector<InputGroup> grouped_inputs(const std::vector<std::string>& paths, const InputSettings& settings);

/// Opens the files of a group. `settings` must outlive the source.
std::unique_ptr<InputSource> open_inputs(const InputGroup& group, const InputSettings& settings);

}  // namespace eligo

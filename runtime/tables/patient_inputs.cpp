#include "runtime/tables/patient_inputs.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "runtime/fhir/bulk_export.h"
#include "runtime/fhir/patient_source.h"
#include "runtime/tables/table_source.h"
#include "runtime/values/ascii.h"

namespace eligo {
namespace {

/// Whether a name ends in one of the endings, perhaps with `.gz` behind it.
template <typename Endings>
bool ends_in(std::string_view path, const Endings& endings) {
  std::string name = lower(path);
  constexpr std::string_view packed = ".gz";
  if (name.ends_with(packed)) name.resize(name.size() - packed.size());
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

bool holds_patients(std::string_view path, bool has_tables) {
  static constexpr std::array<std::string_view, 3> documents{".json", ".ndjson", ".jsonl"};
  return ends_in(path, documents) || (has_tables && is_table_name(path));
}

bool add_folder(const std::string& folder, bool has_tables, std::vector<std::string>& paths,
                std::string& why) {
  std::error_code error;
  std::vector<std::string> found;
  for (auto at = std::filesystem::directory_iterator(folder, error);
       !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
    std::error_code ignored;
    if (at->is_regular_file(ignored) && holds_patients(at->path().string(), has_tables))
      found.push_back(at->path().string());
  }
  if (error) {
    why = folder + ": " + error.message();
    return false;
  }
  if (found.empty()) {
    why = folder + ": it holds no file of patients (.json, .ndjson, .jsonl, " +
          std::string(has_tables ? ".csv, .tsv, " : "") + "or one of these as .gz)";
    return false;
  }
  std::sort(found.begin(), found.end());
  paths.insert(paths.end(), found.begin(), found.end());
  return true;
}

}  // namespace

bool is_table_name(std::string_view path) {
  static constexpr std::array<std::string_view, 2> tables{".csv", ".tsv"};
  return ends_in(path, tables);
}

bool expand_folders(std::vector<std::string>& paths, bool has_tables, std::string& why) {
  std::vector<std::string> all;
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (path == "-" || !std::filesystem::is_directory(path, ignored)) {
      all.push_back(path);
    } else if (!add_folder(path, has_tables, all, why)) {
      return false;
    }
  }
  paths = std::move(all);
  return true;
}

std::vector<InputGroup> grouped_inputs(const std::vector<std::string>& paths, const InputSettings& settings) {
  std::vector<InputGroup> groups;
  const auto add = [&](InputGroup::Kind kind, const std::string& path) {
    const auto same = std::find_if(groups.begin(), groups.end(),
                                   [&](const InputGroup& group) { return group.kind == kind; });
    if (kind != InputGroup::Kind::documents && same != groups.end())
      same->paths.push_back(path);
    else
      groups.push_back({kind, {path}});
  };
  for (const std::string& path : paths) {
    if (settings.tables != nullptr && settings.tables->has(path)) {
      add(InputGroup::Kind::tables, path);
      continue;
    }
    const bool is_bulk = settings.form != fhir::DataForm::eligo && is_bulk_export(path, settings.limits);
    add(is_bulk ? InputGroup::Kind::bulk_export : InputGroup::Kind::documents, path);
  }
  return groups;
}

std::unique_ptr<InputSource> open_inputs(const InputGroup& group, const InputSettings& settings) {
  if (group.kind == InputGroup::Kind::bulk_export)
    return std::make_unique<fhir::BulkExport>(group.paths, settings.limits);
  if (group.kind == InputGroup::Kind::tables)
    return std::make_unique<tables::TableSource>(*settings.tables, group.paths, settings.limits,
                                                 settings.run_facts);
  return std::make_unique<PatientSource>(group.paths.front(), settings.limits, settings.form);
}

}  // namespace eligo

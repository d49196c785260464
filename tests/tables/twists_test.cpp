// tests/tables/twists: rows that are turned round in one way each, and what each comes to.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>

#include "compiler/source/compilation.h"
#include "runtime/host/screener_core.h"
#include "runtime/tables/table_source.h"

namespace eligo {
namespace {

using Json = nlohmann::json;

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The protocol of the twists. All lists hold all there is; those of Q-DM-OPEN do not.
class TableTwists {
 public:
  TableTwists() : compilation_(compile_file("tests/tables/twists/twists.crit")) {
    REQUIRE(compilation_.plan.has_value());
    core_.emplace(*compilation_.plan, ReadingChoice(compilation_.plan->criteria.size()));
    std::filesystem::create_directories(folder_);
  }
  ~TableTwists() { std::filesystem::remove_all(folder_); }
  TableTwists(const TableTwists&) = delete;
  TableTwists& operator=(const TableTwists&) = delete;

  /// The document of the patient `p`; the reason where there is none.
  std::string document_of(const Json& twist) {
    std::vector<tables::Tables::Error> errors;
    const std::string mapping =
        text_of("tests/tables/twists/" + twist["mapping"].get<std::string>() + ".toml");
    const auto tables = tables::Tables::read(mapping, compilation_.plan->vocabulary, nullptr, errors);
    if (!errors.empty()) return "mapping: " + errors.front().text;
    const std::string path = (folder_ / twist["file"].get<std::string>()).string();
    {
      std::ofstream file(path);
      for (const Json& row : twist["rows"]) file << row.get<std::string>() << '\n';
    }
    fhir::RunFacts run;
    REQUIRE(fhir::add_anchor(run, "screening=2025-06-01", compilation_.plan->vocabulary).empty());
    const bool is_open = twist["ask"].get<std::string>().ends_with("-OPEN");
    for (const char* list : {"observations", "conditions", "treatments", "procedures"})
      if (!is_open) REQUIRE(fhir::add_complete(run, list).empty());
    tables::TableSource source(tables, {path}, Limits{}, run);
    std::string_view json;
    std::size_t line = 0;
    DataNotices notices;
    if (!source.next(json, line, notices)) return "no document: " + source.error();
    return std::string(json);
  }

  std::string status_of(const std::string& document, const std::string& criterion) {
    DataNotices notices;
    if (!core_->read(document, 1, notices)) return "unreadable: " + document;
    core_->judge();
    for (const CriterionOutcome& outcome : core_->outcome().criteria) {
      if (compilation_.plan->criteria[outcome.criterion].id != criterion) continue;
      std::string name(status_name(outcome.status));
      std::replace(name.begin(), name.end(), '_', ' ');
      return name;
    }
    return "no such criterion";
  }

 private:
  Compilation compilation_;
  std::optional<ScreenerCore> core_;
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / "eligo-table-twists";
};

}  // namespace

TEST_CASE("each twisted row comes to the right outcome, or to an unknown that names it") {
  TableTwists twists;
  std::ifstream file("tests/tables/twists/twists.jsonl");
  std::string line;
  int count = 0;
  while (std::getline(file, line)) {
    const Json twist = Json::parse(line);
    const std::string it = twist["it"];
    CAPTURE(it);
    const std::string document = twists.document_of(twist);
    CAPTURE(document);
    CHECK(twists.status_of(document, twist["ask"]) == twist["is"].get<std::string>());
    if (twist.contains("says")) CHECK(document.find(twist["says"].get<std::string>()) != std::string::npos);
    ++count;
  }
  constexpr int fewest = 80;
  CHECK(count >= fewest);
}

}  // namespace eligo

#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "compiler/compare/compare.h"
#include "compiler/source/compilation.h"
#include "runtime/ingest/patient_parser.h"

namespace eligo::testing {

/// A folder for the files of one test, gone when it ends.
class Folder {
 public:
  /// Of its own for each run: several may go on at once.
  explicit Folder(const std::string& name) {
    std::string made = std::filesystem::temp_directory_path() / ("eligo-amendment-" + name + "-XXXXXX");
    if (mkdtemp(made.data()) == nullptr) throw std::runtime_error("no folder " + made);
    path_ = made;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const std::string& name, const std::string& text) const {
    const auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return file.string();
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Where a patient stands under a criterion, by the evaluator that everyone uses.
inline amendment::Standing standing(const Plan& plan, const Criterion& criterion, const std::string& json) {
  PatientParser parser(plan.vocabulary);
  PatientFacts patient;
  DataNotices notices;
  REQUIRE(parser.parse(json, 1, patient, notices));
  Workspace workspace;
  evaluate(plan, patient, workspace);
  const ScreeningOutcome screening = screen(plan, patient, workspace);
  const auto index = static_cast<std::size_t>(&criterion - plan.criteria.data());
  return amendment::standing_of(screening.criteria[index].status, criterion.polarity);
}

/// A criterion that is not there rules nobody out.
inline amendment::Standing standing(const Plan& plan, const Criterion* criterion, const std::string& json) {
  return criterion == nullptr ? amendment::Standing::passes : standing(plan, *criterion, json);
}

}  // namespace eligo::testing

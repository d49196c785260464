#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "compiler/source/compilation.h"
#include "runtime/saved/load_plan.h"
#include "runtime/saved/save_plan.h"
#include "tools/eligo/screen/screener.h"

/// Every plan of the criteria and tests is the same after it was saved and loaded.
namespace eligo {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_with(const std::string& ending) {
  std::vector<std::string> found;
  for (const char* folder : {"criteria", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() == ending) found.push_back(entry.path().string());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

Plan reloaded(const Plan& plan) {
  LoadedPlan loaded = load_plan(saved_plan(plan));
  REQUIRE_MESSAGE(loaded.plan, loaded.error.code << ": " << loaded.error.message);
  return *std::move(loaded.plan);
}

void check_same(const ValueType& a, const ValueType& b) {
  CHECK(a.unit == b.unit);
  CHECK(a.unit.code == b.unit.code);
  CHECK(a.word_index == b.word_index);
}

/// What is stored is compared as bytes; what is made anew, member by member.
void check_same(const Plan& a, const Plan& b) {
  CHECK(saved_plan(a) == saved_plan(b));
  CHECK(a.vocabulary.fact_by_name == b.vocabulary.fact_by_name);
  CHECK(a.vocabulary.fact_by_code == b.vocabulary.fact_by_code);
  CHECK(a.vocabulary.field_by_name == b.vocabulary.field_by_name);
  CHECK(a.vocabulary.anchor_by_name == b.vocabulary.anchor_by_name);
  CHECK(a.vocabulary.word_by_text == b.vocabulary.word_by_text);
  for (std::size_t i = 0; i < a.vocabulary.facts.size(); ++i) {
    check_same(a.vocabulary.facts[i].type, b.vocabulary.facts[i].type);
    CHECK(a.vocabulary.facts[i].narrower == b.vocabulary.facts[i].narrower);
  }
  for (std::size_t i = 0; i < a.vocabulary.fields.size(); ++i)
    check_same(a.vocabulary.fields[i].type, b.vocabulary.fields[i].type);
}

std::string screened(const Plan& plan, const std::string& patient) {
  ScreenRequest request;
  request.readings.assign(plan.criteria.size(), -1);
  request.wants_json = request.explains_json = request.wants_readings = request.wants_effects = true;
  ReportScreener screener(plan, request);
  Screened result;
  DataNotices notices;
  std::string text = screener.screen(patient, 1, false, result, notices) ? result.json : "no patient";
  for (const DataNotice& notice : notices.all()) text += "\n" + notice.text;
  return text;
}

TEST_CASE("every protocol and library that compiles is the same once it was saved and loaded") {
  std::size_t count = 0;
  for (const std::string& path : files_with(".crit")) {
    const Compilation compilation = compile_file(path);
    if (!compilation.plan || compilation.has_errors()) continue;
    CAPTURE(path);
    ++count;
    check_same(*compilation.plan, reloaded(*compilation.plan));
  }
  CHECK(count >= 15);
}

TEST_CASE("the patients of every case file get the same answers, word for word") {
  std::size_t count = 0;
  for (const std::string& path : files_with(".cases")) {
    const CaseFile file = compile_cases(path);
    if (!file.compilation.plan || file.compilation.has_errors()) continue;
    CAPTURE(path);
    const Plan& plan = *file.compilation.plan;
    const Plan loaded = reloaded(plan);
    check_same(plan, loaded);
    for (const Case& one : file.cases) {
      ++count;
      CHECK(screened(plan, one.patient_json) == screened(loaded, one.patient_json));
    }
  }
  CHECK(count >= 200);
}

}  // namespace
}  // namespace eligo

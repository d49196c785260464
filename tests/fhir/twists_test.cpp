// tests/fhir/twists: records of FHIR that are turned round in one way each, and what each comes to.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "compiler/source/compilation.h"
#include "runtime/fhir/convert.h"
#include "runtime/host/screener_core.h"

namespace eligo {
namespace {

using Json = nlohmann::json;

/// The protocol of the twists, and patients whose lists hold all there is.
class Twists {
 public:
  Twists() : compilation_(compile_file("tests/fhir/twists/twists.crit")) {
    REQUIRE(compilation_.plan.has_value());
    core_.emplace(*compilation_.plan, ReadingChoice(compilation_.plan->criteria.size()));
    REQUIRE(fhir::add_anchor(run_, "screening=2025-06-01", compilation_.plan->vocabulary).empty());
    for (const char* list : {"observations", "conditions", "treatments", "procedures"})
      REQUIRE(fhir::add_complete(run_, list).empty());
    core_->set_run_facts(run_);
  }

  std::string status_of(const std::string& bundle, const std::string& criterion) {
    DataNotices notices;
    if (!core_->read(bundle, 1, notices)) return "unreadable: " + notices.all().back().text;
    core_->judge();
    for (const CriterionOutcome& outcome : core_->outcome().criteria) {
      if (compilation_.plan->criteria[outcome.criterion].id != criterion) continue;
      std::string name(status_name(outcome.status));
      std::replace(name.begin(), name.end(), '_', ' ');
      return name;
    }
    return "no such criterion";
  }

  std::string document_of(const std::string& bundle) {
    fhir::Converter converter(compilation_.plan->vocabulary, nullptr);
    std::string document;
    return converter.convert(bundle, run_, document) ? document : converter.error();
  }

 private:
  Compilation compilation_;
  fhir::RunFacts run_;
  std::optional<ScreenerCore> core_;
};

}  // namespace

TEST_CASE("each twisted record comes to the right outcome, or to an unknown that names it") {
  Twists twists;
  std::ifstream file("tests/fhir/twists/twists.jsonl");
  std::string line;
  int count = 0;
  while (std::getline(file, line)) {
    const Json twist = Json::parse(line);
    const std::string it = twist["it"];
    CAPTURE(it);
    const std::string bundle = twist["bundle"].dump();
    CHECK(twists.status_of(bundle, twist["ask"]) == twist["is"].get<std::string>());
    if (twist.contains("says")) {
      const std::string says = twist["says"];
      CHECK_MESSAGE(twists.document_of(bundle).find(says) != std::string::npos, twists.document_of(bundle));
    }
    ++count;
  }
  constexpr int fewest = 200;
  CHECK(count >= fewest);
}

}  // namespace eligo

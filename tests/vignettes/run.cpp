// Worked patients of the founding trial: each gets the outcomes, parts, scores and effects of other readings
// that were worked out for it by hand (expected.ndjson, one line a patient, in the order of patients.ndjson).
#include <cmath>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "compiler/source/compilation.h"
#include "runtime/ingest/patient_parser.h"
#include "runtime/screen/verdict.h"

namespace {

using namespace eligo;  // NOLINT(google-build-using-namespace)
using Json = nlohmann::json;

class Vignette {
 public:
  Vignette(const Plan& plan, const PatientFacts& patient, const Json& expected)
      : plan_(plan), patient_(patient), expected_(expected) {
    evaluate(plan, patient, workspace_);
    screening_ = screen(plan, patient, workspace_);
  }

  /// How many expectations were not fulfilled; each is printed.
  int check() {
    same("verdict", std::string(verdict_name(screening_.verdict)), expected_["verdict"]);
    for (const auto& outcome : screening_.criteria) check_criterion(outcome);
    check_score("eular-acr-2019");
    check_score("sledai-2k");
    check_state("eular-acr-2019", "classified", expected_["eular-acr-2019"]["classified"]);
    check_state("doris-2021", "remission", expected_["doris-2021"]);
    check_state("lldas", "low-disease-activity", expected_["lldas"]);
    check_present();
    check_derived("prednisolone-equivalent");
    check_derived("creatinine-clearance");
    check_readings();
    return failed_;
  }

 private:
  template <typename Got>
  void same(const std::string& what, const Got& got, const Json& wanted) {
    if (Json(got) == wanted) return;
    ++failed_;
    std::printf("%s: %s is %s, expected %s\n", patient_.id.c_str(), what.c_str(), Json(got).dump().c_str(),
                wanted.dump().c_str());
  }

  void check_criterion(const CriterionOutcome& outcome) {
    const auto& id = plan_.criteria[outcome.criterion].id;
    // The worked answers know three outcomes and list apart where a criterion does not apply.
    const Json& wanted = expected_["criteria"][id];
    same(id, std::string(status_name(outcome.status)), wanted);
    for (const auto& part : outcome.parts) {
      if (expected_["parts"].contains(part.id))
        same(std::string(part.id), std::string(status_name(part.status)),
             expected_["parts"][std::string(part.id)]);
    }
  }

  const Instrument& instrument(const std::string& name) const {
    for (const auto& i : plan_.instruments) {
      if (i.name == name) return i;
    }
    std::printf("no instrument %s\n", name.c_str());
    std::exit(1);
  }

  [[nodiscard]] double value(NodeId node) const {
    const Range& range = workspace_[node].range;
    return range.is_exact() ? range.low->value.to_double() : std::nan("");
  }

  void check_score(const std::string& name) {
    const Instrument& score = instrument(name);
    const Json& wanted = expected_[name];
    same(name + " total", value(score.total), wanted["total"]);
    double clinical = 0;
    for (const auto& domain : score.domains) {
      if (wanted.contains("domains"))
        same(name + " " + domain.name, value(domain.points), wanted["domains"].value(domain.name, 0));
      if (domain.name != "immunologic") clinical += value(domain.points);
    }
    if (wanted.contains("clinical")) same(name + " clinical", clinical, wanted["clinical"]);
    if (wanted.contains("entry"))
      same(name + " entry", workspace_[score.entry].truth.is_holding(), wanted["entry"]);
  }

  void check_state(const std::string& name, const std::string& state, const Json& wanted) {
    for (const auto& s : instrument(name).states) {
      if (s.name != state) continue;
      const Truth truth = workspace_[s.node].truth;
      same(name,
           truth.is_holding()   ? Json(true)
           : truth.is_failing() ? Json(false)
                                : Json("unknown"),
           wanted);
    }
  }

  void check_present() {
    std::set<std::string> present;
    for (const auto& domain : instrument("sledai-2k").domains) {
      for (const auto& item : domain.items) {
        if (workspace_[item.when].truth.is_holding()) present.insert(item.id);
      }
    }
    same("present", present, Json(expected_["sledai-2k"]["present"].get<std::set<std::string>>()));
  }

  void check_derived(const std::string& what) {
    for (const auto& derived : plan_.derived) {
      if (!derived.name.starts_with(what)) continue;
      same(derived.name, std::round(value(derived.node) * 10) / 10, expected_[what]);
      return;
    }
    std::printf("nothing derived as %s\n", what.c_str());
    ++failed_;
  }

  /// Readings that are listed come out as listed; of the others none changes the verdict.
  void check_readings() {
    std::set<std::string> listed;
    for (const Json& reading : expected_.value("readings", Json::array())) {
      const std::string id = reading["reading"];
      listed.insert(id);
      for (std::uint32_t c = 0; c < plan_.criteria.size(); ++c) {
        for (std::size_t r = 0; r < plan_.criteria[c].readings.size(); ++r) {
          if (plan_.criteria[c].readings[r].id != id) continue;
          ReadingChoice choice(plan_.criteria.size(), -1);
          choice[c] = static_cast<int>(r);
          const ScreeningOutcome other = screen(plan_, patient_, workspace_, choice);
          same(id + " verdict", std::string(verdict_name(other.verdict)), reading["overall"]);
          same(id, std::string(status_name(other.criteria[c].status)),
               reading["changes"][plan_.criteria[c].id]);
        }
      }
    }
    for (const auto& effect : reading_effects(plan_, patient_, workspace_)) {
      const auto& id = plan_.criteria[effect.criterion].readings[effect.reading].id;
      // R-I5 asks for facts that these patients do not record.
      if (id == "R-I5" || listed.contains(id) || effect.verdict == screening_.verdict) continue;
      ++failed_;
      std::printf("%s: %s changes the verdict to %s\n", patient_.id.c_str(), id.c_str(),
                  std::string(verdict_name(effect.verdict)).c_str());
    }
  }

  const Plan& plan_;
  const PatientFacts& patient_;
  const Json& expected_;
  Workspace workspace_;
  ScreeningOutcome screening_;
  int failed_ = 0;
};

}  // namespace

int main() {  // NOLINT(bugprone-exception-escape): a test may end so
  const Compilation compilation = compile_file("criteria/nct06710717/nct06710717.crit");
  if (!compilation.plan) {
    std::printf("the protocol does not compile\n");
    return 1;
  }
  const Plan& plan = *compilation.plan;
  PatientFile patients("tests/vignettes/patients.ndjson");
  std::ifstream expected_file("tests/vignettes/expected.ndjson");
  PatientParser parser(plan.vocabulary);
  DataNotices notices;
  std::string_view json;
  std::size_t line = 0;
  int passed = 0;
  int failed = 0;
  std::string expected_line;
  while (patients.next(json, line, notices) && std::getline(expected_file, expected_line)) {
    PatientFacts patient;
    const Json expected = Json::parse(expected_line);
    const bool is_good = parser.parse(json, line, patient, notices) && patient.id == expected["patient"] &&
                         Vignette(plan, patient, expected).check() == 0;
    ++(is_good ? passed : failed);
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}

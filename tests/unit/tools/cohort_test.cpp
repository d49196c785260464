#include "tools/eligo/screen/cohort.h"

#include <doctest/doctest.h>

namespace eligo {

namespace {

/// A plan with inclusions I1, I2 and exclusion E1, the last with one other reading.
Plan three_criteria() {
  Plan plan;
  plan.criteria.resize(3);
  plan.criteria[0].id = "I1";
  plan.criteria[1].id = "I2";
  plan.criteria[2].id = "E1";
  plan.criteria[2].polarity = Polarity::exclusion;
  plan.criteria[2].readings.push_back({"R-E1", "another", {}, {}, 0});
  return plan;
}

ScreeningOutcome screening(const std::string& patient, Verdict verdict, Status i1, Status i2, Status e1) {
  ScreeningOutcome result;
  result.patient = patient;
  result.verdict = verdict;
  result.criteria.resize(3);
  for (std::uint32_t i = 0; i < 3; ++i) result.criteria[i].criterion = i;
  result.criteria[0].status = i1;
  result.criteria[1].status = i2;
  result.criteria[2].status = e1;
  return result;
}

}  // namespace

TEST_SUITE("tools: a cohort added up") {
  TEST_CASE("each patient drops out at the first criterion that rules them out") {
    const Plan plan = three_criteria();
    Cohort cohort(plan);
    cohort.add(screening("a", Verdict::eligible, Status::met, Status::met, Status::not_met), {});
    cohort.add(screening("b", Verdict::ineligible, Status::not_met, Status::not_met, Status::not_met), {});
    cohort.add(screening("c", Verdict::ineligible, Status::met, Status::met, Status::met), {});
    cohort.add(screening("d", Verdict::undetermined, Status::met, Status::unknown, Status::not_met), {});

    CHECK(cohort.patients == 4);
    CHECK(cohort.count(Verdict::eligible) == 1);
    CHECK(cohort.count(Verdict::ineligible) == 2);
    CHECK(cohort.count(Verdict::undetermined) == 1);

    CHECK(cohort.criteria[0].ruled_out == 1);
    CHECK(cohort.criteria[0].remaining == 3);
    CHECK(cohort.criteria[0].open == 0);
    CHECK(cohort.criteria[1].ruled_out == 0);  // b had dropped out before
    CHECK(cohort.criteria[1].count(Status::not_met) == 1);
    CHECK(cohort.criteria[1].remaining == 3);
    CHECK(cohort.criteria[1].open == 1);
    CHECK(cohort.criteria[2].ruled_out == 1);
    CHECK(cohort.criteria[2].remaining == 2);
    CHECK(cohort.criteria[2].open == 1);

    CHECK(cohort.criteria[0].ruled_out_alone == 0);  // I2 rules b out as well
    CHECK(cohort.criteria[2].ruled_out_alone == 1);
  }

  TEST_CASE("a reading counts where it changes the verdict, not where it changes an outcome only") {
    const Plan plan = three_criteria();
    Cohort cohort(plan);
    const auto eligible = screening("a", Verdict::eligible, Status::met, Status::met, Status::not_met);
    cohort.add(eligible, {{2, 0, Status::met, Verdict::ineligible}});
    cohort.add(eligible, {{2, 0, Status::not_applicable, Verdict::eligible}});
    REQUIRE(cohort.readings.size() == 1);
    CHECK(cohort.readings[0].changed == 1);
    REQUIRE(cohort.readings[0].changes.size() == 1);
    CHECK(cohort.readings[0].changes[0].to == Verdict::ineligible);
  }

  TEST_CASE("only what undetermined patients wait for is asked, the most wanted first") {
    Plan plan = three_criteria();
    plan.vocabulary.facts.resize(2);
    plan.vocabulary.facts[0].name = plan.vocabulary.facts[0].label = "ALT";
    plan.vocabulary.facts[1].name = plan.vocabulary.facts[1].label = "LVEF";
    const auto ask = [](std::uint32_t fact, std::uint32_t criterion, std::uint32_t record) {
      Reason reason;
      reason.fact = FactId{fact};
      reason.record = RecordId{record};
      return Ask{reason, {criterion}, {}, false};
    };
    auto waiting = screening("a", Verdict::undetermined, Status::unknown, Status::met, Status::not_met);
    auto ruled_out = screening("b", Verdict::ineligible, Status::unknown, Status::not_met, Status::not_met);
    Cohort cohort(plan);
    waiting.asks = {ask(0, 0, 7), ask(1, 1, 8)};
    cohort.add(waiting, {});
    waiting.asks = {ask(1, 0, 9), ask(1, 1, 3)};  // the same fact of two records: one request
    cohort.add(waiting, {});
    ruled_out.asks = {ask(0, 0, 1)};
    cohort.add(ruled_out, {});

    const auto wanted = cohort.wanted();
    REQUIRE(wanted.size() == 2);
    CHECK(wanted[0].patients == 2);
    CHECK(wanted[0].criteria == std::vector<std::uint32_t>{0, 1});
    CHECK(wanted[1].patients == 1);
  }
}

}  // namespace eligo

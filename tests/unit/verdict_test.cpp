#include "runtime/screen/verdict.h"

#include "runtime/words/reason_text.h"
#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

struct Attempt : World {
  std::uint32_t criterion(const std::string& id, Polarity polarity, NodeId root) {
    Criterion made;
    made.id = id;
    made.polarity = polarity;
    made.root = root;
    plan.criteria.push_back(std::move(made));
    return static_cast<std::uint32_t>(plan.criteria.size() - 1);
  }
  ScreeningOutcome screened(const ReadingChoice& readings = {}) {
    run();
    return screen(plan, patient, workspace, readings);
  }
};

}  // namespace

TEST_CASE("verdict: the outcome of a set of truths") {
  constexpr Truth met_or_inapplicable(Truth::can_hold | Truth::can_be_inapplicable);
  constexpr Truth failed_or_inapplicable(Truth::can_fail | Truth::can_be_inapplicable);
  for (const Polarity polarity : {Polarity::inclusion, Polarity::exclusion}) {
    CHECK(status_of(yes, polarity) == Status::met);
    CHECK(status_of(no, polarity) == Status::not_met);
    CHECK(status_of(open, polarity) == Status::unknown);
    CHECK(status_of(Truth::inapplicable(), polarity) == Status::not_applicable);
    CHECK(status_of(Truth(7), polarity) == Status::unknown);
  }
  // Open whether it applies, but it passes either way.
  CHECK(status_of(met_or_inapplicable, Polarity::inclusion) == Status::met);
  CHECK(status_of(met_or_inapplicable, Polarity::exclusion) == Status::unknown);
  CHECK(status_of(failed_or_inapplicable, Polarity::inclusion) == Status::unknown);
  CHECK(status_of(failed_or_inapplicable, Polarity::exclusion) == Status::not_met);
}

TEST_CASE("verdict: ruled out beats unknown, unknown beats eligible") {
  Attempt trial;
  const FactId cancer = trial.condition("cancer");
  trial.criterion("I1", Polarity::inclusion, trial.truth(true));
  trial.criterion("E1", Polarity::exclusion, trial.condition(trial.query(Selector::active, {cancer})));
  CHECK(trial.screened().verdict == Verdict::undetermined);
  trial.absent(cancer);
  CHECK(trial.screened().verdict == Verdict::eligible);
  trial.criterion("I2", Polarity::inclusion, trial.truth(false));
  trial.patient.records.clear();
  const ScreeningOutcome screening = trial.screened();
  CHECK(screening.verdict == Verdict::ineligible);
  CHECK(screening.criteria[1].status == Status::unknown);
  CHECK(screening.asks.empty());
}

TEST_CASE("verdict: reasons come from what is open and matters, each once") {
  Attempt trial;
  const FactId cancer = trial.condition("cancer");
  const FactId infection = trial.condition("infection");
  const NodeId ask_cancer = trial.condition(trial.query(Selector::active, {cancer}));
  const NodeId ask_infection = trial.condition(trial.query(Selector::active, {infection}));
  const NodeId settled = trial.op(Op::all, {ask_infection, trial.truth(false)});
  trial.criterion("E1", Polarity::exclusion, trial.op(Op::any, {ask_cancer, settled, ask_cancer}));
  trial.criterion("E2", Polarity::exclusion, ask_cancer);
  trial.criterion("E3", Polarity::exclusion, ask_infection);
  const ScreeningOutcome screening = trial.screened();
  REQUIRE(screening.criteria[0].reasons.size() == 1);
  CHECK(screening.criteria[0].reasons[0].fact == cancer);
  REQUIRE(screening.asks.size() == 2);
  CHECK(screening.asks[0].reason.fact == cancer);
  CHECK(screening.asks[0].criteria == std::vector<std::uint32_t>{0, 1});
  CHECK(screening.asks[1].criteria == std::vector<std::uint32_t>{2});
  CHECK(request_text(trial.plan, screening.asks[0].reason).find("cancer") != std::string::npos);
}

TEST_CASE("verdict: only reasons of quantities that can still move the answer") {
  Attempt trial;
  const FactId seizure = trial.condition("seizure");
  const FactId arthritis = trial.condition("arthritis");
  const NodeId zero = trial.number(0);
  const auto points = [&](FactId fact, int n) {
    return trial.op(Op::choose,
                    {trial.condition(trial.query(Selector::active, {fact})), trial.number(n), zero});
  };
  const NodeId domain = trial.op(Op::largest, {points(arthritis, 2), points(seizure, 4)});
  trial.ongoing(seizure, "2025-01-01");
  const FactId other = trial.condition("other");
  const NodeId total = trial.op(Op::sum, {domain, points(other, 8)});
  trial.criterion("I1", Polarity::inclusion,
                  trial.compare(total, Comparison::greater_or_equal, trial.number(10)));
  const ScreeningOutcome screening = trial.screened();
  CHECK(screening.criteria[0].status == Status::unknown);
  REQUIRE(screening.criteria[0].reasons.size() == 1);
  CHECK(screening.criteria[0].reasons[0].fact == other);
}

TEST_CASE("verdict: assumptions that the outcome depends on, and no others") {
  Attempt trial;
  const FactId transplant = trial.procedure("transplant");
  Query query = trial.query(Selector::any, {transplant});
  query.assumptions = {trial.assume({})};
  const NodeId assumed = trial.condition(query);
  trial.criterion("E1", Polarity::exclusion, assumed);
  trial.criterion("E2", Polarity::exclusion, trial.op(Op::all, {assumed, trial.truth(false)}));
  trial.criterion("E3", Polarity::exclusion, trial.op(Op::any, {assumed, trial.truth(false)}));
  const ScreeningOutcome screening = trial.screened();
  CHECK(screening.criteria[0].assumptions.size() == 1);
  CHECK(screening.criteria[1].assumptions.empty());
  CHECK(screening.criteria[2].assumptions.size() == 1);
}

TEST_CASE("verdict: another reading, and what readings would change") {
  Attempt trial;
  const std::uint32_t index = trial.criterion("I1", Polarity::inclusion, trial.truth(true));
  Reading strict;
  strict.id = "R-I1";
  strict.root = trial.truth(false);
  Reading same;
  same.id = "R-I1b";
  same.root = trial.truth(true);
  trial.plan.criteria[index].readings = {strict, same};
  CHECK(trial.screened().verdict == Verdict::eligible);
  const ScreeningOutcome other = trial.screened({0});
  CHECK(other.verdict == Verdict::ineligible);
  CHECK(other.criteria[0].reading == "R-I1");
  const auto effects = reading_effects(trial.plan, trial.patient, trial.workspace);
  REQUIRE(effects.size() == 1);
  CHECK(effects[0].reading == 0);
  CHECK(effects[0].verdict == Verdict::ineligible);
}

TEST_CASE("verdict: parts") {
  Attempt trial;
  const NodeId part = trial.truth(true);
  const std::uint32_t index = trial.criterion("E3", Polarity::exclusion, trial.op(Op::any, {part}));
  trial.plan.criteria[index].parts = {{"E3a", part}};
  const ScreeningOutcome screening = trial.screened();
  REQUIRE(screening.criteria[0].parts.size() == 1);
  CHECK(screening.criteria[0].parts[0].id == "E3a");
  CHECK(screening.criteria[0].parts[0].status == Status::met);
}

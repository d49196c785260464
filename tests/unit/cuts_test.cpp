#include "runtime/completions/cuts.h"

#include "runtime/completions/bound.h"
#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

/// Where rules can tell the values of a fact apart, and how many records they need of it.
namespace {

struct RulesOnFacts : World {
  FactId alt = observation("ALT");
  FactId cancer = condition("cancer");
  FactId lymphoma = condition("lymphoma");
  FieldId method = field("method", ValueKind::word);

  Query latest(const std::vector<ValueTest>& tests = {}, Selector selector = Selector::most_recent) {
    Query made = query(selector, {alt});
    made.tests = tests;
    return made;
  }
  NodeId value() { return quantity(latest()); }
  Cuts cuts(const std::vector<NodeId>& roots) const { return find_cuts(plan, nodes_below(plan, roots)); }
  Cuts::OfFact of_alt(NodeId root) const { return cuts({root}).facts[alt.value]; }
  NodeId number_of(Selector selector, FactId fact) { return quantity(query(selector, {fact})); }
};

using CutValues = std::vector<Number>;

}  // namespace

TEST_CASE_FIXTURE(RulesOnFacts, "cuts: the limits that values are held against, each once and rising") {
  ValueTest between;
  between.kind = ValueTest::Kind::between;
  between.limit = Range::between(10, 20);
  const NodeId both =
      op(Op::all, {condition(latest({compared(Comparison::less, 30)})), condition(latest({between})),
                   condition(latest({compared(Comparison::greater, 10)}))});
  CHECK(of_alt(both).values == CutValues{10, 20, 30});
  CHECK(of_alt(both).factors.empty());
  ValueTest lower = times_upper(Comparison::less, 2);
  lower.kind = ValueTest::Kind::times_lower;
  const NodeId times =
      op(Op::all, {condition(latest({times_upper(Comparison::less, 5)})), condition(latest({lower}))});
  CHECK(of_alt(times).factors == CutValues{2, 5});
  CHECK(of_alt(times).values.empty());
}

TEST_CASE_FIXTURE(RulesOnFacts,
                  "cuts: a comparison that turns at one value is cut there, however it is computed") {
  Node twice;
  twice.op = Op::scale;
  twice.value = 2;
  const NodeId doubled = add(twice, {value()});
  CHECK(of_alt(compare(doubled, Comparison::less, number(30))).values == CutValues{15});
  CHECK_FALSE(of_alt(compare(doubled, Comparison::less, number(30))).is_computed);
  ValueTest against;
  against.kind = ValueTest::Kind::against_node;
  against.node = number(7);
  CHECK(of_alt(condition(latest({against}))).values == CutValues{7});
  against.node = op(Op::largest, {quantity(query(Selector::most_recent, {observation("AST")})), number(4)});
  CHECK(of_alt(condition(latest({against}))).values == CutValues{4});
}

TEST_CASE_FIXTURE(RulesOnFacts,
                  "cuts: values that are held against each other are ranked, those in arithmetic computed") {
  const FactId ast = observation("AST");
  const NodeId other = quantity(query(Selector::most_recent, {ast}));
  const NodeId one = value();
  const auto of_both = of_alt(compare(one, Comparison::less, other));
  CHECK(of_both.is_ranked);
  CHECK_FALSE(of_both.is_computed);
  const auto of_ratio = of_alt(compare(op(Op::divide, {one, other}), Comparison::less, number(2)));
  CHECK(of_ratio.is_ranked);
  CHECK(of_ratio.is_computed);
  CHECK(of_ratio.values == CutValues{0, 2});
  const auto of_largest = of_alt(compare(op(Op::largest, {one, number(4)}), Comparison::less, number(2)));
  CHECK_FALSE(of_largest.is_ranked);
  CHECK_FALSE(of_largest.is_computed);
  CHECK(of_largest.values == CutValues{2, 4});
  const auto of_square = of_alt(compare(op(Op::multiply, {one, one}), Comparison::less, number(9)));
  CHECK(of_square.is_ranked);
  CHECK(of_square.is_computed);
}

TEST_CASE_FIXTURE(RulesOnFacts, "cuts: so many records as the questions need of their own") {
  CHECK(of_alt(condition(latest({compared(Comparison::less, 3)}))).records == 1);
  CHECK(of_alt(condition(latest({compared(Comparison::less, 3)}, Selector::previous))).records == 2);
  // One and the same record is the latest for both, and the one before it is one more.
  CHECK(of_alt(op(Op::all, {condition(latest({compared(Comparison::less, 3)})),
                            condition(latest({compared(Comparison::greater, 5)}))}))
            .records == 1);
  CHECK(of_alt(op(Op::all, {condition(latest()), condition(latest({}, Selector::previous))})).records == 2);
  CHECK(of_alt(op(Op::all, {condition(latest()), condition(latest({}, Selector::highest))})).records == 2);
  CHECK(of_alt(op(Op::all, {condition(latest({}, Selector::any)), condition(latest({}, Selector::any))}))
            .records == 2);
  Query lately = latest();
  lately.window.from = back(plan.as_of, days(3));
  CHECK(of_alt(op(Op::all, {condition(latest()), condition(lately)})).records == 2);
  Query filtered = latest();
  filtered.filters.emplace_back();
  CHECK(of_alt(op(Op::all, {condition(latest()), condition(filtered)})).records == 2);
  Query assumed = latest();
  assumed.assumptions = {assume({})};
  CHECK(of_alt(op(Op::all, {condition(latest()), condition(assumed)})).records == 2);
}

TEST_CASE_FIXTURE(RulesOnFacts, "cuts: a count needs as many records as it is held against, up to 50") {
  const auto held_against = [&](int limit) {
    return of_alt(compare(number_of(Selector::count, alt), Comparison::less, number(limit)));
  };
  CHECK(held_against(3).records == 4);
  CHECK(held_against(3).values == CutValues{3});
  CHECK(held_against(1000).records == 51);
  Query any_drug = query(Selector::count, {treatment("drug")});
  any_drug.is_any_fact = true;
  any_drug.facts.clear();
  const Cuts of_kind = cuts({compare(quantity(any_drug), Comparison::less, number(3))});
  CHECK(of_kind.records_of_kind.at(FactKind::treatment) == 4);
  CHECK(of_kind.needed.begin()->second == 4);
}

TEST_CASE_FIXTURE(
    RulesOnFacts,
    "cuts: of a fact, whether the latest, a planned one, or which of the highest is asked for") {
  CHECK(of_alt(condition(latest())).asks_latest);
  CHECK_FALSE(of_alt(condition(latest({}, Selector::first))).asks_latest);
  CHECK(of_alt(condition(latest({}, Selector::planned))).is_planned);
  CHECK_FALSE(of_alt(condition(latest({}, Selector::any))).is_planned);
  CHECK(of_alt(condition(latest({times_upper(Comparison::less, 2)}, Selector::highest))).is_ranked);
  CHECK_FALSE(of_alt(condition(latest({compared(Comparison::less, 2)}, Selector::highest))).is_ranked);
  CHECK_FALSE(of_alt(condition(latest({times_upper(Comparison::less, 2)}))).is_ranked);
  Query demanding = latest({}, Selector::lowest);
  demanding.demands.emplace_back();
  CHECK(of_alt(condition(demanding)).is_ranked);
}

TEST_CASE_FIXTURE(RulesOnFacts, "cuts: ages, and the ones after them") {
  const FactId birth = fact("birth-date", FactKind::attribute);
  const NodeId age = ask(Op::age, query(Selector::latest_answer, {birth}));
  const auto of_birth = cuts({op(Op::all, {compare(age, Comparison::greater_or_equal, number(18)),
                                           compare(age, Comparison::less, number(19))})})
                            .facts[birth.value];
  CHECK(of_birth.ages == std::vector<Period>{months(216), months(228), months(240)});
}

TEST_CASE_FIXTURE(RulesOnFacts, "cuts: of fields, the words, numbers and facts, and whether it is recorded") {
  const FieldId dose = field("dose", ValueKind::quantity);
  Query filtered = latest();
  filtered.filters = {{Filter::Kind::is, method, {word("b"), word("a")}, {cancer}, Comparison::equal, {}}};
  filtered.demands = {{Filter::Kind::compare, dose, {}, {}, Comparison::less, Range::between(2, 4)}};
  const Cuts some = cuts({condition(filtered)});
  CHECK(some.fields[method.value].words == std::vector<WordId>{word("b"), word("a")});
  CHECK(some.fields[method.value].facts == std::vector<FactId>{cancer});
  CHECK_FALSE(some.fields[method.value].asks_recording);
  CHECK(some.fields[dose.value].values == CutValues{2, 4});
  filtered.filters.front().kind = Filter::Kind::not_recorded;
  CHECK(cuts({condition(filtered)}).fields[method.value].asks_recording);
  filtered.filters.front().kind = Filter::Kind::recorded;
  CHECK(cuts({condition(filtered)}).fields[method.value].asks_recording);
}

TEST_CASE_FIXTURE(RulesOnFacts, "cuts: facts of which every question asks the same are twins") {
  is_a(lymphoma, cancer);
  const FactId leukaemia = condition("leukaemia");
  is_a(leukaemia, cancer);
  const NodeId any_cancer = condition(query(Selector::any, {cancer}));
  const NodeId is_lymphoma = condition(query(Selector::any, {lymphoma}));
  const auto twin = [&](const std::vector<NodeId>& roots) { return cuts(roots).facts[leukaemia.value].twin; };
  CHECK(twin({any_cancer}) == lymphoma);
  CHECK(twin({any_cancer, is_lymphoma}) == leukaemia);
  CHECK(cuts({any_cancer}).facts[cancer.value].is_named);
  CHECK_FALSE(cuts({any_cancer}).facts[lymphoma.value].is_named);
  CHECK(cuts({is_lymphoma}).facts[lymphoma.value].is_named);
  plan.vocabulary.facts[leukaemia.value].half_life_days = Number(3);
  CHECK(twin({any_cancer}) == leukaemia);
}

TEST_CASE_FIXTURE(
    RulesOnFacts,
    "cuts: a fact that is a part of two counted ones is named, as one record of it answers for both") {
  const FactId blood = condition("blood-disease");
  is_a(lymphoma, cancer);
  is_a(lymphoma, blood);
  const auto is_named = [&](Selector selector) {
    const NodeId cancers = compare(number_of(selector, cancer), Comparison::less, number(2));
    const NodeId diseases = compare(number_of(selector, blood), Comparison::less, number(2));
    return cuts({cancers, diseases}).facts[lymphoma.value].is_named;
  };
  CHECK(is_named(Selector::count));
  const NodeId cancers = compare(number_of(Selector::count, cancer), Comparison::less, number(2));
  CHECK_FALSE(cuts({cancers}).facts[lymphoma.value].is_named);
  CHECK_FALSE(cuts({condition(query(Selector::any, {cancer})), condition(query(Selector::any, {blood}))})
                  .facts[lymphoma.value]
                  .is_named);
  is_a(blood, cancer);
  CHECK_FALSE(is_named(Selector::count));
}

TEST_CASE_FIXTURE(RulesOnFacts,
                  "nodes below: with their conditions and assumptions, and those that are open") {
  const NodeId is_ill = condition(query(Selector::any, {cancer}));
  const NodeId limit = number(3);
  ValueTest test;
  test.kind = ValueTest::Kind::against_node;
  test.node = limit;
  test.when = is_ill;
  Query asking = latest({test});
  const NodeId assumed = truth(true);
  asking.assumptions = {assume({}, assumed)};
  const NodeId root = condition(asking);
  truth(false);
  CHECK(nodes_below(plan, {root}) == std::vector<NodeId>{is_ill, limit, assumed, root});
  run();
  CHECK(open_nodes_below(plan, workspace, {root, assumed}).size() == 0);
  asking.assumptions.clear();
  const NodeId open_root = op(Op::all, {condition(asking), assumed});
  run();
  CHECK(open_nodes_below(plan, workspace, {open_root}) ==
        std::vector<NodeId>{is_ill, NodeId{open_root.value - 1}, open_root});
}

TEST_CASE_FIXTURE(RulesOnFacts,
                  "most branches: cases of facts that are asked about twice, times each other") {
  const NodeId below = condition(latest({compared(Comparison::less, 3)}));
  const NodeId above = condition(latest({compared(Comparison::greater, 5)}));
  CHECK(most_branches(plan, below) == 1);
  CHECK(most_branches(plan, op(Op::all, {below, above})) == 5 * 3 + 1);
  Query lately = latest({compared(Comparison::less, 3)});
  lately.window.from = back(plan.as_of, days(3));
  CHECK(most_branches(plan, op(Op::all, {below, condition(lately)})) == (3 * 5 + 1) * (3 * 5 + 1));
  const NodeId times = condition(latest({times_upper(Comparison::less, 2)}));
  CHECK(most_branches(plan, op(Op::all, {below, times})) == 3 * 3 * 3 + 1);
  Query filtered = latest({compared(Comparison::less, 3)});
  filtered.filters = {{Filter::Kind::is, method, {word("a")}, {}, Comparison::equal, {}}};
  CHECK(most_branches(plan, op(Op::all, {condition(filtered), condition(filtered)})) == 3 * 3 * 3 + 1);
  const FactId sex = fact("sex", FactKind::attribute);
  words(type(sex), {"female", "male"});
  const NodeId is_female = condition(query(Selector::latest_answer, {sex}));
  const NodeId is_male = condition(query(Selector::latest_answer, {sex}));
  CHECK(most_branches(plan, op(Op::all, {is_female, is_male})) == 3 * 3);
}

#include "runtime/words/explain.h"

#include "runtime/words/reason_text.h"
#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

ExplainedNode explained(World& world, NodeId root) {
  world.run();
  return explain(world.plan, world.patient, world.workspace, root);
}

}  // namespace

TEST_CASE("explain: a query with its window, records, reasons and what it depends on") {
  World world;
  const FactId alt = world.observation("ALT");
  world.type(alt).unit_text = "U/L";
  world.complete(FactKind::observation);
  Record& used = world.result(alt, 200, "2025-02-27");
  used.lower_limit = Range::exactly(0);
  used.upper_limit = Range::exactly(40);
  world.result(alt, 50, "2020-01-01");
  Query query = world.query(Selector::any, {alt});
  query.tests = {World::times_upper(Comparison::greater, 6)};
  query.window = {World::back(world.plan.as_of, days(28)), World::on(world.plan.as_of)};
  const NodeId root = world.condition(query);
  world.plan.nodes[root.value].source = world.source("any ALT within 28 days up to screening > 6 x ULN");
  const ExplainedNode e = explained(world, root);
  CHECK(e.text == "any ALT within 28 days up to screening > 6 x ULN");
  CHECK(e.truth == no);
  CHECK(e.window == "2025-02-01 to 2025-03-01");
  REQUIRE(e.records.size() == 2);
  CHECK(e.records[0].text == "ALT 50 U/L on 2020-01-01");
  CHECK(e.records[0].why == "outside the window");
  CHECK(e.records[1].text == "ALT 200 U/L on 2025-02-27 (normal 0 to 40 U/L)");
  REQUIRE(e.assumptions.size() == 1);
  CHECK(e.assumptions[0] == "the list of observations is declared complete");
}

TEST_CASE("explain: what the author wrote as one is shown as one") {
  World world;
  const FactId radiotherapy = world.procedure("radiotherapy");
  const std::uint32_t source = world.source("no radiotherapy up to screening");
  const NodeId any = world.condition(world.query(Selector::any, {radiotherapy}));
  const NodeId none = world.op(Op::not_, {any});
  world.plan.nodes[any.value].source = world.plan.nodes[none.value].source = source;
  world.record(radiotherapy, "2020-05");
  const ExplainedNode e = explained(world, none);
  CHECK(e.truth == no);
  CHECK(e.parts.empty());
  REQUIRE(e.records.size() == 1);
  CHECK(e.records[0].text == "radiotherapy on 2020-05");
}

TEST_CASE("explain: lists of one and conversions are passed over") {
  World world;
  const FactId weight = world.observation("weight");
  world.result(weight, 60, "2025-02-01");
  const NodeId latest = world.quantity(world.query(Selector::most_recent, {weight}));
  world.plan.nodes[latest.value].source = world.source("most recent weight");
  Node scale;
  scale.op = Op::scale;
  scale.value = 1000;
  scale.unit = "g";
  scale.source = world.source("in g");
  const NodeId in_grams = world.add(scale, {latest});
  const NodeId compared = world.compare(in_grams, Comparison::greater, world.number(50000));
  world.plan.nodes[compared.value].source = world.source("> 50000 g");
  const NodeId list = world.op(Op::all, {compared});
  world.plan.nodes[list.value].source = world.source("all of { … }");
  const ExplainedNode e = explained(world, list);
  CHECK(e.text == "> 50000 g");
  REQUIRE(e.parts.size() == 1);
  CHECK(e.parts[0].text == "most recent weight");
  CHECK(e.parts[0].value == "60000 g");
}

TEST_CASE("explain: a score with its domains and items") {
  World world;
  const FactId arthritis = world.condition("arthritis");
  world.ongoing(arthritis, "2025-01-01");
  const NodeId when = world.condition(world.query(Selector::active, {arthritis}));
  const NodeId item = world.op(Op::choose, {when, world.number(4), world.number(0)});
  const NodeId points = world.op(Op::largest, {item});
  const NodeId total = world.op(Op::sum, {points});
  const NodeId high = world.compare(total, Comparison::greater_or_equal, world.number(4));
  world.plan.nodes[high.value].source = world.source("high when total >= 4");
  Instrument score;
  score.name = "activity";
  score.label = "an activity index";
  score.total = total;
  score.domains = {{"joints", {}, false, {{"synovitis", "two joints or more", 4, when}}, points}};
  score.states = {{"high", high}};
  world.plan.instruments = {score};
  const ExplainedNode e = explained(world, high);
  CHECK(e.text == "activity is high");
  CHECK(e.truth == yes);
  REQUIRE(e.parts.size() == 1);
  REQUIRE(e.parts[0].parts.size() == 1);
  const ExplainedNode& sum = e.parts[0].parts[0];
  CHECK(sum.text == "total of activity");
  CHECK(sum.value == "4");
  REQUIRE(sum.parts.size() == 1);
  CHECK(sum.parts[0].text == "joints");
  REQUIRE(sum.parts[0].parts.size() == 1);
  CHECK(sum.parts[0].parts[0].text == "4 points: two joints or more");
  CHECK(sum.parts[0].parts[0].label == "synovitis");
  CHECK(sum.parts[0].parts[0].truth == yes);
}

TEST_CASE("explain: shared parts do not grow without end") {
  World world;
  NodeId node = world.condition(world.query(Selector::any, {world.procedure("surgery")}));
  for (int i = 0; i < 50; ++i) {
    const NodeId left = world.op(Op::not_, {node});
    world.plan.nodes[left.value].source = world.source("a");
    node = world.op(Op::all, {node, left});
    world.plan.nodes[node.value].source = world.source("b");
  }
  const ExplainedNode e = explained(world, node);
  CHECK(e.text == "b");
}

TEST_CASE("explain: records in words") {
  World world;
  const FactId bilirubin = world.observation("bilirubin");
  world.type(bilirubin).unit_text = "mg/dL";
  Record& converted = world.result(bilirubin, Number::fraction(105, 100), "2025-02-27");
  converted.recorded_value = "18";
  converted.recorded_unit = "umol/L";
  const FactId methotrexate = world.treatment("methotrexate");
  const FieldId response = world.field("response", ValueKind::word);
  world.with_word(world.span(methotrexate, "2023-01-10", "2023-06-30"), response, "insufficient");
  const FactId cancer = world.condition("cancer");
  world.absent(cancer);
  world.ongoing(cancer, "2024-02").status = RecordStatus::void_;
  const auto text = [&](std::uint32_t i) { return record_text(world.plan, world.patient, {i}); };
  CHECK(text(0) == "bilirubin 18 umol/L (1.05 mg/dL) on 2025-02-27");
  CHECK(text(1) == "methotrexate from 2023-01-10 to 2023-06-30, response insufficient");
  CHECK(text(2) == "cancer absent");
  CHECK(text(3) == "cancer since 2024-02");
}

TEST_CASE("reasons: every code has a name and words") {
  World world;
  const FactId alt = world.observation("ALT");
  world.result(alt, 40, "2025-02-27");
  for (int code = 0; code <= static_cast<int>(ReasonCode::not_settled); ++code) {
    const Reason reason{
        static_cast<ReasonCode>(code), alt, RecordId{0}, world.plan.as_of, {}, Flaw::none, {}};
    CHECK_FALSE(reason_name(reason.code).empty());
    CHECK_FALSE(reason_text(world.plan, world.patient, reason).empty());
    CHECK_FALSE(request_text(world.plan, reason).empty());
  }
  const Reason no_limit{ReasonCode::no_reference_range, alt, RecordId{0}, {}, {}, Flaw::none, {}};
  CHECK(reason_name(no_limit.code) == "no-reference-range");
  CHECK(reason_text(world.plan, world.patient, no_limit) == "no normal range of ALT (40 on 2025-02-27)");
}

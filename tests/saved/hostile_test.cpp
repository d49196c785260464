#include <doctest/doctest.h>

#include <string>

#include "compiler/source/compilation.h"
#include "runtime/saved/check_plan.h"
#include "runtime/saved/load_plan.h"
#include "runtime/saved/save_plan.h"
#include "tests/saved/forged.h"

/// Plans with the right checksum that the compiler would not make.
namespace eligo {
namespace {

Plan founding_trial() {
  static const Compilation compilation = compile_file("criteria/nct06710717/nct06710717.crit");
  REQUIRE(compilation.plan);
  return *compilation.plan;
}

/// The code of the error that a change of the plan leads to.
template <typename Change>
std::string changed(Change change) {
  Plan plan = founding_trial();
  change(plan);
  const LoadedPlan loaded = load_plan(saved_plan(plan));
  CHECK(loaded.plan.has_value() == loaded.error.code.empty());
  return loaded.error.code;
}

template <typename Is>
Node& node_that(Plan& plan, Is is) {
  const auto found = std::find_if(plan.nodes.begin(), plan.nodes.end(), is);
  REQUIRE(found != plan.nodes.end());
  return *found;
}

template <typename Is>
Query& query_that(Plan& plan, Is is) {
  const auto found = std::find_if(plan.queries.begin(), plan.queries.end(), is);
  REQUIRE(found != plan.queries.end());
  return *found;
}

Node& node_of(Plan& plan, Op op) {
  return node_that(plan, [op](const Node& node) { return node.op == op && node.operand_count > 0; });
}

ValueTest& test_of(Plan& plan, ValueTest::Kind kind) {
  const auto has = [kind](const Query& query) { return !query.tests.empty() && query.tests[0].kind == kind; };
  return query_that(plan, has).tests[0];
}

const std::string invalid = "plan-invalid";
constexpr std::uint32_t huge = 0x7FFFFFFF;

TEST_CASE("nothing changed, the plan loads") {
  CHECK(changed([](Plan&) {}).empty());
}

TEST_CASE("operands stand before their node, and are what it needs") {
  CHECK(changed([](Plan& plan) {
          Node& node = node_of(plan, Op::all);
          plan.operands[node.first_operand].value = static_cast<std::uint32_t>(&node - plan.nodes.data());
        }) == invalid);
  CHECK(changed([](Plan& plan) { plan.operands[node_of(plan, Op::all).first_operand].value = huge; }) ==
        invalid);
  CHECK(changed([](Plan& plan) { plan.operands.back() = NodeId{}; }) == invalid);
  CHECK(changed([](Plan& plan) { node_of(plan, Op::not_).op = Op::unless; }) == invalid);
  CHECK(changed([](Plan& plan) { node_of(plan, Op::compare).op = Op::all; }) == invalid);
  CHECK(changed([](Plan& plan) { node_of(plan, Op::all).first_operand = huge; }) == invalid);
  CHECK(changed([](Plan& plan) { node_of(plan, Op::any).operand_count = huge; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.operands.push_back(NodeId{0}); }) == invalid);
}

TEST_CASE("every index is in range") {
  CHECK(changed([](Plan& plan) {
          node_that(plan, [](const Node& node) { return node.query.exists(); }).query.value = huge;
        }) == invalid);
  CHECK(changed([](Plan& plan) { plan.nodes.front().source = huge; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.refs.front().file = huge; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.criteria.front().root = NodeId{}; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.criteria.front().source = huge; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.as_of.value = huge; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.dose.value = huge; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.birth_date.value = huge; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.queries.front().asked.clear(); }) == invalid);
  CHECK(changed([](Plan& plan) { plan.instruments.front().domains.front().points = NodeId{}; }) == invalid);
  CHECK(changed([](Plan& plan) {
          query_that(plan, [](const Query& query) { return !query.filters.empty(); }).filters[0].field = {};
        }) == invalid);
  CHECK(changed([](Plan& plan) {
          query_that(plan, [](const Query& query) { return query.facts.size() > 1; }).facts[1].value = huge;
        }) == invalid);
  CHECK(changed([](Plan& plan) {
          query_that(plan, [](const Query& query) {
            return query.window.from.has_value();
          }).window.from->anchor.value = huge;
        }) == invalid);
}

TEST_CASE("facts asked for stand in order") {
  CHECK(changed([](Plan& plan) {
          auto& facts = query_that(plan, [](const Query& query) { return query.facts.size() > 1; }).facts;
          std::swap(facts[0], facts[1]);
        }) == invalid);
}

TEST_CASE("the codes of an expansion stand in order, each once, and are some") {
  const auto expanded = [](std::vector<std::string> codes, std::vector<std::string> open) {
    return changed([&](Plan& plan) {
      plan.vocabulary.facts.front().expansions = {
          {"SNOMED", "1", "a.csv", "", "", true, std::move(codes), std::move(open)}};
    });
  };
  CHECK(expanded({"1", "2"}, {"3"}).empty());
  CHECK(expanded({"2", "1"}, {}) == invalid);
  CHECK(expanded({"1", "1"}, {}) == invalid);
  CHECK(expanded({"1"}, {"3", "2"}) == invalid);
  CHECK(expanded({}, {}) == invalid);
}

TEST_CASE("a test has the limit that it needs") {
  CHECK(changed([](Plan& plan) { test_of(plan, ValueTest::Kind::compare).limit = {}; }) == invalid);
  CHECK(changed([](Plan& plan) { test_of(plan, ValueTest::Kind::is_word).words = {huge}; }) == invalid);
  CHECK(changed([](Plan& plan) {
          test_of(plan, ValueTest::Kind::compare).kind = ValueTest::Kind::against_node;
        }) == invalid);
  CHECK(changed([](Plan& plan) {
          test_of(plan, ValueTest::Kind::compare).when.value =
              static_cast<std::uint32_t>(plan.nodes.size() - 1);
        }) == invalid);
}

TEST_CASE("days, periods and ranges are possible ones") {
  const auto windowed = [](Plan& plan) -> WindowEnd& {
    return *query_that(plan, [](const Query& query) { return query.window.from.has_value(); }).window.from;
  };
  CHECK(changed([&](Plan& plan) { windowed(plan).shift = 2'000'000'000; }) == invalid);
  CHECK(changed([&](Plan& plan) { windowed(plan).direction = 7; }) == invalid);
  CHECK(changed([&](Plan& plan) { windowed(plan).fixed = {10, 5}; }) == invalid);
  CHECK(changed([&](Plan& plan) { windowed(plan).fixed = {-2'147'483'647, 5}; }) == invalid);
  CHECK(changed([&](Plan& plan) { windowed(plan).reach.first.period.days = 2'147'483'647; }) == invalid);
  CHECK(changed([&](Plan& plan) { windowed(plan).reach.first.period.months = -1; }) == invalid);
  CHECK(changed([&](Plan& plan) { plan.queries.front().bridged_days = -2'147'483'647; }) == invalid);
  CHECK(changed([&](Plan& plan) { test_of(plan, ValueTest::Kind::compare).limit = Range::between(2, 1); }) ==
        invalid);
}

TEST_CASE("values outside an enumeration are refused") {
  CHECK(changed([](Plan& plan) { plan.nodes.front().op = static_cast<Op>(99); }) == invalid);
  CHECK(changed([](Plan& plan) { plan.queries.front().selector = static_cast<Selector>(99); }) == invalid);
  CHECK(changed([](Plan& plan) { plan.vocabulary.facts.front().kind = static_cast<FactKind>(6); }) ==
        invalid);
}

TEST_CASE("a vocabulary has one thing a name, and no unit, word or mass that cannot be") {
  CHECK(changed([](Plan& plan) { plan.vocabulary.facts[1].name = plan.vocabulary.facts[0].name; }) ==
        invalid);
  CHECK(changed([](Plan& plan) { plan.vocabulary.facts[0].name.clear(); }) == invalid);
  CHECK(changed([](Plan& plan) { plan.vocabulary.facts[0].name = "\x80\x80"; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.vocabulary.facts[0].broader = {FactId{0}}; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.vocabulary.facts[0].broader = {FactId{huge}}; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.vocabulary.facts[0].type.molar_mass = 0; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.vocabulary.facts[0].type.unit.code = "furlong"; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.vocabulary.facts[0].type.words = {WordId{huge}}; }) == invalid);
  CHECK(changed([](Plan& plan) { plan.vocabulary.facts[0].type.word_index[0] = huge; }) == invalid);
}

// ---- plans that would take forever

/// A plan with one library-like file and one criterion over its last node.
Plan plan_of(std::vector<Node> nodes, std::vector<NodeId> operands) {
  Plan plan;
  plan.sources.push_back({"a.crit", ""});
  plan.refs.push_back({});
  plan.nodes = std::move(nodes);
  plan.operands = std::move(operands);
  return plan;
}

Node number(const char* text) {
  Node node;
  node.op = Op::number;
  node.value = *Number::parse(text);
  return node;
}

/// `depth` nodes, each of which takes the one before it `times` times.
Plan chain(Op op, Node first, std::uint32_t depth, std::uint32_t times) {
  std::vector<Node> nodes{std::move(first)};
  std::vector<NodeId> operands;
  for (std::uint32_t i = 0; i < depth; ++i) {
    Node node;
    node.op = op;
    node.first_operand = static_cast<std::uint32_t>(operands.size());
    node.operand_count = times;
    operands.insert(operands.end(), times, NodeId{i});
    nodes.push_back(std::move(node));
  }
  return plan_of(std::move(nodes), std::move(operands));
}

std::string code_of(const Plan& plan) {
  const LoadedPlan loaded = load_plan(saved_plan(plan));
  return loaded.error.code;
}

TEST_CASE("what is shared is looked at once, however often it would stand in a rule written out in full") {
  CHECK(code_of(chain(Op::all, Node{}, 190, 2)).empty());
  CHECK(code_of(chain(Op::add, number("1"), 190, 2)).empty());
}

TEST_CASE("what is nested without end is too large") {
  CHECK(code_of(chain(Op::not_, Node{}, 190, 1)).empty());
  CHECK(code_of(chain(Op::not_, Node{}, 210, 1)) == "plan-too-large");
  CHECK(code_of(chain(Op::not_, Node{}, 100'000, 1)) == "plan-too-large");
}

TEST_CASE("products that grow without end are too large") {
  const std::string digits(60, '9');
  CHECK(code_of(chain(Op::multiply, number(digits.c_str()), 8, 2)).empty());
  CHECK(code_of(chain(Op::multiply, number(digits.c_str()), 18, 2)) == "plan-too-large");
}

TEST_CASE("a list that promises more than the file holds is not begun") {
  std::string body(16, '\0');  // protocol, title, version, digest
  body += "\xFF\xFF\xFF\xFF";  // header entries
  CHECK(load_plan(testing::forged(body)).error.code == invalid);
}

// ---- numbers

TEST_CASE("numbers survive exactly") {
  for (const char* text : {"0", "-1", "20/3", "-1/9223372036854775807", "9223372036854775808",
                           "-9223372036854775808", "123456789012345678901234567890/11"}) {
    CAPTURE(text);
    const auto number = Number::parse_exact(text);
    REQUIRE(number);
    CHECK(number->exact_text() == text);
  }
  CHECK(*Number::parse_exact("20/3") == Number::fraction(20, 3));
  const Number big = *Number::parse("6.02214076e23") / Number(7);
  CHECK(*Number::parse_exact(big.exact_text()) == big);
}

TEST_CASE("an exact text has one spelling") {
  for (const char* text : {"", "-", "+1", "01", "-0", "1/0", "1/1", "2/4", "1/-2", "1.5", "1e3", " 1", "1 ",
                           "1/2/3", "/2", "1/", "--1"}) {
    CAPTURE(text);
    CHECK_FALSE(Number::parse_exact(text));
  }
  CHECK(Number::parse_exact(std::string(Number::max_exact_digits, '9')));
  CHECK_FALSE(Number::parse_exact(std::string(Number::max_exact_digits + 1, '9')));
}

}  // namespace
}  // namespace eligo

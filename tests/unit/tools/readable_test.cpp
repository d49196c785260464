#include "tools/eligo/report/readable.h"

#include <doctest/doctest.h>

namespace eligo {

namespace {

ExplainedNode condition(std::string text, Truth truth, std::vector<ExplainedNode> parts = {}) {
  ExplainedNode node;
  node.text = std::move(text);
  node.truth = truth;
  node.parts = std::move(parts);
  return node;
}

ExplainedNode quantity(std::string text, std::string value, std::vector<ExplainedNode> parts = {}) {
  ExplainedNode node = condition(std::move(text), Truth::unknown(), std::move(parts));
  node.is_quantity = true;
  node.value = std::move(value);
  return node;
}

}  // namespace

TEST_SUITE("tools: explanations made readable") {
  TEST_CASE("a list leaves its entries to its parts") {
    const auto tree = readable(
        condition("any of { active cancer; ever seizure }", Truth::holds(),
                  {condition("active cancer", Truth::fails()), condition("ever seizure", Truth::holds())}));
    CHECK(tree.text == "any of");
    CHECK(tree.parts.size() == 2);
  }

  TEST_CASE("a comparison and its quantity are one node, with the records of the quantity") {
    ExplainedNode age = quantity("age", "34 years");
    age.records.push_back({{}, Role::decided, "birth-date 1990-05-17", "", ""});
    for (const char* text : {"age from 18 to 65 years", "from 18 to 65 years"}) {
      const auto tree = readable(condition(text, Truth::holds(), {age}));
      CHECK(tree.text == "age from 18 to 65 years");
      CHECK(tree.value == "34 years");
      CHECK(tree.records.size() == 1);
      CHECK(tree.parts.empty());
    }
  }

  TEST_CASE("a name and what it stands for are one node where both come to the same") {
    const auto tree = readable(condition("doris-2021 is remission", Truth::fails(),
                                         {condition("most recent PGA < 0.5", Truth::fails())}));
    CHECK(tree.text == "doris-2021 is remission: most recent PGA < 0.5");
    CHECK(tree.parts.empty());
    const auto negation = readable(
        condition("not (active cancer)", Truth::fails(), {condition("active cancer", Truth::holds())}));
    CHECK(negation.parts.size() == 1);
  }

  TEST_CASE("a title stands behind its name, and a label that says nothing new goes") {
    ExplainedNode titled = condition("sledai-2k is active", Truth::holds());
    titled.label = "SLE Disease Activity Index 2000";
    CHECK(readable(titled).text == "sledai-2k is active (SLE Disease Activity Index 2000)");
    ExplainedNode domain = quantity("cns", "0");
    domain.label = "cns";
    CHECK(readable(domain).label.empty());
    ExplainedNode part = condition("active arrhythmia", Truth::fails());
    part.label = "E4b";
    CHECK(readable(part).label == "E4b");
  }

  TEST_CASE("an item of a score bears its name, its points and its condition") {
    ExplainedNode item = condition("3 points: leukopenia", Truth::holds(),
                                   {condition("any leukocytes < 4 10*9/L", Truth::holds())});
    item.label = "leukopenia";
    const auto tree = readable(item);
    CHECK(tree.label == "leukopenia");
    CHECK(tree.text == "3 points: any leukocytes < 4 10*9/L");
  }

  TEST_CASE("a root that would repeat the criterion says nothing") {
    const auto tree =
        readable(condition("inclusion I12 \"…\" only for sex is female …", Truth::holds(),
                           {condition("sex is female", Truth::holds()),
                            condition("most recent pregnancy-test is negative", Truth::holds())}));
    CHECK(tree.text.empty());
    CHECK(tree.parts.size() == 2);
  }

  TEST_CASE("what adds nothing is named: items without points, domains and doses of 0") {
    const auto domain = quantity("cns", "0");
    ExplainedNode unscored = condition("8 points: active seizure", Truth::fails());
    unscored.label = "seizure";
    CHECK(nothing_name(domain, unscored) == "seizure");
    unscored.truth = Truth::unknown();
    CHECK(nothing_name(domain, unscored).empty());
    CHECK(nothing_name(quantity("total", "4"), domain) == "cns");
    CHECK(nothing_name(quantity("sum", "5 mg/day"), quantity("dose of prednisone", "0 mg/day")) ==
          "dose of prednisone");
    CHECK(nothing_name(quantity("total", "4"), quantity("renal", "0 to 4")).empty());
  }
}

}  // namespace eligo

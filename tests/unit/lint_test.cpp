// The sets of values behind the lint rules, what counts as the same meaning, and the form of a SARIF log.
#include "compiler/lint/lint.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/lint/check.h"
#include "compiler/lint/quotation.h"
#include "compiler/lint/same_meaning.h"
#include "compiler/lint/value_set.h"
#include "tools/eligo/check/findings.h"

namespace eligo::lint {
namespace {

ValueSet below(int limit) { return ValueSet::of(Comparison::less, limit); }
ValueSet at_least(int limit) { return ValueSet::of(Comparison::greater_or_equal, limit); }

/// A protocol of the given criteria, with the project's own vocabulary.
CompileOptions text_of(const std::string& criteria) {
  CompileOptions options;
  options.texts["criteria/test.crit"] =
      "protocol TEST\n  as of screening\nuse vocabulary/laboratory\nuse vocabulary/disorders\n" + criteria;
  return options;
}

Plan plan_of(const std::string& criteria) {
  auto compilation = compile_file("criteria/test.crit", text_of(criteria));
  REQUIRE_FALSE(compilation.has_errors());
  return std::move(*compilation.plan);
}

std::vector<std::string> codes_of(const std::string& criteria) {
  LintSettings meaning_only;
  std::string why;
  REQUIRE(set_level("style", Level::off, meaning_only, why));
  const Compilation found = check_file("criteria/test.crit", text_of(criteria), meaning_only);
  std::vector<std::string> codes;
  for (const Diagnostic& d : found.diagnostics) codes.emplace_back(d.code);
  return codes;
}

TEST_CASE("a set and its complement share nothing and leave nothing out") {
  for (const ValueSet& set : {below(5), at_least(5), ValueSet::one(5), ValueSet(Range::between(1, 5)),
                              ValueSet(), ValueSet::everything(), united(below(1), at_least(5))}) {
    CHECK_FALSE(overlap(set, set.complement()));
    CHECK(united(set, set.complement()) == ValueSet::everything());
    CHECK(set.complement().complement() == set);
  }
}

TEST_CASE("limits meet at their ends or do not") {
  CHECK_FALSE(overlap(below(5), at_least(5)));
  CHECK(overlap(ValueSet::of(Comparison::less_or_equal, 5), at_least(5)));
  CHECK(intersection(at_least(1), below(5)) ==
        united(ValueSet(Range::between(1, 2)), intersection(at_least(2), below(5))));
}

TEST_CASE("of whole numbers below 18 is up to 17") {
  CHECK(below(18).whole() == ValueSet(Range::at_most(17)));
  CHECK(intersection(ValueSet::of(Comparison::greater, 4), below(5)).whole().empty());
  CHECK(ValueSet(Range::between(Number::fraction(1, 2), Number::fraction(7, 2))).whole() ==
        ValueSet(Range::between(1, 3)));
}

TEST_CASE("a quotation is cut into words, numbers and signs") {
  const Quotation words("\"Serum ALT \\<5 times; platelets ≥10,000 /mm3 (e.g. SLEDAI-2K)\"", 0, 100);
  std::string all;
  for (const QuotedToken& token : words.tokens()) all += token.text + "|";
  CHECK(all == "serum|alt|<|5|times|;|platelets|>=|10000|/|mm3|(|e|.|g|.|sledai|-|2|k|)|");
  CHECK(words.find({"serum alt"}) == Span{0, 101, 110});
  CHECK(words.has({"plate*"}));
  CHECK_FALSE(words.has({"alt serum", "plate"}));
}

TEST_CASE("what says the same in another form means the same") {
  const auto means = [](const std::string& a, const std::string& b) {
    return same_meaning(plan_of("inclusion I1\n  " + a + "\n"), plan_of("inclusion I1\n  " + b + "\n"));
  };
  CHECK(means("not (not active cancer)", "active cancer"));
  CHECK(means("any of { ever cancer; active cancer }",
              "any of { active cancer; any of { ever cancer; active cancer } }"));
  CHECK(means("at least 1 of { ever cancer; active cancer }", "ever cancer or active cancer"));
  CHECK(means("most recent ALT < 40 U/L", "most recent ALT < 40 U/L"));
  CHECK_FALSE(means("most recent ALT < 40 U/L", "most recent ALT <= 40 U/L"));
  CHECK_FALSE(means("ever cancer", "active cancer"));
  CHECK_FALSE(means("all of { ever cancer; active cancer }", "any of { ever cancer; active cancer }"));
  CHECK_FALSE(means("most recent ALT within 28 days up to screening < 40 U/L",
                    "most recent ALT within 29 days up to screening < 40 U/L"));
}

TEST_CASE("pairs of criteria are compared by what limits the same quantity") {
  const auto pair = [](const std::string& a, const std::string& b) {
    return codes_of("inclusion I1\n  " + a + "\nexclusion E1\n  " + b + "\n");
  };
  using Codes = std::vector<std::string>;
  CHECK(pair("most recent ALT < 3 x ULN", "most recent ALT > 5 x ULN") == Codes{"W1210"});
  CHECK(pair("most recent ALT < 3 x ULN", "most recent ALT >= 3 x ULN") == Codes{"W1211"});
  CHECK(pair("most recent ALT > 3 x ULN", "most recent ALT > 2 x ULN") == Codes{"W1209"});
  CHECK(pair("most recent ALT > 1 x ULN", "most recent ALT > 2 x ULN").empty());
  CHECK(
      pair("most recent ALT < 3 x ULN", "most recent ALT within 28 days up to screening > 5 x ULN").empty());
  CHECK(pair("most recent ALT < 3 x ULN", "any ALT > 5 x ULN").empty());
  CHECK(pair("no ALT > 3 x ULN", "any ALT > 5 x ULN") == Codes{"W1210"});
  CHECK(pair("ever breast-cancer", "ever cancer") == Codes{"W1209"});
  CHECK(pair("ever cancer", "ever breast-cancer").empty());
}

TEST_CASE("rules stand in the order of their codes, each code once") {
  const auto rules = all_rules();
  CHECK(std::is_sorted(rules.begin(), rules.end(),
                       [](const LintRule& a, const LintRule& b) { return a.code < b.code; }));
  CHECK(std::adjacent_find(rules.begin(), rules.end(), [](const LintRule& a, const LintRule& b) {
          return a.code == b.code;
        }) == rules.end());
  CHECK(rules.size() >= 60);
}

// The required members and the closed sets of the SARIF 2.1.0 schema, as far as our logs use them.
TEST_CASE("a SARIF log has the form that the standard asks for") {
  LintSettings settings;
  settings.least = Level::hint;
  std::vector<Compilation> checked;
  checked.push_back(
      check_file("criteria/test.crit",
                 text_of("inclusion I1 \"Weight between 1 and 2 kg\"\n  most recent weight ≥ 0 kg\n"
                         "inclusion I2\n  not (not active cancer)\n"),
                 settings));
  const auto log = nlohmann::json::parse(findings_sarif(checked));
  CHECK(log.at("version") == "2.1.0");
  CHECK(log.at("$schema").get<std::string>().find("sarif") != std::string::npos);
  REQUIRE(log.at("runs").size() == 1);
  const auto& run = log["runs"][0];
  CHECK(run.at("columnKind") == "unicodeCodePoints");
  const auto& driver = run.at("tool").at("driver");
  CHECK(driver.at("name") == "eligo");
  const std::vector<std::string> levels{"none", "note", "warning", "error"};
  const auto is_level = [&](const nlohmann::json& level) {
    return std::find(levels.begin(), levels.end(), level.get<std::string>()) != levels.end();
  };
  for (const auto& rule : driver.at("rules")) {
    CHECK(rule.at("id").is_string());
    CHECK(rule.at("shortDescription").at("text").is_string());
    if (rule.contains("help")) CHECK(rule["help"].at("text").is_string());
    if (rule["defaultConfiguration"].contains("level"))
      CHECK(is_level(rule["defaultConfiguration"]["level"]));
  }
  const auto check_region = [](const nlohmann::json& region) {
    CHECK(region.at("startLine") >= 1);
    CHECK(region.at("startColumn") >= 1);
    CHECK(region.at("endLine") >= region.at("startLine"));
    CHECK(region.at("endColumn") >= 1);
  };
  std::size_t fixes = 0;
  for (const auto& result : run.at("results")) {
    CHECK(driver["rules"].at(result.at("ruleIndex").get<std::size_t>()).at("id") == result.at("ruleId"));
    CHECK(is_level(result.at("level")));
    CHECK_FALSE(result.at("message").at("text").get<std::string>().empty());
    REQUIRE(result.at("locations").size() == 1);
    const auto& place = result["locations"][0].at("physicalLocation");
    CHECK(place.at("artifactLocation").at("uri") == "criteria/test.crit");
    check_region(place.at("region"));
    if (!result.contains("fixes")) continue;
    for (const auto& fix : result["fixes"]) {
      ++fixes;
      CHECK(fix.at("description").at("text").is_string());
      const auto& change = fix.at("artifactChanges").at(0);
      CHECK(change.at("artifactLocation").at("uri") == "criteria/test.crit");
      CHECK(change.at("replacements").at(0).at("insertedContent").at("text").is_string());
      check_region(change["replacements"][0].at("deletedRegion"));
    }
  }
  CHECK(fixes >= 2);
}

}  // namespace
}  // namespace eligo::lint

#include "runtime/words/questions.h"

#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

Ask ask_for(ReasonCode code, FactId fact, std::vector<std::uint32_t> criteria) {
  Ask ask;
  ask.reason.code = code;
  ask.reason.fact = fact;
  ask.criteria = std::move(criteria);
  return ask;
}

}  // namespace

TEST_CASE("questions: facts of one open list are one question, results are asked for one by one") {
  World world;
  ScreeningOutcome screening;
  screening.asks = {ask_for(ReasonCode::list_not_complete, world.condition("cancer"), {1}),
                    ask_for(ReasonCode::list_not_complete, world.observation("ANA"), {2}),
                    ask_for(ReasonCode::list_not_complete, world.condition("stroke"), {0, 1}),
                    ask_for(ReasonCode::list_not_complete, world.observation("anti-Smith"), {2})};
  const auto questions = questions_of(world.plan, screening);
  REQUIRE(questions.size() == 3);
  CHECK(questions[0].text == "whether the list of conditions is complete, or there was any cancer or stroke");
  CHECK(questions[0].criteria == std::vector<std::uint32_t>{0, 1});
  CHECK(questions[0].asks == std::vector<std::size_t>{0, 2});
  CHECK(questions[1].text == "whether all results of ANA are on record");
  CHECK(questions[2].text == "whether all results of anti-Smith are on record");
}

TEST_CASE("questions: a long list is named by its first facts") {
  World world;
  ScreeningOutcome screening;
  for (const char* drug : {"a", "b", "c", "d", "e"})
    screening.asks.push_back(ask_for(ReasonCode::list_not_complete, world.treatment(drug), {0}));
  const auto questions = questions_of(world.plan, screening);
  REQUIRE(questions.size() == 1);
  CHECK(questions[0].text ==
        "whether the list of treatments is complete, or there was any a, b, c or 2 more");
}

TEST_CASE("questions: that the cases were too many is no question beside one") {
  World world;
  ScreeningOutcome screening;
  screening.asks = {ask_for(ReasonCode::not_settled, {}, {0})};
  CHECK(questions_of(world.plan, screening).size() == 1);
  screening.asks.push_back(ask_for(ReasonCode::no_record, world.observation("ALT"), {0}));
  const auto questions = questions_of(world.plan, screening);
  REQUIRE(questions.size() == 1);
  CHECK(questions[0].text == "a result of ALT");
  CHECK(in_questions({{{0}, Verdict::eligible}, {{0, 1}, Verdict::ineligible}}, questions).size() == 1);
}

TEST_CASE("questions: what answers may settle alone and together") {
  World world;
  ScreeningOutcome screening;
  screening.asks = {ask_for(ReasonCode::list_not_complete, world.condition("cancer"), {0}),
                    ask_for(ReasonCode::list_not_complete, world.condition("stroke"), {0}),
                    ask_for(ReasonCode::no_record, world.observation("ALT"), {1}),
                    ask_for(ReasonCode::no_record, world.observation("AST"), {2})};
  const auto questions = questions_of(world.plan, screening);
  const auto sets = in_questions({{{0}, Verdict::ineligible},
                                  {{1}, Verdict::ineligible},
                                  {{0, 2}, Verdict::ineligible},
                                  {{2, 3}, Verdict::ineligible},
                                  {{0, 1, 2, 3}, Verdict::eligible}},
                                 questions);
  REQUIRE(sets.size() == 3);
  CHECK(power_of(0, sets) == "may rule out");
  CHECK(power_of(1, sets).empty());
  CHECK(joint_powers(questions, sets) ==
        std::vector<std::string>{"a result of ALT and a result of AST may rule out",
                                 "all of these may let in"});
}

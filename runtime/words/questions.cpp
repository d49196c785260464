#include "runtime/words/questions.h"

#include <algorithm>
#include <optional>

#include "runtime/words/describe.h"
#include "runtime/words/reason_text.h"

namespace eligo {

namespace {

constexpr std::size_t most_named = 3;  // facts of an open list that a question names

/// The list that a reason leaves open. Results are asked for one by one: no chart lists them all in one
/// place.
std::optional<FactKind> open_list(const Plan& plan, const Reason& reason) {
  if (reason.code != ReasonCode::list_not_complete) return std::nullopt;
  const FactKind kind = reason.kind ? *reason.kind : plan.vocabulary[reason.fact].kind;
  return kind == FactKind::observation ? std::nullopt : std::optional(kind);
}

void insert(std::vector<std::uint32_t>& sorted, std::uint32_t value) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), value);
  if (at == sorted.end() || *at != value) sorted.insert(at, value);
}

/// `may rule out or let in`, for the verdicts that the questions may lead to.
std::string power_text(bool may_rule_out, bool may_let_in) {
  if (may_rule_out && may_let_in) return "may rule out or let in";
  if (may_rule_out) return "may rule out";
  return may_let_in ? "may let in" : "";
}

bool has(const std::vector<SettlingSet>& sets, const std::vector<std::size_t>& asks, Verdict verdict) {
  return std::any_of(sets.begin(), sets.end(),
                     [&](const SettlingSet& set) { return set.verdict == verdict && set.asks == asks; });
}

std::string power_text(const std::vector<SettlingSet>& sets, const std::vector<std::size_t>& asks) {
  return power_text(has(sets, asks, Verdict::ineligible), has(sets, asks, Verdict::eligible));
}

}  // namespace

bool is_question(const ScreeningOutcome& screening, const Ask& ask) {
  return ask.reason.code != ReasonCode::not_settled || screening.asks.size() == 1;
}

bool is_one_question(const Plan& plan, const Reason& a, const Reason& b) {
  const std::optional<FactKind> list = open_list(plan, a);
  if (list || open_list(plan, b)) return list == open_list(plan, b);
  return a.code == b.code && a.fact == b.fact && a.anchor == b.anchor && a.field == b.field &&
         a.flaw == b.flaw && a.kind == b.kind;
}

bool add_fact_asked(std::vector<FactId>& facts, const Reason& reason) {
  if (!reason.fact.exists() || std::find(facts.begin(), facts.end(), reason.fact) != facts.end())
    return false;
  facts.push_back(reason.fact);
  return true;
}

std::string question_text(const Plan& plan, const Reason& reason, const std::vector<FactId>& facts) {
  const std::optional<FactKind> list = open_list(plan, reason);
  if (!list || facts.size() < 2) return request_text(plan, reason);
  std::string names;
  const std::size_t named = facts.size() == most_named + 1 ? facts.size() : most_named;
  for (std::size_t i = 0; i < std::min(named, facts.size()); ++i) {
    if (i > 0) names += i + 1 == facts.size() ? " or " : ", ";
    names += plan.vocabulary[facts[i]].name;
  }
  if (facts.size() > named) names += " or " + std::to_string(facts.size() - named) + " more";
  return "whether the list of " + std::string(list_name(*list)) + " is complete, or there was any " + names;
}

std::vector<AskText> questions_of(const Plan& plan, const ScreeningOutcome& screening) {
  struct Open {
    AskText question;
    std::vector<FactId> facts;
  };
  std::vector<Open> open;
  for (std::size_t i = 0; i < screening.asks.size(); ++i) {
    const Ask& ask = screening.asks[i];
    if (!is_question(screening, ask)) continue;
    const auto same = std::find_if(open.begin(), open.end(), [&](const Open& one) {
      const Reason& first = screening.asks[one.question.asks.front()].reason;
      return open_list(plan, first) && is_one_question(plan, first, ask.reason);
    });
    Open& one = same == open.end() ? open.emplace_back() : *same;
    one.question.asks.push_back(i);
    for (const std::uint32_t criterion : ask.criteria) insert(one.question.criteria, criterion);
    add_fact_asked(one.facts, ask.reason);
  }
  std::vector<AskText> questions;
  for (Open& one : open) {
    const Reason& first = screening.asks[one.question.asks.front()].reason;
    one.question.text = question_text(plan, first, one.facts);
    questions.push_back(std::move(one.question));
  }
  std::stable_sort(questions.begin(), questions.end(),
                   [](const AskText& a, const AskText& b) { return a.criteria.size() > b.criteria.size(); });
  return questions;
}

std::vector<SettlingSet> in_questions(const std::vector<SettlingSet>& sets,
                                      const std::vector<AskText>& questions) {
  std::vector<SettlingSet> all;
  for (const SettlingSet& set : sets) {
    SettlingSet& in_words = all.emplace_back(SettlingSet{{}, set.verdict});
    for (std::size_t q = 0; q < questions.size(); ++q) {
      const std::vector<std::size_t>& asks = questions[q].asks;
      const bool is_asked = std::any_of(set.asks.begin(), set.asks.end(), [&](std::size_t ask) {
        return std::binary_search(asks.begin(), asks.end(), ask);
      });
      if (is_asked) in_words.asks.push_back(q);
    }
  }
  std::erase_if(all, [](const SettlingSet& set) { return set.asks.empty(); });
  std::stable_sort(all.begin(), all.end(),
                   [](const SettlingSet& a, const SettlingSet& b) { return a.asks.size() < b.asks.size(); });
  std::vector<SettlingSet> smallest;
  for (SettlingSet& set : all) {
    const bool holds_smaller = std::any_of(smallest.begin(), smallest.end(), [&](const SettlingSet& smaller) {
      return smaller.verdict == set.verdict &&
             std::includes(set.asks.begin(), set.asks.end(), smaller.asks.begin(), smaller.asks.end());
    });
    if (!holds_smaller) smallest.push_back(std::move(set));
  }
  return smallest;
}

std::string power_of(std::size_t question, const std::vector<SettlingSet>& sets) {
  return power_text(sets, {question});
}

std::vector<std::string> joint_powers(const std::vector<AskText>& questions,
                                      const std::vector<SettlingSet>& sets) {
  std::vector<std::string> sentences;
  for (const SettlingSet& set : sets) {
    if (set.asks.size() < 2) continue;
    std::string names;
    for (std::size_t i = 0; i < set.asks.size(); ++i) {
      if (i > 0) names += i + 1 == set.asks.size() ? " and " : ", ";
      names += questions[set.asks[i]].text;
    }
    const bool is_all = set.asks.size() == questions.size();
    const std::string all = questions.size() == 2 ? "both" : "all of these";
    std::string sentence = (is_all ? all : names) + ' ' + power_text(sets, set.asks);
    // A set that may do either stands in the list twice.
    if (std::find(sentences.begin(), sentences.end(), sentence) == sentences.end())
      sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace eligo

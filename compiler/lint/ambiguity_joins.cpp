#include <algorithm>
#include <array>

#include "compiler/lint/ask.h"

/// Sentences whose `and`, `or`, commas and brackets leave open which parts belong together.
namespace eligo::lint {
namespace {

const std::initializer_list<std::string_view> and_or_phrases = {"and / or", "and or"};

bool asks_any(const Place& rule) {
  return has_below(rule, {Syntax::any_of, Syntax::none_of, Syntax::amount_of, Syntax::one_of_words,
                          Syntax::drug_count}) ||
         [&] {
           bool found = false;
           each_below(rule, [&](const Place& at) {
             found = found || (at.kind() == Syntax::disjunction && at.first().next().exists());
           });
           return found;
         }();
}

bool asks_all(const Place& rule) {
  bool found = has_below(rule, {Syntax::all_of});
  each_below(rule, [&](const Place& at) {
    found = found || (at.kind() == Syntax::conjunction && at.first().next().exists());
  });
  return found;
}

bool is_word(const QuotedToken& token) {
  const auto c = static_cast<unsigned char>(token.text.front());
  return std::isalpha(c) != 0 || (c & 0x80U) != 0;
}

bool is_one_of(const QuotedToken& token, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), token.text) != words.end();
}

bool ends_clause(const QuotedToken& token) { return is_one_of(token, {".", ";"}); }

/// Whether a word joins items; `or more` and its like go with one figure.
bool joins(const std::vector<QuotedToken>& tokens, std::size_t at,
           std::initializer_list<std::string_view> words) {
  if (!is_one_of(tokens[at], words)) return false;
  return at + 1 >= tokens.size() ||
         !is_one_of(tokens[at + 1], {"more", "less", "fewer", "above", "below", "over", "higher", "lower",
                                     "greater", "older", "younger", "later", "earlier"});
}

/// The end of the list that begins behind `from`: the last join before the clause ends; nothing if none
/// joins.
std::optional<std::size_t> last_join(const Quotation& words, std::size_t from) {
  std::optional<std::size_t> found;
  const auto& tokens = words.tokens();
  for (std::size_t at = from; at + 1 < tokens.size() && !ends_clause(tokens[at]); ++at) {
    if (joins(tokens, at, {"or", "and", ",", "/"})) found = at;
  }
  return found;
}

}  // namespace

void and_or(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at = criterion.words.find(and_or_phrases);
    if (at) doubt(report, *at, "“and/or” is read by some as either, by others as both");
  });
}

void or_read_as_and(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at = criterion.words.find({"or"});
    if (!at || criterion.words.has({"and"})) return;
    if (asks_all(criterion.rule) && !asks_any(criterion.rule))
      doubt(report, *at, "the sentence joins with “or”, the rule only with `and`");
  });
}

void and_read_as_or(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at = criterion.words.find({"and"});
    if (!at || criterion.words.has({"or"})) return;
    if (asks_any(criterion.rule) && !asks_all(criterion.rule))
      doubt(report, *at, "the sentence joins with “and”, the rule only with `or`");
  });
}

void and_beside_or_in_text(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const Quotation& words = criterion.words;
    const auto first = words.index({"and"});
    const auto second = words.index({"or"});
    if (!first || !second || words.has(and_or_phrases) || words.has({"and either", "either", "( either"}))
      return;
    doubt(report, words.span(std::min(*first, *second), std::max(*first, *second)),
          "“and” and “or” stand in one sentence: what belongs together?");
  });
}

void slash_for_or(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto& tokens = criterion.words.tokens();
    for (std::size_t at = 1; at + 1 < tokens.size(); ++at) {
      if (tokens[at].text != "/" || !is_word(tokens[at - 1]) || !is_word(tokens[at + 1])) continue;
      const bool is_unit =
          at >= 2 && std::isdigit(static_cast<unsigned char>(tokens[at - 2].text.front())) != 0;
      if (is_unit || tokens[at - 1].text == "and") continue;
      doubt(report, criterion.words.span(at - 1, at + 1), "the stroke may mean “and” or “or”");
      return;
    }
  });
}

void exclusion_joined_by_and(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at = criterion.words.find({"and"});
    if (!at || !criterion.is_exclusion() || criterion.words.has({"or"})) return;
    if (asks_all(criterion.rule) && !asks_any(criterion.rule))
      doubt(report, *at,
            "an exclusion with “and” excludes only who has both; often either alone is meant to exclude");
  });
}

void qualifier_scope(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto& tokens = criterion.words.tokens();
    for (std::size_t at = 0; at + 1 < tokens.size(); ++at) {
      if (!is_one_of(tokens[at], {"severe", "active", "uncontrolled", "significant", "positive", "chronic",
                                  "acute", "known", "persistent", "unstable", "serious", "symptomatic"}))
        continue;
      const bool ends_name =
          at > 0 && tokens[at - 1].text == "-" && tokens[at - 1].end == tokens[at].begin;  // HER2-positive
      if (ends_name) continue;
      const auto join = last_join(criterion.words, at + 1);
      if (!join) return;
      doubt(report, criterion.words.span(at, at),
            "does “" + tokens[at].text + "” speak of the whole list behind it?");
      return;
    }
  });
}

void trailing_scope(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const Quotation& words = criterion.words;
    const auto& tokens = words.tokens();
    std::size_t join = 0;
    while (join < tokens.size() && !joins(tokens, join, {"or", "and"})) ++join;
    if (join == tokens.size()) return;
    const auto tail =
        words.index({"at screening", "at baseline", "at enrolment", "at enrollment", "within", "for at least",
                     "for more than", "during", "in the past", "in the last", "prior to", "before"},
                    join + 1);
    if (!tail) return;
    doubt(report, words.span(*tail, *tail),
          "does what begins here speak of the whole list before it, or of its last item?");
  });
}

void negated_or(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto& tokens = criterion.words.tokens();
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      if (tokens[at].text != "not") continue;
      for (std::size_t next = at + 1; next < tokens.size() && !ends_clause(tokens[next]); ++next) {
        if (tokens[next].text != "or" || (next > 0 && tokens[next - 1].text == "/")) continue;
        doubt(report, criterion.words.span(at, next), "“not … or …”: does the negation reach behind “or”?");
        return;
      }
    }
  });
}

void each_scope(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto each = criterion.words.index({"each", "respectively"});
    const auto join = criterion.words.index({"and"});
    if (each && join && *join < *each)
      doubt(report, criterion.words.span(*each, *each),
            "which of the things named before does “" + criterion.words.tokens()[*each].text + "” speak of?");
  });
}

void fragment(const Checked& program, LintReporter& report) {
  const CheckedCriterion* before = nullptr;
  for (const CheckedCriterion& criterion : program.criteria()) {
    const CheckedCriterion* previous = std::exchange(before, &criterion);
    if (criterion.is_answered || criterion.words.empty()) continue;
    const auto& tokens = criterion.words.tokens();
    const bool goes_on = is_one_of(tokens.back(), {",", "and", "or"});
    const bool is_joined = is_one_of(tokens.front(), {"and", "or", "with", "but", "except", "unless"});
    const bool follows =
        previous != nullptr && !previous->words.empty() && previous->words.tokens().back().text == ",";
    const char first = program.main().tree.source[tokens.front().begin];
    const bool is_lower = first >= 'a' && first <= 'z';
    if (!goes_on && !is_joined && !follows && !is_lower) continue;
    const std::size_t at = goes_on ? tokens.size() - 1 : 0;
    doubt(report, criterion.words.span(at, at),
          "this is part of a longer sentence: what its other parts say may speak of it");
  }
}

}  // namespace eligo::lint

#include "tools/eligo/diff/diff_words.h"

#include <algorithm>
#include <array>

#include "tools/eligo/terminal/terminal.h"

namespace eligo {

using amendment::Amendment;
using amendment::Change;
using amendment::CriterionChange;
using amendment::DeclarationChange;
using amendment::Effect;
using amendment::Example;
using amendment::Likelihood;
using amendment::Standing;

namespace {

struct EffectWords {
  std::string_view word;  ///< see effect_word
  std::string_view name;
  std::string_view text;
};

constexpr std::array<EffectWords, 9> effect_words{{
    {"tighter", "tighter", "lets in fewer"},
    {"looser", "looser", "lets in more"},
    {"both", "tighter and looser", "some who passed are ruled out, and some who were ruled out pass"},
    {"tighter_at_least", "tighter", "whether it is looser as well is not decided"},
    {"looser_at_least", "looser", "whether it is tighter as well is not decided"},
    {"not_decided", "not decided",
     "no patient made from the two rules tells them apart, and that none does is not proven"},
    {"same", "the same in meaning", ""},
    {"same_where_known", "the same where all is known", "the versions want other things on record"},
    {"", "", ""},
}};

const EffectWords& words_of(const Effect& effect) {
  const std::string_view word = effect_word(effect);
  return *std::find_if(effect_words.begin(), effect_words.end() - 1,
                       [&](const EffectWords& words) { return words.word == word; });
}

std::string_view standing_name(Standing standing, bool is_before) {
  switch (standing) {
    case Standing::passes: return is_before ? "passed before" : "passes now";
    case Standing::ruled_out: return is_before ? "was ruled out before" : "is ruled out now";
    case Standing::open: return is_before ? "was open before" : "is open now";
  }
  return {};
}

std::string_view kind_name(Polarity polarity) {
  return polarity == Polarity::inclusion ? "inclusion" : "exclusion";
}

}  // namespace

std::string criterion_name(const CriterionChange& change) {
  if (change.is_renumbered()) return change.now->id + ", was " + change.old->id;
  return change.now != nullptr ? change.now->id : change.old->id;
}

std::string kind_text(const CriterionChange& change) {
  const Criterion& criterion = change.now != nullptr ? *change.now : *change.old;
  std::string text(kind_name(criterion.polarity));
  if (change.has_new_kind()) text.append(", was an ").append(kind_name(change.old->polarity));
  return text;
}

std::string change_text(const CriterionChange& change) {
  if (change.kind == Change::added) return "added";
  if (change.kind == Change::removed) return "removed";
  if (change.kind == Change::same) return "unchanged";
  std::string text(words_of(change.effect).name);
  const bool is_same = change.effect.is_same();
  std::vector<std::string_view> also;
  if (change.is_renumbered()) also.emplace_back("renumbered");
  if (change.is_reworded()) also.emplace_back("reworded");
  if (is_same && change.is_rewritten()) also.emplace_back("rule written otherwise");
  if (change.has_new_remarks()) also.emplace_back("remarks changed");
  if (!change.readings.empty()) also.emplace_back("readings changed");
  if (is_same && !(change.old_assumptions.empty() && change.new_assumptions.empty()))
    also.emplace_back("assumptions changed");
  if (also.size() == 1 && is_same && change.readings.empty())
    return text.append(": ").append(also[0]).append(" only");
  for (const std::string_view one : also) text.append(", ").append(one);
  return text;
}

std::string effect_name(const Effect& effect) { return std::string(words_of(effect).name); }

std::string effect_text(const Effect& effect) { return std::string(words_of(effect).text); }

std::vector<std::string> certainty_texts(const Effect& effect) {
  std::vector<std::string> texts;
  if (effect.is_same()) return texts;
  const std::string tried = counted(effect.examples.tried, "patient", "patients");
  if (effect.tighter == Likelihood::no) texts.emplace_back("proven: nobody who passed is ruled out now");
  if (effect.looser == Likelihood::no) texts.emplace_back("proven: nobody who was ruled out passes now");
  if (effect.tighter == Likelihood::undecided)
    texts.push_back("not decided: whether anyone who passed is ruled out now; none of the " + tried +
                    " tried");
  if (effect.looser == Likelihood::undecided)
    texts.push_back("not decided: whether anyone who was ruled out passes now; none of the " + tried +
                    " tried");
  const bool is_known_same = effect.tighter == Likelihood::no && effect.looser == Likelihood::no;
  if (is_known_same && effect.data == Likelihood::undecided)
    texts.push_back(
        "not decided: whether an answer is open for want of data in one version alone; none of the " + tried +
        " tried");
  return texts;
}

std::vector<ExampleText> example_texts(const Effect& effect) {
  std::vector<ExampleText> texts;
  for (const Example* example : shown_examples(effect)) {
    std::string head(standing_name(example->before, true));
    texts.push_back({head.append(", ").append(standing_name(example->after, false)), example});
  }
  return texts;
}

std::string declaration_text(const DeclarationChange& change) {
  return change.word + " " + change.name + " in " + change.file + ", line " + std::to_string(change.line);
}

std::string status_text(Status status) {
  std::string text(status_name(status));
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string move_text(const CriterionMove& move, const Amendment& amendment) {
  const CriterionChange& change = amendment.criteria[move.criterion];
  const auto side = [](const std::optional<Status>& status) {
    return status ? status_text(*status) : "not there";
  };
  return criterion_name(change) + " " + side(move.before) + " → " + side(move.after);
}

std::string summary_text(const Amendment& amendment) {
  std::vector<std::pair<std::string, std::size_t>> counts;
  for (const std::string_view name : {"added", "removed"}) counts.emplace_back(name, 0);
  for (const EffectWords& words : effect_words) counts.emplace_back(words.name, 0);
  std::size_t unchanged = 0;
  for (const CriterionChange& change : amendment.criteria) {
    const bool is_one_sided = change.kind == Change::added || change.kind == Change::removed;
    const std::string_view name = is_one_sided ? change_word(change.kind) : words_of(change.effect).name;
    if (change.kind == Change::same) {
      ++unchanged;
      continue;
    }
    ++std::find_if(counts.begin(), counts.end(), [&](const auto& count) {
        return count.first == name;
      })->second;
  }
  std::string text;
  for (const auto& [name, count] : counts) {
    if (count > 0) text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + name;
  }
  return text + (text.empty() ? "" : "; ") + std::to_string(unchanged) + " unchanged";
}

}  // namespace eligo

#include "compiler/compare/effect.h"

namespace eligo::amendment {

std::string_view effect_word(const Effect& effect) {
  const bool is_tighter = effect.tighter == Likelihood::yes;
  const bool is_looser = effect.looser == Likelihood::yes;
  if (is_tighter && is_looser) return "both";
  if (is_tighter) return effect.looser == Likelihood::no ? "tighter" : "tighter_at_least";
  if (is_looser) return effect.tighter == Likelihood::no ? "looser" : "looser_at_least";
  if (!effect.is_decided()) return "not_decided";
  return effect.data == Likelihood::no ? "same" : "same_where_known";
}

std::vector<const Example*> shown_examples(const Effect& effect) {
  std::vector<const Example*> shown;
  const auto add = [&](const std::optional<Example>& example) {
    if (example) shown.push_back(&*example);
  };
  add(effect.examples.tighter);
  add(effect.examples.looser);
  if (shown.empty()) {
    add(effect.examples.opens);
    add(effect.examples.settles);
  }
  return shown;
}

Effect decide(const Subject& old, const Subject& now, Proofs& proofs) {
  Effect effect;
  const bool asks_same_data = !proofs.may_differ_in_data(old.rule, now.rule);
  if (asks_same_data && old.rule == now.rule) return effect;
  const bool never_tighter = proofs.is_impossible(old.rule, now.rule);
  const bool never_looser = proofs.is_impossible(now.rule, old.rule);
  const bool asks_data = never_tighter && never_looser;
  if (asks_data && asks_same_data) return effect;
  effect.examples = find_examples(old.side, now.side, {!never_tighter, !never_looser, asks_data});
  const auto finding = [](const std::optional<Example>& shown, bool is_impossible) {
    return shown ? Likelihood::yes : is_impossible ? Likelihood::no : Likelihood::undecided;
  };
  effect.tighter = finding(effect.examples.tighter, never_tighter);
  effect.looser = finding(effect.examples.looser, never_looser);
  if (effect.examples.opens || effect.examples.settles) {
    effect.data = Likelihood::yes;
  } else if (!asks_same_data) {
    effect.data = Likelihood::undecided;
  }
  return effect;
}

}  // namespace eligo::amendment

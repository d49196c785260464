#pragma once

#include <string>
#include <vector>

#include "compiler/compare/examples.h"
#include "compiler/compare/proofs.h"

namespace eligo::amendment {

/// Whether a change of one kind comes about.
enum class Likelihood : std::uint8_t {
  no,         ///< proven: nobody
  yes,        ///< an example shows it
  undecided,  ///< no example was found, and no proof that there is none
};

/// The effect of a changed rule on patients.
struct Effect {
  Likelihood tighter = Likelihood::no;  ///< someone who passed is ruled out
  Likelihood looser = Likelihood::no;   ///< someone who was ruled out passes
  /// Someone's answer is open that was settled, or settled that was open: the two versions want other things
  /// on record.
  Likelihood data = Likelihood::no;
  Examples examples;

  [[nodiscard]] bool is_same() const {
    return tighter == Likelihood::no && looser == Likelihood::no && data == Likelihood::no;
  }
  [[nodiscard]] bool is_decided() const {
    return tighter != Likelihood::undecided && looser != Likelihood::undecided;
  }
};

/// In one word: `same`, `tighter`, `looser`, `both`, `same_where_known`; `tighter_at_least`,
/// `looser_at_least` where one direction is shown and the other not decided; `not_decided`.
std::string_view effect_word(const Effect& effect);

/// The examples that show the effect: those of who passes, else those of answers that open or settle.
std::vector<const Example*> shown_examples(const Effect& effect);

/// One version of a rule, to be evaluated and to be reasoned about.
struct Subject {
  RuleVersion side;
  ComparedRule rule;
};

/// The effect of replacing `old` by `now`.
Effect decide(const Subject& old, const Subject& now, Proofs& proofs);

}  // namespace eligo::amendment

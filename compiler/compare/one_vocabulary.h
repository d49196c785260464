#pragma once

#include <vector>

#include "runtime/model/plan.h"

namespace eligo::amendment {

/// The two versions of a protocol that an amendment lies between.
enum class Version : std::uint8_t { old, now };

/// Where the names of one version stand in a vocabulary that both share. A name that the two declare
/// differently, so that a rule cannot mean the same by it, stands there twice.
struct Translation {
  std::vector<FactId> facts;
  std::vector<FactId> facts_by_half_life;         ///< for windows that are counted in half-lives
  std::vector<std::vector<std::uint32_t>> words;  ///< by fact: the index of each of its words
  std::vector<FieldId> fields;
  std::vector<AnchorId> anchors;
  std::vector<WordId> text_words;
};

struct OneVocabulary {
  Vocabulary vocabulary;
  Translation old;
  Translation now;
  /// Values that both versions can read are read alike, but one of them may read more: plausible ranges or
  /// lists of words differ. By FactId of `vocabulary`.
  std::vector<bool> reads_differently;
  /// A code of the data may be the fact in one version alone: the expansions differ. By FactId.
  std::vector<bool> expands_differently;
};

OneVocabulary one_vocabulary(const Plan& old, const Plan& now);

}  // namespace eligo::amendment

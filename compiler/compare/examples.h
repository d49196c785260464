#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/screen/verdict.h"

namespace eligo::amendment {

/// The answer of a criterion of either kind for a patient.
enum class Standing : std::uint8_t { passes, ruled_out, open };

Standing standing_of(Status status, Polarity polarity);

/// A patient for whom two versions of a criterion differ.
struct Example {
  std::string json;                ///< a patient's document, as `eligo screen` reads it
  std::vector<std::string> facts;  ///< the same, as a case file states it
  Standing before = Standing::open;
  Standing after = Standing::open;
};

/// One version of a criterion.
struct RuleVersion {
  const Plan* plan = nullptr;
  Polarity polarity = Polarity::inclusion;
  NodeId root;
};

/// Which changes are looked for.
struct Wanted {
  bool tighter = true;  ///< who passed is ruled out
  bool looser = true;   ///< who was ruled out passes
  bool data = true;     ///< answers that become open, or are open no longer
};

struct Examples {
  std::optional<Example> tighter;
  std::optional<Example> looser;
  std::optional<Example> opens;    ///< settled before, open now
  std::optional<Example> settles;  ///< open before, settled now
  std::size_t tried = 0;           ///< patients evaluated under both versions
};

/// Makes patients from the questions of the two rules, evaluates each under both versions with the ordinary
/// evaluator, and keeps for each kind of change the plainest patient found. The same input gives the same
/// examples.
Examples find_examples(const RuleVersion& old, const RuleVersion& now, Wanted wanted);

/// Where patient `json` stands under one version of a criterion.
std::optional<Standing> standing(const RuleVersion& side, const std::string& json);

}  // namespace eligo::amendment

#pragma once

#include <string>
#include <vector>

#include "tools/eligo/diff/moves.h"

/// An amendment in words: what the text, the page and the JSON all say.
namespace eligo {

/// `I7`, or `I7, was I6`.
std::string criterion_name(const amendment::CriterionChange& change);
/// `inclusion`; `exclusion, was an inclusion`.
std::string kind_text(const amendment::CriterionChange& change);
/// All that happened to a criterion, the effect on patients first: `tighter, reworded`.
std::string change_text(const amendment::CriterionChange& change);
/// `tighter`.
std::string effect_name(const amendment::Effect& effect);
/// `lets in fewer`; empty where the word says it all.
std::string effect_text(const amendment::Effect& effect);

/// A sentence about a direction of which there is no example: `nobody is newly let in: proven`, or what is
/// not decided.
std::vector<std::string> certainty_texts(const amendment::Effect& effect);

/// An example patient: how they stood and stand, and what is on record.
struct ExampleText {
  std::string head;  ///< `passed before, ruled out now`
  const amendment::Example* example;
};
/// The examples that show the effect.
std::vector<ExampleText> example_texts(const amendment::Effect& effect);

/// `group refractory-agents in drugs.crit, line 12`.
std::string declaration_text(const amendment::DeclarationChange& change);

/// `I7 met → not met`.
std::string move_text(const CriterionMove& move, const amendment::Amendment& amendment);
/// `not met`, for people.
std::string status_text(Status status);

/// The amendment in one line: `2 tighter, 1 looser, 1 added; 27 unchanged`.
std::string summary_text(const amendment::Amendment& amendment);

}  // namespace eligo

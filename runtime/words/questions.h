#pragma once

#include <string>
#include <vector>

#include "runtime/screen/settling.h"
#include "runtime/screen/verdict.h"

namespace eligo {

/// What people are to be asked. What one look at a list of the chart answers is one question, though many
/// facts of that list are open.
struct AskText {
  std::string text;  ///< "a result of ALT", "whether the list of treatments is complete, or …"
  std::vector<std::uint32_t> criteria;  ///< indices into Plan::criteria, ascending
  std::vector<std::size_t> asks;        ///< indices into ScreeningOutcome::asks, ascending
};

/// Whether an ask says what to look for. That the cases were too many says nothing, beside asks that do.
bool is_question(const ScreeningOutcome& screening, const Ask& ask);

/// The questions of an undetermined patient, first what the most criteria wait for.
std::vector<AskText> questions_of(const Plan& plan, const ScreeningOutcome& screening);

/// Sets of asks as sets of questions (`SettlingSet::asks` are then indices into `questions`), each once, and
/// without those that hold a smaller one with the same verdict.
std::vector<SettlingSet> in_questions(const std::vector<SettlingSet>& sets,
                                      const std::vector<AskText>& questions);

/// What the answer to one question alone may do: `may rule out or let in`; empty if it settles nothing.
std::string power_of(std::size_t question, const std::vector<SettlingSet>& sets);

/// What several questions may do together, in one sentence for each set: `A and B may rule out`.
std::vector<std::string> joint_powers(const std::vector<AskText>& questions,
                                      const std::vector<SettlingSet>& sets);

/// Whether one question serves both reasons: they ask for the same, or for facts of one open list.
bool is_one_question(const Plan& plan, const Reason& a, const Reason& b);

/// Adds the fact that a question is about to those it was about before. False if it is among them.
bool add_fact_asked(std::vector<FactId>& facts, const Reason& reason);

/// What to ask for, where the reasons that one question serves speak of these facts.
std::string question_text(const Plan& plan, const Reason& reason, const std::vector<FactId>& facts);

}  // namespace eligo

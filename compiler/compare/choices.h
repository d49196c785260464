#pragma once

#include <nlohmann/json.hpp>

#include "compiler/compare/questions.h"

namespace eligo::amendment {

/// One way in which a fact may stand in a patient's document.
struct Choice {
  std::vector<nlohmann::ordered_json> records;  ///< attributes: the value
  std::vector<std::string> words;               ///< the same as a case file states it
};

/// All the ways to try for one fact. The first: nothing on record.
struct Choices {
  std::string fact;
  FactKind kind = FactKind::observation;
  std::vector<Choice> choices;
};

/// For each question values just under, on and just over every limit, dates on both sides of the ends of
/// every window, each word and grade, courses just long enough and just too short.
std::vector<Choices> choices_of(const std::map<std::string, PlanQuestion>& questions, Day as_of);

/// A patient's document, the chosen records together. `choice` has an entry for each of `all`. With
/// `is_complete` the lists are declared to hold all there is.
std::string document(const std::vector<Choices>& all, const std::vector<std::size_t>& choice,
                     const Calendar& calendar, bool is_complete);

}  // namespace eligo::amendment

#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "runtime/model/plan.h"

namespace eligo::amendment {

/// The days that a made-up patient's windows are counted from.
struct Calendar {
  std::map<std::string, Day> anchors;
};

/// Every point at which the answers of two versions may turn, for one fact.
struct PlanQuestion {
  const Fact* fact = nullptr;
  std::vector<std::pair<const Fact*, const Vocabulary*>>
      declared;                    ///< once, or twice where the versions differ
  std::set<Number> limits;         ///< in the fact's unit; denominators; indices of grades
  std::set<Number> upper_factors;  ///< x ULN
  std::set<Number> lower_factors;  ///< x LLN
  std::set<Day> edges;             ///< first and last days of windows
  std::vector<Period> lengths;     ///< `lasting`, `for a total of`, `apart`, unchanged
  std::set<std::int32_t> gaps;     ///< `with gaps of at most`
  std::set<std::int64_t> counts;   ///< of records or entries
  std::set<std::int64_t> ages;     ///< birth-date alone
  /// Values that fields must have: the words or names asked for, and one that is not; numbers around the
  /// limit.
  std::map<std::string, std::set<std::string>> words;
  std::map<std::string, std::set<Number>> numbers;
  std::string dose_unit;
  std::set<Number> constants;  ///< numbers of the formulas
  bool is_computed = false;    ///< a formula uses its value
  bool asks_several = false;   ///< earlier results matter, or how many there are
};

/// The questions that two plans ask, by the fact's name, with windows resolved on the calendar's days. Groups
/// of many facts are represented by the facts that the versions treat differently, and a few more.
std::map<std::string, PlanQuestion> questions_of(const Plan& old, const Plan& now, const Calendar& calendar);

}  // namespace eligo::amendment

#pragma once

#include <set>
#include <vector>

#include "tests/oracle/rule.h"

namespace eligo::oracle {

/// What the rules ask about one fact: what decides where two completions can differ.
struct FactAsks {
  std::vector<const Query*> queries;  ///< those that look at its records
  std::vector<Number> limits;         ///< numbers that its values are compared with
  std::vector<Number> factors;        ///< of limits of normal
  std::vector<Period> periods;        ///< that days are compared by: apart, lasting, gaps
  int further = 0;                    ///< so many further records can matter
  int further_planned = 0;
  int latest = 0;                  ///< so many results can be asked for by questions about the latest
  bool is_ordered = false;         ///< the order of its days matters
  bool is_reckoned_with = false;   ///< its values stand in arithmetic
  bool is_ranked = false;          ///< which record has the higher value matters
  bool is_one_of_several = false;  ///< drugs are told apart: doses, `each with`

  [[nodiscard]] bool are_held_against_others() const { return is_ranked || is_reckoned_with; }
};

/// What some criteria ask together.
struct Asks {
  std::vector<FactAsks> facts;  ///< by fact, the unlisted drug last
  std::vector<const Window*> windows;
  std::vector<Number> doses;
  std::vector<Number> lines;
  std::vector<int> ages;
  std::vector<Number> numbers;  ///< that stand in arithmetic
  bool is_dose_summed = false;
  // What is asked of the recording itself:
  bool has_otherwise = false;
  std::set<int> recorded_fields;  ///< `with` and `without`
};

Asks asks_of(const Protocol& protocol, const std::vector<std::size_t>& criteria);
Asks asks_of(const Protocol& protocol);

}  // namespace eligo::oracle

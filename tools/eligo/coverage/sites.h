#pragma once

#include <array>
#include <string>
#include <vector>

#include "runtime/model/plan.h"
#include "runtime/screen/verdict.h"

/// What the cases of a criteria file can reach: outcomes of its rules and sides of its limits.
namespace eligo {

/// A criterion, or a piece of one, whose outcomes are counted. What is written once is one site.
struct Site {
  enum class Kind : std::uint8_t { criterion, reading, part, branch, item, state };
  Kind kind = Kind::criterion;
  std::string owner;  ///< the criterion's id, or the instrument's name
  std::string name;   ///< `I3`, `R-I3`, `E3a`; of a branch its own words
  std::uint32_t line = 0;
  std::vector<NodeId> nodes;  ///< several where the words are asked of each of a group
  Polarity polarity = Polarity::inclusion;
  std::array<bool, 4> is_wanted{true, true, true, true};  ///< by Status
};

enum class Position : std::uint8_t { under, on, over };

/// A limit against which cases are to be tried just under, on and just over.
struct Threshold {
  enum class Kind : std::uint8_t {
    test,          ///< a record's value against a limit of a query's test
    filter,        ///< a record's field against a limit
    quantity,      ///< a computed number (age, a score) against another
    count,         ///< how many conditions of a list hold
    window_start,  ///< the last day of what a window looks at, against its first day
    window_end,    ///< the first day of what a window looks at, against its last day
    duration,      ///< how long one course lasts
  };
  Kind kind = Kind::test;
  std::string owner;
  std::string name;  ///< `5 x ULN`, `start of the window`
  std::string text;  ///< the condition that it belongs to, in its own words
  std::uint32_t line = 0;
  std::vector<NodeId> nodes;                        ///< several where the words are asked of each of a group
  std::uint32_t index = 0;                          ///< of the test or filter
  bool is_upper = false;                            ///< of two limits the upper one
  std::array<bool, 3> is_wanted{true, true, true};  ///< by Position
};

struct Sites {
  std::vector<Site> sites;
  std::vector<Threshold> thresholds;
};

std::string_view position_name(Position position);  ///< `under`, `on`, `over`
std::string_view kind_name(Site::Kind kind);

/// All that is written in one source file of the plan (index into Plan::sources): its criteria with their
/// parts, readings and branches, its scores and definitions. What it uses of other files is reached by the
/// cases of those. The same file gives the same list in every plan that holds it.
Sites sites_of(const Plan& plan, std::uint32_t file);

}  // namespace eligo

#pragma once

#include <set>
#include <string>
#include <vector>

#include "runtime/model/plan.h"

namespace eligo {

/// The question of a condition or quantity of the plan, in words: windows with their days, limits in the unit
/// that is compared in, groups item by item. Made from the plan alone, so it says what is computed, not what
/// was written.
struct Wording {
  std::string text;
  std::string label;               ///< the part's id (`E3a`); may be empty
  std::vector<std::string> about;  ///< instruments and derived quantities that `text` names
  std::vector<Wording> parts;
  friend bool operator==(const Wording&, const Wording&) = default;
};

/// Names that the wording of one rule may use.
struct WordingNames {
  std::vector<Part> parts;  ///< of the criterion or reading
  /// Instruments and derived quantities that the rule names: they are named in turn, not spelled out.
  std::set<std::string> named;
  std::string own;  ///< the instrument or derived quantity whose own rule this is; empty: none
};

/// A node and all below it. Beyond some thousand pieces the file's own words stand for the rest.
Wording wording(const Plan& plan, NodeId root, const WordingNames& names);

/// The wording in one line: parts in brackets, parted by semicolons.
std::string in_one_line(const Wording& wording);

}  // namespace eligo

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/lint/value_set.h"
#include "runtime/model/plan.h"

namespace eligo::lint {

/// A quantity that a condition depends on: `most recent ALT within 28 days`, `age`, whether cancer is active.
/// Two questions that ask for the same are one axis. A question that is no quantity is an axis of its
/// own.
using Axis = std::uint32_t;

/// Limits on several quantities at once; a quantity that is not named may be anything.
using Box = std::vector<std::pair<Axis, ValueSet>>;  // by axis

/// A set of patients: those in any of the boxes. No box: nobody.
using Region = std::vector<Box>;

/// Who may come to each outcome of a condition. The regions may hold more than that, never less, so that
/// an empty region truly is empty.
struct Outcomes {
  Region holds;
  Region fails;
  Region inapplicable;
};

/// The outcomes of a condition as sets of values, for every node of a plan, each worked out once.
class Regions {
 public:
  explicit Regions(const Plan& plan) : plan_(plan), known_(plan.nodes.size()) {}

  const Outcomes& of(NodeId node);
  /// Who passes a criterion, and who does not.
  Region passing(const Criterion& criterion);
  Region failing(const Criterion& criterion);

  /// All values that a quantity may have, by the vocabulary's plausible ranges and the scores' points.
  Range bounds(NodeId node);

  [[nodiscard]] const ValueSet& domain(Axis axis) const { return axes_[axis].domain; }
  [[nodiscard]] std::size_t axis_count() const { return axes_.size(); }

 private:
  struct AxisInfo {
    ValueSet domain;
    bool is_whole = false;
  };

  Outcomes make(NodeId id);
  Outcomes of_query(NodeId id, const Query& query);
  Outcomes of_value(NodeId id, const Query& query);
  Outcomes of_any(NodeId id, const Query& query);
  [[nodiscard]] bool asks_as_ingredients(const Query& query) const;
  Outcomes of_compare(NodeId id, const Node& node);
  Outcomes of_count(NodeId id, const Node& node, const std::vector<NodeId>& operands);
  Outcomes of_list(const std::vector<NodeId>& operands, bool all);
  Outcomes tested(const Query& query, const ValueTest& test, const std::string& key);
  /// A condition about which nothing is known but that it is itself.
  Outcomes opaque(const std::string& key, bool may_be_inapplicable = false);
  Outcomes within(Axis axis, ValueSet values);
  Axis axis(const std::string& key, ValueSet domain, bool is_whole);
  ValueSet domain_of(const Query& query, bool& is_whole) const;
  [[nodiscard]] std::vector<NodeId> operands(const Node& node) const;
  Range computed_bounds(const Node& node);
  Range query_bounds(const Query& query) const;

  const Plan& plan_;
  std::vector<std::optional<Outcomes>> known_;
  std::map<std::uint32_t, Range> bounds_;
  std::unordered_map<std::string, Axis> axis_by_key_;
  std::vector<AxisInfo> axes_;
};

Region everybody();
Region united(Region a, const Region& b);
/// Nothing where it would take too many boxes.
std::optional<Region> intersection(const Region& a, const Region& b);
/// Whether somebody may be in both.
bool overlap(const Region& a, const Region& b);
/// Whether all of `a` is surely in the region whose complement is `not_b`.
inline bool implies(const Region& a, const Region& not_b) { return !overlap(a, not_b); }

}  // namespace eligo::lint

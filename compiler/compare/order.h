#pragma once

#include <map>
#include <optional>

#include "compiler/compare/one_plan.h"

namespace eligo::amendment {

/// Proofs, read off the shape of two rules, that one is never passed where the other is not.
///
/// Outcomes are ordered: fails, inapplicable, holds. `a` is *below* `b` if for every patient there are an
/// outcome that `a` may come to and one that `b` may come to, the first not above the second. So where both
/// are settled `a` is never above `b`. The answer true is a proof; false says nothing.
class Order {
 public:
  explicit Order(const OnePlan& both) : both_(both), plan_(both.plan()) {}

  /// Whether everyone who passes `a` passes `b`, where both are settled.
  bool passes_imply(const ComparedRule& a, const ComparedRule& b);
  bool is_below(NodeId a, NodeId b);

 private:
  bool compare_nodes(NodeId a, NodeId b);
  bool lists(NodeId a, NodeId b);
  [[nodiscard]] std::optional<std::int32_t> least(NodeId id) const;
  bool amounts(NodeId a, NodeId b);
  bool counts(NodeId a, NodeId b);
  bool comparisons(NodeId a, NodeId b);
  bool choices(NodeId a, NodeId b);
  bool truth_queries(const Query& a, const Query& b);
  bool tests(const Query& a, const Query& b);
  bool test(const Query& of, const ValueTest& a, const ValueTest& b);
  /// Whether quantity `a` is never above quantity `b`.
  bool is_at_most(NodeId a, NodeId b);
  bool quantities(NodeId a, NodeId b);
  bool value_queries(const Query& a, const Query& b);
  bool are_records_among(const Query& a, const Query& b);
  [[nodiscard]] bool read_alike(const Query& a, const Query& b) const;
  [[nodiscard]] bool is_never_negative(NodeId id);
  [[nodiscard]] bool find_never_negative(NodeId id);
  [[nodiscard]] bool is_never_negative(const Query& query) const;
  /// Each of `a` is paired with one of `b` that it is below, none of which is used twice. `rest`: those of
  /// `b` left over.
  template <typename Below>
  bool paired(const std::vector<NodeId>& a, std::vector<NodeId> b, const Below& below,
              std::vector<NodeId>* rest);

  const OnePlan& both_;
  const Plan& plan_;
  std::map<std::pair<NodeId, NodeId>, bool> known_;
  std::map<std::pair<NodeId, NodeId>, bool> at_most_;  // quantities
  std::map<NodeId, bool> never_negative_;
};

/// Whether every day of `a` is a day of `b`, for every patient.
bool is_inside(const Window& a, const Window& b);
/// Whether `a` never lasts longer than `b`, wherever in the calendar.
bool lasts_at_most(const Period& a, const Period& b);
bool is_equal(const Window& a, const Window& b);
/// Whether a record that fulfils all of `a` fulfils all of `b`.
bool imply(const std::vector<Filter>& a, const std::vector<Filter>& b);

}  // namespace eligo::amendment

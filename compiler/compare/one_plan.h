#pragma once

#include <map>

#include "compiler/compare/one_vocabulary.h"
#include "compiler/lower/plan_builder.h"

namespace eligo::amendment {

/// When a criterion is passed: where `applies` does not hold, or `requirement` does not fail.
struct ComparedRule {
  NodeId applies;      ///< a constant that holds, where the criterion has no `only for`
  NodeId requirement;  ///< of an exclusion: the negation of the excluding condition
  friend bool operator==(const ComparedRule&, const ComparedRule&) = default;
};

/// The rules of both versions in one plan, each in a normal form: lists within lists opened and sorted,
/// negations at the leaves, every window with its ends. Rules that are alike are one node, so that
/// conditions of the same meaning have the same id. The plan is there to be compared, not to be evaluated.
class OnePlan {
 public:
  OnePlan(const Plan& old, const Plan& now);

  ComparedRule rule(Version version, Polarity polarity, NodeId root);
  /// The rule of a criterion that a version does not have.
  ComparedRule everyone() {
    const NodeId holds = truth(true);
    return {holds, holds};
  }
  /// A condition or quantity of one version.
  NodeId take(Version version, NodeId node);

  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] const OneVocabulary& names() const { return names_; }
  /// Whether both versions are asked on one as-of date. If not, courses and records without a date may be
  /// read otherwise, though every window is written out.
  [[nodiscard]] bool has_one_as_of() const { return has_one_as_of_; }
  /// Whether ages are counted from one attribute.
  [[nodiscard]] bool has_one_birth_date() const { return has_one_birth_date_; }
  /// Whether the node never comes to `inapplicable`.
  [[nodiscard]] bool always_applies(NodeId node) const { return always_applies_[node.value]; }
  [[nodiscard]] std::vector<NodeId> operands(NodeId node) const;

 private:
  [[nodiscard]] const Plan& source(Version version) const { return version == Version::old ? old_ : now_; }
  NodeId make(Version version, const Node& node);
  NodeId negated(NodeId node);
  NodeId make_negated(NodeId node);
  NodeId list(Op op, const std::vector<NodeId>& items);
  NodeId add(Node node, const std::vector<NodeId>& operands = {});
  NodeId truth(bool value);
  NodeId counted(const Node& node, std::vector<NodeId> operands);
  Query query(Version version, const Query& query);
  ValueTest test(Version version, const Query& of, const ValueTest& test);
  Filter filter(Version version, const Filter& filter);
  AssumptionId assumption(Version version, AssumptionId id, const Query& of);
  void close(Version version, Query& query) const;
  void settle(Version version, const Query& of, Reach& reach) const;

  const Plan& old_;
  const Plan& now_;
  OneVocabulary names_;
  Plan plan_;
  PlanBuilder builder_;
  std::map<std::pair<Version, std::uint32_t>, NodeId> taken_;
  std::map<NodeId, NodeId> negated_;
  std::vector<bool> always_applies_;
  bool has_one_as_of_ = true;
  bool has_one_birth_date_ = true;
};

}  // namespace eligo::amendment

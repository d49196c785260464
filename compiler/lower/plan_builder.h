#pragma once

#include <map>
#include <string>
#include <vector>

#include "runtime/model/plan.h"

namespace eligo {

/// Spells a query out: equal ones give equal keys.
std::string query_key(const Query& query);

/// Adds nodes and queries to a plan; equal ones stand once, so that a node that several criteria share is
/// evaluated once.
class PlanBuilder {
 public:
  explicit PlanBuilder(Plan& plan) : plan_(plan) {}

  NodeId add(Node node, const std::vector<NodeId>& operands = {});
  QueryId add(Query query);
  AssumptionId add(Assumption assumption);
  std::uint32_t add(SourceRef ref);

  NodeId truth(bool value, std::uint32_t source);
  NodeId number(const Number& value, std::uint32_t source, const std::string& unit = {});
  NodeId op(Op op, const std::vector<NodeId>& operands, std::uint32_t source, const std::string& unit = {});
  /// At least `low` and, unless it is negative, at most `high` of the operands.
  NodeId count(std::int32_t low, std::int32_t high, const std::vector<NodeId>& operands,
               std::uint32_t source);
  NodeId compare(NodeId a, Comparison comparison, NodeId b, std::uint32_t source);
  /// value * factor + offset; the node itself where that changes nothing.
  NodeId scale(NodeId a, const Number& factor, const Number& offset, std::uint32_t source,
               const std::string& unit);
  NodeId query_truth(Query query, std::uint32_t source);
  NodeId query_value(Query query, std::uint32_t source, const std::string& unit);

  [[nodiscard]] Plan& plan() { return plan_; }

 private:
  Plan& plan_;
  std::map<std::string, NodeId> nodes_;
  std::map<std::string, QueryId> queries_;
};

}  // namespace eligo

#pragma once

#include <functional>
#include <map>
#include <optional>

#include "runtime/model/plan.h"

namespace eligo {

/// A sum of multiples of the values of queries, and a constant: the form of a quantity by the rules alone,
/// whatever the data hold.
class Affine {
 public:
  explicit Affine(const Plan& plan) : plan_(plan) {}

  void add(QueryId query, const Number& factor);
  void add(NodeId quantity, const Number& factor);

  /// The query and the value of it at which the sum is 0, if the sum is made of one query alone.
  struct Root {
    QueryId query;
    Number value;
  };
  [[nodiscard]] std::optional<Root> root() const;

 private:
  void split(NodeId quantity, const Number& factor);
  void add_later(NodeId quantity, const Number& factor);

  const Plan& plan_;
  std::map<NodeId, Number, std::greater<>> open_;  // still to be split
  std::map<QueryId, Number> factors_;
  Number constant_ = 0;
  bool is_more_ = false;  // something else is in it
};

}  // namespace eligo

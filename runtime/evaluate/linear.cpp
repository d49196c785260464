#include "runtime/evaluate/linear.h"

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/window.h"

namespace eligo {
namespace {

/// Two queries for the value of one record that differ in their wording alone.
bool ask_the_same(const Plan& plan, const Query& a, const Query& b) {
  return a.selector == b.selector && a.facts == b.facts && a.kind == b.kind && a.filters == b.filters &&
         a.assumptions == b.assumptions && chooses_one(a) && have_same_window(plan, a, b);
}

/// A sum of multiples of quantities.
class Form {
 public:
  Form(const Plan& plan, const Workspace& workspace) : plan_(plan), workspace_(workspace) {}

  /// From the node down. Operands stand before their nodes, so that each node is split once, with all that
  /// the nodes above it make of it.
  void add(NodeId id, const Number& factor) {
    open_[id] = factor;
    while (!open_.empty()) {
      const auto last = open_.extract(open_.begin());
      split(last.key(), last.mapped());
    }
  }

  void add(RecordId record, const Range& value, const Number& factor) {
    add_term({{}, record, value, factor});
  }

  [[nodiscard]] bool is_any_repeated() const { return is_any_repeated_; }

  /// How many times the other one it is, where both are multiples of one quantity that is not 0.
  [[nodiscard]] std::optional<Number> times(const Form& other) const {
    if (terms_.size() != 1 || other.terms_.size() != 1) return std::nullopt;
    if (!constant_.is_zero() || !other.constant_.is_zero()) return std::nullopt;
    const Term& one = terms_.front();
    const Term& by = other.terms_.front();
    const bool may_be_zero = compare(by.range, Comparison::equal, Range::exactly(0)).may_hold();
    if (may_be_zero || by.factor.is_zero() || !are_same(one, by)) return std::nullopt;
    return one.factor / by.factor;
  }

  [[nodiscard]] Range range() const {
    Range result = Range::exactly(constant_);
    for (const Term& term : terms_) {
      if (!term.factor.is_zero()) result = result + scaled(term.range, term.factor);
    }
    return result;
  }

 private:
  /// The value of a record or else of a query, if it is that; of a node in any case.
  struct Term {
    NodeId node;
    RecordId record;
    Range range;
    Number factor;
  };

  void split(NodeId id, const Number& factor) {
    const Node& node = plan_[id];
    const auto operand = [&](std::uint32_t index) { return plan_.operands[node.first_operand + index]; };
    switch (node.op) {
      case Op::add:
      case Op::sum:
        for (std::uint32_t i = 0; i < node.operand_count; ++i) add_later(operand(i), factor);
        return;
      case Op::subtract:
        add_later(operand(0), factor);
        add_later(operand(1), -factor);
        return;
      case Op::scale:
        add_later(operand(0), factor * node.value);
        constant_ = constant_ + factor * node.offset;
        return;
      case Op::multiply:
        if (const Number* times = known(operand(1))) return add_later(operand(0), factor * *times);
        if (const Number* times = known(operand(0))) return add_later(operand(1), factor * *times);
        break;
      case Op::divide:
        if (const Number* by = known(operand(1)); by != nullptr && !by->is_zero())
          return add_later(operand(0), factor / *by);
        break;
      case Op::otherwise:
        if (workspace_[operand(0)].absent.is_holding()) return add_later(operand(1), factor);
        if (workspace_[operand(0)].absent.is_failing()) return add_later(operand(0), factor);
        break;
      case Op::smallest:
      case Op::largest:
        if (const NodeId extreme = sure_extreme(node); extreme.exists()) return add_later(extreme, factor);
        break;
      case Op::choose:
        if (const Truth when = workspace_[operand(0)].truth; !when.may_hold() || when.is_holding())
          return add_later(operand(when.is_holding() ? 1 : 2), factor);
        break;
      default: break;
    }
    add_node(id, factor);
  }

  void add_later(NodeId id, const Number& factor) {
    const auto [place, is_new] = open_.try_emplace(id, factor);
    if (is_new) return;
    place->second = place->second + factor;
    is_any_repeated_ |= !workspace_[id].range.is_exact();
  }

  [[nodiscard]] const Number* known(NodeId id) const {
    const Range& range = workspace_[id].range;
    return range.is_exact() ? &range.low->value : nullptr;
  }

  void add_node(NodeId id, const Number& factor) { add_term({id, chosen(id), workspace_[id].range, factor}); }

  /// The operand that is the smallest or largest of all for sure.
  [[nodiscard]] NodeId sure_extreme(const Node& node) const {
    const bool is_smallest = node.op == Op::smallest;
    const auto comparison = is_smallest ? Comparison::less_or_equal : Comparison::greater_or_equal;
    const auto first = plan_.operands.begin() + node.first_operand;
    const auto last = first + node.operand_count;
    const auto extreme = std::find_if(first, last, [&](NodeId one) {
      return std::all_of(first, last, [&](NodeId other) {
        return one == other || (chosen(one).exists() && chosen(one) == chosen(other)) ||
               compare(workspace_[one].range, comparison, workspace_[other].range).is_holding();
      });
    });
    return extreme == last ? NodeId{} : *extreme;
  }

  [[nodiscard]] RecordId chosen(NodeId id) const {
    const QueryId query = plan_[id].query;
    return query.exists() ? workspace_.queries[query.value].chosen : RecordId{};
  }

  void add_term(const Term& term) {
    if (term.range.is_exact()) {
      constant_ = constant_ + term.factor * term.range.low->value;
      return;
    }
    const auto same =
        std::find_if(terms_.begin(), terms_.end(), [&](const Term& other) { return are_same(term, other); });
    if (same == terms_.end()) {
      terms_.push_back(term);
    } else {
      same->factor = same->factor + term.factor;
      is_any_repeated_ = true;
    }
  }

  [[nodiscard]] bool are_same(const Term& a, const Term& b) const {
    if (a.record.exists() || b.record.exists()) return a.record == b.record;
    const QueryId query = plan_[a.node].query;
    const QueryId other = plan_[b.node].query;
    if (a.node == b.node) return true;
    return query.exists() && other.exists() &&
           (query == other || ask_the_same(plan_, plan_[query], plan_[other]));
  }

  const Plan& plan_;
  const Workspace& workspace_;
  Number constant_ = 0;
  std::map<NodeId, Number, std::greater<>> open_;  // still to be split
  std::vector<Term> terms_;
  bool is_any_repeated_ = false;
};

}  // namespace

Range range_as_linear(const Plan& plan, const Workspace& workspace, NodeId quantity, const Range& range) {
  const Node& node = plan[quantity];
  if (node.op == Op::divide) {
    Form whole(plan, workspace);
    Form by(plan, workspace);
    whole.add(plan.operands[node.first_operand], 1);
    by.add(plan.operands[node.first_operand + 1], 1);
    if (const auto times = whole.times(by)) return Range::exactly(*times);
  }
  Form form(plan, workspace);
  form.add(quantity, 1);
  return form.is_any_repeated() ? in_both(range, form.range()).value_or(range) : range;
}

Truth compare_as_linear(const Plan& plan, const Workspace& workspace, const Node& comparison) {
  const NodeId left = plan.operands[comparison.first_operand];
  const NodeId right = plan.operands[comparison.first_operand + 1];
  Form difference(plan, workspace);
  difference.add(left, 1);
  difference.add(right, -1);
  if (difference.is_any_repeated()) {
    return compare(difference.range(), comparison.comparison, Range::exactly(0));
  }
  return compare(workspace[left].range, comparison.comparison, workspace[right].range);
}

Truth compare_as_linear(const Plan& plan, const Workspace& workspace, RecordId record, const Range& value,
                        Comparison comparison, NodeId quantity) {
  Form difference(plan, workspace);
  difference.add(record, value, 1);
  difference.add(quantity, -1);
  if (difference.is_any_repeated()) return compare(difference.range(), comparison, Range::exactly(0));
  return compare(value, comparison, workspace[quantity].range);
}

}  // namespace eligo

#include "runtime/completions/affine.h"

namespace eligo {

void Affine::add(QueryId query, const Number& factor) {
  const auto [place, is_new] = factors_.try_emplace(query, factor);
  if (!is_new) place->second = place->second + factor;
}

/// Operands stand before their nodes, so that each node is split once, with all that the nodes above it make
/// of it.
void Affine::add(NodeId quantity, const Number& factor) {
  open_[quantity] = factor;
  while (!open_.empty()) {
    const auto last = open_.extract(open_.begin());
    split(last.key(), last.mapped());
  }
}

void Affine::add_later(NodeId quantity, const Number& factor) {
  const auto [place, is_new] = open_.try_emplace(quantity, factor);
  if (!is_new) place->second = place->second + factor;
}

void Affine::split(NodeId quantity, const Number& factor) {
  const Node& node = plan_[quantity];
  const auto operand = [&](std::uint32_t index) { return plan_.operands[node.first_operand + index]; };
  const auto constant = [&](std::uint32_t index) -> const Number* {
    const Node& one = plan_[operand(index)];
    return one.op == Op::number ? &one.value : nullptr;
  };
  if (node.op == Op::number) {
    constant_ = constant_ + factor * node.value;
  } else if (node.op == Op::add || node.op == Op::sum) {
    for (std::uint32_t i = 0; i < node.operand_count; ++i) add_later(operand(i), factor);
  } else if (node.op == Op::subtract) {
    add_later(operand(0), factor);
    add_later(operand(1), -factor);
  } else if (node.op == Op::scale) {
    add_later(operand(0), factor * node.value);
    constant_ = constant_ + factor * node.offset;
  } else if (node.op == Op::multiply && constant(1) != nullptr) {
    add_later(operand(0), factor * *constant(1));
  } else if (node.op == Op::multiply && constant(0) != nullptr) {
    add_later(operand(1), factor * *constant(0));
  } else if (node.op == Op::divide && constant(1) != nullptr && !constant(1)->is_zero()) {
    add_later(operand(0), factor / *constant(1));
  } else if (node.query.exists() && node.op != Op::age) {
    add(node.query, factor);
  } else {
    is_more_ = true;
  }
}

std::optional<Affine::Root> Affine::root() const {
  std::optional<Root> result;
  if (is_more_) return result;
  for (const auto& [query, factor] : factors_) {
    if (factor.is_zero()) continue;
    if (result) return std::nullopt;
    result = {query, -constant_ / factor};
  }
  return result;
}

}  // namespace eligo

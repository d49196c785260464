#include "runtime/completions/affine.h"

namespace eligo {

void Affine::add(QueryId query, const Number& factor) {
  const auto [place, is_new] = factors_.try_emplace(query, factor);
  if (!is_new) place->second = place->second + factor;
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the source was nested
void Affine::add(NodeId quantity, const Number& factor) {
  const Node& node = plan_[quantity];
  const auto operand = [&](std::uint32_t index) { return plan_.operands[node.first_operand + index]; };
  const auto constant = [&](std::uint32_t index) -> const Number* {
    const Node& one = plan_[operand(index)];
    return one.op == Op::number ? &one.value : nullptr;
  };
  if (node.op == Op::number) {
    constant_ = constant_ + factor * node.value;
  } else if (node.op == Op::add || node.op == Op::sum) {
    for (std::uint32_t i = 0; i < node.operand_count; ++i) add(operand(i), factor);
  } else if (node.op == Op::subtract) {
    add(operand(0), factor);
    add(operand(1), -factor);
  } else if (node.op == Op::scale) {
    add(operand(0), factor * node.value);
    constant_ = constant_ + factor * node.offset;
  } else if (node.op == Op::multiply && constant(1) != nullptr) {
    add(operand(0), factor * *constant(1));
  } else if (node.op == Op::multiply && constant(0) != nullptr) {
    add(operand(1), factor * *constant(0));
  } else if (node.op == Op::divide && constant(1) != nullptr && !constant(1)->is_zero()) {
    add(operand(0), factor / *constant(1));
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

#include "runtime/completions/affine.h"

#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

struct Sums : World {
  NodeId x = quantity(query(Selector::most_recent, {observation("x")}));
  NodeId y = quantity(query(Selector::most_recent, {observation("y")}));

  NodeId scaled(NodeId of, Number factor, Number offset) {
    Node node;
    node.op = Op::scale;
    node.value = factor;
    node.offset = offset;
    return add(node, {of});
  }
  /// The value of the only query at which the quantity is 0.
  std::optional<Number> zero_of(NodeId quantity, NodeId of) const {
    Affine sum(plan);
    sum.add(quantity, 1);
    const auto root = sum.root();
    if (!root) return std::nullopt;
    CHECK(root->query == plan[of].query);
    return root->value;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Sums, "affine: the one value at which a sum of one query is 0") {
  const NodeId three = number(3);
  CHECK(zero_of(x, x) == Number(0));
  CHECK(zero_of(op(Op::add, {x, three}), x) == Number(-3));
  CHECK(zero_of(op(Op::sum, {x, three, three, x}), x) == Number(-3));
  CHECK(zero_of(op(Op::subtract, {x, three}), x) == Number(3));
  CHECK(zero_of(op(Op::subtract, {three, x}), x) == Number(3));
  CHECK(zero_of(scaled(x, 2, 10), x) == Number(-5));
  CHECK(zero_of(op(Op::subtract, {op(Op::multiply, {x, three}), number(12)}), x) == Number(4));
  CHECK(zero_of(op(Op::subtract, {op(Op::multiply, {three, x}), number(12)}), x) == Number(4));
  CHECK(zero_of(op(Op::subtract, {op(Op::divide, {x, three}), number(12)}), x) == Number(36));
}

TEST_CASE_FIXTURE(Sums, "affine: a quantity that stands in several places is added up") {
  const NodeId one_more = op(Op::add, {x, number(1)});
  const NodeId twice = op(Op::add, {one_more, one_more});
  CHECK(zero_of(op(Op::subtract, {twice, number(8)}), x) == Number(3));
  CHECK(zero_of(op(Op::subtract, {op(Op::add, {x, y}), y}), x) == Number(0));
}

TEST_CASE_FIXTURE(Sums, "affine: no one value where two queries are in it, none, or more than a sum") {
  CHECK_FALSE(zero_of(op(Op::add, {x, y}), x));
  CHECK_FALSE(zero_of(number(3), x));
  CHECK_FALSE(zero_of(op(Op::subtract, {x, x}), x));
  CHECK_FALSE(zero_of(op(Op::multiply, {x, x}), x));
  CHECK_FALSE(zero_of(op(Op::divide, {number(3), x}), x));
  CHECK_FALSE(zero_of(op(Op::divide, {x, number(0)}), x));
  CHECK_FALSE(zero_of(op(Op::largest, {x, number(0)}), x));
  CHECK_FALSE(zero_of(
      op(Op::add, {x, ask(Op::age, query(Selector::latest_answer, {fact("birth", FactKind::attribute)}))}),
      x));
}

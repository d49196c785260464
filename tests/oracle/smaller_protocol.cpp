#include "tests/oracle/change.h"
#include "tests/oracle/smaller.h"

namespace eligo::oracle {
namespace {

class SmallerProtocol {
 public:
  SmallerProtocol(Protocol& protocol, std::size_t index) : protocol_(protocol), change_(index) {}

  bool make() {
    change_.remove_one(protocol_.criteria, 1);
    // What is still referred to does not compile without.
    change_.remove_one(protocol_.defines);
    change_.remove_one(protocol_.derived);
    change_.remove_one(protocol_.scores);
    for (Criterion& criterion : protocol_.criteria) this->criterion(criterion);
    for (Condition& define : protocol_.defines) condition(define);
    for (Quantity& derived : protocol_.derived) quantity(derived);
    for (Score& score : protocol_.scores) this->score(score);
    return change_.is_made();
  }

 private:
  void criterion(Criterion& criterion) {
    change_.remove_one(criterion.only_for);
    change_.remove_one(criterion.assumptions);
    for (Condition& applies : criterion.only_for) condition(applies);
    condition(criterion.rule);
    for (Assumption& assumption : criterion.assumptions) {
      change_.remove_one(assumption.when);
      for (Condition& when : assumption.when) condition(when);
    }
    change_.simplify(criterion.is_inclusion, true);
  }

  void score(Score& score) {
    change_.remove_one(score.entry);
    change_.remove_one(score.domains, 1);
    change_.remove_one(score.states);
    for (Domain& domain : score.domains) {
      change_.remove_one(domain.items, 1);
      change_.simplify(domain.is_tagged, true);
      for (Item& item : domain.items) {
        change_.simplify(item.points, 1);
        condition(item.when);
      }
    }
    for (Condition& entry : score.entry) condition(entry);
    for (Condition& state : score.states) condition(state);
  }

  // ---- conditions

  void condition(Condition& condition) {
    if (change_.is_made()) return;  // what it refers to may be gone
    for (const Condition& part : parts_of(condition)) {
      if (!change_.now()) continue;
      condition = Condition(part);
      return;
    }
    const bool is_list = condition.op == Condition::Op::all || condition.op == Condition::Op::any ||
                         condition.op == Condition::Op::none || condition.op == Condition::Op::count;
    if (is_list) change_.remove_one(condition.items, 1);
    for (Condition& item : condition.items) this->condition(item);
    const bool has_query = condition.op == Condition::Op::record || condition.op == Condition::Op::results;
    if (has_query) query(condition.query);
    for (Quantity& one : condition.quantity) quantity(one);
    test(condition.test);
  }

  /// Conditions that may stand in the place of a larger one.
  std::vector<Condition> parts_of(const Condition& condition) const {
    using Op = Condition::Op;
    std::vector<Condition> parts;
    // The item of `each with` means nothing elsewhere.
    if (condition.op != Op::drugs) parts = condition.items;
    if (condition.op == Op::named) parts.push_back(protocol_.defines[condition.index]);
    if (condition.op == Op::entry) parts.push_back(protocol_.scores.front().entry.front());
    if (condition.op == Op::state) parts.push_back(protocol_.scores.front().states[condition.index]);
    for (const Test* test : {&condition.test, &condition.query.test}) {
      for (const Limit& limit : test->limits) parts.insert(parts.end(), limit.when.begin(), limit.when.end());
    }
    for (const Quantity& one : condition.quantity)
      parts.insert(parts.end(), one.when.begin(), one.when.end());
    return parts;
  }

  // ---- queries

  void query(Query& query) {
    if (query.selector != Selector::unchanged) window(query.window);
    change_.remove_one(query.filters);
    change_.remove_one(query.demands);
    for (std::vector<Filter>* filters : {&query.filters, &query.demands}) {
      for (Filter& filter : *filters) change_.remove_one(filter.words, 1);
    }
    change_.forget(query.lasting);
    change_.forget(query.total);
    change_.forget(query.apart);
    change_.simplify(query.gap, 0);
    if (!query.lasting && !query.total && query.gap == 0) change_.simplify(query.is_course, false);
    if (query.test.kind != Test::Kind::none && change_.now()) query.test = Test{};
    test(query.test);
    if (query.asked.size() > 1) ask_for_one(query);
  }

  /// One fact in the place of a group.
  void ask_for_one(Query& query) {
    for (const int fact : query.asked) {
      if (!change_.now()) continue;
      query.name = facts()[fact].name;
      query.asked = std::vector<int>{fact};
      return;
    }
  }

  void window(Window& window) {
    if (window.form == Window::Form::none) return;
    if (change_.now()) {
      window = Window{};
      return;
    }
    change_.forget(window.other);
    change_.simplify(window.anchor, 0);
  }

  void test(Test& test) {
    // The first limit holds where no other one does.
    for (std::size_t i = 1; i < test.limits.size(); ++i) {
      if (!change_.now()) continue;
      test.limits.erase(test.limits.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
    change_.remove_one(test.words, 1);
    change_.simplify(test.is_negated, false);
    for (Limit& limit : test.limits) {
      for (Condition& when : limit.when) condition(when);
      for (Quantity& one : limit.quantity) quantity(one);
    }
  }

  // ---- quantities

  void quantity(Quantity& quantity) {
    if (change_.is_made()) return;
    using Op = Quantity::Op;
    std::vector<Quantity> parts = quantity.operands;
    if (quantity.op == Op::derived) parts.push_back(protocol_.derived[quantity.index]);
    for (const Quantity& part : parts) {
      if (!change_.now()) continue;
      quantity = Quantity(part);
      return;
    }
    const bool is_list = quantity.op == Op::sum || quantity.op == Op::smallest || quantity.op == Op::largest;
    if (is_list) change_.remove_one(quantity.operands, 1);
    for (Quantity& operand : quantity.operands) this->quantity(operand);
    for (Condition& when : quantity.when) condition(when);
    if (quantity.op == Op::value) query(quantity.query);
    if (quantity.op == Op::age) window(quantity.query.window);
  }

  Protocol& protocol_;
  Change change_;
};

}  // namespace

std::optional<Protocol> smaller(const Protocol& protocol, std::size_t index) {
  Protocol result = protocol;
  if (!SmallerProtocol(result, index).make()) return std::nullopt;
  return result;
}

}  // namespace eligo::oracle

#include "runtime/completions/cuts.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "runtime/completions/affine.h"
#include "runtime/completions/sort_once.h"
#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/grounds.h"
#include "runtime/evaluate/window.h"
#include "runtime/model/plan.h"
#include "runtime/values/contains.h"

namespace eligo {
namespace {

void add_ends(const Range& range, std::vector<Number>& values) {
  if (range.low) values.push_back(range.low->value);
  if (range.high) values.push_back(range.high->value);
}

class CutFinder {
 public:
  explicit CutFinder(const Plan& plan) : plan_(plan) {
    cuts_.facts.resize(plan.vocabulary.facts.size());
    cuts_.fields.resize(plan.vocabulary.fields.size());
  }

  Cuts find(const std::vector<NodeId>& nodes) {
    for (const NodeId id : nodes) {
      const Node& node = plan_[id];
      if (node.query.exists()) look_at(node.query);
      if (node.op == Op::compare) compared(node);
    }
    for (Cuts::OfFact& fact : cuts_.facts) {
      sort_once(fact.values);
      sort_once(fact.factors);
    }
    for (Cuts::OfField& field : cuts_.fields) {
      sort_once(field.values);
      sort_once(field.words);
      sort_once(field.facts);
    }
    find_twins();
    name_joints();
    return std::move(cuts_);
  }

 private:
  /// A fact that is a part of two that are asked about, neither of which is a part of the other: one record
  /// of it answers for both. Where records are counted, that is fewer than two records are.
  void name_joints() {
    std::vector<bool> is_joint(cuts_.facts.size());
    for (const QueryId id : cuts_.queries) {
      const Query& query = plan_[id];
      if (query.selector != Selector::count || query.kind == FactKind::attribute) continue;
      for (std::uint32_t i = 0; i < is_joint.size(); ++i) {
        const bool is_counted = query.is_any_fact ? plan_.vocabulary.facts[i].kind == query.kind
                                                  : contains(query.facts, FactId{i});
        if (is_counted && !is_joint[i]) is_joint[i] = joins_named(plan_.vocabulary.facts[i]);
      }
    }
    for (std::uint32_t i = 0; i < is_joint.size(); ++i) {
      if (is_joint[i]) cuts_.facts[i].is_named = true;
    }
  }

  bool joins_named(const Fact& fact) const {
    std::vector<FactId> named;
    for (const FactId broader : fact.broader) {
      if (cuts_.facts[broader.value].is_named) named.push_back(broader);
    }
    const auto are_apart = [&](FactId a, FactId b) {
      return a != b && !contains(plan_.vocabulary[a].broader, b) && !contains(plan_.vocabulary[b].broader, a);
    };
    return std::any_of(named.begin(), named.end(), [&](FactId a) {
      return std::any_of(named.begin(), named.end(), [&](FactId b) { return are_apart(a, b); });
    });
  }

  /// Facts whose records no query can tell from each other's.
  void find_twins() {
    std::vector<std::vector<std::uint32_t>> asked(cuts_.facts.size());  // by fact: the queries, named or seen
    for (const QueryId id : cuts_.queries) {
      for (const FactId fact : plan_[id].facts) asked[fact.value].push_back(3 * id.value);
      for (const FactId fact : plan_[id].asked) asked[fact.value].push_back(3 * id.value + 1);
      for (const FactId fact : plan_[id].broader) asked[fact.value].push_back(3 * id.value + 2);
    }
    std::map<std::tuple<std::vector<std::uint32_t>, std::vector<FactId>, std::optional<Number>>, FactId>
        firsts;
    for (std::uint32_t i = 0; i < asked.size(); ++i) {
      if (asked[i].empty()) continue;
      const Fact& fact = plan_.vocabulary.facts[i];
      const auto key = std::tuple(std::move(asked[i]), fact.broader, fact.half_life_days);
      cuts_.facts[i].twin = firsts.try_emplace(key, FactId{i}).first->second;
    }
  }

  /// So many records as the query may need of its own. One and the same record answers all questions that
  /// choose it in the same way.
  std::uint32_t needed_for(const Query& query) {
    const std::uint32_t own = traits(query.selector).records;
    if (!chooses_one(query)) return own;
    const auto is_alike = [&](const Query* other) {
      const bool is_same_choice =
          other->selector == query.selector || (asks_about_latest(*other) && asks_about_latest(query));
      return is_same_choice && other->facts == query.facts && have_same_window(plan_, *other, query) &&
             other->filters == query.filters && other->assumptions == query.assumptions;
    };
    std::uint32_t known = 0;
    for (const Query* other : choosing_) {
      if (is_alike(other)) known = std::max<std::uint32_t>(known, traits(other->selector).records);
    }
    choosing_.push_back(&query);
    return own > known ? own - known : 0;
  }

  void look_at(QueryId id) {
    if (std::find(cuts_.queries.begin(), cuts_.queries.end(), id) != cuts_.queries.end()) return;
    cuts_.queries.push_back(id);
    const Query& query = plan_[id];
    const std::uint32_t needed = needed_for(query);
    cuts_.needed[id] += needed;
    if (query.is_any_fact) cuts_.records_of_kind[query.kind] += needed;
    const bool are_named = reaches_by_half_lives(query.window);  // each has a window of its own
    for (const FactId fact : are_named ? query.facts : query.asked) cuts_.facts[fact.value].is_named = true;
    for (const FactId fact : query.facts) {
      cuts_.facts[fact.value].records += needed;
      look_at(query, fact);
    }
    for (const FactId fact : query.broader) look_at(query, fact);
    for (const ValueTest& test : query.tests) {
      if (test.kind == ValueTest::Kind::against_node) compared(id, test.node);
    }
    for (const Filter& filter : query.filters) look_at(filter);
    for (const Filter& filter : query.demands) look_at(filter);
  }

  /// At a fact of whose records the query asks, or may ask.
  void look_at(const Query& query, FactId fact) {
    Cuts::OfFact& cuts = cuts_.facts[fact.value];
    cuts.asks_latest |= asks_about_latest(query);
    cuts.is_planned |= query.selector == Selector::planned;
    cuts.is_ranked |= asks_which_is_extreme(query);
    for (const ValueTest& test : query.tests) look_at(test, cuts);
  }

  static void look_at(const ValueTest& test, Cuts::OfFact& cuts) {
    const bool is_times =
        test.kind == ValueTest::Kind::times_upper || test.kind == ValueTest::Kind::times_lower;
    if (is_times) cuts.factors.push_back(test.factor);
    if (test.kind == ValueTest::Kind::compare || test.kind == ValueTest::Kind::between)
      add_ends(test.limit, cuts.values);
  }

  void look_at(const Filter& filter) {
    if (!filter.field.exists()) return;
    Cuts::OfField& cuts = cuts_.fields[filter.field.value];
    cuts.words.insert(cuts.words.end(), filter.words.begin(), filter.words.end());
    cuts.facts.insert(cuts.facts.end(), filter.facts.begin(), filter.facts.end());
    if (filter.kind == Filter::Kind::compare) add_ends(filter.limit, cuts.values);
    cuts.asks_recording |= filter.kind == Filter::Kind::recorded || filter.kind == Filter::Kind::not_recorded;
  }

  /// Which record is the highest matters where more than its value is asked for.
  static bool asks_which_is_extreme(const Query& query) {
    if (!asks_about_extreme(query)) return false;
    return !query.demands.empty() ||
           std::any_of(query.tests.begin(), query.tests.end(), [](const ValueTest& test) {
             return test.kind == ValueTest::Kind::times_upper || test.kind == ValueTest::Kind::times_lower;
           });
  }

  /// The queries, ages and numbers in the two sides of a comparison.
  struct Sides {
    std::vector<Number> numbers;
    std::vector<QueryId> queries;
    std::vector<QueryId> ages;
    bool is_computed = false;  ///< by more than choosing one of them
  };

  void compared(const Node& node) {
    const NodeId left = plan_.operands[node.first_operand];
    const NodeId right = plan_.operands[node.first_operand + 1];
    Affine difference(plan_);
    difference.add(left, 1);
    difference.add(right, -1);
    if (is_at_one_value(difference)) return;
    Sides sides;
    gather(left, sides);
    gather(right, sides);
    hold_against_each_other(sides);
  }

  void compared(QueryId query, NodeId quantity) {
    Affine difference(plan_);
    difference.add(query, 1);
    difference.add(quantity, -1);
    if (is_at_one_value(difference)) return;
    Sides sides;
    sides.queries.push_back(query);
    gather(quantity, sides);
    hold_against_each_other(sides);
  }

  /// Two sides whose difference turns at one value of one query: however it is computed, that value is the
  /// cut.
  bool is_at_one_value(const Affine& difference) {
    const auto root = difference.root();
    if (!root) return false;
    Sides sides;
    sides.queries.push_back(root->query);
    sides.numbers.push_back(root->value);
    hold_against_each_other(sides);
    return true;
  }

  /// The nodes met below the sides of a comparison, and whether on more ways than one.
  using Meetings = std::map<NodeId, bool, std::greater<>>;

  static void meet(NodeId id, bool is_repeated, Meetings& open) {
    const auto [place, is_new] = open.try_emplace(id, is_repeated);
    if (!is_new) place->second = true;
  }

  /// From the node down. Operands stand before their nodes, so that each node is looked at once.
  void gather(NodeId root, Sides& sides) {
    Meetings open{{root, false}};
    while (!open.empty()) {
      const auto last = open.extract(open.begin());
      gather(last.key(), last.mapped(), sides, open);
    }
  }

  void gather(NodeId id, bool is_repeated, Sides& sides, Meetings& open) {
    const Node& node = plan_[id];
    if (node.op == Op::number) sides.numbers.push_back(node.value);
    if (node.op == Op::divide) sides.numbers.emplace_back(0);
    if (is_truth(node.op)) return;
    if (node.op == Op::age) {
      sides.ages.push_back(node.query);
      return;
    }
    if (node.query.exists()) {
      sides.queries.insert(sides.queries.end(), is_repeated ? 2 : 1, node.query);
      return;
    }
    const bool chooses = node.op == Op::number || node.op == Op::choose || node.op == Op::otherwise ||
                         node.op == Op::smallest || node.op == Op::largest;
    sides.is_computed |= !chooses;
    for (std::uint32_t i = 0; i < node.operand_count; ++i)
      meet(plan_.operands[node.first_operand + i], is_repeated, open);
  }

  void hold_against_each_other(const Sides& sides) {
    for (const QueryId age : sides.ages) {
      for (const FactId fact : plan_[age].asked)
        add_ages(plan_[age].age_unit, sides.numbers, cuts_.facts[fact.value].ages);
    }
    for (const QueryId id : sides.queries) {
      const Query& query = plan_[id];
      const bool counts = traits(query.selector).counts();
      if (counts) cuts_.needed[id] += most_counted(sides.numbers);
      if (counts && query.is_any_fact) cuts_.records_of_kind[query.kind] += most_counted(sides.numbers);
      for (const FactId fact : query.facts) {
        if (counts) cuts_.facts[fact.value].records += most_counted(sides.numbers);
        hold_against(sides, fact);
      }
      for (const FactId fact : query.broader) hold_against(sides, fact);
    }
  }

  void hold_against(const Sides& sides, FactId fact) {
    Cuts::OfFact& cuts = cuts_.facts[fact.value];
    add_all(sides.numbers, cuts.values);
    cuts.is_ranked |= sides.queries.size() > 1;
    cuts.is_computed |= sides.is_computed;
  }

  static std::uint32_t most_counted(const std::vector<Number>& numbers) {
    double most = 0;
    for (const Number& number : numbers) most = std::max(most, std::min(number.to_double(), 50.0));
    return static_cast<std::uint32_t>(most);
  }

  static void add_ages(AgeUnit unit, const std::vector<Number>& numbers, std::vector<Period>& ages) {
    constexpr double oldest = 100'000;  // in any unit
    for (const Number& number : numbers) {
      const auto completed = static_cast<std::int32_t>(std::clamp(number.to_double(), 0.0, oldest));
      for (const std::int32_t age : {completed, completed + 1}) {
        const Period period = age_period(unit, age);
        if (std::find(ages.begin(), ages.end(), period) == ages.end()) ages.push_back(period);
      }
    }
  }

  static void add_all(const std::vector<Number>& from, std::vector<Number>& to) {
    to.insert(to.end(), from.begin(), from.end());
  }

  const Plan& plan_;
  Cuts cuts_;
  std::vector<const Query*> choosing_;
};

}  // namespace

namespace {

template <typename Matters>
std::vector<NodeId> gather_below(const Plan& plan, const std::vector<NodeId>& roots, Matters matters) {
  std::vector<bool> is_known(plan.nodes.size());
  std::vector<NodeId> next = roots;
  std::vector<NodeId> nodes;
  while (!next.empty()) {
    const NodeId id = next.back();
    next.pop_back();
    if (!id.exists() || is_known[id.value]) continue;
    is_known[id.value] = true;
    if (!matters(id)) continue;
    nodes.push_back(id);
    const Node& node = plan[id];
    const auto first = plan.operands.begin() + node.first_operand;
    next.insert(next.end(), first, first + node.operand_count);
    if (!node.query.exists()) continue;
    for (const ValueTest& test : plan[node.query].tests) next.insert(next.end(), {test.node, test.when});
    for (const AssumptionId assumption : plan[node.query].assumptions) {
      next.push_back(plan.assumptions[assumption.value].when);
    }
  }
  std::sort(nodes.begin(), nodes.end());
  return nodes;
}

}  // namespace

std::vector<NodeId> nodes_below(const Plan& plan, const std::vector<NodeId>& roots) {
  return gather_below(plan, roots, [](NodeId) { return true; });
}

std::vector<NodeId> open_nodes_below(const Plan& plan, const Workspace& workspace,
                                     const std::vector<NodeId>& roots) {
  return gather_below(plan, roots, [&](NodeId id) { return !is_settled(plan, workspace, id); });
}

Cuts find_cuts(const Plan& plan, const std::vector<NodeId>& nodes) { return CutFinder(plan).find(nodes); }

}  // namespace eligo

#include "compiler/compare/one_plan.h"

#include <algorithm>

namespace eligo::amendment {
namespace {

template <typename Id>
void sort_once(std::vector<Id>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

std::string anchor_name(const Plan& plan) {
  return plan.as_of.exists() ? plan.vocabulary[plan.as_of].name : std::string();
}

std::string birth_date_name(const Plan& plan) {
  return plan.birth_date.exists() ? plan.vocabulary[plan.birth_date].name : std::string();
}

bool counts_half_lives(const std::optional<WindowEnd>& end) {
  return end && (!end->reach.first.half_lives.is_zero() || !end->reach.second.half_lives.is_zero());
}

}  // namespace

OnePlan::OnePlan(const Plan& old, const Plan& now)
    : old_(old), now_(now), names_(one_vocabulary(old, now)), builder_(plan_) {
  plan_.vocabulary = names_.vocabulary;
  plan_.as_of = now.as_of;
  plan_.birth_date = now.birth_date;
  plan_.dose = now.dose;
  plan_.line = now.line;
  plan_.refs.emplace_back();
  has_one_as_of_ = anchor_name(old) == anchor_name(now);
  has_one_birth_date_ = birth_date_name(old) == birth_date_name(now);
}

std::vector<NodeId> OnePlan::operands(NodeId id) const {
  const Node& node = plan_[id];
  const auto first = plan_.operands.begin() + node.first_operand;
  return {first, first + node.operand_count};
}

ComparedRule OnePlan::rule(Version version, Polarity polarity, NodeId root) {
  const Plan& plan = source(version);
  ComparedRule result{truth(true), {}};
  NodeId requirement = root;
  if (plan[root].op == Op::only_for) {
    const NodeId* operands = &plan.operands[plan[root].first_operand];
    result.applies = take(version, operands[0]);
    requirement = operands[1];
  }
  const NodeId taken = take(version, requirement);
  result.requirement = polarity == Polarity::inclusion ? taken : negated(taken);
  return result;
}

NodeId OnePlan::take(Version version, NodeId id) {
  const auto known = taken_.find({version, id.value});
  if (known != taken_.end()) return known->second;
  const NodeId made = make(version, source(version)[id]);
  taken_.emplace(std::pair(version, id.value), made);
  return made;
}

NodeId OnePlan::add(Node node, const std::vector<NodeId>& operands) {
  node.source = 0;
  node.unit.clear();
  const bool is_every = node.op == Op::query_truth && plan_[node.query].selector == Selector::every;
  const bool is_conditional = node.op == Op::only_for;
  const bool inherits = node.op == Op::not_ || node.op == Op::all || node.op == Op::any ||
                        node.op == Op::unless || node.op == Op::choose_truth;
  const NodeId id = builder_.add(std::move(node), operands);
  if (id.value < always_applies_.size()) return id;
  const bool all_apply = std::all_of(operands.begin(), operands.end(),
                                     [&](NodeId operand) { return always_applies_[operand.value]; });
  always_applies_.push_back(!is_every && !is_conditional && (!inherits || all_apply));
  return id;
}

NodeId OnePlan::truth(bool value) {
  Node node;
  node.op = Op::truth;
  node.low = value ? 1 : 0;
  return add(std::move(node));
}

NodeId OnePlan::negated(NodeId id) {
  const auto known = negated_.find(id);
  if (known != negated_.end()) return known->second;
  const NodeId made = make_negated(id);
  negated_.emplace(id, made);
  return made;
}

NodeId OnePlan::make_negated(NodeId id) {
  const Op op = plan_[id].op;
  std::vector<NodeId> below = operands(id);
  if (op == Op::not_) return below[0];
  if (op == Op::truth) return truth(plan_[id].low == 0);
  if (op == Op::all || op == Op::any) {
    for (NodeId& item : below) item = negated(item);
    return list(op == Op::all ? Op::any : Op::all, below);
  }
  Node node;
  node.op = Op::not_;
  return add(std::move(node), {id});
}

NodeId OnePlan::list(Op op, const std::vector<NodeId>& items) {
  std::vector<NodeId> opened;
  for (const NodeId item : items) {
    const auto below = operands(item);
    if (plan_[item].op == op) {
      opened.insert(opened.end(), below.begin(), below.end());
    } else {
      opened.push_back(item);
    }
  }
  sort_once(opened);
  if (opened.size() == 1) return opened.front();
  Node node;
  node.op = op;
  return add(std::move(node), opened);
}

NodeId OnePlan::counted(const Node& node, std::vector<NodeId> operands) {
  const bool all_apply =
      std::all_of(operands.begin(), operands.end(), [&](NodeId item) { return always_applies(item); });
  const auto size = static_cast<std::int32_t>(operands.size());
  if (all_apply && node.high < 0 && node.low == 1) return list(Op::any, operands);
  if (all_apply && node.high < 0 && node.low == size) return list(Op::all, operands);
  if (all_apply && node.low <= 0 && node.high == 0) return negated(list(Op::any, operands));
  std::sort(operands.begin(), operands.end());
  return add(node, operands);
}

NodeId OnePlan::make(Version version, const Node& from) {
  const Plan& plan = source(version);
  std::vector<NodeId> below;
  for (std::uint32_t i = 0; i < from.operand_count; ++i)
    below.push_back(take(version, plan.operands[from.first_operand + i]));
  Node node = from;
  switch (from.op) {
    case Op::not_: return negated(below[0]);
    case Op::all:
    case Op::any: return list(from.op, below);
    case Op::count: return counted(from, below);
    case Op::unless:
      if (always_applies(below[0]) && always_applies(below[1]))
        return list(Op::all, {below[0], negated(below[1])});
      break;
    case Op::add:
    case Op::multiply:
    case Op::sum:
    case Op::smallest:
    case Op::largest: std::sort(below.begin(), below.end()); break;
    case Op::query_truth:
    case Op::query_value:
    case Op::age: node.query = builder_.add(query(version, plan[from.query])); break;
    default: break;
  }
  return add(std::move(node), below);
}

// ---------------------------------------------------------------------------------------------- queries

/// Writes out the ends that a window has without being given any.
void OnePlan::close(Version version, Query& query) const {
  const AnchorId as_of = source(version).as_of;
  if (!as_of.exists()) return;
  WindowEnd end;
  end.anchor = as_of;
  const auto window = traits(query.selector).window;
  const bool is_state = window == SelectorTraits::Window::on;
  if (is_state && !query.window.from && !query.window.to) query.window.from = end;
  const bool is_date = query.kind == FactKind::attribute && query.window.from;  // any day from there on
  if (!query.window.to && window != SelectorTraits::Window::open && !is_date) query.window.to = end;
}

/// Of the longer of some days and some half-lives the half-lives are left out where they are shorter for
/// every drug asked about.
void OnePlan::settle(Version version, const Query& of, Reach& reach) const {
  const Reach::Part first = reach.first;
  const Reach::Part second = reach.second;
  const bool is_days = first.half_lives.is_zero() && first.period.months == 0 && second.period == Period{};
  if (reach.choice != Reach::Choice::longer || !is_days || of.is_any_fact) return;
  const Vocabulary& vocabulary = source(version).vocabulary;
  const bool is_never_longer = std::all_of(of.facts.begin(), of.facts.end(), [&](FactId fact) {
    const auto& half_life = vocabulary[fact].half_life_days;
    return half_life && *half_life * second.half_lives <= first.period.days;
  });
  if (is_never_longer) reach = Reach{first, {}, Reach::Choice::only};
}

Query OnePlan::query(Version version, const Query& from) {
  const Translation& to = version == Version::old ? names_.old : names_.now;
  Query made = from;
  close(version, made);
  for (auto* end : {&made.window.from, &made.window.to}) {
    if (*end) settle(version, from, (*end)->reach);
  }
  const bool by_half_life = counts_half_lives(made.window.from) || counts_half_lives(made.window.to);
  const auto& facts = by_half_life ? to.facts_by_half_life : to.facts;
  for (FactId& fact : made.facts) fact = facts[fact.value];
  sort_once(made.facts);
  made.asked.clear();
  for (auto* end : {&made.window.from, &made.window.to}) {
    if (*end && (*end)->anchor.exists()) (*end)->anchor = to.anchors[(*end)->anchor.value];
  }
  for (Filter& one : made.filters) one = filter(version, one);
  for (Filter& one : made.demands) one = filter(version, one);
  for (ValueTest& one : made.tests) one = test(version, from, one);
  for (AssumptionId& one : made.assumptions) one = assumption(version, one, from);
  sort_once(made.assumptions);
  return made;
}

Filter OnePlan::filter(Version version, const Filter& from) {
  const Translation& to = version == Version::old ? names_.old : names_.now;
  Filter made = from;
  if (made.field.exists()) made.field = to.fields[made.field.value];
  for (WordId& word : made.words) word = to.text_words[word.value];
  for (FactId& fact : made.facts) fact = to.facts[fact.value];
  sort_once(made.words);
  sort_once(made.facts);
  return made;
}

ValueTest OnePlan::test(Version version, const Query& of, const ValueTest& from) {
  const Translation& to = version == Version::old ? names_.old : names_.now;
  ValueTest made = from;
  if (made.node.exists()) made.node = take(version, made.node);
  if (made.when.exists()) made.when = take(version, made.when);
  if (made.kind != ValueTest::Kind::is_word || of.facts.empty()) return made;
  const FactId fact = of.facts.front();
  for (std::uint32_t& word : made.words) word = to.words[fact.value][word];
  const ValueType& type = plan_.vocabulary[to.facts[fact.value]].type;
  if (made.is_negated && type.is_closed && !names_.reads_differently[to.facts[fact.value].value]) {
    // Of a closed list `is not positive` is `is negative`.
    std::vector<std::uint32_t> rest;
    for (std::uint32_t i = 0; i < type.words.size(); ++i) {
      if (std::find(made.words.begin(), made.words.end(), i) == made.words.end()) rest.push_back(i);
    }
    made.words = std::move(rest);
    made.is_negated = false;
  }
  sort_once(made.words);
  return made;
}

AssumptionId OnePlan::assumption(Version version, AssumptionId id, const Query& of) {
  const Plan& plan = source(version);
  const Translation& to = version == Version::old ? names_.old : names_.now;
  const Assumption& from = plan.assumptions[id.value];
  Assumption made;
  // Of the facts that it names only those asked about matter here.
  for (const FactId fact : of.facts) {
    const bool is_named =
        from.facts.empty() || std::find(from.facts.begin(), from.facts.end(), fact) != from.facts.end();
    if (is_named) made.facts.push_back(to.facts[fact.value]);
  }
  sort_once(made.facts);
  if (from.when.exists()) made.when = take(version, from.when);
  for (std::uint32_t i = 0; i < plan_.assumptions.size(); ++i) {
    if (plan_.assumptions[i].facts == made.facts && plan_.assumptions[i].when == made.when) return {i};
  }
  return builder_.add(std::move(made));
}

}  // namespace eligo::amendment

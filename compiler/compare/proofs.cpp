#include "compiler/compare/proofs.h"

#include <set>
#include <string>

namespace eligo::amendment {
namespace {

/// The records and assumptions that a rule depends on.
class Leans {
 public:
  Leans(const OnePlan& both, const ComparedRule& rule) : both_(both) {
    visit(rule.applies);
    visit(rule.requirement);
  }

  [[nodiscard]] bool reads_differently() const {
    return reads_differently_ || (asks_records_ && !both_.has_one_as_of()) || !both_.has_one_birth_date();
  }
  [[nodiscard]] bool expands_differently() const { return expands_differently_; }
  [[nodiscard]] bool asks_courses() const { return asks_courses_; }
  [[nodiscard]] bool is_alike(const Leans& other) const {
    return assumptions_ == other.assumptions_ && latest_ == other.latest_;
  }

 private:
  void visit(NodeId id) {
    if (!id.exists() || !seen_.insert(id).second) return;
    const Node& node = both_.plan()[id];
    for (const NodeId operand : both_.operands(id)) visit(operand);
    if (node.query.exists()) visit(both_.plan()[node.query]);
  }

  void visit(const Query& query) {
    asks_records_ |= query.kind != FactKind::attribute && !query.facts.empty();
    asks_records_ |= query.is_any_fact;
    asks_courses_ |= query.is_course || traits(query.selector).reads_dose;
    const auto& facts = both_.names().reads_differently;
    const auto& expansions = both_.names().expands_differently;
    for (const FactId fact : query.facts) {
      reads_differently_ |= facts[fact.value];
      expands_differently_ |= expansions[fact.value];
    }
    for (const AssumptionId assumption : query.assumptions) {
      assumptions_.insert(assumption);
      visit(both_.plan().assumptions[assumption.value].when);
    }
    for (const ValueTest& test : query.tests) {
      visit(test.node);
      visit(test.when);
    }
    Query bare = query;
    bare.tests.clear();
    bare.demands.clear();
    bare.assumptions.clear();
    if (query.selector == Selector::most_recent) latest_.insert(query_key(bare));
  }

  const OnePlan& both_;
  std::set<NodeId> seen_;
  std::set<AssumptionId> assumptions_;
  std::set<std::string> latest_;
  bool reads_differently_ = false;
  bool expands_differently_ = false;
  bool asks_records_ = false;
  bool asks_courses_ = false;
};

}  // namespace

Proofs::Proofs(const OnePlan& both) : both_(both), order_(both), regions_(both.plan()) {}

Proofs::~Proofs() = default;

bool Proofs::is_impossible(const ComparedRule& passed, const ComparedRule& ruled_out) {
  if (!both_.has_one_birth_date()) return false;
  const Leans before(both_, passed);
  const Leans after(both_, ruled_out);
  if (before.expands_differently() || after.expands_differently()) return false;
  const bool has_courses = before.asks_courses() || after.asks_courses();
  if (!both_.has_one_as_of() && has_courses) return false;
  if (order_.passes_imply(passed, ruled_out)) return true;
  // Who passes the one: it does not apply, or its requirement does not fail. Whom the other rules out: it
  // applies, and its requirement fails.
  const lint::Outcomes& applies = regions_.of(passed.applies);
  const lint::Outcomes& requirement = regions_.of(passed.requirement);
  const lint::Region passing = united(united(applies.fails, applies.inapplicable),
                                      united(requirement.holds, requirement.inapplicable));
  const auto refused =
      intersection(regions_.of(ruled_out.applies).holds, regions_.of(ruled_out.requirement).fails);
  return refused && implies(passing, *refused);
}

bool Proofs::may_differ_in_data(const ComparedRule& a, const ComparedRule& b) const {
  const Leans left(both_, a);
  const Leans right(both_, b);
  return left.reads_differently() || right.reads_differently() || !left.is_alike(right);
}

}  // namespace eligo::amendment

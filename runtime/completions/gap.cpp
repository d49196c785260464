#include "runtime/completions/gap.h"

#include <algorithm>

#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/grounds.h"
#include "runtime/evaluate/value_test.h"
#include "runtime/model/broader.h"
#include "runtime/model/ingredients.h"
#include "runtime/values/contains.h"

namespace eligo {
namespace {

/// Turns reasons into gaps.
class GapFinder {
 public:
  GapFinder(const Plan& plan, const PatientFacts& patient, const Workspace& workspace, QueryId query)
      : plan_(plan),
        patient_(patient),
        query_(plan[query]),
        workspace_(workspace),
        answer_(workspace.queries[query.value]) {}

  std::vector<Gap> by_reasons() {
    for (std::uint32_t i = 0; i < answer_.reason_count; ++i)
      add(workspace_.reasons[answer_.first_reason + i]);
    return sorted();
  }

  std::vector<Gap> by_records() {
    for (std::uint32_t i = 0; i < answer_.evidence_count; ++i) {
      const Evidence& evidence = workspace_.evidence[answer_.first_evidence + i];
      if (may_count(evidence)) add_all(evidence.record);
    }
    if (asks_about_latest(query_)) {
      for (const FactId fact : query_.asked) push(Gap::Kind::list).fact = fact;
    }
    return sorted();
  }

 private:
  static bool may_count(const Evidence& evidence) {
    return evidence.role == Role::maybe || evidence.role == Role::decided ||
           evidence.role == Role::considered;
  }

  void add(const Reason& reason) {
    switch (reason.code) {
      case ReasonCode::no_record:
      case ReasonCode::list_not_complete:
      case ReasonCode::not_answered: list(reason); break;
      case ReasonCode::no_attribute: attribute(reason.fact); break;
      case ReasonCode::no_anchor: anchor(reason.anchor); break;
      case ReasonCode::no_reference_range: limits(reason.record); break;
      case ReasonCode::partial_date:
      case ReasonCode::no_date:
      case ReasonCode::unknown_end: date(reason); break;
      case ReasonCode::conflicting_results: conflict(reason.record); break;
      case ReasonCode::field_not_recorded:
      case ReasonCode::censored_value:
      case ReasonCode::inconclusive_result: value(reason); break;
      case ReasonCode::unusable_record: unusable(reason); break;
      case ReasonCode::no_half_life: half_life(reason.fact); break;
      case ReasonCode::unrecognised_record: unrecognised(reason); break;
      case ReasonCode::broader_record: of_record(Gap::Kind::narrower, reason.record); break;
      case ReasonCode::unconfirmed_record: of_record(Gap::Kind::identity, reason.record); break;
      case ReasonCode::possible_repeat: of_record(Gap::Kind::sameness, reason.record); break;
      case ReasonCode::no_time:
      case ReasonCode::contradictory_data:
      case ReasonCode::not_settled: break;
    }
  }

  void unrecognised(const Reason& reason) {
    if (reason.record.exists() && !reason.field.exists()) {
      of_record(Gap::Kind::entry, reason.record);
    } else {
      value(reason);
    }
  }

  Gap& push(Gap::Kind kind) {
    gaps_.emplace_back().kind = kind;
    return gaps_.back();
  }
  void of_record(Gap::Kind kind, RecordId record) { push(kind).record = record; }
  void attribute(FactId fact) {
    if (fact.exists() && plan_.vocabulary[fact].kind == FactKind::attribute)
      push(Gap::Kind::attribute).fact = fact;
  }
  void anchor(AnchorId id) { push(Gap::Kind::anchor).anchor = id; }
  void half_life(FactId fact) { push(Gap::Kind::half_life).fact = fact; }

  void list(const Reason& reason) {
    Gap& gap = push(Gap::Kind::list);
    gap.fact = reason.fact;
    gap.list = reason.kind;
  }

  void date(const Reason& reason) {
    if (reason.anchor.exists()) {
      anchor(reason.anchor);
    } else if (reason.record.exists()) {
      of_record(Gap::Kind::date, reason.record);
    } else {
      attribute(reason.fact);
    }
  }

  void value(const Reason& reason) {
    if (reason.field.exists()) {
      Gap& gap = push(Gap::Kind::field);
      gap.record = reason.record;
      gap.field = reason.field;
      const FactId drug = patient_.records[reason.record.value].fact;
      if (is_ingredient(plan_.vocabulary, reason.fact, drug)) gap.fact = reason.fact;
    } else if (reason.record.exists()) {
      of_record(Gap::Kind::value, reason.record);
    } else {
      attribute(reason.fact);
    }
  }

  void unusable(const Reason& reason) {
    if (reason.flaw == Flaw::bad_date) {
      date(reason);
    } else if (!reason.record.exists()) {
      attribute(reason.fact);
    } else if (concerns_identity(reason.flaw)) {
      of_record(Gap::Kind::identity, reason.record);
    } else {
      value(reason);
    }
  }

  void limits(RecordId record) {
    for (const ValueTest& test : query_.tests) {
      const bool is_upper = test.kind == ValueTest::Kind::times_upper;
      if (!is_upper && test.kind != ValueTest::Kind::times_lower) continue;
      Gap& gap = push(Gap::Kind::limit);
      gap.record = record;
      gap.is_upper = is_upper;
    }
  }

  /// Records of one day or otherwise equal, or one that a statement of absence speaks against.
  void conflict(RecordId id) {
    const Record& record = patient_.records[id.value];
    const auto speaks_against = [&](std::uint32_t index) {
      const FactId absent = patient_.records[index].fact;
      if (!record.fact.exists()) return false;
      const auto& broader = plan_.vocabulary[record.fact].broader;
      return absent == record.fact || std::find(broader.begin(), broader.end(), absent) != broader.end();
    };
    const auto& absences = workspace_.scratch.absences;
    const bool is_denied =
        !record.is_confirmed && std::any_of(absences.begin(), absences.end(), speaks_against);
    of_record(is_denied ? Gap::Kind::identity : alike(), id);
  }

  /// The kind of gap that tells apart records that the query finds alike.
  Gap::Kind alike() const {
    return query_.is_course || asks_about_extreme(query_) ? Gap::Kind::rank : Gap::Kind::order;
  }

  void add_all(RecordId id) {
    const Record& record = patient_.records[id.value];
    if (record.is_possible) of_record(Gap::Kind::entry, patient_.itself(id));
    if (concerns_identity(record.flaw)) of_record(Gap::Kind::identity, id);
    const bool may_be_narrower = contains(query_.broader, record.fact) ||
                                 !drugs_it_may_be(plan_.vocabulary, query_, patient_, record.fact).empty();
    if (may_be_narrower) of_record(Gap::Kind::narrower, id);
    if (record.may_repeat || traits(query_.selector).reads_dose) of_record(Gap::Kind::sameness, id);
    const bool has_value = record.kind == FactKind::observation || record.kind == FactKind::question;
    if (has_value && !record.value.is_exact() && !record.word) of_record(Gap::Kind::value, id);
    if (!record.upper_limit || !record.lower_limit) limits(id);
    of_record(Gap::Kind::date, id);
    of_record(alike(), id);
    for (const auto* filters : {&query_.filters, &query_.demands}) {
      for (const Filter& filter : *filters) field(id, filter.field);
    }
    if (traits(query_.selector).reads_dose) field(id, plan_.dose);
    if (query_.selector == Selector::lines) field(id, plan_.line);
  }

  void field(RecordId id, FieldId field) {
    if (!field.exists()) return;
    const FactId drug = patient_.records[id.value].fact;
    std::vector<FactId> ingredients;
    if (field == plan_.dose) ingredients = ingredients_asked(plan_.vocabulary, query_, drug);
    if (ingredients.empty()) ingredients.emplace_back();
    for (const FactId ingredient : ingredients) {
      Gap& gap = push(Gap::Kind::field);
      gap.record = id;
      gap.field = field;
      gap.fact = ingredient;
    }
  }

  /// All else that there is to know of an entry is known of what it is, so that comes first.
  void add_entries() {
    std::vector<RecordId> entries;
    for (const Gap& gap : gaps_) {
      const bool is_possible = gap.record.exists() && patient_.records[gap.record.value].is_possible;
      if (is_possible) entries.push_back(patient_.itself(gap.record));
    }
    for (const RecordId entry : entries) of_record(Gap::Kind::entry, entry);
  }

  std::vector<Gap> sorted() {
    add_entries();
    std::sort(gaps_.begin(), gaps_.end());
    gaps_.erase(std::unique(gaps_.begin(), gaps_.end()), gaps_.end());
    return std::move(gaps_);
  }

  const Plan& plan_;
  const PatientFacts& patient_;
  const Query& query_;
  const Workspace& workspace_;
  const QueryResult& answer_;
  std::vector<Gap> gaps_;
};

}  // namespace

std::vector<Gap> gaps_of(const Plan& plan, const PatientFacts& patient, const Workspace& workspace,
                         QueryId query) {
  return GapFinder(plan, patient, workspace, query).by_reasons();
}

std::vector<Gap> all_gaps_of(const Plan& plan, const PatientFacts& patient, const Workspace& workspace,
                             QueryId query) {
  return GapFinder(plan, patient, workspace, query).by_records();
}

const std::vector<QueryId>& OpenQueries::of(NodeId root) {
  visited_.clear();
  queries_.clear();
  visit(root);
  return queries_;
}

void OpenQueries::visit(NodeId id) {
  if (is_settled(plan_, workspace_, id)) return;
  if (std::find(visited_.begin(), visited_.end(), id) != visited_.end()) return;
  visited_.push_back(id);
  const Node& node = plan_[id];
  if (!node.query.exists()) {
    for (std::uint32_t i = 0; i < node.operand_count; ++i) {
      const NodeId operand = plan_.operands[node.first_operand + i];
      // Nothing that may be supposed is a record for `otherwise`.
      const bool is_replaced = node.op == Op::otherwise && i == 0 && workspace_[operand].absent.is_holding();
      if (!is_replaced && matters(plan_, workspace_, node, i)) visit(operand);
    }
    return;
  }
  if (std::find(queries_.begin(), queries_.end(), node.query) == queries_.end())
    queries_.push_back(node.query);
  const Query& query = plan_[node.query];
  for (const ValueTest& test : query.tests) {
    if (test.when.exists()) visit(test.when);
    if (test.kind == ValueTest::Kind::against_node) visit(test.node);
  }
  for (const AssumptionId assumption : query.assumptions) {
    if (plan_.assumptions[assumption.value].when.exists()) visit(plan_.assumptions[assumption.value].when);
  }
}

}  // namespace eligo

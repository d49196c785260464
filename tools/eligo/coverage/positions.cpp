#include "tools/eligo/coverage/positions.h"

#include <algorithm>

#include "runtime/model/ingredients.h"

namespace eligo {

namespace {

using Positions = std::bitset<3>;

void mark(Positions& positions, Position position) { positions.set(static_cast<std::size_t>(position)); }

void place(Positions& positions, const Number& value, const Number& limit, ValueKind kind) {
  if (value == limit) return mark(positions, Position::on);
  // Points come in steps of their own: above none the first step is as good as any.
  if (limit.is_zero() && kind == ValueKind::grade && value.sign() > 0) return mark(positions, Position::over);
  const Number step = step_beside(limit, kind);
  if (value < limit && limit - value <= step) mark(positions, Position::under);
  if (value > limit && value - limit <= step) mark(positions, Position::over);
}

void place(Positions& positions, const Range& value, const Range& limit, ValueKind kind) {
  if (value.is_exact() && limit.is_exact()) place(positions, value.low->value, limit.low->value, kind);
}

void place_day(Positions& positions, Day day, Day limit) {
  if (day >= limit - 1 && day <= limit + 1) mark(positions, static_cast<Position>(day - limit + 1));
}

class Placer {
 public:
  Placer(const Plan& plan, const PatientFacts& patient, const Workspace& workspace,
         const Threshold& threshold)
      : plan_(plan), patient_(patient), workspace_(workspace), threshold_(threshold) {}

  Positions run() {
    for (const NodeId id : threshold_.nodes) {
      switch (threshold_.kind) {
        case Threshold::Kind::quantity: quantity(plan_[id]); break;
        case Threshold::Kind::count: count(plan_[id]); break;
        default: records(plan_[id].query);
      }
    }
    return positions_;
  }

 private:
  void quantity(const Node& node) {
    const Range& value = workspace_[plan_.operands[node.first_operand]].range;
    const Range& limit = workspace_[plan_.operands[node.first_operand + 1]].range;
    const Node& asked = plan_[plan_.operands[node.first_operand]];
    const bool is_whole = asked.op == Op::age || asked.unit.empty();
    place(positions_, value, limit, is_whole ? ValueKind::grade : ValueKind::quantity);
  }

  void count(const Node& node) {
    std::int64_t holding = 0;
    for (std::uint32_t i = 0; i < node.operand_count; ++i) {
      const Truth truth = workspace_[plan_.operands[node.first_operand + i]].truth;
      if (!truth.is_settled()) return;
      if (truth.is_holding()) ++holding;
    }
    place(positions_, holding, threshold_.is_upper ? node.high : node.low, ValueKind::grade);
  }

  void records(QueryId id) {
    const QueryResult& answer = workspace_.queries[id.value];
    const Query& query = plan_[id];
    for (std::uint32_t i = 0; i < answer.evidence_count; ++i) {
      const Evidence& evidence = workspace_.evidence[answer.first_evidence + i];
      if (evidence.role == Role::void_) continue;
      const Record& record = patient_.records[evidence.record.value];
      if (record.status == RecordStatus::absent) continue;
      const bool is_used = evidence.role == Role::decided || evidence.role == Role::considered;
      switch (threshold_.kind) {
        case Threshold::Kind::test:
          if (is_used) value(query.tests[threshold_.index], record.value, record);
          break;
        case Threshold::Kind::filter: field(query, query.filters[threshold_.index], record); break;
        case Threshold::Kind::duration: duration(*query.lasting, record); break;
        default: days(answer, record);
      }
    }
    if (threshold_.kind != Threshold::Kind::test) return;
    for (const FactId fact : query.facts) {
      const Attribute* attribute = patient_.attribute(fact);
      if (attribute != nullptr) value(query.tests[threshold_.index], attribute->value, Record{});
    }
  }

  void value(const ValueTest& test, const Range& value, const Record& record) {
    const ValueKind kind =
        record.fact.exists() ? plan_.vocabulary[record.fact].type.kind : ValueKind::quantity;
    const auto& end = threshold_.is_upper ? test.limit.high : test.limit.low;
    switch (test.kind) {
      case ValueTest::Kind::compare:
      case ValueTest::Kind::between:
        if (end) place(positions_, value, Range::exactly(end->value), kind);
        break;
      case ValueTest::Kind::times_upper: times(value, record.upper_limit, test.factor); break;
      case ValueTest::Kind::times_lower: times(value, record.lower_limit, test.factor); break;
      case ValueTest::Kind::against_node: place(positions_, value, workspace_[test.node].range, kind); break;
      case ValueTest::Kind::none:
      case ValueTest::Kind::is_word: break;
    }
  }

  void times(const Range& value, const std::optional<Range>& normal, const Number& factor) {
    if (normal) place(positions_, value, scaled(*normal, factor), ValueKind::quantity);
  }

  void field(const Query& query, const Filter& filter, const Record& record) {
    std::vector<FactId> ingredients;
    if (filter.field == plan_.dose) ingredients = ingredients_asked(plan_.vocabulary, query, record.fact);
    if (ingredients.empty()) ingredients.emplace_back();
    for (const FactId ingredient : ingredients) {
      const FieldValue* value = patient_.field(record, filter.field, ingredient);
      if (value == nullptr || value->flaw != Flaw::none) continue;
      place(positions_, value->quantity, filter.limit, plan_.vocabulary[filter.field].type.kind);
    }
  }

  /// A window is entered by the last day of what it looks at, and left by the first.
  void days(const QueryResult& answer, const Record& record) {
    if (record.has_bad_date || !record.has_date) return;
    const bool is_start = threshold_.kind == Threshold::Kind::window_start;
    const DateRange& limit = is_start ? answer.from : answer.to;
    const DateRange& day = is_start ? record.end : record.start;
    if (limit.is_exact() && day.is_exact() && day.first > earliest_day && day.first < latest_day)
      place_day(positions_, day.first, limit.first);
  }

  void duration(const Period& wanted, const Record& record) {
    if (record.has_bad_date || !record.start.is_exact() || !record.end.is_exact() || record.is_ongoing)
      return;
    place_day(positions_, record.end.first, last_day(record.start.first, wanted));
  }

  const Plan& plan_;
  const PatientFacts& patient_;
  const Workspace& workspace_;
  const Threshold& threshold_;
  Positions positions_;
};

}  // namespace

Number step_beside(const Number& limit, ValueKind kind) {
  if (kind == ValueKind::grade) return 1;
  Number size = limit.sign() < 0 ? -limit : limit;
  if (kind == ValueKind::titre) return size;
  Number last_digit = 1;
  for (int digits = 0; digits < 6 && !(limit / last_digit).is_whole(); ++digits)
    last_digit = last_digit / Number(10);
  return std::max(last_digit, size / Number(10));
}

std::bitset<3> positions_of(const Plan& plan, const PatientFacts& patient, const Workspace& workspace,
                            const Threshold& threshold) {
  return Placer(plan, patient, workspace, threshold).run();
}

}  // namespace eligo

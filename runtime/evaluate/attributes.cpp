#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/filters.h"
#include "runtime/evaluate/select.h"
#include "runtime/evaluate/value_test.h"

/// Attributes, answers and age: what a patient is, rather than what happened.
namespace eligo {
namespace {

FactId asked(const QueryRun& run) { return run.query.asked.empty() ? FactId{} : run.query.asked.front(); }

NodeResult nothing_known(QueryRun& run, ReasonCode code) {
  NodeResult result;
  result.absent = Truth::holds();
  const Truth is_assumed = run.query.tests.empty() ? Truth::fails() : is_assumed_absent(run);
  result.truth = unless_assumed(run, is_assumed, unknown_outcome(run));
  if (!result.truth.is_settled()) doubt_no_record(run, code);
  const bool is_supplied = run.query.kind == FactKind::attribute || window_of(run, {}).has_days();
  if (is_supplied && !is_assumed.may_hold() && is_finished(run)) run.workspace.is_inadmissible = true;
  return result;
}

Record as_record(const Attribute& attribute) {
  Record record;
  record.fact = attribute.fact;
  record.flaw = attribute.flaw;
  record.value = attribute.value;
  record.word = attribute.word;
  record.is_word_unlisted = attribute.is_word_unlisted;
  return record;
}

/// Whether nothing is recorded of it.
Truth is_absent(const Attribute& attribute) {
  return attribute.flaw == Flaw::not_understood ? Truth::unknown() : Truth::of(attribute.is_supposed);
}

/// Whether a date lies in the query's window.
NodeResult date_answer(QueryRun& run, const Attribute& attribute) {
  const Days days = window_of(run, {});
  if (attribute.flaw != Flaw::none) run.doubt(flaw_reason(attribute.flaw, attribute.fact, {}));
  const DateRange date = attribute.flaw == Flaw::none ? attribute.date : DateRange{};
  const Truth inside = overlaps({date, date, false, {}, {}}, days);
  if (inside.is_settled() || attribute.flaw != Flaw::none) return answer(inside);
  if (days.missing_anchor.exists()) {
    run.doubt({ReasonCode::no_anchor, {}, {}, days.missing_anchor, {}, Flaw::none, {}});
  } else if (days.partial_anchor.exists() && date.is_exact()) {
    run.doubt({ReasonCode::partial_date, {}, {}, days.partial_anchor, {}, Flaw::none, {}});
  } else if (date.is_exact()) {
    run.doubt({ReasonCode::no_time, attribute.fact, {}, {}, {}, Flaw::none, {}});
  } else {
    run.doubt({ReasonCode::partial_date, attribute.fact, {}, {}, {}, Flaw::none, {}});
  }
  return answer(inside);
}

NodeResult attribute_answer(QueryRun& run) {
  const Attribute* attribute = run.patient.attribute(asked(run));
  if (attribute == nullptr) return nothing_known(run, ReasonCode::no_attribute);
  if (run.query.window.from || run.query.window.to) return date_answer(run, *attribute);
  const Record record = as_record(*attribute);
  if (run.query.tests.empty()) {
    const Range value = value_of(record);
    if (!has_readable_value(record)) run.doubt(flaw_reason(record.flaw, record.fact, {}));
    if (has_readable_value(record) && !value.is_exact()) {
      run.doubt({ReasonCode::censored_value, record.fact, {}, {}, {}, Flaw::none, {}});
    }
    return {Truth::unknown(), value, is_absent(*attribute)};
  }
  const Truth absent = is_absent(*attribute);
  const Truth is_assumed = absent.may_hold() ? both(absent, is_assumed_absent(run)) : Truth::fails();
  auto& doubts = run.scratch().doubts;
  doubts.clear();
  const Truth truth = unless_assumed(run, is_assumed, test_value(run, record, {}, doubts));
  if (!truth.is_settled()) {
    for (const Reason& reason : doubts) run.doubt(reason);
  }
  return answer(truth);
}

}  // namespace

NodeResult latest_answer(QueryRun& run) {
  if (run.query.kind == FactKind::attribute) return attribute_answer(run);
  gather(run);
  if (run.scratch().candidates.empty()) return nothing_known(run, ReasonCode::not_answered);
  return unite(run, pick_latest(run) ? Otherwise::nothing : Otherwise::none, ReasonCode::not_answered);
}

NodeResult attribute_count(QueryRun& run) {
  const Attribute* attribute = run.patient.attribute(asked(run));
  const bool is_recorded = attribute != nullptr && !attribute->is_supposed;
  const Truth is_assumed = is_recorded ? Truth::fails() : is_assumed_absent(run);
  if (is_assumed.is_holding()) return answer(Range::exactly(0));
  if (attribute != nullptr && attribute->flaw == Flaw::none) {
    const Range count = Range::exactly(static_cast<std::int64_t>(attribute->list.size()));
    return answer(is_assumed.may_hold() ? hull(count, Range::exactly(0)) : count);
  }
  if (attribute != nullptr) {
    run.doubt(flaw_reason(attribute->flaw, attribute->fact, {}));
  } else {
    doubt_no_record(run, ReasonCode::no_attribute);
  }
  return answer(Range::at_least(0));
}

NodeResult age(QueryRun& run) {
  const Attribute* birth = run.patient.attribute(asked(run));
  if (birth == nullptr) {
    doubt_no_record(run, ReasonCode::no_attribute);
    return {Truth::unknown(), Range::anything(), Truth::holds()};
  }
  const Days days = window_of(run, {});
  if (days.missing_anchor.exists()) {
    run.doubt({ReasonCode::no_anchor, {}, {}, days.missing_anchor, {}, Flaw::none, {}});
    return {};
  }
  if (birth->flaw != Flaw::none) {
    run.doubt(flaw_reason(birth->flaw, birth->fact, {}));
    return {Truth::unknown(), Range::anything(), is_absent(*birth)};
  }
  const AgeUnit unit = run.query.age_unit;
  Range age;
  if (birth->date.last < latest_day && days.to.first > earliest_day) {
    age.low = {age_in(unit, birth->date.last, days.to.first)};
  }
  if (birth->date.first > earliest_day && days.to.last < latest_day) {
    age.high = {age_in(unit, birth->date.first, days.to.last)};
  }
  if (!age.is_exact() && !birth->date.is_exact()) {
    run.doubt({ReasonCode::partial_date, birth->fact, {}, {}, {}, Flaw::none, {}});
  } else if (!age.is_exact()) {
    run.doubt({ReasonCode::partial_date, {}, {}, days.partial_anchor, {}, Flaw::none, {}});
  }
  return answer(age);
}

}  // namespace eligo

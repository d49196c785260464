#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/filters.h"
#include "runtime/evaluate/select.h"
#include "runtime/evaluate/value_test.h"

/// Attributes, answers and age: what a patient is, rather than what happened.
namespace eligo {
namespace {

FactId asked(const Look& look) { return look.query.asked.empty() ? FactId{} : look.query.asked.front(); }

Answer nothing_known(Look& look, ReasonCode code) {
  Answer result;
  result.absent = Truth::holds();
  const Truth is_assumed = look.query.tests.empty() ? Truth::fails() : is_assumed_absent(look);
  result.truth = unless_assumed(look, is_assumed, unknown_outcome(look));
  if (!result.truth.is_settled()) doubt_no_record(look, code);
  if (!is_assumed.may_hold() && is_finished(look)) look.workspace.is_inadmissible = true;
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

Answer attribute_answer(Look& look) {
  const Attribute* attribute = look.patient.attribute(asked(look));
  if (attribute == nullptr) return nothing_known(look, ReasonCode::no_attribute);
  const Record record = as_record(*attribute);
  if (look.query.tests.empty()) {
    const Range value = value_of(record);
    if (!has_readable_value(record)) look.doubt(flaw_reason(record.flaw, record.fact, {}));
    if (has_readable_value(record) && !value.is_exact()) {
      look.doubt({ReasonCode::censored_value, record.fact, {}, {}, {}, Flaw::none, {}});
    }
    return {Truth::unknown(), value, Truth::of(attribute->is_supposed)};
  }
  const Truth is_assumed = attribute->is_supposed ? is_assumed_absent(look) : Truth::fails();
  auto& doubts = look.scratch().doubts;
  doubts.clear();
  const Truth truth = unless_assumed(look, is_assumed, test_value(look, record, {}, doubts));
  if (!truth.is_settled()) {
    for (const Reason& reason : doubts) look.doubt(reason);
  }
  return answer(truth);
}

}  // namespace

Answer latest_answer(Look& look) {
  if (look.query.kind == FactKind::attribute) return attribute_answer(look);
  gather(look);
  if (look.scratch().candidates.empty()) return nothing_known(look, ReasonCode::not_answered);
  return unite(look, pick_latest(look) ? Otherwise::nothing : Otherwise::none, ReasonCode::not_answered);
}

Answer attribute_count(Look& look) {
  const Attribute* attribute = look.patient.attribute(asked(look));
  const bool is_recorded = attribute != nullptr && !attribute->is_supposed;
  const Truth is_assumed = is_recorded ? Truth::fails() : is_assumed_absent(look);
  if (is_assumed.is_holding()) return answer(Range::exactly(0));
  if (attribute != nullptr && attribute->flaw == Flaw::none) {
    const Range count = Range::exactly(static_cast<std::int64_t>(attribute->list.size()));
    return answer(is_assumed.may_hold() ? hull(count, Range::exactly(0)) : count);
  }
  if (attribute != nullptr) {
    look.doubt(flaw_reason(attribute->flaw, attribute->fact, {}));
  } else {
    doubt_no_record(look, ReasonCode::no_attribute);
  }
  return answer(Range::at_least(0));
}

Answer age(Look& look) {
  const Attribute* birth = look.patient.attribute(asked(look));
  if (birth == nullptr) {
    doubt_no_record(look, ReasonCode::no_attribute);
    return {Truth::unknown(), Range::anything(), Truth::holds()};
  }
  const Days days = window_of(look, {});
  if (days.missing_anchor.exists()) {
    look.doubt({ReasonCode::no_anchor, {}, {}, days.missing_anchor, {}, Flaw::none, {}});
    return {};
  }
  if (birth->flaw != Flaw::none) {
    look.doubt(flaw_reason(birth->flaw, birth->fact, {}));
    return {};
  }
  Range years;
  if (birth->date.last < latest_day && days.to.first > earliest_day) {
    years.low = {age_in_years(birth->date.last, days.to.first)};
  }
  if (birth->date.first > earliest_day && days.to.last < latest_day) {
    years.high = {age_in_years(birth->date.first, days.to.last)};
  }
  if (!years.is_exact() && !birth->date.is_exact()) {
    look.doubt({ReasonCode::partial_date, birth->fact, {}, {}, {}, Flaw::none, {}});
  } else if (!years.is_exact()) {
    look.doubt({ReasonCode::partial_date, {}, {}, days.partial_anchor, {}, Flaw::none, {}});
  }
  return answer(years);
}

}  // namespace eligo

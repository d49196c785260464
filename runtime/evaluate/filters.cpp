#include "runtime/evaluate/filters.h"

#include <algorithm>

namespace eligo {
namespace {

template <typename Id>
bool is_among(const std::vector<Id>& ids, Id id) {
  return id.exists() && std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// Of a field that can be read. What is supposed of one that is not recorded counts as well.
Truth matches(const Filter& filter, const FieldValue& value) {
  switch (filter.kind) {
    case Filter::Kind::is:
      return Truth::of(is_among(filter.words, value.word) || is_among(filter.facts, value.fact));
    case Filter::Kind::is_not:
      return Truth::of(!is_among(filter.words, value.word) && !is_among(filter.facts, value.fact));
    case Filter::Kind::compare: return compare(value.quantity, filter.comparison, filter.limit);
    case Filter::Kind::recorded: return Truth::holds();
    case Filter::Kind::not_recorded: return Truth::fails();
  }
  return Truth::unknown();
}

}  // namespace

Reason flaw_reason(Flaw flaw, FactId fact, RecordId record, FieldId field) {
  const auto code = flaw == Flaw::unlisted_word    ? ReasonCode::inconclusive_result
                    : flaw == Flaw::not_understood ? ReasonCode::unrecognised_record
                    : flaw == Flaw::unconfirmed    ? ReasonCode::unconfirmed_record
                                                   : ReasonCode::unusable_record;
  return {code, fact, record, {}, field, flaw, {}};
}

Truth passes(const PatientFacts& patient, const Filter& filter, std::uint32_t record,
             std::vector<Reason>& doubts) {
  const FactId fact = patient.records[record].fact;
  const FieldValue* value = patient.field(patient.records[record], filter.field);
  const bool asks_recording =
      filter.kind == Filter::Kind::recorded || filter.kind == Filter::Kind::not_recorded;
  const bool is_open =
      value == nullptr && record >= patient.recorded_count();  // supposed, and not yet decided
  if (asks_recording && !is_open) {
    const bool is_recorded = value != nullptr && !value->is_left_out;
    return Truth::of(is_recorded == (filter.kind == Filter::Kind::recorded));
  }
  if (value == nullptr) {
    doubts.push_back(
        {ReasonCode::field_not_recorded, fact, RecordId{record}, {}, filter.field, Flaw::none, {}});
    return Truth::unknown();
  }
  if (value->flaw != Flaw::none) {
    doubts.push_back(flaw_reason(value->flaw, fact, RecordId{record}, filter.field));
    return Truth::unknown();
  }
  const Truth result = matches(filter, *value);
  if (!result.is_settled()) {
    doubts.push_back({ReasonCode::censored_value, fact, RecordId{record}, {}, filter.field, Flaw::none, {}});
  }
  return result;
}

Truth passes(const QueryRun& run, const std::vector<Filter>& filters, std::uint32_t record,
             std::vector<Reason>& doubts) {
  Truth result = Truth::holds();
  const std::size_t before = doubts.size();
  for (const Filter& filter : filters) result = both(result, passes(run.patient, filter, record, doubts));
  if (result.is_settled()) doubts.erase(doubts.begin() + static_cast<std::ptrdiff_t>(before), doubts.end());
  return result;
}

}  // namespace eligo

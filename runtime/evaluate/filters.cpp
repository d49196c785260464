#include "runtime/evaluate/filters.h"

#include <algorithm>

#include "runtime/model/ingredients.h"

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

namespace {

/// `ingredient`: whose dose is asked for, if the filter asks for a dose; none: the record's own.
Truth passes(const PatientFacts& patient, const Filter& filter, std::uint32_t record, FactId ingredient,
             std::vector<Reason>& doubts) {
  const FactId fact = ingredient.exists() ? ingredient : patient.records[record].fact;
  const FieldValue* value = patient.field(patient.records[record], filter.field, ingredient);
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

void drop_from(std::size_t first, std::vector<Reason>& doubts) {
  doubts.erase(doubts.begin() + static_cast<std::ptrdiff_t>(first), doubts.end());
}

/// Of a record that counts as soon as it does as one of several drugs.
template <typename Passes>
Truth passes_as_any(const std::vector<FactId>& drugs, std::vector<Reason>& doubts, Passes passes) {
  Truth result = Truth::fails();
  const std::size_t before = doubts.size();
  for (const FactId drug : drugs) result = one_of(result, passes(drug));
  if (result.is_settled()) drop_from(before, doubts);
  return result;
}

}  // namespace

Truth passes(const Plan& plan, const PatientFacts& patient, const Query& query, const Filter& filter,
             std::uint32_t record, std::vector<Reason>& doubts) {
  const std::vector<FactId> ingredients =
      ingredients_asked(plan.vocabulary, query, patient.records[record].fact);
  if (ingredients.empty() || filter.field != plan.dose) return passes(patient, filter, record, {}, doubts);
  return passes_as_any(ingredients, doubts, [&](FactId ingredient) {
    return passes(patient, filter, record, ingredient, doubts);
  });
}

Truth passes_as(const QueryRun& run, FactId drug, const std::vector<Filter>& filters, std::uint32_t record,
                std::vector<Reason>& doubts) {
  const FactId own = run.patient.records[record].fact;
  const FactId ingredient = is_ingredient(run.plan.vocabulary, drug, own) ? drug : FactId{};
  Truth result = Truth::holds();
  const std::size_t before = doubts.size();
  for (const Filter& filter : filters) {
    const FactId of = filter.field == run.plan.dose ? ingredient : FactId{};
    result = both(result, passes(run.patient, filter, record, of, doubts));
  }
  if (result.is_settled()) drop_from(before, doubts);
  return result;
}

Truth passes(const QueryRun& run, const std::vector<Filter>& filters, std::uint32_t record,
             std::vector<Reason>& doubts) {
  const FactId own = run.patient.records[record].fact;
  const std::vector<FactId> ingredients =
      filters.empty() ? std::vector<FactId>() : ingredients_asked(run.plan.vocabulary, run.query, own);
  if (ingredients.empty()) return passes_as(run, own, filters, record, doubts);
  return passes_as_any(ingredients, doubts, [&](FactId ingredient) {
    return passes_as(run, ingredient, filters, record, doubts);
  });
}

}  // namespace eligo

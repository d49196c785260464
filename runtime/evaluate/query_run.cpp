#include "runtime/evaluate/query_run.h"

#include "runtime/evaluate/candidates.h"

namespace eligo {

void QueryRun::doubt(const Reason& reason) {
  scratch().distinct.add(workspace.reasons, result.first_reason, reason);
}

void QueryRun::doubt_counting(const Candidate& candidate) {
  for (std::uint32_t i = candidate.first_doubt; i < candidate.value_doubt; ++i) doubt(scratch().doubts[i]);
}

void QueryRun::doubt_value(const Candidate& candidate) {
  for (std::uint32_t i = candidate.value_doubt; i < candidate.last_doubt; ++i) doubt(scratch().doubts[i]);
}

void QueryRun::saw(std::uint32_t record, Role role) {
  workspace.evidence.push_back({RecordId{record}, role});
}

DateRange as_of_date(const Plan& plan, const PatientFacts& patient) {
  static constexpr DateRange any_day{earliest_day, latest_day};
  if (plan.as_of.value >= patient.anchors.size()) return any_day;
  return patient.anchors[plan.as_of.value].value_or(any_day);
}

namespace {

/// Whether further records can only make the question hold: `any`, of records that are not joined.
bool grows_with_records(const Query& query) {
  const bool is_any = query.selector == Selector::any || query.selector == Selector::receiving;
  return (is_any && !query.is_course) || query.selector == Selector::active ||
         query.selector == Selector::planned;
}

/// Of a list that was not read only what is on record beside it is known. Of `every` it is open, too, whether
/// there is anything.
NodeResult leave_open(QueryRun& run, RecordId unread) {
  if (grows_with_records(run.query)) {
    if (const auto result = sure_record(run)) return *result;
  }
  run.doubt(unrecognised(run.patient, unread));
  NodeResult result;
  if (run.query.selector == Selector::every) result.truth = either(result.truth, Truth::inapplicable());
  result.absent = Truth::unknown();
  return result;
}

}  // namespace

NodeResult ask(QueryRun& run) {
  const Query& query = run.query;
  const RecordId unread = run.patient.unread_entry(query.kind);
  if (unread.exists()) return leave_open(run, unread);
  switch (query.selector) {
    case Selector::most_recent: return latest_record(run);
    case Selector::previous: return previous_record(run);
    case Selector::first: return first_record(run);
    case Selector::highest:
    case Selector::lowest: return extreme_record(run);
    case Selector::any:
    case Selector::receiving: return query.is_course ? any_course(run) : any_record(run);
    case Selector::active:
    case Selector::planned: return any_record(run);
    case Selector::every: return every_record(run);
    case Selector::count:
      if (query.kind == FactKind::attribute) return attribute_count(run);
      return query.is_course ? count_courses(run) : count_records(run);
    case Selector::lines: return count_lines(run);
    case Selector::latest_answer: return latest_answer(run);
    case Selector::dose: return daily_dose(run);
    case Selector::unchanged_dose: return unchanged_dose(run);
  }
  return {};
}

}  // namespace eligo

#include "runtime/evaluate/query_run.h"

#include <algorithm>

namespace eligo {

void Look::doubt(const Reason& reason) {
  auto& reasons = workspace.reasons;
  const auto first = reasons.begin() + static_cast<std::ptrdiff_t>(result.first_reason);
  if (std::find(first, reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
}

void Look::doubt_counting(const Candidate& candidate) {
  for (std::uint32_t i = candidate.first_doubt; i < candidate.value_doubt; ++i) doubt(scratch().doubts[i]);
}

void Look::doubt_value(const Candidate& candidate) {
  for (std::uint32_t i = candidate.value_doubt; i < candidate.last_doubt; ++i) doubt(scratch().doubts[i]);
}

void Look::saw(std::uint32_t record, Role role) { workspace.evidence.push_back({RecordId{record}, role}); }

DateRange as_of_date(const Plan& plan, const Patient& patient) {
  static constexpr DateRange any_day{earliest_day, latest_day};
  if (plan.as_of.value >= patient.anchors.size()) return any_day;
  return patient.anchors[plan.as_of.value].value_or(any_day);
}

Answer ask(Look& look) {
  const Query& query = look.query;
  switch (query.selector) {
    case Selector::most_recent: return latest_record(look);
    case Selector::previous: return previous_record(look);
    case Selector::first: return first_record(look);
    case Selector::highest:
    case Selector::lowest: return extreme_record(look);
    case Selector::any:
    case Selector::receiving: return query.is_course ? any_course(look) : any_record(look);
    case Selector::active:
    case Selector::planned: return any_record(look);
    case Selector::every: return every_record(look);
    case Selector::count:
      if (query.kind == FactKind::attribute) return attribute_count(look);
      return query.is_course ? count_courses(look) : count_records(look);
    case Selector::lines: return count_lines(look);
    case Selector::latest_answer: return latest_answer(look);
    case Selector::dose: return daily_dose(look);
    case Selector::unchanged_dose: return unchanged_dose(look);
  }
  return {};
}

}  // namespace eligo

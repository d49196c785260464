#include <algorithm>
#include <set>

#include "runtime/evaluate/candidates.h"
#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/dose_sheet.h"
#include "runtime/evaluate/filters.h"
#include "runtime/model/ingredients.h"

/// Daily doses: what all records of the drugs asked for add up to on a day.
namespace eligo {
namespace {

/// `ingredient`: whose dose is open; none: the record's own.
void doubt_dose(QueryRun& run, const Candidate& candidate, FactId ingredient) {
  const Record& record = run.record(candidate);
  const FieldValue* dose = run.patient.field(record, run.plan.dose, ingredient);
  const FactId fact = ingredient.exists() ? ingredient : record.fact;
  const RecordId id{candidate.record};
  if (dose == nullptr) {
    run.doubt({ReasonCode::field_not_recorded, fact, id, {}, run.plan.dose, Flaw::none, {}});
  } else if (dose->flaw != Flaw::none) {
    run.doubt(flaw_reason(dose->flaw, fact, id, run.plan.dose));
  } else if (!dose->quantity.is_exact()) {
    run.doubt({ReasonCode::censored_value, fact, id, {}, run.plan.dose, Flaw::none, {}});
  }
}

void doubt_dose(QueryRun& run, const Candidate& candidate) {
  const FactId own = run.record(candidate).fact;
  const std::vector<FactId> ingredients = ingredients_asked(run.plan.vocabulary, run.query, own);
  if (ingredients.empty()) doubt_dose(run, candidate, {});
  for (const FactId ingredient : ingredients) doubt_dose(run, candidate, ingredient);
}

/// Whether the candidate's course covers a day.
Truth covers(const Candidate& candidate, Day day) {
  if (candidate.span.start.first > day || candidate.span.end.last < day) return Truth::fails();
  const bool surely = candidate.span.start.last <= day && candidate.span.end.first >= day;
  return both(candidate.counts, surely ? Truth::holds() : Truth::unknown());
}

bool is_recorded(const QueryRun& run, const Candidate& candidate) {
  return candidate.record < run.patient.recorded_count();
}

bool is_of(const QueryRun& run, const Candidate& candidate, FactId fact) {
  const FactId own = run.record(candidate).fact;
  const auto& narrower = run.plan.vocabulary[fact].narrower;
  return own == fact || std::find(narrower.begin(), narrower.end(), own) != narrower.end();
}

/// Whether a record of the data `covers` a day for the fact, or for a narrower one.
template <typename Covers>
Truth is_on_record(const QueryRun& run, FactId fact, Covers covers) {
  Truth result = Truth::fails();
  for (const Candidate& candidate : run.scratch().candidates) {
    if (is_recorded(run, candidate) && is_of(run, candidate, fact))
      result = one_of(result, covers(candidate));
  }
  return result;
}

/// Whether the candidate is a part of what is taken on a day that it `covers`. A drug on record is taken as
/// the records say.
template <typename Covers>
Truth is_taken(const QueryRun& run, const Candidate& candidate, Covers covers) {
  if (is_recorded(run, candidate) || run.query.is_any_fact) return covers(candidate);
  Truth is_open = Truth::fails();
  for (const FactId fact : run.query.asked) {
    if (is_of(run, candidate, fact)) is_open = one_of(is_open, negate(is_on_record(run, fact, covers)));
  }
  return both(covers(candidate), is_open);
}

Truth is_taken_on(const QueryRun& run, const Candidate& candidate, Day day) {
  return is_taken(run, candidate, [day](const Candidate& one) { return covers(one, day); });
}

/// What is taken on a day.
struct DayDose {
  Range total;
  Truth taken;
  bool is_complete = true;  ///< no record of that day can be missing
};

class Doses {
 public:
  Doses(QueryRun& run, const DoseSheet& sheet) : look_(run), sheet_(sheet), is_closed_(is_list_closed(run)) {}

  DayDose on(Day day) const {
    DayDose result{Range::exactly(0), Truth::fails(), !is_unrecorded_possible(day)};
    const auto taken = [&](const Candidate& one) { return is_taken_on(look_, one, day); };
    result.total = sheet_.total(taken);
    for (const Candidate& candidate : look_.scratch().candidates)
      result.taken = one_of(result.taken, taken(candidate));
    if (!result.is_complete) {
      result.total.high = std::nullopt;
      result.taken = one_of(result.taken, Truth::unknown());
    }
    return result;
  }

 private:
  /// A drug with a record of that day is not taken for one with further ones.
  bool is_unrecorded_possible(Day day) const {
    if (is_closed_) return false;
    if (look_.query.is_any_fact) return !is_declared_complete_on(look_, {}, day);
    const auto& asked = look_.query.asked;
    return std::any_of(asked.begin(), asked.end(), [&](FactId fact) {
      const auto covers_day = [day](const Candidate& one) { return covers(one, day); };
      return !is_on_record(look_, fact, covers_day).is_holding() &&
             !is_declared_complete_on(look_, fact, day);
    });
  }

  QueryRun& look_;
  const DoseSheet& sheet_;
  bool is_closed_;
};

/// The first day of every stretch on which the same records cover each day and the same lists are complete,
/// within the widest window; and the first day that lies in it for sure.
std::set<Day> stretches(const QueryRun& run, const Days& days) {
  std::set<Day> firsts;
  const auto add_day = [&](std::int64_t day) {
    if (day >= days.from.first && day <= days.to.last) firsts.insert(static_cast<Day>(day));
  };
  add_day(days.from.first);
  add_day(days.from.last);
  for (const Complete& complete : run.patient.complete) {
    add_day(complete.period.first);
    add_day(std::int64_t{complete.period.last} + 1);
  }
  for (const Candidate& candidate : run.scratch().candidates) {
    add_day(candidate.span.start.first);
    add_day(candidate.span.start.last);
    add_day(std::int64_t{candidate.span.end.first} + 1);
    add_day(std::int64_t{candidate.span.end.last} + 1);
  }
  return firsts;
}

/// Whether the very same records cover two days, so that the dose is the same, whatever it is.
bool are_covered_alike(const QueryRun& run, Day a, Day b) {
  const auto& candidates = run.scratch().candidates;
  return std::all_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
    const Truth covered = is_taken_on(run, candidate, a);
    return covered.is_settled() && covered == is_taken_on(run, candidate, b);
  });
}

/// Whether what is taken on two days surely differs: by the doses of records that cover one of them alone.
bool surely_differ(const QueryRun& run, const DoseSheet& sheet, Day a, Day b) {
  Range difference = Range::exactly(0);
  bool are_others_alike = true;
  for (const Prescription& one : sheet.prescriptions()) {
    const Truth on_a = is_taken_on(run, *one.candidate, a);
    const Truth on_b = is_taken_on(run, *one.candidate, b);
    if (on_a == on_b && on_a.is_settled()) continue;
    if (!one.is_by_itself) {
      are_others_alike = false;
      continue;
    }
    const auto part = [&one](Truth covered) {
      return covered.is_holding()   ? one.dose
             : covered.is_failing() ? Range::exactly(0)
                                    : hull(one.dose, Range::exactly(0));
    };
    difference = difference + part(on_a) - part(on_b);
  }
  const auto others_on = [&](Day day) {
    return sheet.total_of_dependent([&run, day](const Candidate& one) { return is_taken_on(run, one, day); });
  };
  if (!are_others_alike) difference = difference + others_on(a) - others_on(b);
  return compare(difference, Comparison::equal, Range::exactly(0)).is_failing();
}

/// Whether a dose is taken on every day of the window, and always the same one.
Truth is_unchanged(QueryRun& run, const Days& days) {
  if (run.scratch().candidates.empty() && is_list_closed(run)) return Truth::fails();
  const DoseSheet sheet(run);
  const Doses doses(run, sheet);
  bool surely = true;
  std::optional<Range> common;  // what it may be on all days that are in the window for sure
  // Such days, on which no record can be missing.
  std::optional<Day> first_complete;
  std::optional<Day> last_complete;
  std::optional<Range> before;
  for (const Day day : stretches(run, days)) {
    const DayDose dose = doses.on(day);
    const bool is_equal = dose.total.is_exact() && (!before || *before == dose.total);
    const bool is_alike = dose.is_complete && are_covered_alike(run, days.from.first, day);
    surely &= dose.taken.is_holding() && (is_equal || is_alike);
    before = dose.total;
    const bool is_inside = day >= days.from.last && day <= days.to.first;
    if (!is_inside) continue;
    if (dose.taken.is_failing()) return Truth::fails();
    common = in_both(common.value_or(dose.total), dose.total);
    if (!common) return Truth::fails();
    if (!dose.is_complete) continue;
    for (const auto& other : {first_complete, last_complete}) {
      if (other && surely_differ(run, sheet, *other, day)) return Truth::fails();
    }
    if (!first_complete) first_complete = day;
    last_complete = day;
  }
  return surely && common ? Truth::holds() : Truth::unknown();
}

/// It may be one prescription with another one, or with one of a narrower drug that it may be.
void doubt_sameness(QueryRun& run, const Candidate& candidate) {
  const std::vector<FactId> drugs = drugs_it_may_be(run, candidate);
  if (!drugs.empty()) {
    Reason reason = record_reason(run, candidate, ReasonCode::broader_record);
    reason.other = {reason.fact, reason.record, {}};
    reason.fact = drugs.front();
    run.doubt(reason);
  }
  run.doubt(record_reason(run, candidate, ReasonCode::possible_repeat));
}

/// Why it is open what the candidates come to.
template <typename Further>
void doubt_prescriptions(QueryRun& run, const DoseSheet::Taken& taken, Further further) {
  const std::vector<bool> is_open = DoseSheet(run).open_samenesses(taken);
  const auto& candidates = run.scratch().candidates;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    run.doubt_counting(candidates[i]);
    doubt_dose(run, candidates[i]);
    if (is_open[i]) doubt_sameness(run, candidates[i]);
    further(candidates[i]);
  }
}

void doubt_doses(QueryRun& run, const Days& days) {
  const auto counts = [](const Candidate& one) { return one.counts; };
  doubt_prescriptions(run, counts, [&](const Candidate& candidate) {
    if (!candidate.span.start.is_exact() || !candidate.span.end.is_exact()) doubt_days(run, candidate, days);
  });
  if (days.missing_anchor.exists())
    run.doubt({ReasonCode::no_anchor, {}, {}, days.missing_anchor, {}, Flaw::none, {}});
  if (days.partial_anchor.exists())
    run.doubt({ReasonCode::partial_date, {}, {}, days.partial_anchor, {}, Flaw::none, {}});
  doubt_list(run);
}

void see_doses(QueryRun& run) {
  for (const Candidate& candidate : run.scratch().candidates) {
    run.saw(candidate.record, is_sure(candidate) ? Role::decided : Role::maybe);
  }
}

}  // namespace

/// The candidates cover the day asked about, or may.
NodeResult daily_dose(QueryRun& run) {
  gather(run);
  see_doses(run);
  const auto counts = [](const Candidate& candidate) { return candidate.counts; };
  const auto taken = [&](const Candidate& one) { return is_taken(run, one, counts); };
  Range total = DoseSheet(run).total(taken);
  auto& unrecorded = run.scratch().facts;  // drugs without a record of that day
  unrecorded.clear();
  for (const FactId fact : run.query.asked) {
    if (!is_on_record(run, fact, counts).is_holding()) unrecorded.push_back(fact);
  }
  const bool is_complete = is_list_closed(run, unrecorded);
  if (!is_complete) total.high = std::nullopt;
  if (total.is_exact()) return answer(total);
  doubt_prescriptions(run, taken, [](const Candidate& /*one*/) {});
  if (!is_complete) doubt_list(run);
  return answer(total);
}

NodeResult unchanged_dose(QueryRun& run) {
  gather(run);
  see_doses(run);
  const Days days = widest_window(run);
  const Truth result = is_unchanged(run, days);
  if (!result.is_settled()) doubt_doses(run, days);
  return answer(result);
}

}  // namespace eligo

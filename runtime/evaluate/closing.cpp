#include "runtime/evaluate/closing.h"

#include <algorithm>

#include "runtime/evaluate/candidates.h"
#include "runtime/evaluate/filters.h"
#include "runtime/evaluate/value_test.h"
#include "runtime/evaluate/window.h"
#include "runtime/model/ingredients.h"
#include "runtime/values/contains.h"

namespace eligo {
namespace {

/// Whether every record of `fact` is one of `broader`, too.
bool is_part_of(const QueryRun& run, FactId fact, FactId broader) {
  return fact.exists() && (fact == broader || contains(run.plan.vocabulary[fact].broader, broader));
}

/// The day that a statement of absence speaks of; without a date the as-of date.
DateRange stated_on(const QueryRun& run, const Record& absence) {
  if (absence.has_bad_date) return {earliest_day, latest_day};
  return absence.has_date ? absence.start : run.as_of;
}

/// Whether it is open that the record counts: it may be a mistake.
bool may_not_count(const QueryRun& run, const Record& record, const Extent& span) {
  return may_not_count(record) || (!record.is_confirmed && contradiction(run, record, span) != nullptr);
}

/// A record in the window contradicts the statement. One without a date may be out of date where a record may
/// have begun later. `by_sure`: as far as no records count but those that surely do.
bool is_doubtful(const QueryRun& run, const Record& absence, FactId fact, bool by_sure = false) {
  const DateRange stated = stated_on(run, absence);
  const bool has_own_windows = reaches_by_half_lives(run.query.window);
  Days days = window_of(run, fact);
  const auto is_against = [&](const PatientFacts::Slice& slice) {
    if (has_own_windows && slice.begin != slice.end)
      days = window_of(run, run.patient.records[slice.begin].fact);
    for (std::uint32_t i = slice.begin; i < slice.end; ++i) {
      const Record& record = run.patient.records[i];
      if (record.status != RecordStatus::final) continue;
      const Extent span = span_of(run, record);
      if (by_sure && may_not_count(run, record, span)) continue;
      const bool may_be_in = overlaps(span, days).may_hold();
      // With a date it says nothing of what began later.
      if (absence.has_date ? may_be_in && span.start.first <= stated.last
                           : may_be_in || span.start.last > stated.first)
        return true;
    }
    return false;
  };
  if (is_against(run.patient.of(absence.fact))) return true;
  const auto& narrower = run.plan.vocabulary[absence.fact].narrower;
  return std::any_of(narrower.begin(), narrower.end(),
                     [&](FactId part) { return is_against(run.patient.of(part)); });
}

/// Until when nothing was there, by the statement; without a date it speaks of all time.
Day last_day_of(const Record& absence) {
  if (absence.has_bad_date) return earliest_day;
  return absence.has_date ? absence.start.first : latest_day;
}

const Record* closing_absence(const QueryRun& run, FactId fact, bool by_sure = false) {
  for (const std::uint32_t index : run.scratch().absences) {
    const Record& absence = run.patient.records[index];
    if (absence.flaw != Flaw::none || !is_part_of(run, fact, absence.fact)) continue;
    if (last_day_of(absence) < window_of(run, fact).to.last) continue;
    if (!is_doubtful(run, absence, fact, by_sure)) return &absence;
  }
  return nullptr;
}

/// Whether a statement of absence says that a supposed record did not begin yet.
Truth is_denied_yet(const QueryRun& run, const Record& supposed, const Extent& span) {
  Truth result = Truth::fails();
  for (const std::uint32_t index : run.scratch().absences) {
    const Record& absence = run.patient.records[index];
    if (absence.flaw != Flaw::none || !is_part_of(run, supposed.fact, absence.fact)) continue;
    const Day last = last_day_of(absence);
    if (span.start.first > last || is_doubtful(run, absence, supposed.fact, true)) continue;
    const bool is_sure = span.start.last <= last && !is_doubtful(run, absence, supposed.fact);
    result = one_of(result, is_sure ? Truth::holds() : Truth::unknown());
  }
  return result;
}

bool speaks_of(const QueryRun& run, const Complete& complete, FactId fact) {
  if (complete.kind) return *complete.kind == run.query.kind;
  return complete.fact.exists() && is_part_of(run, fact, complete.fact);
}

/// One period covers the fact's own window, or several do together.
bool is_declared_complete_for(const QueryRun& run, FactId fact) {
  const Days days = window_of(run, fact);
  const auto& complete = run.patient.complete;
  std::int64_t next = days.from.first;  // the first day that is not covered yet
  for (bool grows = true; grows;) {
    grows = false;
    for (const Complete& one : complete) {
      if (one.period.first > next || one.period.last < next || !speaks_of(run, one, fact)) continue;
      next = std::int64_t{one.period.last} + 1;
      grows = true;
    }
    if (next > days.to.last) return true;
  }
  return false;
}

/// In half-lives the narrower facts may have windows of their own. Of a combination those of its ingredients,
/// which are asked about for themselves: a list that is complete for one of them is so for what contains it.
bool is_declared_complete(const QueryRun& run, FactId fact) {
  if (!is_declared_complete_for(run, fact)) return false;
  if (!fact.exists() || !reaches_by_half_lives(run.query.window)) return true;
  const auto& narrower = run.plan.vocabulary[fact].narrower;
  return std::all_of(narrower.begin(), narrower.end(), [&](FactId part) {
    return !ingredients_asked(run.plan.vocabulary, run.query, part).empty() ||
           is_declared_complete_for(run, part);
  });
}

/// Fills `open_facts` with those asked for that the data leave open. False if something is open.
bool close_by_data(QueryRun& run, const std::vector<FactId>& facts, bool& by_absence, bool& by_list) {
  auto& open = run.scratch().open_facts;
  open.clear();
  if (run.query.is_any_fact) {
    by_list = is_declared_complete(run, {});
    return by_list;
  }
  for (const FactId fact : facts) {
    if (is_declared_complete(run, fact)) {
      by_list = true;
    } else if (closing_absence(run, fact) != nullptr) {
      by_absence = true;
    } else {
      open.push_back(fact);
    }
  }
  return open.empty();
}

bool speaks_of(const QueryRun& run, const Assumption& assumption, const std::vector<FactId>& facts) {
  if (assumption.facts.empty()) return true;
  if (run.query.is_any_fact) return false;
  return std::all_of(facts.begin(), facts.end(),
                     [&](FactId fact) { return contains(assumption.facts, fact); });
}

AssumptionId assumption_for(const QueryRun& run, const std::vector<FactId>& facts) {
  for (const AssumptionId id : run.query.assumptions) {
    const Assumption& assumption = run.plan.assumptions[id.value];
    const bool holds = !assumption.when.exists() || run.workspace[assumption.when].truth.is_holding();
    if (holds && speaks_of(run, assumption, facts)) return id;
  }
  return {};
}

/// Whether some assumption says that there are none of the facts.
Truth is_assumed(const QueryRun& run, const std::vector<FactId>& facts) {
  Truth result = Truth::fails();
  for (const AssumptionId id : run.query.assumptions) {
    const Assumption& assumption = run.plan.assumptions[id.value];
    if (!speaks_of(run, assumption, facts)) continue;
    const Truth when = assumption.when.exists() ? run.workspace[assumption.when].truth : Truth::holds();
    result = one_of(result, when);
  }
  return result.is_inapplicable() ? Truth::fails() : result;
}

bool is_among_finished(const QueryRun& run, FactId fact) {
  const auto& finished = run.patient.supposed.finished;
  return std::any_of(finished.begin(), finished.end(),
                     [&](FactId broader) { return is_part_of(run, fact, broader); });
}

/// Takes those of the open facts away of which there are no further records. True if none is left.
bool close_finished(QueryRun& run) {
  const Supposition& supposed = run.patient.supposed;
  if (run.query.is_any_fact) return contains(supposed.finished_kinds, run.query.kind);
  auto& open = run.scratch().open_facts;
  std::erase_if(open, [&](FactId fact) { return is_among_finished(run, fact); });
  return open.empty();
}

bool close_list(QueryRun& run, const std::vector<FactId>& facts) {
  if (window_of(run, {}).is_empty()) return true;  // no day in it, so no record either
  bool by_absence = false;
  bool by_list = false;
  AssumptionId assumption;
  if (!close_by_data(run, facts, by_absence, by_list)) {
    assumption = assumption_for(run, run.scratch().open_facts);
    if (!assumption.exists()) return close_finished(run);
  }
  run.result.rests_on_absence = by_absence;
  run.result.rests_on_complete_list = by_list;
  run.result.assumption = assumption;
  return true;
}

}  // namespace

void find_absences(const PatientFacts& patient, Scratch& scratch) {
  scratch.absences.clear();
  for (std::uint32_t i = 0; i < patient.records.size(); ++i) {
    const Record& record = patient.records[i];
    if (record.status == RecordStatus::absent && record.fact.exists()) scratch.absences.push_back(i);
  }
}

const Record* contradiction(const QueryRun& run, const Record& record, const Extent& span) {
  for (const std::uint32_t index : run.scratch().absences) {
    const Record& absence = run.patient.records[index];
    if (!is_part_of(run, record.fact, absence.fact)) continue;
    if (span.start.first <= stated_on(run, absence).last) return &absence;
  }
  return nullptr;
}

Truth is_denied(const QueryRun& run, FactId fact, const Record& broader, const Extent& span) {
  Truth result = Truth::fails();
  for (const std::uint32_t index : run.scratch().absences) {
    const Record& absence = run.patient.records[index];
    if (!is_part_of(run, fact, absence.fact) || is_part_of(run, broader.fact, absence.fact)) continue;
    const DateRange stated = stated_on(run, absence);
    if (span.start.first > stated.last) continue;
    const bool is_sure = absence.flaw == Flaw::none && span.start.last <= stated.first;
    result = one_of(result, is_sure ? Truth::holds() : Truth::unknown());
  }
  return result;
}

bool is_list_closed(QueryRun& run) { return is_list_closed(run, run.query.asked); }

bool is_list_closed(QueryRun& run, const std::vector<FactId>& facts) {
  if (!run.is_closed) run.is_closed = close_list(run, facts);
  return *run.is_closed;
}

bool is_declared_complete_on(const QueryRun& run, FactId fact, Day day) {
  const auto& complete = run.patient.complete;
  return std::any_of(complete.begin(), complete.end(), [&](const Complete& one) {
    return one.period.first <= day && day <= one.period.last && speaks_of(run, one, fact);
  });
}

bool asks_about_latest(const Query& query) {
  return traits(query.selector).picks == SelectorTraits::Picks::latest;
}

bool asks_about_extreme(const Query& query) {
  return traits(query.selector).picks == SelectorTraits::Picks::extreme;
}

bool chooses_one(const Query& query) { return traits(query.selector).picks_one(); }

Truth is_seen(QueryRun& run, const Record& supposed) {
  const Query& query = run.query;
  if (!query.is_any_fact && !contains(query.facts, supposed.fact)) return Truth::fails();
  if (supposed.is_for_latest && !asks_about_latest(query)) return Truth::fails();
  if (asks_about_latest(query)) return negate(is_assumed(run, query.asked));
  bool by_absence = false;
  bool by_list = false;
  if (close_by_data(run, query.asked, by_absence, by_list)) return Truth::fails();
  const auto& open = run.scratch().open_facts;
  // A statement of absence may close the list yet, if the records that speak against it do not count.
  const auto is_open = [&](FactId fact) { return closing_absence(run, fact, true) == nullptr; };
  Truth is_of_open = Truth::of(query.is_any_fact);
  for (const FactId fact : open) {
    if (is_part_of(run, supposed.fact, fact))
      is_of_open = one_of(is_of_open, is_open(fact) ? Truth::holds() : Truth::unknown());
  }
  return both(is_of_open, negate(is_assumed(run, open)));
}

/// A list of what was measured says nothing of the latest that was not.
Truth is_ruled_out(const QueryRun& run, const Record& supposed, const Extent& span) {
  Truth result = Truth::fails();
  if (asks_about_latest(run.query)) return result;
  for (const Complete& complete : run.patient.complete) {
    if (!speaks_of(run, complete, supposed.fact)) continue;
    Days days;
    days.from = {complete.period.first, complete.period.first};
    days.to = {complete.period.last, complete.period.last};
    result = one_of(result, overlaps(span, days));
  }
  return one_of(result, is_denied_yet(run, supposed, span));
}

bool is_finished(const QueryRun& run) {
  const Supposition& supposed = run.patient.supposed;
  if (run.query.is_any_fact) return contains(supposed.finished_kinds, run.query.kind);
  const auto& asked = run.query.asked;
  return !supposed.finished.empty() &&
         std::all_of(asked.begin(), asked.end(), [&](FactId fact) { return is_among_finished(run, fact); });
}

void doubt_absence(const QueryRun& run, FactId fact, std::vector<Reason>& doubts) {
  const auto add = [&](FactId against) {
    const PatientFacts::Slice slice = run.patient.of(against);
    for (std::uint32_t i = slice.begin; i < slice.end; ++i) {
      const Record& record = run.patient.records[i];
      if (record.status != RecordStatus::final || !may_not_count(run, record, span_of(run, record))) continue;
      if (record.is_possible && record.is_reading()) doubts.push_back(unrecognised(run.patient, RecordId{i}));
      doubts.push_back(
          record.flaw == Flaw::none
              ? Reason{ReasonCode::conflicting_results, record.fact, RecordId{i}, {}, {}, Flaw::none, {}}
              : flaw_reason(record.flaw, record.fact, RecordId{i}));
    }
  };
  for (const std::uint32_t index : run.scratch().absences) {
    const FactId absent = run.patient.records[index].fact;
    if (!is_part_of(run, fact, absent)) continue;
    add(absent);
    for (const FactId part : run.plan.vocabulary[absent].narrower) add(part);
  }
}

Truth is_assumed_absent(QueryRun& run) {
  const AssumptionId assumption = assumption_for(run, run.query.asked);
  if (assumption.exists()) run.result.assumption = assumption;
  return is_assumed(run, run.query.asked);
}

void doubt_list(QueryRun& run) {
  if (is_list_closed(run)) return;
  if (run.query.is_any_fact) {
    run.doubt({ReasonCode::list_not_complete, {}, {}, {}, {}, Flaw::none, run.query.kind});
  }
  for (const FactId fact : run.scratch().open_facts) {
    run.doubt({ReasonCode::list_not_complete, fact, {}, {}, {}, Flaw::none, {}});
  }
}

}  // namespace eligo

#include "runtime/evaluate/candidates.h"

#include <algorithm>

#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/filters.h"
#include "runtime/evaluate/value_test.h"
#include "runtime/model/broader.h"
#include "runtime/model/ingredients.h"
#include "runtime/values/contains.h"

namespace eligo {
namespace {

/// Looks at one record after another.
class Gatherer {
 public:
  Gatherer(QueryRun& run, Gathering gathering) : look_(run), scratch_(run.scratch()), gathering_(gathering) {
    scratch_.candidates.clear();
    scratch_.doubts.clear();
  }

  void run() {
    if (look_.query.is_any_fact) {
      look_through_windows_of({});
      slice({0, look_.patient.recorded_count()});
    } else {
      for (const FactId fact : look_.query.facts) {
        const auto records = look_.patient.of(fact);
        if (records.begin == records.end) continue;
        look_through_windows_of(fact);
        slice(records);
      }
      for (const FactId fact : look_.query.broader) broader(look_.patient.of(fact));
    }
    supposed();
  }

 private:
  /// By half-lives each ingredient of a combination has a window of its own.
  void look_through_windows_of(FactId fact) {
    further_windows_.clear();
    ingredients_ = ingredients_asked(look_.plan.vocabulary, look_.query, fact);
    const bool is_single = ingredients_.empty() || !reaches_by_half_lives(look_.query.window);
    days_ = window_of(look_, is_single ? fact : ingredients_.front());
    for (std::size_t i = 1; i < ingredients_.size() && !is_single; ++i)
      further_windows_.push_back(window_of(look_, ingredients_[i]));
  }

  void slice(const PatientFacts::Slice& records) {
    for (std::uint32_t i = records.begin; i < records.end; ++i) {
      const Record& record = look_.patient.records[i];
      if (record.kind != look_.query.kind) continue;
      // What is asked of any record is asked of the entry, as long as it is open what that is.
      if (look_.query.is_any_fact && record.is_reading() && record.is_possible) continue;
      if (record.status == RecordStatus::void_ && !record.is_reading()) look_.saw(i, Role::void_);
      if (!is_asked_for(record)) continue;
      if (!may_belong_to_others(record, i)) consider_as(record, i, record.fact, {});
    }
  }

  /// `fact`: of which the record is taken to be. `narrower`: which it may be, or is supposed to be, where
  /// that is not what it is recorded as.
  void consider_as(const Record& record, std::uint32_t index, FactId fact, FactId narrower) {
    narrower_ = narrower;
    const bool are_several = gathering_ == Gathering::courses && !ingredients_.empty();
    if (!are_several) return consider(record, index, fact);
    for (const FactId ingredient : ingredients_) consider(record, index, ingredient);
  }

  /// Records of a fact that is broader than the facts asked for.
  void broader(const PatientFacts::Slice& records) {
    for (std::uint32_t i = records.begin; i < records.end && i < look_.patient.recorded_count(); ++i) {
      const Record& record = look_.patient.records[i];
      const bool is_of_kind = record.kind == look_.query.kind && record.entry == 0;
      if (is_of_kind && is_asked_for(record))
        consider_narrower(record, i, may_be_of(look_.plan.vocabulary, look_.query, record.fact));
    }
  }

  /// As one of the facts, whichever that is; as each of them where that makes a difference.
  void consider_narrower(const Record& record, std::uint32_t index, const std::vector<FactId>& facts) {
    const bool are_told_apart = gathering_ == Gathering::courses || reaches_by_half_lives(look_.query.window);
    for (const FactId fact : facts) {
      if (record.narrower.exists() && record.narrower != fact) continue;
      denied_ = is_denied(look_, fact, record, span_of(look_, record));
      look_.workspace.is_inadmissible |= denied_.is_holding() && record.narrower.exists();
      if (denied_.is_holding()) continue;
      look_through_windows_of(fact);
      consider_as(record, index, fact, fact);
      if (!are_told_apart) return;
    }
  }

  /// A record of a drug asked for may belong to the courses of a narrower one. If so, it is considered as one
  /// of these, as of each of the narrower ones, and as none of them.
  bool may_belong_to_others(const Record& record, std::uint32_t index) {
    const bool is_of_course = gathering_ == Gathering::courses && look_.query.is_course;
    if (!is_of_course || record.entry > 0 || index >= look_.patient.recorded_count()) return false;
    const std::vector<FactId> drugs =
        drugs_it_may_be(look_.plan.vocabulary, look_.query, look_.patient, record.fact);
    const bool is_decided = record.narrower.exists();
    if (drugs.empty() || (is_decided && !contains(drugs, record.narrower))) return false;
    denied_ = Truth::fails();
    if (!is_decided) consider_as(record, index, record.fact, drugs.front());
    consider_narrower(record, index, drugs);
    look_through_windows_of(look_.query.is_any_fact ? FactId{} : record.fact);
    return true;
  }

  /// Those that a case adds to the data.
  void supposed() {
    const auto& records = look_.patient.records;
    for (std::uint32_t i = look_.patient.recorded_count(); i < records.size(); ++i) {
      if (records[i].kind != look_.query.kind) continue;
      seen_ = is_seen(look_, records[i]);
      if (!seen_.may_hold()) continue;
      look_through_windows_of(look_.query.is_any_fact ? FactId{} : records[i].fact);
      slice({i, i + 1});
    }
  }

  /// Planned things count for `planned` alone. A status that cannot be read may be any.
  bool is_asked_for(const Record& record) const {
    if (record.status == RecordStatus::void_ || record.status == RecordStatus::absent) return false;
    const bool is_planned = record.status == RecordStatus::planned;
    return is_planned == (look_.query.selector == Selector::planned) || record.flaw == Flaw::bad_status;
  }

  /// `drug`: whose course the record is a part of.
  void consider(const Record& record, std::uint32_t index, FactId drug) {
    Candidate candidate;
    candidate.record = index;
    candidate.drug = drug;
    candidate.span = span_of(look_, record);
    candidate.first_doubt = mark();
    candidate.counts = identity(record, candidate.span, index);
    if (candidate.counts.is_failing()) return;
    if (gathering_ == Gathering::records) {
      if (!is_in_window(candidate, record) || !is_let_through(candidate)) return;
    }
    candidate.value_doubt = mark();
    if (gathering_ == Gathering::courses) {
      candidate.filter = passes_as(look_, drug, look_.query.filters, index, scratch_.doubts);
    } else {
      candidate.test = test_record(look_, index, scratch_.doubts);
    }
    candidate.last_doubt = mark();
    scratch_.candidates.push_back(candidate);
  }

  /// Whether the record is what it seems, as far as its name, its status and statements of absence go.
  Truth identity(const Record& record, const Extent& span, std::uint32_t index) {
    Truth result = Truth::holds();
    if (index >= look_.patient.recorded_count()) {
      result = both(seen_, negate(is_ruled_out(look_, record, span)));
      if (!result.is_settled()) scratch_.doubts.push_back(partial_date(record, index));
      if (!seen_.is_settled()) doubt_absence(look_, record.fact, scratch_.doubts);
    }
    if (record.is_possible && (record.is_reading() || may_be_denied(record, span))) {
      scratch_.doubts.push_back(unrecognised(look_.patient, RecordId{index}));
      result = Truth::unknown();
    }
    if (narrower_.exists()) result = both(result, being_narrower(record, index));
    if (record.may_repeat && counts_events()) {
      if (record.sameness == Sameness::one) return Truth::fails();
      if (record.sameness == Sameness::open) {
        scratch_.doubts.push_back(
            {ReasonCode::possible_repeat, record.fact, RecordId{index}, {}, {}, Flaw::none, {}});
        result = Truth::unknown();
      }
    }
    if (record.is_confirmed) return result;
    if (concerns_identity(record.flaw)) {
      scratch_.doubts.push_back(flaw_reason(record.flaw, record.fact, RecordId{index}));
      result = Truth::unknown();
    }
    if (record.status == RecordStatus::final && contradiction(look_, record, span) != nullptr) {
      scratch_.doubts.push_back(
          {ReasonCode::conflicting_results, record.fact, RecordId{index}, {}, {}, Flaw::none, {}});
      result = Truth::unknown();
    }
    return result;
  }

  /// Whether a record of a broader fact is of the narrower one.
  Truth being_narrower(const Record& record, std::uint32_t index) {
    if (!denied_.is_settled()) scratch_.doubts.push_back(partial_date(record, index));
    if (record.narrower.exists()) return negate(denied_);
    const Contrary broader{record.fact, RecordId{index}, {}};
    scratch_.doubts.push_back(
        {ReasonCode::broader_record, narrower_, RecordId{index}, {}, {}, Flaw::none, {}, broader});
    return Truth::unknown();
  }

  /// Whether it matters if two records that say the same are one event. Of records that lie apart it does
  /// not.
  bool counts_events() const {
    const Query& query = look_.query;
    const bool is_number = query.selector == Selector::count && !query.is_course;
    const bool lie_apart = query.apart && *query.apart != Period{};
    return (is_number && !lie_apart) || query.selector == Selector::previous;
  }

  static Reason partial_date(const Record& record, std::uint32_t index) {
    return {ReasonCode::partial_date, record.fact, RecordId{index}, {}, {}, Flaw::none, {}};
  }

  bool is_in_window(Candidate& candidate, const Record& record) {
    if (happened_before_end(record)) return true;
    Truth inside = overlaps(candidate.span, days_);
    for (const Days& further : further_windows_) inside = one_of(inside, overlaps(candidate.span, further));
    if (inside.is_failing()) {
      const bool is_late = !look_.query.window.to && candidate.span.start.first > days_.to.last;
      leave_out(candidate, is_late ? Role::after_as_of : Role::outside_window);
      return false;
    }
    if (!inside.is_settled()) {
      doubt_windows(record, candidate);
    }
    candidate.counts = both(candidate.counts, inside);
    return true;
  }

  void doubt_windows(const Record& record, const Candidate& candidate) {
    const auto doubt = [&](const Days& days, FactId drug) {
      if (overlaps(candidate.span, days).is_settled()) return;
      Reason reason = window_doubt(record, candidate.record, candidate.span, days);
      if (reason.code == ReasonCode::no_half_life) reason.fact = drug;
      scratch_.doubts.push_back(reason);
    };
    const bool is_of_ingredients = reaches_by_half_lives(look_.query.window) && !ingredients_.empty();
    doubt(days_, is_of_ingredients ? ingredients_.front() : candidate.drug);
    for (std::size_t i = 0; i < further_windows_.size(); ++i) doubt(further_windows_[i], ingredients_[i + 1]);
  }

  /// What has no date happened by the as-of date, whatever day that is; a window up to it holds it.
  bool happened_before_end(const Record& record) const {
    const Window& window = look_.query.window;
    const bool is_undated = !record.has_date && !record.has_bad_date &&
                            record.status == RecordStatus::final && record.kind != FactKind::question;
    const bool ends_as_of =
        !window.to || (window.to->anchor == look_.plan.as_of && window.to->anchor.exists() &&
                       window.to->direction == 0 && window.to->shift == 0);
    return is_undated && !window.from && ends_as_of && !days_.is_one_anchor;
  }

  bool is_let_through(Candidate& candidate) {
    const Truth passing = passes(look_, look_.query.filters, candidate.record, scratch_.doubts);
    if (passing.is_failing()) {
      leave_out(candidate, Role::filtered);
      return false;
    }
    candidate.counts = both(candidate.counts, passing);
    return true;
  }

  /// Whether an entry may be of a fact of which a statement says that there is none.
  bool may_be_denied(const Record& entry, const Extent& span) const {
    if (scratch_.absences.empty() || entry.status != RecordStatus::final) return false;
    const auto& readings = look_.patient.entries[entry.entry - 1].readings;
    return std::any_of(readings.begin(), readings.end(), [&](std::uint32_t reading) {
      return contradiction(look_, look_.patient.records[reading], span) != nullptr;
    });
  }

  /// Of the readings of one entry none is told of that does not count whatever the entry is.
  void leave_out(const Candidate& candidate, Role role) {
    const Record& record = look_.record(candidate);
    if (!record.is_possible || !record.is_reading()) look_.saw(candidate.record, role);
  }

  std::uint32_t mark() const { return static_cast<std::uint32_t>(scratch_.doubts.size()); }

  QueryRun& look_;
  Scratch& scratch_;
  Gathering gathering_;
  Truth seen_ = Truth::holds();    // of a supposed record
  FactId narrower_;                // which a record of a broader fact may be of; none: as it is recorded
  Truth denied_ = Truth::fails();  // that it is of that one, by a statement of absence
  // Of the fact at hand: its ingredients that are asked about, and the windows of all but the first of them.
  std::vector<FactId> ingredients_;
  std::vector<Days> further_windows_;
  Days days_;
};

}  // namespace

void gather(QueryRun& run, Gathering gathering) { Gatherer(run, gathering).run(); }

void doubt_days(QueryRun& run, const Candidate& candidate, const Days& days) {
  run.doubt(window_doubt(run.record(candidate), candidate.record, candidate.span, days));
}

Reason record_reason(const QueryRun& run, const Candidate& candidate, ReasonCode code) {
  return {code, run.record(candidate).fact, RecordId{candidate.record}, {}, {}, Flaw::none, {}};
}

Reason unrecognised(const PatientFacts& patient, RecordId reading) {
  return {ReasonCode::unrecognised_record, {}, patient.itself(reading), {}, {}, Flaw::not_understood, {}};
}

void doubt_no_record(QueryRun& run, ReasonCode code) {
  for (const FactId fact : run.query.asked) run.doubt({code, fact, {}, {}, {}, Flaw::none, {}});
}

}  // namespace eligo

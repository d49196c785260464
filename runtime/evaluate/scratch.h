#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "runtime/evaluate/distinct_reasons.h"
#include "runtime/model/reason.h"
#include "runtime/values/date.h"
#include "runtime/values/moment.h"
#include "runtime/values/truth.h"

namespace eligo {

/// The days on which something may have begun and may have ended; both ends belong to it. Of a thing of one
/// day the two are the same.
struct Extent {
  DateRange start;
  DateRange end;
  bool has_unknown_end = false;      ///< neither an end nor a word that it goes on
  std::optional<Moment> start_time;  ///< where the day is known and its time is recorded
  std::optional<Moment> end_time;
};

/// A record that counts for a query, or may count.
struct Candidate {
  std::uint32_t record = 0;  ///< PatientFacts::records
  FactId drug;               ///< whose course it is part of: the record's fact, or an ingredient of that
  Extent span;
  Truth counts;  ///< holds: in every completion; unknown: in some
  Truth filter =
      Truth::holds();  ///< of courses alone, where the filters ask the last record: else part of `counts`
  Truth test = Truth::holds();  ///< the query's tests of its value
  // Why it is open, in Scratch::doubts: first whether it counts, then what its filter and test come to.
  std::uint32_t first_doubt = 0;
  std::uint32_t value_doubt = 0;
  std::uint32_t last_doubt = 0;
  bool is_picked = false;   ///< it may be the one that the selector means
  std::uint32_t group = 0;  ///< of courses: the part of a cluster that it surely belongs to
};

inline bool is_sure(const Candidate& candidate) { return candidate.counts.is_holding(); }

/// Vectors that the evaluator uses again from query to query, so that it seldom allocates.
struct Scratch {
  std::vector<Candidate> candidates;
  std::vector<Reason> doubts;
  std::vector<Reason> unused_doubts;
  std::vector<std::uint32_t> absences;  ///< the patient's records that state absence
  std::vector<FactId> open_facts;       ///< asked for, and their list is not closed
  std::vector<FactId> facts;
  std::vector<DateRange> days;
  DistinctReasons distinct;
};

}  // namespace eligo

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "runtime/model/patient.h"

namespace eligo::ingest {

/// How a record stands to others of the same thing: a later edition takes the place of an earlier one.
enum class Edition : std::uint8_t { preliminary, ordinary, corrected };

/// A time of day as recorded: seconds since midnight, with an offset from UTC those of UTC (they may lie
/// outside the day).
struct RecordTime {
  std::int32_t second = 0;
  std::int32_t microsecond = 0;
  bool has_offset = false;
  friend auto operator<=>(const RecordTime&, const RecordTime&) = default;
};

/// The time of day in a date that `parse_date` reads; empty if it has none.
std::optional<RecordTime> time_of_day(std::string_view date);

/// What tells a record apart from others, beyond what it says.
struct RecordIdentity {
  FactKind list = FactKind::observation;
  std::string_view id;  ///< empty: none
  std::vector<std::string_view> replaces;
  Edition edition = Edition::ordinary;
  std::string_view subject;  ///< the id of a patient, if one is named
  std::optional<RecordTime> time;
};

/// An id without the kind of resource that a reference names before it: `Observation/12`.
std::string_view bare_id(std::string_view reference);

/// Marks the records that were replaced, those that are delivered twice, those that may be another one over
/// again, and prescriptions of one drug and dose. The records stand in their final order; `identities` are
/// theirs. Records of one fact are held against each other; beyond `most_pairs` of a patient each of them may
/// be another one over again.
void tell_apart(PatientFacts& patient, const std::vector<RecordIdentity>& identities, std::size_t most_pairs);

}  // namespace eligo::ingest

#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "tests/oracle/calendar.h"
#include "tests/oracle/number.h"
#include "tests/oracle/world.h"

namespace eligo::oracle {

/// A patient as recorded: what is there, and where the gaps are.

struct Date {
  enum class Kind : std::uint8_t { missing, exact, month, year, unreadable };
  Kind kind = Kind::missing;
  Day day = 0;  ///< any day of the month or year

  [[nodiscard]] bool is_recorded() const { return kind != Kind::missing; }
  [[nodiscard]] Day first() const;  ///< of a month or year; `never` where nothing is known
  [[nodiscard]] Day last() const;
};

/// A number (titres: the denominator; grades and words: the index, -1 for a word that is not listed), a span
/// of them, or nothing that can be read.
struct Value {
  enum class Kind : std::uint8_t { missing, exact, span, unreadable };
  Kind kind = Kind::missing;
  Number number;
  std::optional<Number> low, high;  ///< of a span
  bool is_low_open = false, is_high_open = false;
  [[nodiscard]] bool has_inside(Number one) const;
};

struct Record {
  enum class Status : std::uint8_t { final, void_, absent, planned, unreadable };
  int fact = 0;
  Status status = Status::final;
  Date start;  ///< the day, where it has only one
  Date end;
  std::optional<int> minute;  ///< of an exact start, from midnight
  bool is_ongoing = false;
  bool is_over = false;         ///< its status says so
  bool is_provisional = false;  ///< what it says is not confirmed
  Value value;
  std::optional<Number> lower, upper;  ///< limits of normal
  std::array<Value, field_count> fields;
  bool is_in_other_unit = false;  ///< how it is written down
  int spelling = 0;               ///< which of the ways to write it down
  /// Nobody knows what it is; `fact` is one that looks like it. Of a treatment `fact` is none that is listed.
  bool is_unrecognised = false;
  bool is_reading = false;  ///< one of the facts that such a record may be
  /// Of a record that is supposed to be of a narrower fact: the fact in the data.
  std::optional<int> recorded_as;
  int edition = 0;              ///< -1 preliminary, 1 amended
  std::optional<int> replaces;  ///< the place of a record of the same list among all of them
};

/// A list, or the records of one fact, that hold all there is of a period.
struct Complete {
  std::optional<Kind> kind;
  int fact = -1;
  std::optional<Day> from, to;
};

struct Patient {
  std::vector<Date> anchors;
  Date birth;
  Date death;
  bool is_deceased = false;       ///< said to be, whether or not the date is recorded
  std::vector<Value> attributes;  ///< by fact; of a list the number of its entries
  std::vector<Record> records;
  std::vector<Complete> complete;
};

/// Whether the patient cannot be as recorded.
bool is_contradictory(const Patient& patient);

/// The document that the ingest reads.
std::string json(const Patient& patient);

}  // namespace eligo::oracle

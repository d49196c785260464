#pragma once

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/oracle/asks.h"
#include "tests/oracle/choices.h"
#include "tests/oracle/patient.h"
#include "tests/oracle/rule.h"

namespace eligo::oracle {

struct Days {
  Day from = never;
  Day to = forever;
};

/// One record of a completed patient. What is not recorded is chosen when it is first asked for.
struct Completed {
  const Record* recorded = nullptr;  ///< null: a further record
  int fact = 0;
  bool is_planned = false;
  bool may_repeat = false;      ///< it may be another one over again
  std::optional<bool> is_own;   ///< of such a one
  std::optional<int> standing;  ///< of a doubtful one: 0 it does not count, 1 it does, 2 it is planned
  std::optional<Day> start, end;
  std::optional<Number> value, lower, upper;
  struct Field {
    std::optional<bool> is_recorded;
    std::optional<Number> value;
  };
  std::array<Field, field_count> fields;
};

/// What was worked out before and is the same in many completions of a patient.
struct Memo {
  std::map<std::vector<int>, std::vector<Day>> points;  ///< of the rules, by what they depend on
  std::vector<bool> repeats;                            ///< see `possible_repeats`
};

/// A patient whose gaps are filled as `Choices` says, with the points of the rules for what can be chosen.
class Completion {
 public:
  Completion(const Asks& asks, const Patient& patient, Choices& choices, Memo& memo);

  Choices& choices() { return choices_; }
  const Patient& patient() const { return patient_; }
  const Asks& asks() const { return asks_; }

  Day as_of() { return anchor(0); }
  Day anchor(int index);
  Day birth();
  Number attribute(int fact);
  Days days(const Query& query, int fact);

  std::deque<Completed>& recorded() { return recorded_; }
  /// Those of an open list; outside what the data declare complete.
  std::deque<Completed>& further(int fact, bool planned);
  /// Those that supply a result on days of which the data declare the list complete: for questions about the
  /// latest alone.
  std::deque<Completed>& supplied(int fact);

  Day start(Completed& record);
  Day end(Completed& record);
  Number value(Completed& record);
  /// What comes to nothing may be any number, the same wherever it is asked for.
  Number any_number(const std::string& quantity);
  /// A condition on a record that there is not may hold or fail, the same wherever it is asked.
  bool any_outcome(const std::string& question);
  Number limit_of_normal(Completed& record, bool upper);
  bool is_denied(Completed& record);
  /// Whether the record is what it seems; of planned ones, whether it is planned.
  bool counts(Completed& record, bool planned);
  /// Of a record that may be another one over again: whether it is one of its own.
  bool is_own(Completed& record);
  bool has_field(Completed& record, int field);
  Number field(Completed& record, int field);

  /// The day that a statement of absence speaks of.
  Day stated(Completed& absence);
  /// One of several records that have one value, the same for every question.
  Completed* one_of(const std::vector<Completed*>& records);
  /// Puts records of one day in an order, the same for every question.
  void order(std::vector<Completed*>& records);

 private:
  template <typename Item>
  Item pick(const std::vector<Item>& items) {
    if (items.empty()) {
      choices_.forbid();
      return Item{};
    }
    return items[choices_.choose(items.size())];
  }

  Day longest_end(Completed& record);
  Day moved(Day base, const Reach& reach, int fact, int direction);
  /// The days from which on something may be different: for records of a fact, for an anchor, for the birth
  /// date.
  const std::vector<Day>& points(int fact);
  std::vector<Day> record_points(int fact);
  std::vector<Day> told_apart(int fact, const std::vector<Day>& points);
  void add_points(int fact, std::vector<Day>& points);
  std::vector<Day> anchor_points(int index);
  std::vector<Day> birth_points();
  template <typename Make>
  const std::vector<Day>& remembered(int what, Make make);
  Day pick_day(const std::vector<Day>& points, Day first, Day last);
  Number pick_number(const std::vector<Number>& cuts, const Value& value, bool is_dense);
  std::vector<Number> value_cuts(int fact);
  std::vector<Number> summed_doses(int fact) const;
  void add_turning_points(std::vector<Number>& cuts) const;
  bool is_declared_complete(int fact, Day from, Day to) const;
  bool has_twin(int fact) const;
  bool is_seen(int fact, Day day);
  bool is_spoken_of_alike(int a, int b) const;
  int floating(int fact) const;
  Completed& add_further(std::deque<Completed>& list, int fact);

  const Asks& asks_;
  const Patient& patient_;
  Choices& choices_;
  Memo& memo_;
  std::vector<std::optional<Day>> anchors_;
  std::optional<Day> birth_;
  std::vector<std::optional<Number>> attributes_;
  std::deque<Completed> recorded_;
  std::map<std::pair<int, bool>, std::deque<Completed>> further_;
  std::map<int, std::deque<Completed>> supplied_;
  std::map<std::string, Number> any_numbers_;
  std::map<std::string, bool> any_outcomes_;
  std::map<int, Number> half_lives_;  ///< in days, where the vocabulary states none
  std::map<int, const std::vector<Day>*> points_;
  using Ranked = std::vector<const Completed*>;
  static bool is_in_order_of_time(const std::vector<Completed*>& records);
  void rank(const std::vector<Completed*>& records, Ranked& ranked);
  std::map<std::pair<Day, Kind>, Ranked> ranked_;
  Ranked ranked_by_value_;
};

}  // namespace eligo::oracle

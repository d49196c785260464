#pragma once

#include <optional>
#include <vector>

#include "tests/oracle/courses.h"
#include "tests/oracle/evaluate.h"

namespace eligo::oracle {

/// Those of a completed patient.
using Records = std::vector<Completed*>;

inline Outcome of(bool holds) { return holds ? Outcome::holds : Outcome::fails; }

/// A criterion for one completed patient, by plain two-valued logic.
class Evaluator {
 public:
  Evaluator(const Protocol& protocol, Completion& completion) : protocol_(protocol), patient_(completion) {}

  Outcome criterion(const Criterion& criterion);

 private:
  /// A rule with a name of its own has its own assumptions, which are none here.
  template <typename Evaluate>
  auto elsewhere(Evaluate evaluate) {
    const auto* assumptions = assumptions_;
    const auto* each = each_;
    assumptions_ = nullptr;
    each_ = nullptr;
    auto result = evaluate();
    assumptions_ = assumptions;
    each_ = each;
    return result;
  }

  // ---- conditions
  Outcome condition(const Condition& condition);
  static Outcome negated(Outcome outcome);
  Outcome all(const std::vector<Condition>& items);
  Outcome any(const std::vector<Condition>& items);
  static bool is_amount(const Condition& condition, int number);
  Outcome counted(const Condition& condition);
  Outcome drugs(const Condition& condition);

  // ---- scores
  Number points(const Domain& domain);
  Outcome domains(const Condition& condition);

  // ---- comparisons
  Outcome compared(const Condition& condition);
  [[nodiscard]] std::string name_of(const Query& query) const;
  bool passes(const Test& test, Number value, Completed* record);
  bool passes(const Limit& limit, Number value, Completed* record);

  // ---- records
  const std::vector<int>& asked(const Query& query) const;
  bool is_asked(const Query& query, int fact) const;
  bool lies_in(Completed& record, const Query& query);
  bool passes(Completed& record, const std::vector<Filter>& filters);
  bool passes(Completed& record, const Filter& filter);
  bool passes_test(Completed& record, const Query& query);
  /// Whether the record is one that the query asks about.
  static bool counts_events(const Query& query);
  bool matches(Completed& record, const Query& query);
  Records recorded(const Query& query);

  // ---- open and closed lists
  bool is_assumed(const Query& query, int name);
  /// Whether an assumption stands in for all that is asked about.
  bool is_assumed(const Query& query);
  /// Whether a statement says that no record of the fact begins on the day.
  bool is_stated_absent(const Query& query, int fact, Day begin);
  /// The further records that a question sees: those of the lists that are open for it.
  Records further(const Query& query);
  /// All that happened, as the query asks for it.
  Records happened(const Query& query);

  // ---- questions
  Outcome record(const Query& query);
  bool is_any(const Query& query);
  Outcome every(const Query& query);
  /// How many fulfil the test, each so far apart from the one before.
  int results(const Query& query);
  /// The question of one record; null where there is none, and whether an assumption stands in for it.
  Completed* select(const Query& query, bool& is_assumed_absent);
  /// The latest, or the one before it: of what is recorded; else of what is not. Every completion has one.
  Completed* latest(const Query& query, std::size_t place, bool& is_assumed_absent);
  /// Further records that come before what is recorded, else those supplied for questions about the latest
  /// alone.
  void add_unrecorded(const Query& query, Records& there);
  Outcome selected(const Query& query);
  std::optional<Outcome> of_any_value(const Query& query);
  bool is_missing(const Query& query);
  bool is_attribute(const Query& query);
  Number attribute(const Query& query);

  // ---- courses and doses
  /// How many courses are what is asked for; with a total, how many drugs.
  int course_hits(const Query& query);
  int drug_hits(const Query& query, int drug, const std::vector<Course>& courses);
  /// Those whose course covers the day. A drug with a record of that day has no further ones on it.
  Records covering(const Query& query, Day day);
  std::optional<Number> dose_on(const Query& query, Day day);
  bool is_unchanged(const Query& query);

  // ---- quantities
  Number quantity(const Quantity& quantity);
  Number reckoned(const Quantity& quantity);
  Number value(const Query& query);
  /// Whether anything is on record that the quantity is computed from.
  bool has_record(const Quantity& quantity);
  bool has_record(const Query& query);

  const Protocol& protocol_;
  Completion& patient_;
  const std::vector<Assumption>* assumptions_ = nullptr;
  const std::vector<int>* each_ = nullptr;
};

}  // namespace eligo::oracle

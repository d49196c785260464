// Lowering: from the syntax trees of a protocol and its libraries to the plan (runtime/model/plan.h).
//
// The Lowerer walks each criterion from the top down and has one method a construct. A method resolves the
// names below its place, checks types and units, and returns the node that it added to the plan:
//
//     most recent ALT < 3 x ULN
//       condition()         sees a comparison whose left side selects a record, and calls
//       tested_selection()  which makes a query of `most recent ALT` (query_of), reads `< 3 x ULN` as a test
//       of the record
//                           itself (outcome), and adds
//       a node              query_truth, by way of PlanBuilder, which returns the old node where an equal one
//       stands
//
// A mistake is reported once, where it stands, and the method returns a stand-in node, so that lowering goes
// on and finds the mistakes of other criteria. A plan with a stand-in never leaves the compiler.
//
// The methods stand in files named as the grammar's headers are: criterion.cpp, condition.cpp, record.cpp,
// quantity.cpp, window.cpp, outcome.cpp, instrument.cpp. Begin to read at Lowerer::criteria and
// Lowerer::condition.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/lower/plan_builder.h"
#include "compiler/names/scope.h"
#include "compiler/source/lines.h"
#include "runtime/model/plan_depth.h"

namespace eligo {

/// The type of a quantity, which says which values it compares with.
struct Type {
  enum class Kind : std::uint8_t { error, quantity, percent_of_predicted, titre, grade, word };
  Kind kind = Kind::error;
  Unit unit;
  std::string unit_text;  ///< empty: a plain number
  FactId fact;            ///< of titres, grades, words, and of quantities in arbitrary units: whose they are
  bool is_age = false;    ///< completed years

  [[nodiscard]] bool is_plain() const { return kind == Kind::quantity && unit_text.empty(); }
};

/// A checked quantity: its node gives values in `type.unit`.
struct Value {
  NodeId node;
  Type type;
};

/// From the syntax trees to the plan: resolves names, checks types and units, and adds nodes. One method a
/// construct; the methods stand in files of their own, named as the grammar's headers are. Where something is
/// wrong it is reported once and lowering goes on with a stand-in.
class Lowerer {
 public:
  Lowerer(Plan& plan, const Scope& scope, Findings& findings, const std::vector<SourceText>& files)
      : builder_(plan),
        plan_(plan),
        vocabulary_(plan.vocabulary),
        scope_(scope),
        findings_(findings),
        lines_(files),
        depths_(plan) {}

  // criterion.cpp
  void criteria(const Module& module);
  /// Lowers every definition of the module, used or not, so that each is checked.
  void definitions(const Module& module);

  // condition.cpp
  NodeId condition(const Place& place);
  /// Lowers one condition on its own, for cases.
  NodeId expected_condition(const Place& place) { return condition(place); }
  std::vector<Part> take_parts();
  /// The plan nodes of the conditions of a module, by syntax node; none for nodes that are no condition.
  [[nodiscard]] const std::vector<NodeId>& conditions_of(const Module& module) {
    return conditions_[&module];
  }

  [[nodiscard]] std::uint32_t source(const Place& place);
  /// The text from the beginning of one place to the end of another behind it.
  [[nodiscard]] std::uint32_t source(const Place& first, const Place& last);

 private:
  // ---- condition.cpp
  NodeId lowered(const Place& place);
  NodeId test(const Place& place);
  NodeId list(const Place& place, Op op);
  std::vector<NodeId> items(const Place& place);
  NodeId amount_of(const Place& place);
  NodeId drug_count(const Place& place);
  NodeId name_condition(const Place& place);
  NodeId date_in_window(const Place& place);
  NodeId state_is(const Place& place);
  NodeId comparison(const Place& place);
  NodeId refuse_demands(const Place& place);
  NodeId compare_values(const Value& left, const Place& outcome, std::uint32_t here);
  NodeId compare_to(const Value& left, const Place& sign, const Place& limit, std::uint32_t source);
  NodeId between(const Value& left, const Place& outcome, std::uint32_t here);
  NodeId instrument_state(const Symbol& symbol, const Place& name, const Place& is_value);
  /// `at least 2` and its like: the lowest and highest number (-1: none) that will do.
  struct Amount {
    std::int32_t low = 0;
    std::int32_t high = -1;
  };
  Amount amount(const Place& place);
  void check_upper(const Amount& wanted, std::size_t size, const Place& place);
  void refuse_mixture(const Place& disjunction);

  // ---- record.cpp
  NodeId presence(const Place& place);
  NodeId ever(const Place& place);
  NodeId active(const Place& place);
  NodeId receiving(const Place& place);
  NodeId planned(const Place& place);
  NodeId unchanged(const Place& place);
  NodeId record_count(const Place& place);
  Value selection(const Place& place);
  NodeId tested_selection(const Place& place);
  Value number_of(const Place& place);
  Value number_of_lines(const Place& place);
  Value dose_of(const Place& place);
  std::optional<Selector> selector_of(const Place& place);
  std::optional<Query> query_of(const Place& place, std::optional<Selector> selector);
  bool name_facts(const Place& name, Query& query);
  bool qualify(const Place& place, Query& query);
  bool check_half_lives(const Query& query, const Place& place);
  bool where(const Place& place, std::vector<Filter>& filters);
  /// The outcome that stands in a node, with its demands on the selected record; true if it is good or
  /// there is none.
  bool outcome(const Place& place, Query& query, bool& has_outcome);
  bool filter_words(const Place& value, Filter& filter);
  bool demand(const Query& query, const Place& what, std::initializer_list<FactKind> kinds,
              std::string_view construct);
  void take_in_narrower(Query& query) const;
  void assume(Query& query) const;

  // ---- window.cpp
  std::optional<Window> window(const Place& place);
  /// From the anchor as far as `reach` in that direction; `before` and `after` leave the anchor's own day
  /// out.
  static Window window_around(WindowEnd anchor, const Reach& reach, std::string_view direction);
  bool day(const Place& place, WindowEnd& end);
  std::optional<Period> period(const Place& place);
  bool reach(const Place& place, Reach& reach);
  bool reach_of(const Place& place, Reach::Part& part);
  std::optional<Window> window_among(const Place& place, bool& is_bad);

  // ---- outcome.cpp
  bool tests(const Place& outcome, const Type& type, Query& query);
  bool limit_test(const Place& sign, const Place& limit, const Type& type, Query& query, ValueTest& test);
  bool word_test(const Place& is_value, const Type& type, Query& query);
  std::optional<std::uint32_t> word_index(const Place& word, const ValueType& type, const std::string& whose);
  std::optional<Number> grade_limit(const Place& limit, const Type& type);
  /// `from 18 to 65 years`, in the unit of `type`; a unit at the end alone is that of both.
  std::optional<Range> range_limit(const Place& outcome, const Type& type);
  Type type_of(const Query& query);

  // ---- quantity.cpp
  Value quantity(const Place& place);
  Value primary(const Place& place);
  Value literal(const Place& place);
  Value name_quantity(const Place& place);
  Value age(const Place& place);
  /// An age in the unit of the limits that it is compared with.
  Value age_counted_as(const Place& limits, const Value& age);
  /// An age in completed months, weeks or days; empty for other units, and for what is computed from an age.
  std::optional<Value> age_counted_in(const Value& age, const Unit& unit);
  Value choice(const Place& place);
  Value of_list(const Place& place, Op op);
  Value in_unit(const Value& value, const Place& place);
  Value arithmetic(const Value& left, const Place& sign, const Value& right, const Place& first,
                   const Place& last);
  /// Brings `value` into the unit of `type`; reports if it cannot.
  std::optional<NodeId> in_unit_of(const Value& value, const Type& type, const Place& place);
  std::optional<Number> literal_in(const Place& literal, const Type& type);
  /// From `unit` into that of `type`: by the units, or as the vocabulary declares it for `owner`.
  std::optional<Conversion> conversion(const Unit& unit, const Type& type, FactId owner) const;
  /// Through the levels of an expression that hold a single operand.
  static Place unwrap(Place place);
  bool is_quantity(const Value& value, const Place& place);
  Type plain() const { return {Type::Kind::quantity, {}, {}, {}, false}; }

  // ---- instrument.cpp
  Value total(const Place& place);
  Value points_for(const Place& place);
  NodeId domain_count(const Place& place);
  NodeId entry_reference(const Place& place);
  const Instrument* instrument(const Symbol& symbol, const Place& name);
  const Instrument* score_of(const Place& place, const Place& name);
  void lower_score(const Place& block, Instrument& instrument);
  void lower_domain(const Place& place, Instrument& instrument);
  void check_maximum(const Place& block, const Instrument& instrument);
  void lower_states(const Place& block, Instrument& instrument);

  // ---- criterion.cpp
  void criterion(const Place& block, Polarity polarity);
  NodeId rule(const Place& block);
  NodeId defined(const Symbol& symbol, const Place& name);
  Value derived(const Symbol& symbol, const Place& name);
  std::vector<AssumptionId> assumptions(const Place& block);

  // ---- shared
  NodeId stand_in(const Place& place) { return builder_.truth(false, source(place)); }
  const Symbol* resolve(const Place& name, std::string_view wanted);
  void report_cycle(const Place& name);
  /// Whether the node rests on more others, one upon the other, than a plan may hold. Reports the first.
  bool is_too_deep(NodeId node, const Place& place);
  /// Whether an expression has more terms than a plan may be deep. Reports it.
  bool are_too_many(std::size_t terms, const Place& place);
  void report_chain(const Place& place, std::string_view what, std::size_t most, std::string_view advice);
  std::string quoted(const Place& place) const { return "`" + std::string(place.text()) + "`"; }
  /// A context of its own for a definition: neither the user's assumptions nor variables nor drugs reach into
  /// it.
  class Inside;

  PlanBuilder builder_;
  Plan& plan_;
  const Vocabulary& vocabulary_;
  const Scope& scope_;
  Findings& findings_;
  LineIndex lines_;

  std::map<std::pair<const Module*, std::uint32_t>, std::uint32_t> sources_;
  std::map<const Module*, std::vector<NodeId>> conditions_;
  std::vector<AssumptionId> assumptions_;          ///< in force where lowering is
  std::map<std::string, Value, std::less<>> let_;  ///< steps of the derived quantity being lowered
  const GroupItem* each_drug_ = nullptr;           ///< within `each with`
  Instrument* inside_score_ = nullptr;  ///< within a score: `total`, `entry`, `domain` need no name
  std::vector<Part> parts_;

  PlanDepths depths_;
  bool is_chain_reported_ = false;
  std::uint32_t level_ = 0;  ///< how many constructs are being lowered, one inside the other
  class Level;

  enum class Progress : std::uint8_t { fresh, running, done };
  struct Definition {
    Progress progress = Progress::fresh;
    Value value;
    std::uint32_t index = 0;
  };
  std::map<std::string, Definition, std::less<>> definitions_;
};

/// One more construct inside others, through definitions as well.
class Lowerer::Level {
 public:
  explicit Level(Lowerer& lowerer, std::uint32_t weight = 1) : lowerer_(lowerer), weight_(weight) {
    lowerer_.level_ += weight_;
  }
  ~Level() { lowerer_.level_ -= weight_; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

  /// Whether it stands too deep to be lowered. Reports the first.
  [[nodiscard]] bool is_too_deep(const Place& place) const;

  static constexpr std::uint32_t of_definition = 4;

 private:
  static constexpr std::uint32_t most = 3000;
  Lowerer& lowerer_;
  std::uint32_t weight_;
};

class Lowerer::Inside {
 public:
  explicit Inside(Lowerer& lowerer) : lowerer_(lowerer) { swap(); }
  ~Inside() { swap(); }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  void swap() {
    std::swap(lowerer_.assumptions_, assumptions_);
    std::swap(lowerer_.let_, let_);
    std::swap(lowerer_.each_drug_, each_drug_);
    std::swap(lowerer_.inside_score_, inside_score_);
    std::swap(lowerer_.parts_, parts_);
  }
  Lowerer& lowerer_;
  std::vector<AssumptionId> assumptions_;
  std::map<std::string, Value, std::less<>> let_;
  const GroupItem* each_drug_ = nullptr;
  Instrument* inside_score_ = nullptr;
  std::vector<Part> parts_;
};

Comparison comparison_of(std::string_view sign);

}  // namespace eligo

// The plan: a compiled protocol, as the evaluator reads it.
//
// The compiler turns criteria into two flat lists. A Query looks into the records of a patient; a Node
// computes with the answers of queries and of other nodes. An operand always stands before the node that uses
// it, so one pass from the front evaluates all. For
//
//     inclusion I2 "ALT below three times the upper limit of normal, or no infection"
//       any of { most recent ALT within 28 days up to screening < 3 x ULN; not active infection }
//
// the plan holds
//
//     queries   0: most_recent {ALT}, window 28 days up to `screening`, test times_upper less 3
//               1: active {infection}, window on the as-of date
//     nodes     0: query_truth of query 0
//               1: query_truth of query 1
//               2: not_ of node 1
//               3: any of nodes 0, 2
//     criteria  I2: inclusion, root node 3
//
// Equal nodes and equal queries stand once, whichever criteria share them. Windows stay relative to anchors
// (`screening`); the evaluator resolves them for each patient. Facts, fields and words are indices into the
// vocabulary. Each node names the place in the source that it was made of, so that an explanation can quote
// its rule.
//
// selectors.def lists the ways in which a query chooses among records, with the traits of each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eligo/verdict.h"
#include "runtime/model/selector.h"
#include "runtime/model/vocabulary.h"
#include "runtime/values/date.h"
#include "runtime/values/ids.h"
#include "runtime/values/range.h"

namespace eligo {

/// Where a piece of the plan was written, with its text, so that an answer can quote its rule.
struct SourceRef {
  std::uint32_t file = 0;  ///< Plan::sources
  std::uint32_t line = 0;  ///< from 1
  std::uint32_t column = 0;
  std::string text;  ///< as written, white space folded, comments left out
};

// ---------------------------------------------------------------------------------------------- windows

/// How far a window reaches from its anchor: a period or a number of half-lives of the drug asked about
/// (rounded up to whole days), or the longer or shorter of two of them.
struct Reach {
  struct Part {
    Period period;
    Number half_lives = 0;
    std::int32_t minutes = 0;  ///< of a period in hours or minutes, which is counted by the clock
    friend bool operator==(const Part&, const Part&) = default;
  };
  enum class Choice : std::uint8_t { only, longer, shorter };
  Part first;
  Part second;
  Choice choice = Choice::only;
  friend bool operator==(const Reach&, const Reach&) = default;
};

/// One end of a window: a day counted from an anchor or a fixed date.
struct WindowEnd {
  AnchorId anchor;  ///< none: `fixed` counts
  DateRange fixed;
  Reach reach;        ///< zero: the anchor itself
  int direction = 0;  ///< -1: reach back from the anchor, 1: forward
  int shift = 0;      ///< whole days added last: -1 for `before`, 1 for `after`
  friend bool operator==(const WindowEnd&, const WindowEnd&) = default;
};

/// The days a query looks at; both ends belong to it. A beginning that is absent is open; an end that is
/// absent is the as-of date.
struct Window {
  std::optional<WindowEnd> from;
  std::optional<WindowEnd> to;

  /// Whether it is counted by the clock.
  [[nodiscard]] bool is_timed() const {
    const auto is = [](const std::optional<WindowEnd>& end) {
      return end && (end->reach.first.minutes != 0 || end->reach.second.minutes != 0);
    };
    return is(from) || is(to);
  }
  friend bool operator==(const Window&, const Window&) = default;
};

// ---------------------------------------------------------------------------------------------- queries

/// A demand on a record's field that the record must meet to count.
struct Filter {
  enum class Kind : std::uint8_t { is, is_not, compare, recorded, not_recorded };
  Kind kind = Kind::is;
  FieldId field;
  std::vector<WordId> words;  ///< is, is_not: any of these (fields of words); grades by index in `indices`
  std::vector<FactId>
      facts;  ///< is, is_not: any of these (fields of kind fact), narrower facts already taken in
  Comparison comparison = Comparison::equal;
  Range limit;  ///< compare: in the field's unit
  friend bool operator==(const Filter&, const Filter&) = default;
};

/// The limit that a selected record's value is compared with. More than one: the first whose `when` holds;
/// the last has none.
struct ValueTest {
  enum class Kind : std::uint8_t {
    none,          ///< the record's being there is all that is asked
    compare,       ///< the value against `limit` (titre: denominators; grade: indices)
    between,       ///< limit.low … limit.high, both closed
    times_upper,   ///< the value against factor x the record's own upper limit of normal
    times_lower,   ///< the same with the lower limit
    is_word,       ///< the value is one of `words` (indices into the fact's ValueType::words; facts: `facts`)
    against_node,  ///< the value against the quantity of another node, in the fact's unit
  };
  Kind kind = Kind::none;
  Comparison comparison = Comparison::equal;
  Range limit;
  Number factor = 1;
  std::vector<std::uint32_t> words;
  bool is_negated = false;  ///< is_word: `is not`
  NodeId node;              ///< against_node
  NodeId when;              ///< conditional limit; none: always
};

/// One look into a patient's records.
struct Query {
  Selector selector = Selector::any;
  FactKind kind = FactKind::observation;
  std::vector<FactId> facts;  ///< sorted, narrower facts taken in; empty with `is_any_fact`
  std::vector<FactId>
      asked;  ///< the facts as the author named them (before narrower ones were taken in), for reasons
  std::vector<FactId> broader;  ///< sorted: facts of which a record may be one of `facts` (broader.h)
  bool is_any_fact = false;     ///< every record of the kind, listed in the vocabulary or not
  Window window;
  std::vector<Filter> filters;
  std::vector<Filter> demands;   ///< demands on a selected record, beside its test, for the outcome to hold
  std::vector<ValueTest> tests;  ///< empty for plain presence or a plain value

  bool is_course = false;                 ///< treatments: merge records of one drug into courses
  std::optional<Period> lasting;          ///< each course at least this long
  std::optional<Period> total;            ///< courses of one drug together at least this long
  std::int32_t bridged_days = 0;          ///< `with gaps of at most N days`
  AgeUnit age_unit = AgeUnit::years;      ///< of `age`
  std::optional<Period> apart;            ///< count: successive records at least this far apart
  std::vector<AssumptionId> assumptions;  ///< that may close the list where no record is found
};

// ---------------------------------------------------------------------------------------------- nodes

enum class Op : std::uint8_t {
  // truth
  truth,  ///< constant: `whole` is 1 (holds) or 0 (fails)
  not_,   ///< 1 operand
  all,
  any,           ///< operands
  count,         ///< at least `low`, at most `high` of the operands hold; inapplicable ones are left out
  unless,        ///< operand 0 and not operand 1
  only_for,      ///< operand 0: applies, operand 1: requirement
  compare,       ///< two quantities, by `comparison`
  choose_truth,  ///< operand 0 ? operand 1 : operand 2
  query_truth,   ///< `query` decides
  // quantity
  number,  ///< constant `value`
  add,
  subtract,
  multiply,
  divide,
  power,
  sum,
  smallest,
  largest,      ///< operands
  choose,       ///< operand 0 (truth) ? operand 1 : operand 2
  otherwise,    ///< operand 0, or operand 1 where there is no record for operand 0 at all
  scale,        ///< operand 0 * factor + offset
  age,          ///< completed years (`Query::age_unit`) on the last day of `window` of `query`
  query_value,  ///< `query` gives a value in the unit of its fact
};

constexpr bool is_truth(Op op) { return op <= Op::query_truth; }

/// One node of the expression tree. Operands always stand before the node, so one pass from the front
/// evaluates all.
struct Node {
  Op op = Op::truth;
  Comparison comparison = Comparison::equal;
  std::uint32_t first_operand = 0;  ///< into Plan::operands
  std::uint32_t operand_count = 0;
  std::int32_t low = 0;   ///< count; `truth`: the constant
  std::int32_t high = 0;  ///< count; negative: no upper limit
  Number value;           ///< number, scale: factor
  Number offset;          ///< scale
  QueryId query;
  std::uint32_t source = 0;  ///< Plan::refs: the name of this node in an explanation
  std::string unit;          ///< quantities: for people; empty for plain numbers
};

/// A closed world, said out loud.
struct Assumption {
  std::vector<FactId> facts;  ///< empty: every fact of the rule it belongs to
  NodeId when;                ///< none: always
  std::string because;
  std::uint32_t source = 0;
};

// ---------------------------------------------------------------------------------------------- criteria

struct Part {
  std::string id;  ///< E3a
  NodeId node;
};

struct Reading {
  std::string id;  ///< R-I3
  std::string label;
  NodeId root;
  std::vector<Part> parts;
  std::uint32_t source = 0;
};

struct Criterion {
  std::string id;
  Polarity polarity = Polarity::inclusion;
  std::string quotation;
  NodeId root;  ///< `only_for` where the criterion is conditional
  std::vector<Part> parts;
  std::vector<Reading> readings;
  std::vector<std::string> notes;
  std::vector<std::string> reviews;
  std::string listed_under;  ///< the source's section, where it differs
  std::uint32_t source = 0;
};

struct Item {
  std::string id;  ///< empty where the author gave no name
  std::string label;
  Number points;
  NodeId when;
};

struct Domain {
  std::string name;
  std::vector<std::string> tags;
  bool is_sum = false;  ///< else the maximum counts
  std::vector<Item> items;
  NodeId points;
};

struct State {
  std::string name;
  NodeId node;
};

/// A score or a definition, kept for reports and explanations; its nodes are part of the tree like any
/// others.
struct Instrument {
  std::string name;
  std::string label;
  std::string published;  ///< its source
  NodeId entry;           ///< none: no entry criterion
  NodeId total;           ///< none: a definition
  Number maximum;
  std::vector<Domain> domains;
  std::vector<State> states;
};

struct Derived {
  std::string name;
  std::string label;
  std::string unit;
  NodeId node;
};

struct SourceFile {
  std::string name;    ///< as reports name it: relative to where the protocol lies
  std::string digest;  ///< sha256:…
};

/// Header text of a protocol, in the order written: `sponsor` → "National University of Malaysia".
struct HeaderEntry {
  std::string word;
  std::string text;
};

/// A compiled protocol: flat, immutable, complete. Any number of threads may evaluate it at once.
struct Plan {
  std::string protocol;
  std::string title;
  std::string version;
  std::string digest;  ///< sha256 over all source files
  std::vector<HeaderEntry> header;
  Vocabulary vocabulary;
  AnchorId as_of;
  FactId birth_date;  ///< the attribute that `age` depends on; none if the vocabulary has none
  FactId deceased;    ///< attribute `deceased` of yes or no, if declared
  FactId death_date;  ///< attribute `death-date`, if declared
  FieldId dose;       ///< field `dose`, if declared
  FieldId line;       ///< field `line`, if declared

  std::vector<Node> nodes;
  std::vector<NodeId> operands;
  std::vector<Query> queries;
  std::vector<Assumption> assumptions;
  std::vector<SourceRef> refs;
  std::vector<SourceFile> sources;

  std::vector<Criterion> criteria;
  std::vector<Instrument> instruments;
  std::vector<Derived> derived;

  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes[id.value]; }
  [[nodiscard]] const Query& operator[](QueryId id) const { return queries[id.value]; }
};

}  // namespace eligo

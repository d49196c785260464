#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/oracle/calendar.h"
#include "tests/oracle/number.h"
#include "tests/oracle/world.h"

namespace eligo::oracle {

/// Rules as the oracle sees them: a tree of its own, made by the generator and printed as Eligo.

struct Condition;
struct Quantity;

struct Reach {
  Period period;
  Number half_lives = 0;  ///< if not 0: this many half-lives of the drug instead
};

struct Window {
  enum class Form : std::uint8_t {
    none,
    up_to,
    before,
    from,
    after,
    on,
    within_up_to,
    within_before,
    within_from,
    within_after,
    at_least_before,
    at_least_after
  };
  static constexpr int fixed_date = -1;
  Form form = Form::none;
  int anchor = 0;  ///< index, or `fixed_date`
  Day date = 0;
  Reach reach;
  std::optional<Reach> other;  ///< `the longer of` the two, or the shorter
  bool is_longer = true;
};

struct Filter {
  enum class Kind : std::uint8_t { is, is_not, compare, with, without };
  Kind kind = Kind::is;
  int field = 0;
  std::vector<int> words;  ///< indices of words or facts
  Comparison comparison = Comparison::equal;
  Number limit;
};

/// One limit of a comparison: a number, a multiple of a limit of normal, or a quantity.
struct Limit {
  enum class Kind : std::uint8_t { number, upper, lower, quantity };
  Kind kind = Kind::number;
  Comparison comparison = Comparison::less;
  Number number;                   ///< or the factor
  std::vector<Quantity> quantity;  ///< one, for `quantity`
  std::vector<Condition> when;     ///< one, but for the last limit
};

struct Test {
  enum class Kind : std::uint8_t { none, limits, between, words };
  Kind kind = Kind::none;
  std::vector<Limit> limits;  ///< the first is the one without `when`, as it is written
  Number low, high;
  std::vector<int> words;
  bool is_negated = false;
};

enum class Selector : std::uint8_t {
  most_recent,
  previous,
  first,
  highest,
  lowest,
  any,
  no,
  every,
  number,
  lines,
  ever,
  active,
  receiving,
  planned,
  dose,
  unchanged,
  attribute,
  answer
};

struct Query {
  Selector selector = Selector::any;
  std::string name;        ///< as written: of a fact or a group; empty behind `each with`
  std::vector<int> asked;  ///< facts; empty behind `each with`, and with `is_any`
  bool is_any = false;     ///< `any treatment`
  Kind kind = Kind::observation;
  std::vector<Filter> filters;
  std::vector<Filter> demands;
  Window window;
  Test test;
  bool is_course = false;
  std::optional<Period> lasting, total, apart;
  int gap = 0;
};

struct Condition {
  enum class Op : std::uint8_t {
    not_,
    all,
    any,
    none,
    count,
    unless,
    record,
    results,
    compare,
    drugs,
    domains,
    named,
    state,
    entry
  };
  Op op = Op::all;
  std::vector<Condition> items;
  int low = 0;    ///< count, results, drugs, domains: at least
  int high = -1;  ///< and at most; negative: no upper limit
  Query query;
  std::vector<Quantity> quantity;  ///< compare: one, held against `test`
  Test test;
  int index = 0;  ///< named, state; drugs: the group
  bool is_negated = false;
};

struct Quantity {
  enum class Op : std::uint8_t {
    number,
    value,
    age,
    add,
    subtract,
    multiply,
    divide,
    power,
    sum,
    smallest,
    largest,
    choice,
    otherwise,
    total,
    points,
    derived
  };
  Op op = Op::number;
  Number number;
  std::string unit;
  std::vector<Quantity> operands;
  std::vector<Condition> when;
  Query query;             ///< value; age: its window
  int index = 0;           ///< points: the domain; derived
  bool is_tagged = false;  ///< total: of the tagged domains
};

struct Assumption {
  int fact = -1;  ///< -1: every fact of the rule
  std::vector<Condition> when;
};

struct Criterion {
  bool is_inclusion = true;
  std::vector<Condition> only_for;
  Condition rule;
  std::vector<Assumption> assumptions;
};

struct Item {
  int points = 1;
  Condition when;
};

struct Domain {
  bool is_tagged = false;
  bool is_sum = false;
  std::vector<Item> items;
};

struct Score {
  std::vector<Condition> entry;
  std::vector<Domain> domains;
  std::vector<Condition> states;
};

struct Protocol {
  std::vector<Condition> defines;
  std::vector<Quantity> derived;
  std::vector<Score> scores;  ///< none or one
  std::vector<Criterion> criteria;
};

/// The protocol as Eligo reads it, with the vocabulary in the same file.
std::string text(const Protocol& protocol);
std::string text(const Condition& condition);
std::string text(const Quantity& quantity);

}  // namespace eligo::oracle

#pragma once

#include <string>
#include <vector>

#include "tests/oracle/random.h"
#include "tests/oracle/rule.h"

namespace eligo::oracle {

inline const std::vector<Comparison> comparisons{
    Comparison::less,      Comparison::less_or_equal,    Comparison::equal,
    Comparison::not_equal, Comparison::greater_or_equal, Comparison::greater};

/// Makes one protocol over a few topics and windows of its own.
class ProtocolGenerator {
 public:
  explicit ProtocolGenerator(Random& random);

  Protocol protocol();

 private:
  bool percent(int chance) { return random_.percent(chance); }

  // ---- criteria
  Criterion criterion();
  Assumption assumption();
  Score score();

  // ---- conditions
  Condition composite(Condition::Op op, int depth);
  void amount(Condition& condition, int most);
  Condition condition(int depth);
  Condition of_score(int states);

  // ---- questions
  Condition about(const std::string& topic);
  Condition about(const std::string& name, const std::vector<int>& asked);
  static Condition of(Query query);
  Condition about_age();
  Condition about_attribute(Query query);
  Condition about_results(Query query);
  /// `number of …`, or `at least 2 results of … apart`.
  Condition counted(Query query);
  Condition about_condition(Query query);
  Condition about_procedure(Query query);
  Condition about_treatment(Query query);
  void course(Query& query);
  void half_lives(Query& query);
  Condition each_of(int group, Kind kind);

  // ---- limits and tests
  Limit limit_of(Number number) { return {Limit::Kind::number, random_.one_of(comparisons), number, {}, {}}; }
  void add_when(Test& test, Limit limit);
  /// A quantity that is not one selected record, against a number.
  Condition compared(const Quantity& quantity);
  static std::vector<Number> numbers(const std::string& unit);
  Test word_test(int fact);
  Test value_test(int fact);
  Limit value_limit(const Fact& fact);

  // ---- parts of queries
  Filter filter(const std::vector<int>& among);
  Period period();
  Window window();

  // ---- quantities
  std::string unit();
  /// A record or attribute whose value bears the unit.
  Quantity leaf(const std::string& unit);
  static bool query_is_observation(const Query& query) { return query.kind == Kind::observation; }
  Quantity constant(const std::string& unit);
  static Quantity plain(Number number);
  Quantity quantity(const std::string& unit, int depth);
  Quantity arithmetic(const std::string& unit, int depth);

  Random& random_;
  std::vector<std::string> topics_;
  std::vector<Window> windows_;
  Protocol* protocol_ = nullptr;
  bool is_list_ = false;
};

}  // namespace eligo::oracle

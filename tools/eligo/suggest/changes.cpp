#include "tools/eligo/suggest/changes.h"

#include <algorithm>
#include <set>

namespace eligo {

namespace {

class Changes {
 public:
  Changes(const Plan& plan, const Workspace& workspace, Day as_of)
      : plan_(plan), workspace_(workspace), as_of_(as_of) {}

  std::vector<SuggestedChange> run() {
    add_text("complete", "complete none");
    for (const Node& node : plan_.nodes) {
      if (node.op == Op::compare) add_ages(node);
      if (node.query.exists()) add_query(plan_[node.query], workspace_.queries[node.query.value]);
    }
    return std::move(made_);
  }

 private:
  void add(const Fact& fact, const std::string& said) { add_text(fact.name, fact.name + ' ' + said); }

  void add_text(const std::string& fact, const std::string& text) {
    if (seen_.insert(text).second) made_.push_back({fact, text});
  }

  void add_ages(const Node& node) {
    const Node& age = plan_[plan_.operands[node.first_operand]];
    const Node& limit = plan_[plan_.operands[node.first_operand + 1]];
    if (age.op != Op::age || limit.op != Op::number || !plan_.birth_date.exists()) return;
    const auto years = limit.value.whole();
    const DateRange& day = workspace_.queries[age.query.value].to;
    if (!years || !day.is_exact()) return;
    for (const std::int64_t wanted : {*years - 1, *years, *years + 1}) {
      const Period lived{static_cast<std::int32_t>(wanted * 12), 0};
      add(plan_.vocabulary[plan_.birth_date], date_text(eligo::add(day.first, lived, -1)));
    }
  }

  void add_query(const Query& query, const QueryResult& answer) {
    for (std::size_t i = 0; i < query.asked.size() && i < most_facts; ++i)
      add_fact(query, answer, plan_.vocabulary[query.asked[i]]);
  }

  void add_fact(const Query& query, const QueryResult& answer, const Fact& fact) {
    add_text(fact.name, "without " + fact.name);
    switch (fact.kind) {
      case FactKind::attribute: add_values(query, fact, ""); break;
      case FactKind::observation: add_observation(query, answer, fact); break;
      case FactKind::question:
        for (const char* word : {"yes", "no"}) add(fact, word + on(usual_day(answer)));
        break;
      case FactKind::condition: add_condition(query, answer, fact); break;
      case FactKind::treatment: add_courses(query, answer, fact); break;
      case FactKind::procedure:
        for (const Day day : days_of(answer)) add(fact, on(day) + fields(query));
        break;
    }
  }

  void add_observation(const Query& query, const QueryResult& answer, const Fact& fact) {
    add_values(query, fact, on(usual_day(answer)) + fields(query));
    const std::string usual = usual_value(fact);
    if (usual.empty()) return;
    for (const Day day : days_of(answer)) add(fact, usual + on(day) + fields(query));
  }

  void add_condition(const Query& query, const QueryResult& answer, const Fact& fact) {
    add(fact, "absent");
    add(fact, "since " + date_text(usual_day(answer)) + fields(query));
    for (const Day day : days_of(answer)) {
      add(fact, "from " + date_text(day - 30) + " to " + date_text(day) + fields(query));
      add(fact, "from " + date_text(day) + fields(query));
    }
  }

  void add_courses(const Query& query, const QueryResult& answer, const Fact& fact) {
    const std::string more = fields(query);
    for (const Day day : days_of(answer)) {
      add(fact, "from " + date_text(day - 120) + " to " + date_text(day) + more);
      if (!query.lasting) continue;
      const Day start = day - 400;
      for (const int beside : {-1, 0, 1}) {
        const Day end = last_day(start, *query.lasting) + beside;
        add(fact, "from " + date_text(start) + " to " + date_text(end) + more);
      }
    }
    add(fact, "since " + date_text(usual_day(answer) - 10) + more);
  }

  /// Every word, grade or number of interest, with `more` behind it.
  void add_values(const Query& query, const Fact& fact, const std::string& more) {
    const ValueType& type = fact.type;
    if (type.kind == ValueKind::word || type.kind == ValueKind::grade) {
      for (const WordId word : type.words) add(fact, quoted(plan_.vocabulary.words[word.value]) + more);
    }
    if (type.kind == ValueKind::list) {
      for (const char* list : {"none", "one", "one, two", "one, two, three"}) add(fact, list + more);
    }
    for (const ValueTest& test : query.tests) {
      const bool is_times =
          test.kind == ValueTest::Kind::times_upper || test.kind == ValueTest::Kind::times_lower;
      if (is_times) add_beside(fact, test.factor * Number(usual_limit), normal_range() + more);
      if (test.limit.low) add_beside(fact, test.limit.low->value, more);
      if (test.limit.high && !test.limit.is_exact()) add_beside(fact, test.limit.high->value, more);
    }
  }

  void add_beside(const Fact& fact, const Number& limit, const std::string& more) {
    const ValueType& type = fact.type;
    if (type.kind == ValueKind::titre) {
      for (const Number& value : {limit / Number(2), limit, limit * Number(2)}) {
        if (value.is_whole()) add(fact, "1:" + value.text() + more);
      }
    } else if (type.kind == ValueKind::quantity || type.kind == ValueKind::percent_of_predicted) {
      const Number step = limit.is_whole() ? Number(1) : Number(1) / Number(10);
      for (const Number& value : {limit - step, limit, limit + step}) {
        const bool is_dated = fact.kind != FactKind::attribute;
        if (value.sign() >= 0) add(fact, value.text() + (is_dated ? ' ' + type.unit_text : "") + more);
      }
    }
  }

  [[nodiscard]] std::string usual_value(const Fact& fact) const {
    const ValueType& type = fact.type;
    if (type.kind == ValueKind::titre) return "1:80";
    if (type.kind == ValueKind::quantity || type.kind == ValueKind::percent_of_predicted)
      return "1 " + type.unit_text + (type.has_normal_range ? normal_range() : "");
    return type.words.empty() ? "" : quoted(plan_.vocabulary.words[type.words.front().value]);
  }

  static std::string normal_range() { return " (normal from 1 to " + std::to_string(usual_limit) + ")"; }

  /// What a record's fields must be for the query to count it.
  [[nodiscard]] std::string fields(const Query& query) const {
    std::string text;
    for (const Filter& filter : query.filters) {
      if (filter.kind != Filter::Kind::is) continue;
      const std::string& field = plan_.vocabulary[filter.field].name;
      if (!filter.words.empty())
        text += " with " + field + ' ' + quoted(plan_.vocabulary.words[filter.words.front().value]);
      else if (!filter.facts.empty())
        text += " with " + field + ' ' + plan_.vocabulary[filter.facts.front()].name;
    }
    return text;
  }

  /// A word that is no name stands in quotes.
  static std::string quoted(const std::string& word) {
    const bool is_name = std::all_of(word.begin(), word.end(),
                                     [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; }) &&
                         std::isalpha(static_cast<unsigned char>(word.front())) != 0;
    return is_name ? word : '"' + word + '"';
  }

  static std::string on(Day day) { return " on " + date_text(day); }

  /// A day that the window surely holds.
  [[nodiscard]] Day usual_day(const QueryResult& answer) const {
    const Day last = answer.to.is_exact() && answer.to.first < latest_day ? answer.to.first : as_of_;
    const Day day = std::min(last, as_of_) - 1;
    return answer.from.is_exact() && answer.from.first > day ? answer.from.first : day;
  }

  /// That day, and the days around each end of the window.
  [[nodiscard]] std::vector<Day> days_of(const QueryResult& answer) const {
    std::vector<Day> days{usual_day(answer)};
    for (const DateRange& end : {answer.from, answer.to}) {
      if (!end.is_exact() || end.first == earliest_day || end.first == latest_day) continue;
      for (const int beside : {-1, 0, 1}) days.push_back(end.first + beside);
    }
    return days;
  }

  static constexpr std::int64_t usual_limit = 40;  // of normal
  static constexpr std::size_t most_facts = 3;     // of a group

  const Plan& plan_;
  const Workspace& workspace_;
  Day as_of_;
  std::vector<SuggestedChange> made_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<SuggestedChange> changes_of(const Plan& plan, const Workspace& workspace, Day as_of) {
  return Changes(plan, workspace, as_of).run();
}

}  // namespace eligo

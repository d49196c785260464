#include "compiler/compare/questions.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "runtime/evaluate/evaluate.h"
#include "runtime/ingest/patient_parser.h"

namespace eligo::amendment {
namespace {

/// Of a long list of facts this many stand for the rest.
constexpr std::size_t most_alike = 2;

/// Factors of a comparison, as in `1.5 * previous creatinine`; a formula of more numbers has none.
constexpr std::size_t most_constants = 6;

/// A word that no rule asks for.
constexpr const char* other_word = "other";

using Found = std::map<std::string, PlanQuestion>;

class QuestionReader {
 public:
  QuestionReader(const Plan& plan, const Plan& other, const Calendar& calendar, Found& found)
      : plan_(plan), found_(found) {
    for (const Query& query : other.queries) {
      for (const FactId fact : query.facts) asked_by_other_.insert(other.vocabulary[fact].name);
    }
    resolve(calendar);
  }

  void run() {
    for (std::uint32_t i = 0; i < plan_.queries.size(); ++i) ask(plan_.queries[i], workspace_.queries[i]);
    for (const Node& node : plan_.nodes) {
      if (node.op == Op::compare) compare(node);
      if (node.op == Op::age) age(node);
      if (node.op == Op::query_value) computed(plan_[node.query]);
      if (node.op == Op::number && node.value.sign() > 0) constants_.insert(node.value);
    }
    if (constants_.size() > most_constants) return;
    for (auto& [name, question] : found_) {
      if (question.is_computed) question.constants.insert(constants_.begin(), constants_.end());
    }
  }

 private:
  /// The windows of a patient of whom nothing but the anchors is known.
  void resolve(const Calendar& calendar) {
    nlohmann::ordered_json document = {{"patient", "windows"}};
    for (const auto& [name, day] : calendar.anchors) document["anchors"][name] = date_text(day);
    PatientParser parser(plan_.vocabulary);
    PatientFacts patient;
    DataNotices notices;
    if (parser.parse(document.dump(), 1, patient, notices)) evaluate(plan_, patient, workspace_);
    workspace_.queries.resize(plan_.queries.size());
  }

  PlanQuestion& question(FactId id) {
    const Fact& fact = plan_.vocabulary[id];
    PlanQuestion& made = found_[fact.name];
    if (made.fact == nullptr) made.fact = &fact;
    if (plan_.dose.exists()) made.dose_unit = plan_.vocabulary[plan_.dose].type.unit_text;
    const auto is_same = [&](const auto& declared) {
      return declared.first->type.unit == fact.type.unit &&
             declared.first->type.plausible == fact.type.plausible;
    };
    if (std::none_of(made.declared.begin(), made.declared.end(), is_same))
      made.declared.emplace_back(&fact, &plan_.vocabulary);
    return made;
  }

  /// The facts to try: all of a few; of many the facts that the other version does not ask about, and some.
  std::vector<FactId> facts(const Query& query) const {
    std::vector<FactId> result;
    std::size_t so_far = 0;
    for (const FactId fact : query.facts) {
      const bool is_named = std::find(query.asked.begin(), query.asked.end(), fact) != query.asked.end();
      const bool is_asked = asked_by_other_.count(plan_.vocabulary[fact].name) != 0;
      if (!is_asked || (is_named && query.asked.size() <= most_alike) || so_far++ < most_alike)
        result.push_back(fact);
    }
    if (query.is_any_fact) {
      for (std::uint32_t i = 0; i < plan_.vocabulary.facts.size() && result.size() < most_alike; ++i) {
        if (plan_.vocabulary.facts[i].kind == query.kind) result.push_back({i});
      }
    }
    return result;
  }

  void ask(const Query& query, const QueryResult& window) {
    for (const FactId fact : facts(query)) {
      PlanQuestion& made = question(fact);
      made.asks_several |= query.kind == FactKind::observation && !asked_.insert(fact).second;
      for (const Day day : {window.from.first, window.to.last}) {
        if (day > earliest_day && day < latest_day) made.edges.insert(day);
      }
      for (const ValueTest& test : query.tests) limit(test, made);
      for (const auto& filters : {query.filters, query.demands}) {
        for (const Filter& filter : filters) field(filter, made);
      }
      for (const auto& period : {query.lasting, query.total, query.apart}) {
        if (period && std::find(made.lengths.begin(), made.lengths.end(), *period) == made.lengths.end())
          made.lengths.push_back(*period);
      }
      if (query.bridged_days > 0) made.gaps.insert(query.bridged_days);
      made.asks_several |= traits(query.selector).asks_several;
      if (query.selector == Selector::unchanged_dose && plan_.dose.exists()) {
        made.numbers[plan_.vocabulary[plan_.dose].name].insert(10);
        made.numbers[plan_.vocabulary[plan_.dose].name].insert(20);
      }
    }
  }

  static void limit(const ValueTest& test, PlanQuestion& made) {
    const auto add = [&](const std::optional<Range::End>& end) {
      if (end) made.limits.insert(end->value);
    };
    switch (test.kind) {
      case ValueTest::Kind::compare:
      case ValueTest::Kind::between:
        add(test.limit.low);
        add(test.limit.high);
        break;
      case ValueTest::Kind::times_upper: made.upper_factors.insert(test.factor); break;
      case ValueTest::Kind::times_lower: made.lower_factors.insert(test.factor); break;
      case ValueTest::Kind::against_node: made.is_computed = made.asks_several = true; break;
      default: break;
    }
  }

  void field(const Filter& filter, PlanQuestion& made) {
    const Field& field = plan_.vocabulary[filter.field];
    if (filter.kind == Filter::Kind::compare || field.type.kind == ValueKind::quantity) {
      if (filter.limit.low) made.numbers[field.name].insert(filter.limit.low->value);
      return;
    }
    auto& words = made.words[field.name];
    for (const WordId word : filter.words) words.insert(plan_.vocabulary.words[word.value]);
    for (const FactId fact : filter.facts) {
      if (words.size() < 2 * most_alike) words.insert(plan_.vocabulary[fact].name);
    }
    words.insert(another_word(field, words, made));
  }

  std::string another_word(const Field& field, const std::set<std::string>& taken,
                           const PlanQuestion& made) const {
    if (field.type.kind == ValueKind::fact) {
      for (const Fact& fact : plan_.vocabulary.facts) {
        const bool is_free = taken.count(fact.name) == 0 && fact.name != made.fact->name;
        if (fact.kind == FactKind::condition && is_free) return fact.name;
      }
    }
    for (const WordId word : field.type.words) {
      if (taken.count(plan_.vocabulary.words[word.value]) == 0) return plan_.vocabulary.words[word.value];
    }
    return other_word;
  }

  [[nodiscard]] NodeId operand(const Node& node, std::uint32_t index) const {
    return plan_.operands[node.first_operand + index];
  }

  void compare(const Node& node) {
    NodeId left = operand(node, 0);
    const Node& right = plan_[operand(node, 1)];
    if (right.op != Op::number) return;
    Number limit = right.value;
    while (plan_[left].op == Op::scale && !plan_[left].value.is_zero()) {
      limit = (limit - plan_[left].offset) / plan_[left].value;
      left = operand(plan_[left], 0);
    }
    const Node& quantity = plan_[left];
    const bool is_age = quantity.op == Op::age && plan_[quantity.query].age_unit == AgeUnit::years;
    if (is_age && plan_.birth_date.exists()) {
      if (const auto years = limit.whole()) question(plan_.birth_date).ages.insert(*years);
    }
    if (quantity.op != Op::query_value) return;
    const Query& query = plan_[quantity.query];
    for (const FactId fact : facts(query)) {
      PlanQuestion& made = question(fact);
      if (traits(query.selector).counts()) {
        if (const auto count = limit.whole()) made.counts.insert(*count);
        if (query.selector == Selector::lines) lines(made, limit);
      } else if (query.selector == Selector::dose) {
        made.numbers[plan_.vocabulary[plan_.dose].name].insert(limit);
      } else {
        made.limits.insert(limit);
      }
    }
  }

  void lines(PlanQuestion& made, const Number& limit) const {
    for (std::int64_t line = 1; line <= limit.whole().value_or(1) + 1 && line < 5; ++line)
      made.numbers[plan_.vocabulary[plan_.line].name].insert(line);
  }

  void age(const Node& node) {
    if (!plan_.birth_date.exists()) return;
    PlanQuestion& made = question(plan_.birth_date);
    const QueryResult& window = workspace_.queries[node.query.value];
    if (window.to.last < latest_day) made.edges.insert(window.to.last);
    if (made.ages.empty()) made.ages.insert(40);
  }

  void computed(const Query& query) {
    if (traits(query.selector).counts()) return;
    for (const FactId fact : facts(query)) question(fact).is_computed = true;
  }

  const Plan& plan_;
  Found& found_;
  std::set<std::string> asked_by_other_;
  std::set<Number> constants_;
  std::set<FactId> asked_;
  Workspace workspace_;
};

}  // namespace

std::map<std::string, PlanQuestion> questions_of(const Plan& old, const Plan& now, const Calendar& calendar) {
  Found found;
  QuestionReader(now, old, calendar, found).run();
  QuestionReader(old, now, calendar, found).run();
  return found;
}

}  // namespace eligo::amendment

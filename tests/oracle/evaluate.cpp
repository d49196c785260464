#include "tests/oracle/evaluate.h"

#include <algorithm>
#include <set>

#include "tests/oracle/courses.h"

namespace eligo::oracle {
namespace {

using Records = std::vector<Completed*>;

Outcome of(bool holds) { return holds ? Outcome::holds : Outcome::fails; }

class Evaluator {
 public:
  Evaluator(const Protocol& protocol, Completion& completion) : protocol_(protocol), patient_(completion) {}

  Outcome criterion(const Criterion& criterion) {
    assumptions_ = &criterion.assumptions;
    if (!criterion.only_for.empty() && condition(criterion.only_for.front()) != Outcome::holds)
      return Outcome::inapplicable;
    return condition(criterion.rule);
  }

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

  Outcome condition(const Condition& condition) {
    using Op = Condition::Op;
    switch (condition.op) {
      case Op::not_: return negated(this->condition(condition.items.front()));
      case Op::all: return all(condition.items);
      case Op::any: return any(condition.items);
      case Op::none: return negated(any(condition.items));
      case Op::count: return counted(condition);
      case Op::unless: {
        const Outcome rule = this->condition(condition.items[0]);
        return rule == Outcome::holds ? of(this->condition(condition.items[1]) != Outcome::holds) : rule;
      }
      case Op::record: return record(condition.query);
      case Op::results: return of(is_amount(condition, results(condition.query)));
      case Op::compare: return compared(condition);
      case Op::drugs: return drugs(condition);
      case Op::domains: return domains(condition);
      case Op::named: return elsewhere([&] { return this->condition(protocol_.defines[condition.index]); });
      case Op::state: {
        const Outcome state =
            elsewhere([&] { return this->condition(protocol_.scores.front().states[condition.index]); });
        return condition.is_negated ? negated(state) : state;
      }
      case Op::entry: return this->condition(protocol_.scores.front().entry.front());
    }
    return Outcome::fails;
  }

  static Outcome negated(Outcome outcome) {
    return outcome == Outcome::inapplicable ? outcome : of(outcome == Outcome::fails);
  }

  Outcome all(const std::vector<Condition>& items) {
    Outcome result = Outcome::inapplicable;
    for (const Condition& item : items) {
      const Outcome one = condition(item);
      if (one == Outcome::fails) return one;
      if (one == Outcome::holds) result = one;
    }
    return result;
  }

  Outcome any(const std::vector<Condition>& items) {
    Outcome result = Outcome::inapplicable;
    for (const Condition& item : items) {
      const Outcome one = condition(item);
      if (one == Outcome::holds) return one;
      if (one == Outcome::fails) result = one;
    }
    return result;
  }

  static bool is_amount(const Condition& condition, int number) {
    return number >= condition.low && (condition.high < 0 || number <= condition.high);
  }

  Outcome counted(const Condition& condition) {
    int number = 0;
    bool is_any_applicable = false;
    for (const Condition& item : condition.items) {
      const Outcome one = this->condition(item);
      if (one == Outcome::holds) ++number;
      if (one != Outcome::inapplicable) is_any_applicable = true;
    }
    return is_any_applicable ? of(is_amount(condition, number)) : Outcome::inapplicable;
  }

  Outcome drugs(const Condition& condition) {
    int number = 0;
    bool is_any_applicable = false;
    const auto* outer = each_;
    for (const std::vector<int>& item : groups()[condition.index].items) {
      each_ = &item;
      const Outcome one = this->condition(condition.items.front());
      if (one == Outcome::holds) ++number;
      if (one != Outcome::inapplicable) is_any_applicable = true;
    }
    each_ = outer;
    return is_any_applicable ? of(is_amount(condition, number)) : Outcome::inapplicable;
  }

  // ---- scores

  Number points(const Domain& domain) {
    Number result = 0;
    for (const Item& item : domain.items) {
      if (condition(item.when) != Outcome::holds) continue;
      result = domain.is_sum ? result + item.points : std::max(result, Number(item.points));
    }
    return result;
  }

  Outcome domains(const Condition& condition) {
    return elsewhere([&] {
      int number = 0;
      for (const Domain& domain : protocol_.scores.front().domains) {
        if ((condition.is_negated || domain.is_tagged) && points(domain) > 0) ++number;
      }
      return of(is_amount(condition, number));
    });
  }

  // ---- comparisons

  Outcome compared(const Condition& condition) {
    return of(passes(condition.test, quantity(condition.quantity.front()), nullptr));
  }

  bool either() { return patient_.choices().choose(2) == 1; }

  bool passes(const Test& test, Number value, Completed* record) {
    switch (test.kind) {
      case Test::Kind::none: return true;
      case Test::Kind::between: return value >= test.low && value <= test.high;
      case Test::Kind::words: {
        const bool is_listed =
            std::any_of(test.words.begin(), test.words.end(), [&](int word) { return value == word; });
        return is_listed != test.is_negated;
      }
      case Test::Kind::limits: {
        for (std::size_t i = 1; i < test.limits.size(); ++i) {
          if (condition(test.limits[i].when.front()) == Outcome::holds)
            return passes(test.limits[i], value, record);
        }
        return passes(test.limits.front(), value, record);
      }
    }
    return false;
  }

  bool passes(const Limit& limit, Number value, Completed* record) {
    Number against = limit.number;
    const bool is_normal = limit.kind == Limit::Kind::upper || limit.kind == Limit::Kind::lower;
    if (is_normal)
      against = limit.number * patient_.limit_of_normal(*record, limit.kind == Limit::Kind::upper);
    if (limit.kind == Limit::Kind::quantity) against = quantity(limit.quantity.front());
    return holds(value, limit.comparison, against);
  }

  // ---- records

  const std::vector<int>& asked(const Query& query) const {
    return query.asked.empty() && each_ ? *each_ : query.asked;
  }

  bool is_asked(const Query& query, int fact) const {
    if (query.is_any) return kind_of(fact) == query.kind;
    const auto& names = asked(query);
    return std::any_of(names.begin(), names.end(), [&](int name) { return is_a(fact, name); });
  }

  bool lies_in(Completed& record, const Query& query) {
    const Days days = patient_.days(query, record.fact);
    if (days.from > days.to || patient_.start(record) > days.to) return false;
    return patient_.end(record) >= days.from;
  }

  bool passes(Completed& record, const std::vector<Filter>& filters) {
    return std::all_of(filters.begin(), filters.end(),
                       [&](const Filter& filter) { return passes(record, filter); });
  }

  bool passes(Completed& record, const Filter& filter) {
    if (filter.kind == Filter::Kind::with) return patient_.has_field(record, filter.field);
    if (filter.kind == Filter::Kind::without) return !patient_.has_field(record, filter.field);
    const Number value = patient_.field(record, filter.field);
    if (filter.kind == Filter::Kind::compare) return holds(value, filter.comparison, filter.limit);
    const bool is_one = std::any_of(filter.words.begin(), filter.words.end(), [&](int word) {
      return fields()[filter.field].type == Type::fact
                 ? value >= 0 && is_a(static_cast<int>(value.numerator()), word)
                 : value == word;
    });
    return is_one == (filter.kind == Filter::Kind::is);
  }

  bool passes_test(Completed& record, const Query& query) {
    if (query.test.kind != Test::Kind::none && !passes(query.test, patient_.value(record), &record))
      return false;
    return passes(record, query.demands);
  }

  /// Whether the record is one that the query asks about.
  bool matches(Completed& record, const Query& query) {
    return patient_.counts(record, query.selector == Selector::planned) && lies_in(record, query) &&
           passes(record, query.filters);
  }

  Records recorded(const Query& query) {
    Records result;
    for (Completed& record : patient_.recorded()) {
      if (is_asked(query, record.fact) && matches(record, query)) result.push_back(&record);
    }
    return result;
  }

  // ---- open and closed lists

  bool is_assumed(const Query& query, int name) {
    if (assumptions_ == nullptr) return false;
    // It makes a comparison with the latest fail; the latest as a quantity has none of its own.
    const bool is_latest = query.selector == Selector::most_recent || query.selector == Selector::previous;
    if (is_latest && query.test.kind == Test::Kind::none) return false;
    return std::any_of(assumptions_->begin(), assumptions_->end(), [&](const Assumption& assumption) {
      const bool speaks_of_it = assumption.fact < 0 || (!query.is_any && is_a(name, assumption.fact));
      if (!speaks_of_it) return false;
      return assumption.when.empty() ||
             elsewhere([&] { return condition(assumption.when.front()); }) == Outcome::holds;
    });
  }

  /// Whether an assumption stands in for all that is asked about.
  bool is_assumed(const Query& query) {
    const auto& names = asked(query);
    if (query.is_any) return is_assumed(query, -1);
    return std::all_of(names.begin(), names.end(), [&](int name) { return is_assumed(query, name); });
  }

  bool is_stated_absent(const Query& query, int fact) {
    auto& records = patient_.recorded();
    return std::any_of(records.begin(), records.end(), [&](Completed& absence) {
      if (absence.recorded->status != Record::Status::absent || !is_a(fact, absence.fact)) return false;
      return std::none_of(records.begin(), records.end(), [&](Completed& record) {
        if (!is_a(record.fact, absence.fact) || !patient_.counts(record, false)) return false;
        return patient_.start(record) > patient_.stated(absence) || lies_in(record, query);
      });
    });
  }

  /// The further records that a question sees: those of the lists that are open for it.
  Records further(const Query& query) {
    Records result;
    std::vector<int> names = asked(query);
    if (query.is_any) {
      names.clear();
      for (int fact = 0; fact <= unlisted_drug(); ++fact) {
        const bool is_one =
            kind_of(fact) == query.kind && (fact != unlisted_drug() || query.kind == Kind::treatment);
        if (is_one) names.push_back(fact);
      }
    }
    for (const int fact : query.is_any ? names : with_narrower(names)) {
      const bool is_closed = std::all_of(
          names.begin(), names.end(), [&](int name) { return !is_a(fact, name) || is_assumed(query, name); });
      if (is_closed || is_stated_absent(query, fact)) continue;
      for (Completed& record : patient_.further(fact, query.selector == Selector::planned))
        result.push_back(&record);
    }
    return result;
  }

  /// All that happened, as the query asks for it.
  Records happened(const Query& query) {
    Records result = recorded(query);
    for (Completed* record : further(query)) {
      if (matches(*record, query)) result.push_back(record);
    }
    return result;
  }

  // ---- questions

  Outcome record(const Query& query) {
    switch (query.selector) {
      case Selector::any:
      case Selector::ever:
      case Selector::active:
      case Selector::planned:
      case Selector::receiving: return of(is_any(query));
      case Selector::no: return of(!is_any(query));
      case Selector::every: return every(query);
      case Selector::unchanged: return of(is_unchanged(query));
      case Selector::attribute: return of(is_attribute(query));
      default: return selected(query);
    }
  }

  bool is_any(const Query& query) {
    if (query.is_course || query.selector == Selector::receiving) return course_hits(query) > 0;
    const auto passes = [&](Completed* record) { return passes_test(*record, query); };
    const Records there = recorded(query);
    if (std::any_of(there.begin(), there.end(), passes)) return true;
    const Records more = further(query);
    return std::any_of(more.begin(), more.end(),
                       [&](Completed* one) { return matches(*one, query) && passes(one); });
  }

  Outcome every(const Query& query) {
    const Records there = recorded(query);
    const auto passes = [&](Completed* record) { return passes_test(*record, query); };
    if (!std::all_of(there.begin(), there.end(), passes)) return Outcome::fails;
    const Records all = happened(query);
    if (all.empty()) return Outcome::inapplicable;
    return of(std::all_of(all.begin(), all.end(), passes));
  }

  /// How many fulfil the test, each so far apart from the one before.
  int results(const Query& query) {
    std::vector<Day> days;
    for (Completed* record : happened(query)) {
      if (passes_test(*record, query)) days.push_back(patient_.start(*record));
    }
    if (!query.apart) return static_cast<int>(days.size());
    std::sort(days.begin(), days.end());
    int number = 0;
    Day next = never;
    for (const Day day : days) {
      if (day < next) continue;
      ++number;
      next = add(day, *query.apart, 1);
    }
    return number;
  }

  /// The question of one record; null where there is none, and whether an assumption stands in for it.
  Completed* select(const Query& query, bool& is_assumed_absent) {
    is_assumed_absent = false;
    switch (query.selector) {
      case Selector::most_recent:
      case Selector::answer: return latest(query, 1, is_assumed_absent);
      case Selector::previous: return latest(query, 2, is_assumed_absent);
      default: break;
    }
    Records all = happened(query);
    if (all.empty()) {
      is_assumed_absent = is_assumed(query);
      return nullptr;
    }
    if (query.selector == Selector::first) {
      patient_.order(all);
      return all.front();
    }
    const bool is_highest = query.selector == Selector::highest;
    Records extreme;
    for (Completed* one : all) {
      if (!extreme.empty()) {
        const Number value = patient_.value(*one);
        const Number most = patient_.value(*extreme.front());
        if (is_highest ? value < most : value > most) continue;
        if (value != most) extreme.clear();
      }
      extreme.push_back(one);
    }
    return extreme[patient_.choices().choose(extreme.size())];
  }

  /// The latest, or the one before it: of what is recorded; else of what is not. Every completion has one.
  Completed* latest(const Query& query, std::size_t place, bool& is_assumed_absent) {
    Records there = recorded(query);
    if (there.size() < place) {
      if (is_assumed(query)) {
        is_assumed_absent = true;
        return nullptr;
      }
      add_unrecorded(query, there);
    }
    if (there.size() < place) {
      patient_.choices().forbid();
      return nullptr;
    }
    patient_.order(there);
    return there[there.size() - place];
  }

  /// Further records that come before what is recorded, else those supplied for questions about the latest
  /// alone.
  void add_unrecorded(const Query& query, Records& there) {
    const Records known = there;
    const auto is_before_known = [&](Completed* one) {
      return known.empty() || patient_.start(*one) <= patient_.start(*known.front());
    };
    for (Completed* one : further(query)) {
      if (matches(*one, query) && is_before_known(one)) there.push_back(one);
    }
    const std::vector<int>& names = asked(query);
    for (Completed& one : patient_.supplied(names.front())) {
      if (is_asked(query, one.fact) && matches(one, query) && is_before_known(&one)) there.push_back(&one);
    }
  }

  Outcome selected(const Query& query) {
    bool is_assumed_absent = false;
    Completed* record = select(query, is_assumed_absent);
    if (is_assumed_absent) {
      // A question that nobody answered is taken as answered with no.
      return of(query.selector == Selector::answer && passes(query.test, Number(0), nullptr));
    }
    return of(record != nullptr ? passes_test(*record, query) : either());
  }

  bool is_missing(const Query& query) {
    return patient_.patient().attributes[query.asked.front()].kind == Value::Kind::missing;
  }

  bool is_attribute(const Query& query) {
    const Fact& fact = facts()[query.asked.front()];
    if (!is_missing(query) || !is_assumed(query)) return passes(query.test, attribute(query), nullptr);
    return fact.words.front() == "no" && passes(query.test, Number(0), nullptr);
  }

  Number attribute(const Query& query) {
    const int fact = query.asked.front();
    if (facts()[fact].type == Type::list && is_missing(query) && is_assumed(query)) return 0;
    return patient_.attribute(fact);
  }

  // ---- courses and doses

  /// How many courses are what is asked for; with a total, how many drugs.
  int course_hits(const Query& query) {
    Records all;
    for (Completed& record : patient_.recorded()) {
      if (is_asked(query, record.fact) && patient_.counts(record, false)) all.push_back(&record);
    }
    const Records more = further(query);
    std::set<int> drugs;
    for (const Completed* record : all) drugs.insert(record->fact);
    for (const Completed* record : more) drugs.insert(record->fact);
    int hits = 0;
    for (const int drug : drugs) {
      Records records;
      std::copy_if(all.begin(), all.end(), std::back_inserter(records),
                   [&](const Completed* record) { return record->fact == drug; });
      std::vector<Course> courses = courses_of(patient_, records, query.gap);
      // What is not recorded is a course of its own: it changes none that is.
      for (Completed* record : more) {
        if (record->fact == drug)
          courses.push_back({drug, patient_.start(*record), patient_.end(*record), record});
      }
      hits += drug_hits(query, drug, courses);
    }
    return hits;
  }

  int drug_hits(const Query& query, int drug, const std::vector<Course>& courses) {
    const Days days = patient_.days(query, drug);
    // Nothing after the as-of date counts, unless the window asks for it.
    const bool is_limited = query.window.form != Window::Form::none;
    const Day limit = is_limited ? std::max(patient_.as_of(), days.to) : days.to;
    int hits = 0;
    int total = 0;
    std::optional<Day> first;
    for (const Course& course : courses) {
      const Day end = std::min(course.end, limit);
      const bool is_inside = days.from <= days.to && course.start <= days.to && course.end >= days.from;
      if (!is_inside || (query.lasting && add(course.start, *query.lasting, 1) > end)) continue;
      if (!passes(*course.last, query.filters)) continue;
      ++hits;
      if (!first) first = course.start;
      total += std::max(0, end - course.start);
    }
    if (!query.total) return hits;
    return first && total >= add(*first, *query.total, 1) - *first ? 1 : 0;
  }

  /// Those whose course covers the day. A drug with a record of that day has no further ones on it.
  Records covering(const Query& query, Day day) {
    const auto covers = [&](Completed& record) {
      return patient_.counts(record, false) && patient_.start(record) <= day && patient_.end(record) >= day &&
             passes(record, query.filters);
    };
    Records result;
    for (Completed& record : patient_.recorded()) {
      if (is_asked(query, record.fact) && covers(record)) result.push_back(&record);
    }
    const Records there = result;
    for (Completed* record : further(query)) {
      const auto& names = asked(query);
      const bool is_open = std::any_of(names.begin(), names.end(), [&](int name) {
        return is_a(record->fact, name) &&
               std::none_of(there.begin(), there.end(),
                            [&](const Completed* one) { return is_a(one->fact, name); });
      });
      if (is_open && covers(*record)) result.push_back(record);
    }
    return result;
  }

  std::optional<Number> dose_on(const Query& query, Day day) {
    const Records records = covering(query, day);
    if (records.empty()) return std::nullopt;
    Number sum = 0;
    for (Completed* record : records) sum = sum + patient_.field(*record, dose);
    return sum;
  }

  bool is_unchanged(const Query& query) {
    const Days days = patient_.days(query, asked(query).front());
    const auto first = dose_on(query, days.from);
    for (Day day = days.from; day <= days.to; ++day) {
      const auto dose = dose_on(query, day);
      if (!dose || dose != first) return false;
    }
    return true;
  }

  // ---- quantities

  Number quantity(const Quantity& quantity) {
    using Op = Quantity::Op;
    switch (quantity.op) {
      case Op::number: return quantity.number;
      case Op::value: return value(quantity.query);
      case Op::age: {
        Query query = quantity.query;
        return Number(completed_years(patient_.birth(), patient_.days(query, 0).to));
      }
      case Op::choice:
        return this->quantity(quantity.operands[condition(quantity.when.front()) == Outcome::holds ? 0 : 1]);
      case Op::otherwise: return this->quantity(quantity.operands[has_record(quantity.operands[0]) ? 0 : 1]);
      case Op::total:
        return elsewhere([&] {
          Number sum = 0;
          for (const Domain& domain : protocol_.scores.front().domains) {
            if (!quantity.is_tagged || domain.is_tagged) sum = sum + points(domain);
          }
          return sum;
        });
      case Op::points:
        return elsewhere([&] { return points(protocol_.scores.front().domains[quantity.index]); });
      case Op::derived: return elsewhere([&] { return this->quantity(protocol_.derived[quantity.index]); });
      default: return reckoned(quantity);
    }
  }

  Number reckoned(const Quantity& quantity) {
    using Op = Quantity::Op;
    std::vector<Number> numbers;
    for (const Quantity& operand : quantity.operands) {
      numbers.push_back(this->quantity(operand));
    }
    Number result = numbers.front();
    for (std::size_t i = 1; i < numbers.size(); ++i) {
      const Number& next = numbers[i];
      if (quantity.op == Op::divide && next == 0) return patient_.any_number(&quantity);
      switch (quantity.op) {
        case Op::add:
        case Op::sum: result = result + next; break;
        case Op::subtract: result = result - next; break;
        case Op::multiply: result = result * next; break;
        case Op::divide: result = result / next; break;
        case Op::power: {
          const Number base = result;
          for (std::int64_t n = 1; n < next.numerator(); ++n) result = result * base;
          break;
        }
        case Op::smallest: result = std::min(result, next); break;
        case Op::largest: result = std::max(result, next); break;
        default: break;
      }
    }
    return result;
  }

  Number value(const Query& query) {
    switch (query.selector) {
      case Selector::number:
        return Number(query.is_course ? course_hits(query) : static_cast<int>(happened(query).size()));
      case Selector::lines: {
        std::set<Number> lines;
        for (Completed* record : happened(query)) lines.insert(patient_.field(*record, line));
        return Number(static_cast<std::int64_t>(lines.size()));
      }
      case Selector::dose: return dose_on(query, patient_.days(query, query.asked.front()).to).value_or(0);
      case Selector::attribute: return attribute(query);
      default: break;
    }
    bool is_assumed_absent = false;
    Completed* record = select(query, is_assumed_absent);
    return record != nullptr ? patient_.value(*record) : patient_.any_number(&query);
  }

  /// Whether anything is on record that the quantity is reckoned from.
  bool has_record(const Quantity& quantity) {
    using Op = Quantity::Op;
    switch (quantity.op) {
      case Op::number:
      case Op::total:
      case Op::points: return true;
      case Op::age: return patient_.patient().birth.is_recorded();
      case Op::value: return has_record(quantity.query);
      case Op::choice:
        return has_record(quantity.operands[condition(quantity.when.front()) == Outcome::holds ? 0 : 1]);
      case Op::derived: return elsewhere([&] { return has_record(protocol_.derived[quantity.index]); });
      default: break;
    }
    // Constants do not make up for records of which there are none.
    bool is_any_asked = false;
    for (const Quantity& operand : quantity.operands) {
      if (operand.op == Op::number) continue;
      is_any_asked = true;
      if (has_record(operand)) return true;
    }
    return !is_any_asked;
  }

  bool has_record(const Query& query) {
    switch (query.selector) {
      case Selector::number:
      case Selector::lines:
      case Selector::dose: return true;
      case Selector::attribute:
        return patient_.patient().attributes[query.asked.front()].kind != Value::Kind::missing;
      default: return recorded(query).size() >= (query.selector == Selector::previous ? 2 : 1);
    }
  }

  const Protocol& protocol_;
  Completion& patient_;
  const std::vector<Assumption>* assumptions_ = nullptr;
  const std::vector<int>* each_ = nullptr;
};

}  // namespace

Outcome evaluate(const Protocol& protocol, std::size_t criterion, Completion& completion) {
  return Evaluator(protocol, completion).criterion(protocol.criteria[criterion]);
}

}  // namespace eligo::oracle

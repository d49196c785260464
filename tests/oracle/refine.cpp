#include "tests/oracle/refine.h"

#include <algorithm>
#include <functional>

#include "tests/oracle/generate.h"

namespace eligo::oracle {
namespace {

bool can_bear(Kind kind, int field) {
  if (kind == Kind::treatment) return field != method && field != cause;
  return field == method || field == cause || (kind == Kind::procedure && field == indication);
}

class Refiner {
 public:
  using MayFill = std::function<bool(const Subject&)>;

  Refiner(const Protocol& protocol, Patient& patient, Random& random, const MayFill& may_fill)
      : protocol_(protocol),
        asks_(asks_of(protocol)),
        patient_(patient),
        random_(random),
        may_fill_(may_fill) {
    const Date& as_of = patient.anchors.front();
    if (as_of.kind == Date::Kind::exact) as_of_ = as_of.day;
  }

  bool fill_one() {
    anchors();
    attributes();
    for (std::size_t i = 0; i < patient_.records.size(); ++i) {
      subject_ = {};
      subject_.fact = patient_.records[i].fact;
      subject_.record = i;
      record(patient_.records[i]);
    }
    for (int fact = 0; fact < unlisted_drug(); ++fact) list(fact);
    if (fillings_.empty()) return false;
    random_.one_of(fillings_)();
    return true;
  }

 private:
  void offer(std::function<void()> filling) {
    if (may_fill_(subject_)) fillings_.push_back(std::move(filling));
  }

  // ---- days

  void anchors() {
    for (std::size_t i = 0; i < patient_.anchors.size(); ++i) {
      Date& date = patient_.anchors[i];
      subject_ = {};
      subject_.anchor = i;
      offer_day(date, i == 0 ? today() - 20 : today() - 5, today() + 40);
    }
    subject_ = {};
    subject_.fact = 0;  // the birth date is the first of the attributes
    if (as_of_) offer_day(patient_.birth, *as_of_ - 30'000, first_recorded_day());
  }

  /// Nobody has a record from before the own birth.
  Day first_recorded_day() const {
    Day first = *as_of_;
    for (const Record& record : patient_.records) {
      if (record.start.is_recorded()) first = std::min(first, record.start.first());
      if (record.end.is_recorded()) first = std::min(first, record.end.first());
    }
    return first;
  }

  /// `first`, `last`: the days within which it must lie.
  void offer_day(Date& date, Day first, Day last) {
    first = std::max(first, date.first());
    last = std::min(last, date.last());
    if (date.kind == Date::Kind::exact || first > last) return;
    offer([this, &date, first, last] { date = {Date::Kind::exact, day_between(first, last)}; });
  }

  Day day_between(Day first, Day last) {
    for (int i = 0; i < 10; ++i) {
      const Day day = some_day(asks_, random_);
      if (day >= first && day <= last) return day;
    }
    return random_.percent(30) ? first : random_.percent(40) ? last : first + random_.below(last - first + 1);
  }

  // ---- values

  void attributes() {
    for (std::size_t fact = 0; fact < patient_.attributes.size(); ++fact) {
      const int asked = static_cast<int>(fact);
      if (kind_of(asked) != Kind::attribute || asks_.facts[fact].queries.empty()) continue;
      Value& value = patient_.attributes[fact];
      subject_ = {};
      subject_.fact = asked;
      const bool is_missing = value.kind == Value::Kind::missing;
      if (!is_missing || is_recording_free(asked)) offer_value(value, asked);
    }
  }

  void offer_value(Value& value, int fact) {
    const bool is_closed = type_of(fact) == Type::closed_word || type_of(fact) == Type::grade;
    const bool is_plain = value.kind == Value::Kind::exact && (value.number >= 0 || !is_closed);
    if (type_of(fact) == Type::none || is_plain) return;
    const std::vector<Number> numbers = numbers_of(value, facts()[fact]);
    if (numbers.empty()) return;
    offer([this, &value, numbers] { value = exactly(random_.one_of(numbers)); });
  }

  static Value exactly(Number number) {
    Value value;
    value.kind = Value::Kind::exact;
    value.number = number;
    return value;
  }

  /// Some of the numbers that an open value may be.
  std::vector<Number> numbers_of(const Value& value, const Fact& fact) {
    std::vector<Number> numbers;
    if (!fact.words.empty()) {
      for (std::size_t i = 0; i < fact.words.size(); ++i) numbers.emplace_back(static_cast<std::int64_t>(i));
      if (fact.type == Type::open_word) numbers.emplace_back(-1);
    } else if (fact.type == Type::titre) {
      numbers = {40, 80, 160, 320};
    } else if (fact.type == Type::list) {
      numbers = {0, 1, 2, 3};
    } else {
      numbers = near(asks_.facts[fact_named(fact.name)].limits);
      for (const auto& end : {value.low, value.high}) {
        if (end) numbers.insert(numbers.end(), {*end, *end + Number(1, 2), *end - Number(1, 2)});
      }
      std::erase_if(numbers, [&](Number one) { return one < 0 || one > fact.plausible_high.value_or(1000); });
    }
    std::erase_if(numbers, [&](Number one) { return !value.has_inside(one); });
    return numbers;
  }

  static std::vector<Number> near(const std::vector<Number>& limits) {
    std::vector<Number> numbers{1, 6, 40};
    for (const Number& limit : limits)
      numbers.insert(numbers.end(), {limit, limit + Number(1, 2), limit - Number(1, 2)});
    return numbers;
  }

  // ---- records

  void record(Record& record) {
    const Kind kind = kind_of(record.fact);
    if (record.status == Record::Status::absent) {
      if (record.start.is_recorded()) offer_day(record.start, never / 2, forever / 2);
      return;
    }
    // One that does not count casts doubt on another of its moment.
    const auto offer_void = [&] {
      if (!record.minute) offer([&record] { record.status = Record::Status::void_; });
    };
    if (record.status == Record::Status::unreadable) {
      offer([&record] { record.status = Record::Status::final; });
      offer_void();
    }
    if (record.is_provisional) {
      offer([&record] { record.is_provisional = false; });
      offer_void();
    }
    start(record);
    if (is_span(record.fact)) end(record);
    if (type_of(record.fact) != Type::none) offer_value(record.value, record.fact);
    if (type_of(record.fact) == Type::number && facts()[record.fact].has_limits) limits(record);
    for (int f = 0; f < field_count; ++f) {
      const bool is_missing = record.fields[f].kind == Value::Kind::missing;
      if (can_bear(kind, f) && !(is_missing && asks_.recorded_fields.count(f) > 0))
        field(record.fields[f], f);
    }
  }

  void start(Record& record) {
    Date& date = record.start;
    Day last = record.end.is_recorded() ? record.end.last() : today() + 60;
    // Without a date it happened; what is over was so before the as-of date.
    const bool is_bounded =
        (date.kind == Date::Kind::missing && record.status != Record::Status::planned) || record.is_over;
    if (is_bounded && !as_of_) return;
    if (is_bounded) last = std::min(last, *as_of_ - (record.is_over ? 1 : 0));
    const bool is_answer = kind_of(record.fact) == Kind::question && date.kind == Date::Kind::missing;
    Day earliest = date.is_recorded() ? date.first() : last - 60;
    // One that lasts longer than it can contradicts itself.
    const int longest = longest_days(record.fact);
    if (longest > 0 && record.end.is_recorded())
      earliest = std::max(earliest, record.end.last() - longest + 1);
    offer_day(date, is_answer ? last : std::max(earliest, last - 2000), last);
  }

  void end(Record& record) {
    const Day first = record.start.last() < forever ? record.start.last() : today() - 60;
    if (record.end.is_recorded()) {
      const int most = longest_days(record.fact);
      const bool is_bounded = most > 0 && record.start.is_recorded();
      offer_day(record.end, first, is_bounded ? record.start.first() + most - 1 : forever);
      return;
    }
    if (record.is_ongoing || record.status != Record::Status::final) return;
    const int longest = longest_days(record.fact);
    const Day last = first + (longest > 0 ? longest - 1 : 120);
    if (record.is_over) {
      if (as_of_) offer_day(record.end, first, longest > 0 ? std::min(last, *as_of_ - 1) : *as_of_ - 1);
      return;
    }
    offer_day(record.end, first, last);
    if (as_of_ && first <= *as_of_ && longest == 0) offer([&record] { record.is_ongoing = true; });
  }

  void limits(Record& record) {
    const Number unit = facts()[record.fact].unit == "mg/dL" ? Number(1, 2) : Number(20);
    if (!record.upper) offer([&record, unit, this] { record.upper = unit * (2 + random_.below(3)); });
    if (!record.lower) offer([&record, unit] { record.lower = unit; });
  }

  void field(Value& value, int index) {
    const Field& asked = fields()[index];
    const bool is_closed = asked.type == Type::closed_word;
    if (value.kind == Value::Kind::exact && (value.number >= 0 || !is_closed)) return;
    std::vector<Number> numbers{0, 1};
    if (index == dose) numbers = {0, 5, 10, 15, 20};
    if (index == line) numbers = {1, 2, 3};
    if (asked.type == Type::fact) numbers = {fact_named("cancer"), fact_named("seizure"), -1};
    if (asked.type == Type::open_word) numbers.emplace_back(-1);
    offer([this, &value, numbers] { value = exactly(random_.one_of(numbers)); });
  }

  // ---- lists

  /// Whether nothing is asked of what is not recorded: no assumption, no `otherwise`.
  bool is_recording_free(int fact) const {
    const auto speaks_of_it = [&](const Assumption& assumption) {
      return assumption.fact < 0 || is_a(fact, assumption.fact);
    };
    return !asks_.has_otherwise &&
           std::none_of(
               protocol_.criteria.begin(), protocol_.criteria.end(), [&](const Criterion& criterion) {
                 return std::any_of(criterion.assumptions.begin(), criterion.assumptions.end(), speaks_of_it);
               });
  }

  void list(int fact) {
    const Kind kind = kind_of(fact);
    if (kind == Kind::attribute || asks_.facts[fact].queries.empty()) return;
    subject_ = {};
    subject_.fact = fact;
    if (is_recording_free(fact) && has_room(fact)) offer([this, fact] { add_record(fact); });
    offer_complete({std::nullopt, fact, {}, {}});
    subject_ = {};
    subject_.list = kind;
    offer_complete({kind, -1, {}, {}});
  }

  static bool speaks_of(const Complete& complete, int fact) {
    return complete.kind ? *complete.kind == kind_of(fact) : is_a(fact, complete.fact);
  }

  /// A result supplied for the latest is seen by every question as long as the list is open, and no longer
  /// after.
  void offer_complete(const Complete& complete) {
    for (int fact = 0; fact < unlisted_drug(); ++fact) {
      if (speaks_of(complete, fact) && asks_.facts[fact].latest > 0) return;
    }
    offer([this, complete] {
      Complete& added = patient_.complete.emplace_back(complete);
      if (random_.percent(30)) added.from = some_day(asks_, random_);
      if (random_.percent(30)) added.to = added.from.value_or(today()) + random_.below(20);
    });
  }

  /// Whether a further record may be recorded. The latest looks at what is not recorded only where nothing
  /// is, and what is not recorded neither lengthens a course nor adds to a dose.
  bool has_room(int fact) const {
    std::size_t kin = 0;
    for (const Record& record : patient_.records) {
      if (record.status == Record::Status::absent && is_a(fact, record.fact)) return false;
      if (root_of(record.fact) == root_of(fact)) ++kin;
    }
    const bool is_alone = asks_.facts[fact].latest > 0 || kind_of(fact) == Kind::treatment;
    return !(is_alone && kin > 0) && (asks_.facts[fact].latest == 0 || asks_.facts[fact].queries.size() == 1);
  }

  void add_record(int fact) {
    if (!as_of_) return;
    Record record;
    record.fact = fact;
    const Day start = day_between(*as_of_ - 400, *as_of_);
    Day end = start;
    record.start = {Date::Kind::exact, start};
    if (is_span(fact)) {
      record.is_ongoing = longest_days(fact) == 0 && random_.percent(50);
      end = record.is_ongoing ? forever : start + random_.below(60);
      if (!record.is_ongoing) record.end = {Date::Kind::exact, end};
    }
    if (type_of(fact) != Type::none && random_.percent(80))
      record.value = exactly(random_.one_of(numbers_of(Value{}, facts()[fact])));
    const bool is_outside =
        std::none_of(patient_.complete.begin(), patient_.complete.end(), [&](const Complete& complete) {
          return speaks_of(complete, fact) && complete.from.value_or(never) <= end &&
                 complete.to.value_or(forever) >= start;
        });
    if (is_outside) patient_.records.push_back(record);
  }

  const Protocol& protocol_;
  Asks asks_;
  Patient& patient_;
  Random& random_;
  const MayFill& may_fill_;
  Subject subject_;  ///< of what is offered
  std::optional<Day> as_of_;
  std::vector<std::function<void()>> fillings_;
};

}  // namespace

std::optional<Patient> refined(const Protocol& protocol, const Patient& patient, Random& random,
                               const std::function<bool(const Subject&)>& may_fill) {
  Patient result = patient;
  if (!Refiner(protocol, result, random, may_fill).fill_one()) return std::nullopt;
  return result;
}

}  // namespace eligo::oracle

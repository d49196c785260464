#include <algorithm>

#include "tests/oracle/asks.h"
#include "tests/oracle/generate.h"

namespace eligo::oracle {
namespace {

/// The faults of real data: what is not understood, corrected, preliminary, or cannot be.
class Faults {
 public:
  explicit Faults(Random& random) : random_(random) {}

  void add(Patient& patient) {
    for (std::size_t i = 0; i < patient.records.size(); ++i) {
      Record& record = patient.records[i];
      record.spelling = random_.below(60);
      unrecognised(record);
      edition(record);
      replaced(patient, i);
    }
    if (!random_.percent(4)) return;
    patient.is_deceased = random_.percent(50);
    if (patient.is_deceased && random_.percent(50)) return;
    patient.death = {random_.percent(70) ? Date::Kind::exact : Date::Kind::month,
                     today() + random_.below(60) - 20};
  }

 private:
  void unrecognised(Record& record) {
    const Kind kind = kind_of(record.fact);
    const bool can_be = kind == Kind::observation || kind == Kind::condition || kind == Kind::procedure;
    if (!can_be || record.value.kind == Value::Kind::unreadable || !random_.percent(9)) return;
    record.is_unrecognised = true;
    // A bound may be one of grades, too, whose words are numbers.
    const bool is_plain = kind == Kind::observation && facts()[record.fact].unit.empty();
    if (is_plain && record.value.kind == Value::Kind::span) record.value = Value{};
    // Whatever it may be, it can be as it is recorded.
    if (kind == Kind::condition) record.is_ongoing = false;
    if (kind == Kind::condition) record.end = Date{};
  }

  void edition(Record& record) {
    const bool is_result =
        kind_of(record.fact) == Kind::observation && record.status == Record::Status::final;
    if (!is_result || !random_.percent(10)) return;
    record.edition = random_.percent(50) ? 1 : -1;
    if (record.edition < 0) record.is_provisional = true;
  }

  void replaced(Patient& patient, std::size_t index) {
    Record& record = patient.records[index];
    const bool is_there = record.status == Record::Status::final;
    if (index == 0 || !is_there || !random_.percent(9)) return;
    const int other = random_.below(static_cast<int>(index));
    const Kind kind = kind_of(record.fact);
    if (kind == Kind::question || kind_of(patient.records[other].fact) != kind) return;
    record.replaces = other;
  }

  Random& random_;
};

class Generator {
 public:
  Generator(const Protocol& protocol, Random& random) : asks_(asks_of(protocol)), random_(random) {
    for (int fact = 0; fact <= unlisted_drug(); ++fact) {
      if (!asks_.facts[fact].queries.empty()) subjects_.push_back(fact);
    }
    gaps_ = random.one_of(std::vector<int>{4, 12, 25});
  }

  Patient patient() {
    Patient patient;
    patient.anchors = {anchor(today(), 4), anchor(today() + 14, 8)};
    if (!percent(gaps_))
      patient.birth = date(
          add(today(), {12 * random_.one_of(std::vector<int>{18, 40, 65, 30}), 0}, -1) - random_.below(3) + 1,
          15);
    if (patient.birth.kind == Date::Kind::unreadable) patient.birth.kind = Date::Kind::year;
    patient.attributes.resize(facts().size());
    for (const int fact : subjects_) {
      if (kind_of(fact) == Kind::attribute) {
        if (!percent(30)) patient.attributes[fact] = value(fact);
      } else {
        add_records(patient, fact);
      }
    }
    add_complete(patient);
    Random random = random_;  // a copy, so that what comes after is as it was
    for (Record& record : patient.records) {
      const bool is_there = record.status != Record::Status::void_ && record.status != Record::Status::absent;
      if (is_there && kind_of(record.fact) == Kind::treatment && random.percent(7))
        record.fact = unlisted_drug();
    }
    Faults(random).add(patient);
    return patient;
  }

 private:
  bool percent(int chance) { return random_.percent(chance); }

  Date anchor(Day day, int gaps) {
    Date date{Date::Kind::exact, day};
    if (percent(gaps)) date.kind = percent(60) ? Date::Kind::month : Date::Kind::missing;
    return date;
  }

  Date date(Day day, int gaps) {
    Date date{Date::Kind::exact, day};
    if (!percent(gaps)) return date;
    static const std::vector<Date::Kind> kinds{Date::Kind::month, Date::Kind::month, Date::Kind::year,
                                               Date::Kind::missing};
    date.kind = percent(4) ? Date::Kind::unreadable : random_.one_of(kinds);
    return date;
  }

  Number number(int fact) {
    std::vector<Number> numbers = asks_.facts[fact].limits;
    if (numbers.empty()) numbers = {5, 40};
    const Number base = random_.one_of(numbers);
    return std::max(Number(0), base + Number(random_.below(5) - 2, 2));
  }

  Value value(int fact) {
    const Fact& asked = facts()[fact];
    Value value;
    value.kind = Value::Kind::exact;
    if (asked.type != Type::list && percent(gaps_ / 3)) {
      // Of an open word kind everything is a word.
      const bool is_missing = asked.type == Type::open_word || percent(50);
      value.kind = is_missing ? Value::Kind::missing : Value::Kind::unreadable;
      return value;
    }
    switch (asked.type) {
      case Type::list: value.number = random_.below(4); return value;
      case Type::closed_word:
      case Type::open_word:
        value.number = random_.below(static_cast<int>(asked.words.size()) + (percent(gaps_) ? 1 : 0));
        break;
      case Type::grade: value.number = random_.below(static_cast<int>(asked.words.size())); break;
      case Type::titre: value.number = random_.one_of(std::vector<int>{40, 80, 160, 320}); break;
      default: value.number = number(fact);
    }
    if (!asked.words.empty() && value.number >= static_cast<int>(asked.words.size())) value.number = -1;
    const bool is_ordered =
        asked.type == Type::number || asked.type == Type::titre || asked.type == Type::grade;
    if (is_ordered && percent(gaps_)) censor(value, asked.type);
    return value;
  }

  void censor(Value& value, Type type) {
    value.kind = Value::Kind::span;
    const int form = random_.below(type == Type::number ? 3 : 2);
    if (form == 0) {
      value.high = value.number;
      value.is_high_open = percent(60);
    } else if (form == 1) {
      value.low = value.number;
      value.is_low_open = percent(60);
    } else {
      value.low = value.number;
      value.high = value.number + 1 + random_.below(3);
    }
    // No grade lies below the lowest or above the highest.
    if (type == Type::grade && (value.high == Number(0) || value.low == Number(3)))
      value.is_high_open = value.is_low_open = false;
  }

  Value field(int index) {
    Value value;
    const Field& asked = fields()[index];
    if (percent(25 + gaps_)) return value;
    value.kind = Value::Kind::exact;
    if (index == dose) {
      value.number = 5 * (1 + random_.below(3));
    } else if (index == line) {
      value.number = 1 + random_.below(3);
    } else if (asked.type == Type::fact) {
      value.number =
          percent(15)
              ? -1
              : fact_named(random_.one_of(std::vector<std::string>{"cancer", "seizure", "lung-cancer"}));
    } else {
      value.number = percent(12) ? -1 : random_.below(2);
    }
    const bool is_number = asked.type == Type::number;
    if (is_number && percent(gaps_ / 4)) value.kind = Value::Kind::unreadable;
    return value;
  }

  void add_records(Patient& patient, int fact) {
    static const std::vector<int> counts{0, 1, 1, 1, 2, 2, 3};
    const int count = random_.one_of(counts);
    for (int i = 0; i < count; ++i) {
      Record record = this->record(fact);
      // Two of one day that contradict each other.
      const bool is_of_one_day = record.end.kind == Date::Kind::missing && !record.is_over;
      if (i > 0 && is_of_one_day && percent(20)) record.start = patient.records.back().start;
      // One that is delivered twice, or leaves out a part.
      if (i > 0 && percent(15)) {
        record = patient.records.back();
        if (percent(30)) record.fields.fill(Value{});
        if (percent(20)) record.upper.reset();
      }
      patient.records.push_back(record);
    }
    const Kind kind = kind_of(fact);
    const bool is_event = kind == Kind::condition || kind == Kind::treatment || kind == Kind::procedure;
    if (is_event && fact != unlisted_drug() && percent(count == 0 ? 25 : 8)) {
      Record absence;
      absence.fact = fact;
      absence.status = Record::Status::absent;
      absence.start = percent(60) ? Date{} : date(some_day(asks_, random_), gaps_);
      patient.records.push_back(absence);
    }
  }

  Record record(int fact) {
    Record record;
    record.fact = fact;
    record.start = date(some_day(asks_, random_), gaps_);
    const Kind kind = kind_of(fact);
    const bool is_span = kind == Kind::condition || kind == Kind::treatment;
    if (is_span) span(record);
    const bool has_time = kind == Kind::observation || kind == Kind::question;
    if (has_time && record.start.kind == Date::Kind::exact && percent(25))
      record.minute = random_.one_of(std::vector<int>{480, 540});
    if (percent(3)) record.status = Record::Status::void_;
    if (percent(gaps_ / 6)) record.status = Record::Status::unreadable;
    record.is_provisional = percent(gaps_ / 5) && kind != Kind::question;
    const bool can_be_planned = kind == Kind::procedure || kind == Kind::treatment;
    if (can_be_planned && asks_.facts[fact].further_planned > 0 && percent(40))
      record.status = Record::Status::planned;
    if (type_of(fact) != Type::none) {
      record.value = value(fact);
      record.is_in_other_unit = percent(30);
      if (facts()[fact].has_limits) limits(record);
    }
    for (int f = 0; f < field_count; ++f) {
      const bool is_of_treatment = f != method && f != cause;
      if (is_of_treatment == (kind == Kind::treatment) && kind != Kind::question) record.fields[f] = field(f);
    }
    if (kind == Kind::procedure) record.fields[indication] = field(indication);
    return record;
  }

  void limits(Record& record) {
    const bool is_mass = facts()[record.fact].unit == "mg/dL";
    if (!percent(20 + gaps_)) record.upper = is_mass ? Number(1) : Number(40);
    if (!percent(30 + gaps_)) record.lower = is_mass ? Number(1, 2) : Number(20);
  }

  void span(Record& record) {
    const Day start = record.start.kind == Date::Kind::missing ? today() - 30 : record.start.day;
    const int form = random_.below(5);
    if (form < 2) {
      record.end = date(start + random_.one_of(std::vector<int>{0, 2, 3, 7, 13, 14, 15, 28, 31, 95}), gaps_);
      if (record.end.kind == Date::Kind::unreadable) record.end.kind = Date::Kind::exact;
      if (record.start.kind == Date::Kind::unreadable) record.start.kind = Date::Kind::missing;
      if (record.end.last() < record.start.first()) record.end = Date{};
    } else if (form == 2) {
      record.is_ongoing = true;
    } else if (form == 3 && kind_of(record.fact) == Kind::condition && record.start.last() < today() - 40) {
      record.is_over = true;
    } else if (kind_of(record.fact) == Kind::condition) {
      record.is_ongoing = percent(60);
    }
    if (record.start.kind == Date::Kind::unreadable) record.start.kind = Date::Kind::missing;
    if (longest_days(record.fact) > 0) bound(record);
  }

  /// No longer than it can last; of a month or year it is not told when that is.
  static void bound(Record& record) {
    record.is_ongoing = false;
    if (record.start.is_recorded()) record.start.kind = Date::Kind::exact;
    const bool is_too_long = record.end.is_recorded() && record.start.is_recorded() &&
                             record.end.last() > record.start.last() + longest_days(record.fact) - 1;
    if (is_too_long) record.end = Date{};
  }

  void add_complete(Patient& patient) {
    for (const int fact : subjects_) {
      const Kind kind = kind_of(fact);
      if (kind == Kind::attribute || fact == unlisted_drug() || !percent(55)) continue;
      Complete complete;
      if (kind != Kind::question && percent(60)) {
        complete.kind = kind;
      } else {
        complete.fact = fact;
      }
      if (percent(15)) complete.from = some_day(asks_, random_) - 3;
      if (percent(10)) complete.to = some_day(asks_, random_) + 3;
      if (complete.from && complete.to && *complete.to < *complete.from)
        std::swap(complete.from, complete.to);
      patient.complete.push_back(complete);
    }
  }

  Asks asks_;
  Random& random_;
  std::vector<int> subjects_;
  int gaps_ = 0;
};

}  // namespace

Day some_day(const Asks& asks, Random& random) {
  std::vector<Day> days{today(), today() - 1, today() - 7, today() - 40};
  for (const Window* window : asks.windows) {
    if (window->form == Window::Form::none) continue;
    const Day base = window->anchor == Window::fixed_date ? window->date
                     : window->anchor == 0                ? today()
                                                          : today() + 14;
    days.insert(days.end(), {base, base + 1, base - 1});
    for (const int direction : {-1, 1}) {
      const Day reached = add(base, window->reach.period, direction);
      days.insert(days.end(), {reached, reached + direction});
    }
  }
  return random.one_of(days);
}

Patient random_patient(const Protocol& protocol, Random& random) {
  return Generator(protocol, random).patient();
}

}  // namespace eligo::oracle

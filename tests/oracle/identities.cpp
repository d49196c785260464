#include "tests/oracle/identities.h"

namespace eligo::oracle {
namespace {

bool is_unrecognised(const Record& record) {
  return record.is_unrecognised || record.fact == unlisted_drug();
}

/// A record of a fact that others are narrower than may be one of these.
bool is_broad(const Record& record) {
  return !is_unrecognised(record) && record.status != Record::Status::absent &&
         with_narrower({record.fact}).size() > 1;
}

/// An entry in error is no record whatever it is.
bool is_open(const Record& record) {
  return (is_unrecognised(record) || is_broad(record)) && record.status != Record::Status::void_;
}

bool is_in_words(Type type) {
  return type == Type::closed_word || type == Type::open_word || type == Type::grade;
}

bool is_plausible(const Fact& fact, const Value& value) {
  if (!fact.plausible_low) return true;
  const Number low =
      value.kind == Value::Kind::exact ? value.number : value.low.value_or(*fact.plausible_low);
  const Number high =
      value.kind == Value::Kind::exact ? value.number : value.high.value_or(*fact.plausible_high);
  return low <= *fact.plausible_high && high >= *fact.plausible_low;
}

Value word_value(int index) {
  Value value;
  value.kind = Value::Kind::exact;
  value.number = index;
  return value;
}

/// The word of a value as another type has it. Where that type has no such value, the word may be a comment,
/// which leaves the value open; a grade is no comment.
std::optional<Value> word_as(const Fact& seen, const Value& value, const Fact& fact) {
  const auto comment = seen.type == Type::grade ? std::nullopt : std::optional(Value{});
  const bool is_listed = value.number >= 0;
  const std::string word =
      is_listed ? seen.words[static_cast<std::size_t>(value.number.numerator())] : "something-else";
  const bool is_finding = word == "positive" || word == "negative";
  if (is_finding && (!is_in_words(fact.type) || fact.type == Type::grade)) return std::nullopt;
  if (!is_in_words(fact.type)) return comment;
  for (std::size_t i = 0; i < fact.words.size(); ++i) {
    if (fact.words[i] == word) return word_value(static_cast<int>(i));
  }
  return fact.type == Type::open_word ? word_value(-1) : comment;
}

/// A number as a fact of another unit has it.
std::optional<Value> number_as(const std::string& unit, const Value& value, const Fact& fact) {
  // A percentage of what is predicted is written without a unit, too; else nobody knows how much it is.
  const bool has_unit = unit == fact.unit || (unit.empty() && fact.unit == "% predicted");
  if (has_unit) return is_plausible(fact, value) ? std::optional(value) : std::nullopt;
  return unit.empty() ? std::optional(Value{}) : std::nullopt;
}

/// What the value recorded is if the record is of the fact; nothing if that cannot be.
std::optional<Value> value_as(const Record& record, const Fact& fact) {
  const Fact& seen = facts()[record.fact];
  if (record.value.kind == Value::Kind::missing) return record.value;
  // Grades are written as numbers.
  if (seen.type == Type::grade && fact.type == Type::number) return number_as("", record.value, fact);
  // Nor is a number a word.
  if (seen.type == Type::grade && fact.type != Type::grade) return std::nullopt;
  if (is_in_words(seen.type)) return word_as(seen, record.value, fact);
  // A titre is no word: a number that cannot be read.
  if (seen.type == Type::titre && fact.type == Type::number) return Value{};
  if (seen.type != fact.type) return std::nullopt;
  return seen.type == Type::number ? number_as(seen.unit, record.value, fact) : record.value;
}

/// A record of a broad fact is of that one, or of one of those that are narrower.
std::vector<Record> narrower(const Record& broad) {
  std::vector<Record> result{broad};
  for (const int fact : with_narrower({broad.fact})) {
    if (fact == broad.fact) continue;
    Record one = broad;
    one.fact = fact;
    one.recorded_as = broad.fact;
    result.push_back(one);
  }
  return result;
}

/// The records that an entry may be.
std::vector<Record> readings(const Record& entry) {
  if (is_broad(entry)) return narrower(entry);
  std::vector<Record> result;
  // Absence of what is not understood is absence of no fact.
  const bool is_of_no_fact = entry.status == Record::Status::absent;
  for (int fact = 0; fact < unlisted_drug() && !is_of_no_fact; ++fact) {
    if (kind_of(fact) != kind_of(entry.fact)) continue;
    Record reading = entry;
    reading.fact = fact;
    reading.is_unrecognised = false;
    reading.is_reading = true;
    if (entry.is_unrecognised && type_of(fact) != Type::none) {
      const auto value = value_as(entry, facts()[fact]);
      if (!value) continue;
      reading.value = *value;
      if (!facts()[fact].has_limits) reading.lower = reading.upper = std::nullopt;
    }
    result.push_back(reading);
  }
  // Something else: of the listed kinds of records none that any rule asks about.
  Record other = entry;
  if (entry.fact != unlisted_drug()) other.status = Record::Status::void_;
  result.push_back(other);
  return result;
}

}  // namespace

std::vector<Patient> identities_of(const Patient& patient, std::size_t most) {
  std::vector<Patient> result{patient};
  for (std::size_t i = 0; i < patient.records.size(); ++i) {
    if (!is_open(patient.records[i])) continue;
    std::vector<Patient> next;
    for (const Record& reading : readings(patient.records[i])) {
      for (const Patient& one : result) next.emplace_back(one).records[i] = reading;
    }
    result = std::move(next);
    if (result.size() > most) return {};
  }
  return result;
}

}  // namespace eligo::oracle

#include "runtime/ingest/value.h"

#include <algorithm>
#include <array>

#include "runtime/model/near_miss.h"
#include "runtime/units/lost_superscript.h"
#include "runtime/units/readings.h"
#include "runtime/values/ascii.h"

namespace eligo::ingest {
namespace {

/// Longest value that is looked into. No result of a laboratory comes near it.
constexpr std::size_t max_value_length = 200;

ReadValue flawed(Flaw flaw, std::string problem) {
  ReadValue result;
  result.flaw = flaw;
  result.problem = std::move(problem);
  return result;
}

/// Words by which data say that there is no result yet, or none that decides. They are no slip, so no notice
/// is given.
bool is_inconclusive(std::string_view text) {
  constexpr std::array<std::string_view, 12> words{
      "pending", "equivocal",   "indeterminate", "inconclusive", "borderline", "unknown",
      "invalid", "unevaluable", "not-evaluable", "not-done",     "unclear",    "not-known"};
  return std::find(words.begin(), words.end(), fold_word(text)) != words.end();
}

/// A word where a number should be.
ReadValue no_number(std::string_view text, std::string_view problem) {
  return flawed(Flaw::unlisted_word,
                is_inconclusive(text) ? std::string() : in_quotes(text) + std::string(problem));
}

// ---- bounds and ranges, of numbers, titres or grades

struct Bound {
  std::string_view sign;
  Range (*range)(const Number&);
};

constexpr std::array<Bound, 8> bounds{{{"<=", &Range::at_most},
                                       {"=<", &Range::at_most},
                                       {"\u2264", &Range::at_most},  // ≤
                                       {">=", &Range::at_least},
                                       {"=>", &Range::at_least},
                                       {"\u2265", &Range::at_least},  // ≥
                                       {"<", &Range::below},
                                       {">", &Range::above}}};

/// Whether the text begins with the sign of a bound.
const Bound* bound_of(std::string_view text) {
  const auto* found =
      std::find_if(bounds.begin(), bounds.end(), [&](const Bound& b) { return text.starts_with(b.sign); });
  return found == bounds.end() ? nullptr : found;
}

/// `50-55` or `50 – 55`: both ends as `read` reads them. The dash is the first that gives two ends, so that a
/// sign or a word's hyphen is none.
template <typename Read>
std::optional<Range> read_span(std::string_view text, Read read) {
  for (const std::string_view dash : {"-", "\u2013"}) {
    for (auto at = text.find(dash, 1); at != std::string_view::npos; at = text.find(dash, at + 1)) {
      const std::optional<Number> low = read(trimmed(text.substr(0, at)));
      const std::optional<Number> high = low ? read(trimmed(text.substr(at + dash.size()))) : std::nullopt;
      if (high && *low <= *high) return Range::between(*low, *high);
    }
  }
  return std::nullopt;
}

/// One value, a bound (`<10`, `≥ 1.5`) or a range.
template <typename Read>
std::optional<Range> read_ends(std::string_view text, Read read) {
  if (const Bound* bound = bound_of(text)) {
    const std::optional<Number> end = read(trimmed(text.substr(bound->sign.size())));
    return end ? std::optional(bound->range(*end)) : std::nullopt;
  }
  if (text.starts_with('=')) text = trimmed(text.substr(1));
  if (const std::optional<Number> exact = read(text)) return Range::exactly(*exact);
  return read_span(text, read);
}

/// From the first to the last of a scale's grades that lie in a range; empty if none does.
std::optional<Range> grades_in(const Range& range, std::size_t count) {
  std::optional<Range> result;
  for (std::size_t i = 0; i < count; ++i) {
    const Range grade = Range::exactly(static_cast<std::int64_t>(i));
    if (compare(range, Comparison::equal, grade).may_hold()) result = result ? hull(*result, grade) : grade;
  }
  return result;
}

std::optional<Number> read_number(std::string_view text) { return Number::parse(text); }

/// The denominator of `1:160` or `1/160`.
std::optional<Number> read_titre(std::string_view text) {
  const auto mark = text.find_first_of(":/");
  if (mark == std::string_view::npos || trimmed(text.substr(0, mark)) != "1") return std::nullopt;
  const std::string_view digits = trimmed(text.substr(mark + 1));
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const std::optional<Number> denominator = Number::parse(digits);
  return denominator && denominator->sign() > 0 ? denominator : std::nullopt;
}

/// `negative` and `negative at 1:80`. Bare, it means negative at the dilution that the laboratory screens at,
/// which is 1:40 or 1:80: what both say is that the titre lies below 1:80.
std::optional<Range> read_negative(std::string_view text) {
  constexpr std::string_view negative = "negative";
  const std::string folded = fold_word(text);
  if (!folded.starts_with(negative)) return std::nullopt;
  const std::string_view rest = std::string_view(folded).substr(negative.size());
  if (rest.empty()) return Range{Range::End{0}, Range::End{80, true}};
  constexpr std::string_view at = "-at-";
  if (!rest.starts_with(at)) return std::nullopt;
  const std::optional<Number> denominator = read_titre(rest.substr(at.size()));
  if (!denominator) return std::nullopt;
  return Range{Range::End{0}, Range::End{*denominator, true}};
}

ReadValue read_titre_value(const RawValue& value) {
  const std::string_view text = trimmed(value.text);
  if (value.is_text() && text.size() <= max_value_length) {
    auto range = read_ends(text, read_titre);
    if (!range) range = read_negative(text);
    if (range) {
      ReadValue result;
      result.range = *range;
      return result;
    }
    if (!has_digit(text)) return no_number(text, " tells no titre");
  }
  return flawed(Flaw::bad_value, "the value " + in_quotes(value) + " is no titre, which is written `1:160`");
}

// ---- quantities

/// No value of the range lies within the limits.
bool lies_outside(const Range& range, const Range& limits) {
  const auto below = [](const std::optional<Range::End>& high, const std::optional<Range::End>& low) {
    if (!high || !low) return false;
    return high->value < low->value || (high->value == low->value && (high->open || low->open));
  };
  return below(range.high, limits.low) || below(limits.high, range.low);
}

struct Measured {
  std::optional<Range> range;
  std::string_view unit;
};

/// `60kg`: the unit begins with the first letter, unless that is the mark of an exponent.
Measured read_glued(std::string_view text) {
  const auto letter =
      static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_letter) - text.begin());
  if (letter == 0 || letter == text.size() || !is_digit(text[letter - 1])) return {};
  const bool may_be_exponent =
      lower(text[letter]) == 'e' && letter + 1 < text.size() && !is_letter(text[letter + 1]);
  if (may_be_exponent) return {};
  return {read_ends(text.substr(0, letter), read_number), text.substr(letter)};
}

/// A number with the unit behind it in one text: `170 cm`, `50 - 55 %`, `45%`, `60kg`. The unit begins behind
/// a space, at the last one that leaves a number before it.
Measured read_measured(std::string_view text) {
  if (text.ends_with('%')) return {read_ends(trimmed(text.substr(0, text.size() - 1)), read_number), "%"};
  for (auto space = text.rfind(' '); space != std::string_view::npos && space > 0;
       space = text.rfind(' ', space - 1)) {
    const auto range = read_ends(trimmed(text.substr(0, space)), read_number);
    if (range) return {range, text.substr(space + 1)};
  }
  return read_glued(text);
}

bool is_percent_of_predicted(std::string_view unit) {
  constexpr std::array<std::string_view, 9> percents{
      "%",      "%-predicted", "%-of-predicted",    "%{predicted}",        "%predicted",
      "%-pred", "%pred",       "percent-predicted", "percent-of-predicted"};
  return std::find(percents.begin(), percents.end(), fold_word(unit)) != percents.end();
}

/// Every way in which a spelling of the data may be meant, as conversions into the type's unit.
std::vector<Conversion> conversions_of(const ValueType& type, std::string_view text) {
  std::vector<Conversion> result;
  for (const FurtherUnit& further : type.further_units) {
    if (!further.spelling.empty() && further.spelling == text) return {further.conversion};
  }
  for (const Unit& reading : units::readings(text)) {
    const auto conversion = conversion_into(type, reading);
    if (conversion && std::find(result.begin(), result.end(), *conversion) == result.end())
      result.push_back(*conversion);
  }
  return result;
}

std::string unit_problem(const ValueType& type, std::string_view text) {
  const std::string expected = type.unit_text.empty() ? "a plain number" : type.unit_text;
  if (text.empty()) return "it has no unit (" + expected + " is expected)";
  if (const std::string power = units::lost_superscript(text); !power.empty())
    return "the unit " + in_quotes(text) + " looks like " + in_quotes(power) + " with its power lost";
  if (units::has_lost_power(text))
    return "the unit " + in_quotes(text) + " has a power of ten without its power";
  UnitError error;
  if (type.kind == ValueKind::percent_of_predicted || parse_unit(text, &error)) {
    return "the unit " + in_quotes(text) + " does not convert into " + expected;
  }
  std::string problem = "the unit " + in_quotes(text) + " is not known";
  if (!error.suggestions.empty())
    problem += "; perhaps " + in_quotes(error.suggestions.front()) + " is meant";
  return problem;
}

// ---- words

std::string word_problem(const Vocabulary& vocabulary, const ValueType& type, std::string_view text) {
  if (is_inconclusive(text)) return {};
  std::string problem = in_quotes(text) + " is none of its words";
  std::vector<std::string_view> words;
  for (const auto& [id, index] : type.word_index) words.push_back(vocabulary.words[id]);
  if (const auto near = near_misses(text, words, 1); !near.empty())
    problem += "; perhaps " + in_quotes(near.front()) + " is meant";
  return problem;
}

}  // namespace

ReadValue ValueReader::read(const ValueType& type, const RawValue& value, const RawValue& unit) {
  switch (type.kind) {
    case ValueKind::quantity:
    case ValueKind::percent_of_predicted: return read_quantity(type, value, unit);
    case ValueKind::titre: return read_titre_value(value);
    case ValueKind::grade: return read_grade(type, value);
    case ValueKind::word: return read_word(type, value);
    case ValueKind::none:
      return flawed(Flaw::bad_value, "it has a value, " + in_quotes(value) + ", where there can be none");
    case ValueKind::list:
    case ValueKind::date:
    case ValueKind::fact: break;  // not values of a result
  }
  return flawed(Flaw::bad_value, "the value " + in_quotes(value) + " is of the wrong kind");
}

std::optional<Range> ValueReader::read_limit(const ValueType& type, const RawValue& value,
                                             const RawValue& unit) {
  ReadValue limit =
      type.kind == ValueKind::titre ? read_titre_value(value) : read_quantity(type, value, unit);
  // A limit need not be a plausible result.
  if (limit.flaw != Flaw::none && limit.flaw != Flaw::implausible) return std::nullopt;
  return limit.range.is_exact() ? std::optional(std::move(limit.range)) : std::nullopt;
}

std::optional<bool> ValueReader::read_truth(const RawValue& value) {
  if (value.kind == RawValue::Kind::truth) return value.text == "true";
  if (value.is_container()) return std::nullopt;
  const std::string text = fold_word(value.text);
  if (text == "true" || text == "yes" || text == "y") return true;
  if (text == "false" || text == "no" || text == "n") return false;
  return std::nullopt;
}

bool ValueReader::needs_unit(const ValueType& type) {
  if (type.kind != ValueKind::quantity) return false;
  const std::string& code = type.unit.code;
  return !type.unit.dimension.is_number() || type.unit.is_scale ||
         !(code.empty() || code == "1" || code == "%");
}

ReadValue ValueReader::read_quantity(const ValueType& type, const RawValue& value, const RawValue& unit) {
  const bool is_number = value.kind == RawValue::Kind::number;
  const std::string_view text = trimmed(value.text);
  std::string_view unit_text = trimmed(unit.text);
  std::optional<Range> range;
  if ((is_number || value.is_text()) && text.size() <= max_value_length) {
    range = read_ends(text, read_number);
    if (!range && unit_text.empty()) {
      Measured measured = read_measured(text);
      range = std::move(measured.range);
      unit_text = measured.unit;
    }
  }
  if (!range) {
    if (value.is_text() && !has_digit(text)) return no_number(text, " is no number");
    return flawed(Flaw::bad_value, "the value " + in_quotes(value) + " is no number that can be read");
  }

  if (unit.is_container() || unit_text.size() > max_value_length) {
    return flawed(Flaw::bad_unit, "its unit, " + in_quotes(unit) + ", is none");
  }
  ReadValue result;
  const KnownUnit& known = known_unit(type, unit_text);
  if (!known.conversion) return flawed(Flaw::bad_unit, known.problem);
  result.unit = unit_text;
  result.range = known.is_identity ? *std::move(range)
                                   : scaled(*range, known.conversion->factor, known.conversion->offset);
  if (type.plausible && lies_outside(result.range, *type.plausible)) {
    result.flaw = Flaw::implausible;
    result.problem = "the value " + in_quotes(value) + (unit_text.empty() ? "" : " " + in_quotes(unit_text)) +
                     " is not plausible; most likely the unit is wrong";
  } else if (type.plausible) {
    // `<0.6` says nothing of the other end; what a result can be at all does.
    if (!result.range.low) result.range.low = type.plausible->low;
    if (!result.range.high) result.range.high = type.plausible->high;
  }
  return result;
}

/// The reference holds until the next call.
const ValueReader::KnownUnit& ValueReader::known_unit(const ValueType& type, std::string_view text) {
  auto& known = units_[&type];
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const KnownUnit& u) { return u.text == text; });
  if (found != known.end()) return *found;

  KnownUnit unit;
  unit.text = text;
  if (type.kind == ValueKind::percent_of_predicted) {
    if (text.empty() || is_percent_of_predicted(text)) unit.conversion = Conversion{};
  } else if (text.empty()) {
    if (!needs_unit(type)) unit.conversion = Conversion{};
  } else {
    const auto conversions = conversions_of(type, text);
    if (conversions.size() == 1) unit.conversion = conversions.front();
    if (conversions.size() > 1)
      unit.problem = "the unit " + in_quotes(text) + " may mean " + in_quotes(text) + " or " +
                     in_quotes(units::in_usual_capitals(text));
  }
  if (!unit.conversion && unit.problem.empty()) unit.problem = unit_problem(type, text);
  unit.is_identity = unit.conversion && unit.conversion->factor == 1 && unit.conversion->offset.is_zero();
  constexpr std::size_t max_known = 64;  // data can hold any number of spellings
  if (known.size() < max_known) return known.emplace_back(std::move(unit));
  return known.back() = std::move(unit);
}

ReadValue ValueReader::read_grade(const ValueType& type, const RawValue& value) {
  const std::string_view text = trimmed(value.text);
  const auto read_index = [&](std::string_view grade) -> std::optional<Number> {
    const auto index = index_of(type, grade);
    return index ? std::optional<Number>(Number(*index)) : std::nullopt;
  };
  if (value.is_container() || text.size() > max_value_length) {
    return flawed(Flaw::bad_value, "the value " + in_quotes(value) + " is no grade");
  }
  // `2.0` for the grade 2: what wrote the file may write every number so.
  const bool is_whole_decimal = value.kind == RawValue::Kind::number && text.ends_with(".0");
  if (const auto index = index_of(type, is_whole_decimal ? text.substr(0, text.size() - 2) : text)) {
    ReadValue result;
    result.word = *index;
    result.word_id = type.words[*index];
    result.range = Range::exactly(*index);
    return result;
  }
  if (const auto range = read_ends(text, read_index)) {
    if (const auto grades = grades_in(*range, type.words.size())) {
      ReadValue result;
      result.range = *grades;
      return result;
    }
  }
  if (value.is_text() && !has_digit(text)) {
    return flawed(Flaw::unlisted_word, word_problem(vocabulary_, type, text));
  }
  return flawed(Flaw::bad_value, in_quotes(value) + " is none of its grades");
}

ReadValue ValueReader::read_word(const ValueType& type, const RawValue& value) {
  if (value.is_container()) return flawed(Flaw::bad_value, "the value " + in_quotes(value) + " is no word");
  const std::string_view text = trimmed(value.text);
  ReadValue result;
  result.word = index_of(type, text);
  if (!result.word) {
    // `true` and `n` where the list says yes and no.
    if (const auto truth = read_truth(value)) result.word = index_of(type, *truth ? "yes" : "no");
  }
  if (result.word) {
    result.word_id = type.words[*result.word];
  } else if (type.is_closed) {
    result.flaw = Flaw::unlisted_word;
    result.problem = word_problem(vocabulary_, type, text);
  } else {
    result.is_word_unlisted = true;
    result.word_id = word(text);
  }
  return result;
}

WordId ValueReader::word(std::string_view text) {
  return words_.get(text, [&](std::string_view spelling) {
    const auto found = vocabulary_.word_by_text.find(fold_word(spelling));
    return found == vocabulary_.word_by_text.end() ? WordId{} : found->second;
  });
}

std::optional<std::uint32_t> ValueReader::index_of(const ValueType& type, std::string_view text) {
  const auto found = type.word_index.find(word(text).value);
  return found == type.word_index.end() ? std::nullopt : std::optional(found->second);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const auto first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 60;
  constexpr std::size_t kept = 40;
  std::size_t end = text.size() <= longest ? text.size() : kept;
  if (end < text.size()) {
    // Never cut through a character; bytes that are none are cut where it is.
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  }
  std::string quoted(text.substr(0, end));
  std::replace(quoted.begin(), quoted.end(), '`', '\'');  // so that the quotation ends where it seems to
  return "`" + quoted + (end < text.size() ? "\u2026`" : "`");
}

std::string in_quotes(const RawValue& token) {
  if (token.is_missing()) return "nothing";
  if (token.kind == RawValue::Kind::list) return "(a list)";
  if (token.kind == RawValue::Kind::object) return "(an object)";
  return in_quotes(token.text);
}

}  // namespace eligo::ingest

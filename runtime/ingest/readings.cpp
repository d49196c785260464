#include "runtime/ingest/readings.h"

#include <algorithm>
#include <array>

#include "runtime/values/ascii.h"

namespace eligo::ingest {
namespace {

/// Whether two units may measure one and the same thing. An amount is given by mass, by substance or in
/// arbitrary units, whichever the laboratory prefers.
bool may_measure_the_same(const Unit& a, const Unit& b) {
  const Dimension& x = a.dimension;
  const Dimension& y = b.dimension;
  const bool is_arbitrary = x.arbitrary != 0 || y.arbitrary != 0 || a.is_scale || b.is_scale;
  if (is_arbitrary) return true;
  for (std::size_t base = 0; base < Dimension::base_count; ++base) {
    const bool is_amount = base == Dimension::mass || base == Dimension::substance;
    if (!is_amount && x.exponent[base] != y.exponent[base]) return false;
  }
  return x.exponent[Dimension::mass] + x.exponent[Dimension::substance] ==
         y.exponent[Dimension::mass] + y.exponent[Dimension::substance];
}

/// A unit that is known and measures something.
std::optional<Unit> measuring_unit(const RawValue& unit) {
  return unit.is_text() ? parse_unit(trimmed(unit.text)) : std::nullopt;
}

/// A number or a titre, a bound or a range of them.
bool is_plain_number(const RawValue& value) {
  constexpr std::string_view signs = "0123456789.,:/<>= -";
  return value.kind == RawValue::Kind::number ||
         (value.is_text() && value.text.find_first_not_of(signs) == std::string_view::npos);
}

/// The result of a test that finds something or not: no comment on a number.
bool is_finding(std::string_view text) {
  static constexpr std::array<std::string_view, 8> findings{
      "positive", "negative", "detected", "not detected", "reactive", "non-reactive", "present", "absent"};
  return std::ranges::find(findings, lower(trimmed(text))) != findings.end();
}

}  // namespace

bool may_be_result(const ValueType& type, const RawValue& value, const RawValue& unit,
                   const ReadValue& read) {
  if (may_have_value(type, value, unit, read)) return true;
  const bool is_comment = value.is_text() && !is_plain_number(value) && read.flaw != Flaw::bad_unit &&
                          read.flaw != Flaw::implausible;
  if (!is_comment || (type.kind != ValueKind::word && is_finding(value.text))) return false;
  const std::optional<Unit> measured = measuring_unit(unit);
  if (measured && type.kind == ValueKind::quantity) return may_measure_the_same(*measured, type.unit);
  return !measured || measured->dimension.is_number();
}

bool may_have_value(const ValueType& type, const RawValue& value, const RawValue& unit,
                    const ReadValue& read) {
  if (type.kind == ValueKind::none || value.is_missing() || value.is_container()) return true;
  const bool is_number = type.kind == ValueKind::quantity || type.kind == ValueKind::percent_of_predicted;
  if (!is_number) {
    const std::optional<Unit> measured = measuring_unit(unit);
    if (measured && !measured->dimension.is_number()) return false;
    // Of words that are not all listed, one that is not may be any text, but no plain number.
    if (type.kind == ValueKind::word && read.is_word_unlisted)
      return value.is_text() && !has_digit(value.text);
  }
  switch (read.flaw) {
    case Flaw::none: return true;
    case Flaw::unlisted_word: return read.problem.empty();  // `pending`: no result yet
    case Flaw::bad_value: return is_number;                 // it has digits, and may be a number
    case Flaw::bad_unit: {
      const std::optional<Unit> measured = measuring_unit(unit);
      return !measured || may_measure_the_same(*measured, type.unit);
    }
    case Flaw::implausible: return false;
    case Flaw::bad_date:
    case Flaw::bad_status:
    case Flaw::unrecognised_name:
    case Flaw::not_understood:
    case Flaw::unconfirmed: break;  // not of values
  }
  return true;
}

}  // namespace eligo::ingest

#include "runtime/units/grammar.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "runtime/units/table.h"
#include "runtime/values/ascii.h"

namespace eligo::units {

namespace {

// A rate "per 1.73 m2" is per standard body surface. UCUM gives annotations no meaning; `{1.73_m2}` has it
// here, since a clearance so indexed must never be compared with one that is not.
constexpr std::string_view body_surface = "1.73";

bool is_printable(char c) { return c > ' ' && c <= '~'; }
bool ends_name(char c) {
  return is_digit(c) || !is_printable(c) || std::string_view("./(){}+-").find(c) != std::string_view::npos;
}

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

bool is_special(const Unit& unit) { return unit.is_scale || !unit.offset.is_zero(); }

/// A decimal of the table. UCUM writes pi with more digits than a number in a rule may have, so it is read in
/// two parts.
Number exact(std::string_view decimal) {
  if (const auto number = Number::parse(decimal)) return *number;
  constexpr std::size_t half = 32;
  const Number head = Number::parse(decimal.substr(0, half)).value_or(0);
  const Number tail = Number::parse(decimal.substr(half)).value_or(0);
  const auto places = static_cast<std::int64_t>(decimal.size() - decimal.find('.') - 1);
  return head + tail * power(10, -places).value_or(0);
}

/// Where the zero of a temperature scale lies, in its own degrees above absolute zero.
Number zero_point(std::string_view code) {
  if (code == "Cel") return Number::fraction(27315, 100);
  if (code == "[degF]") return Number::fraction(45967, 100);
  if (code == "[degRe]") return Number::fraction(21852, 100);
  return 0;
}

Dimension base_dimension(std::string_view code) {
  static constexpr std::array<std::string_view, Dimension::base_count> codes = {"m", "s", "g",  "rad",
                                                                                "K", "C", "cd", "mol"};
  Dimension dimension;
  for (std::size_t i = 0; i < codes.size(); ++i) dimension.exponent[i] = codes[i] == code ? 1 : 0;
  return dimension;
}

Dimension own_dimension(const UnitRow& row) {
  Dimension dimension;
  dimension.arbitrary = static_cast<std::uint16_t>(&row - rows().data() + 1);
  dimension.arbitrary_exponent = 1;
  return dimension;
}

/// Reads a code from left to right. Each function takes the part that it names off the front of `rest_`;
/// after the first failure all of them come back empty.
class Parser {
 public:
  Parser(std::string_view code, GrammarError& error) : rest_(code), error_(error) {}

  std::optional<Unit> code() {
    std::optional<Unit> unit = starts_with('/') ? Unit{} : component();
    if (unit) unit = factors_after(std::move(unit));
    if (unit && !rest_.empty()) return fail(unexpected());
    return unit;
  }

 private:
  /// The components that follow the first, each after a point or a slash.
  std::optional<Unit> factors_after(std::optional<Unit> unit) {
    while (unit && (starts_with('.') || starts_with('/'))) {
      const bool divide = rest_.front() == '/';
      rest_.remove_prefix(1);
      const std::optional<Unit> next = component();
      unit = next ? combine(*unit, *next, divide) : std::nullopt;
    }
    return unit;
  }

  std::optional<Unit> component() {
    if (rest_.empty()) return fail("A unit is missing at the end.");
    std::optional<Unit> unit;
    if (starts_with('{')) return annotation_alone();
    if (starts_with('(')) {
      unit = parenthesised();
    } else if (is_digit(rest_.front()) && !rest_.starts_with("10*") && !rest_.starts_with("10^")) {
      unit = whole_factor();
    } else {
      unit = simple_unit();
    }
    if (!unit || !starts_with('{')) return unit;
    const std::string_view text = annotation();
    if (text.find(body_surface) != std::string_view::npos)
      return fail("Put a `/` in front of " + quoted(text) + ".");
    return text.empty() ? std::nullopt : unit;
  }

  /// An annotation in place of a unit counts by one: `{cells}/uL`.
  std::optional<Unit> annotation_alone() {
    const std::string_view text = annotation();
    if (text.empty()) return std::nullopt;
    Unit unit;
    if (text.find(body_surface) != std::string_view::npos) {
      unit.factor = Number::fraction(173, 100);
      unit.dimension.exponent[Dimension::length] = 2;
    }
    return unit;
  }

  /// Empty if it is none.
  std::string_view annotation() {
    const std::string_view text = rest_.substr(0, rest_.find('}') + 1);
    if (text.empty()) {
      fail("An annotation that opens with `{` must end with `}`.");
      return {};
    }
    for (const char c : text.substr(1, text.size() - 2)) {
      if (is_printable(c) && c != '{') continue;
      fail("An annotation in `{…}` has a character that UCUM does not allow.");
      return {};
    }
    rest_.remove_prefix(text.size());
    return text;
  }

  std::optional<Unit> parenthesised() {
    if (++depth_ > max_depth) return fail("Parentheses are nested too deeply in this unit.");
    rest_.remove_prefix(1);
    std::optional<Unit> unit = component();
    if (unit) unit = factors_after(std::move(unit));
    if (!unit) return std::nullopt;
    if (!starts_with(')')) return fail("A closing parenthesis is missing.");
    rest_.remove_prefix(1);
    --depth_;
    return unit;
  }

  std::optional<Unit> whole_factor() {
    const std::string_view digits = take_digits();
    const auto number = digits.size() > 18 ? std::nullopt : Number::parse(digits);
    if (!number) return fail("The number " + quoted(digits) + " in this unit is too large.");
    if (number->is_zero()) return fail("A unit cannot be multiplied or divided by 0.");
    // By the letter of UCUM `1.73.m2` is 1 x 73 m2. Whoever writes it does not mean that.
    if (rest_.size() > 1 && rest_[0] == '.' && is_digit(rest_[1]) && !rest_.starts_with(".10*")) {
      return fail("A unit has whole numbers only: UCUM reads the point after " + quoted(digits) +
                  " as times. Put the decimal in front of the unit.");
    }
    Unit unit;
    unit.factor = *number;
    return unit;
  }

  std::optional<Unit> simple_unit() {
    const std::string_view name = take_name();
    if (name.empty()) return fail(unexpected());
    std::optional<Unit> unit = look_up(name);
    if (!unit || rest_.empty()) return unit;
    const bool has_sign = starts_with('+') || starts_with('-');
    if (!has_sign && !is_digit(rest_.front())) return unit;
    const bool negative = starts_with('-');
    if (has_sign) rest_.remove_prefix(1);
    const std::string_view digits = take_digits();
    if (digits.empty()) return fail("A number is missing after the sign of an exponent.");
    int exponent = 0;
    for (const char c : digits) {
      exponent = exponent * 10 + (c - '0');
      if (exponent > max_unit_exponent) return fail("The exponent on " + quoted(name) + " is too large.");
    }
    return raise(*unit, name, negative ? -exponent : exponent);
  }

  /// The unit of this name: as it stands, else as a prefix and a metric unit.
  std::optional<Unit> look_up(std::string_view name) {
    if (const UnitRow* row = find_row(name)) return resolve(*row);
    for (const std::size_t size : {std::size_t{1}, std::size_t{2}}) {
      if (name.size() <= size) break;
      const Prefix* prefix = find_prefix(name.substr(0, size));
      const UnitRow* row = find_row(name.substr(size));
      if (prefix == nullptr || row == nullptr || !row->is_metric) continue;
      std::optional<Unit> unit = resolve(*row);
      if (!unit) return std::nullopt;
      const Number scale = exact(prefix->value);
      unit->factor = unit->factor * scale;
      unit->offset = unit->offset / scale;
      return unit;
    }
    error_.unknown = name;
    return fail(quoted(name) + " is not a unit.");
  }

  /// A unit of the table in base units. It departs from UCUM in which units compare: moles and microscope
  /// fields are not plain numbers here, and a unit on a special scale is compared with itself only.
  std::optional<Unit> resolve(const UnitRow& row) {
    Unit unit;
    unit.offset = row.kind == Kind::special ? zero_point(row.code) : 0;
    if (row.kind == Kind::base || row.code == "mol") {
      unit.dimension = base_dimension(row.code);
      return unit;
    }
    unit.is_scale = row.kind == Kind::special && unit.offset.is_zero();
    const bool counts_itself = row.kind == Kind::arbitrary && row.reference == "1";
    if (unit.is_scale || counts_itself || row.code == "[HPF]") {
      unit.dimension = own_dimension(row);
      return unit;
    }
    const std::string_view reference = row.code == "[LPF]" ? "[HPF]" : row.reference;
    const std::optional<Unit> definition = Parser(reference, error_).code();
    if (!definition) return std::nullopt;
    unit.factor = exact(row.value) * definition->factor;
    unit.dimension = definition->dimension;
    return unit;
  }

  std::optional<Unit> raise(const Unit& unit, std::string_view name, int exponent) {
    if (exponent == 1) return unit;
    if (is_special(unit))
      return fail(quoted(name) + " is on a scale with a zero point of its own: it has no powers.");
    const std::optional<Number> factor = power(unit.factor, exponent);
    if (!factor) return fail("The exponent on " + quoted(name) + " is too large.");
    Unit result;
    result.factor = *factor;
    for (int i = 0; i < std::abs(exponent); ++i) {
      result.dimension = exponent < 0 ? result.dimension / unit.dimension : result.dimension * unit.dimension;
    }
    return checked(std::move(result));
  }

  std::optional<Unit> combine(const Unit& a, const Unit& b, bool divide) {
    if (is_special(a) || is_special(b)) {
      return fail(
          "A unit on a scale with a zero point of its own, such as `Cel` or `[pH]`, stands alone: it is not "
          "multiplied or divided.");
    }
    if (a.dimension.arbitrary != 0 && b.dimension.arbitrary != 0 &&
        a.dimension.arbitrary != b.dimension.arbitrary) {
      return fail(
          "Two different arbitrary units, such as `[IU]` and `[PFU]`, cannot be combined in one unit.");
    }
    Unit result;
    result.factor = divide ? a.factor / b.factor : a.factor * b.factor;
    result.dimension = divide ? a.dimension / b.dimension : a.dimension * b.dimension;
    return checked(std::move(result));
  }

  std::optional<Unit> checked(Unit unit) {
    const double size = unit.factor.to_double();
    if (!unit.dimension.is_possible()) return fail("The exponents in this unit add up to too large a power.");
    if (size == 0 || !std::isfinite(size)) return fail("This unit is too large or too small to count in.");
    return unit;
  }

  /// A name: up to a character that ends it, but all of a text in square brackets.
  std::string_view take_name() {
    std::size_t end = rest_.starts_with("10*") || rest_.starts_with("10^") ? 3 : 0;
    const bool is_ten = end != 0;
    while (!is_ten && end < rest_.size() && !ends_name(rest_[end])) {
      if (rest_[end] == '[') end = rest_.find(']', end);
      if (end == std::string_view::npos) return {};
      ++end;
    }
    const std::string_view name = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return name;
  }

  std::string_view take_digits() {
    std::size_t end = 0;
    while (end < rest_.size() && is_digit(rest_[end])) ++end;
    const std::string_view digits = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return digits;
  }

  [[nodiscard]] bool starts_with(char c) const { return !rest_.empty() && rest_.front() == c; }

  [[nodiscard]] std::string unexpected() const {
    if (rest_.empty()) return "A unit is missing at the end.";
    const char c = rest_.front();
    if (c == ' ') return "A space cannot stand within a unit.";
    if (!is_printable(c)) return "A unit has a character that UCUM does not allow.";
    if (c == '[') return "A square bracket is open at the end of this unit.";
    return quoted(rest_.substr(0, 1)) + " is not expected there in a unit.";
  }

  std::nullopt_t fail(std::string text) {
    if (error_.text.empty()) error_.text = std::move(text);
    return std::nullopt;
  }

  std::string_view rest_;
  GrammarError& error_;
  int depth_ = 0;
};

}  // namespace

std::optional<Unit> parse_ucum(std::string_view code, GrammarError& error) {
  error = {};
  if (code.size() > max_length) {
    error.text = "This is too long for a unit.";
    return std::nullopt;
  }
  return Parser(code, error).code();
}

}  // namespace eligo::units

#include "runtime/units/customary.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <optional>

#include "runtime/values/ascii.h"

namespace eligo::units {

namespace {

constexpr Spelling whole_table[] = {
    {"K/cmm", "10*3/mm3"}, {"K/cumm", "10*3/mm3"}, {"K/mcL", "10*3/uL"},   {"K/mm3", "10*3/mm3"},
    {"K/uL", "10*3/uL"},   {"M/cmm", "10*6/mm3"},  {"M/cumm", "10*6/mm3"}, {"M/mcL", "10*6/uL"},
    {"M/mm3", "10*6/mm3"}, {"M/uL", "10*6/uL"},    {"bpm", "/min"},        {"mM", "mmol/L"},
    {"nM", "nmol/L"},      {"pM", "pmol/L"},       {"uM", "umol/L"},
};

// None of these is a UCUM code (a test checks it), so no unit changes its meaning here.
constexpr Spelling factor_table[] = {
    {"#", "{#}"},
    {"1.73", "{1.73_m2}"},
    {"1.73 m2", "{1.73_m2}"},
    {"1.73 sq m", "{1.73_m2}"},
    {"1.73 sq.m", "{1.73_m2}"},
    {"1.73 sqm", "{1.73_m2}"},
    {"1.73.m2", "{1.73_m2}"},
    {"1.73_m2", "{1.73_m2}"},
    {"1.73m2", "{1.73_m2}"},
    {"1.73sq.m", "{1.73_m2}"},
    {"1.73sqm", "{1.73_m2}"},
    {"APL", "[APL'U]"},
    {"CFU", "[CFU]"},
    {"Celsius", "Cel"},
    {"Eq", "eq"},
    {"Fahrenheit", "[degF]"},
    {"GPL", "[GPL'U]"},
    {"HPF", "[HPF]"},
    {"INR", "{INR}"},
    {"IU", "[IU]"},
    {"LPF", "[LPF]"},
    {"MIU", "M[IU]"},
    {"MPL", "[MPL'U]"},
    {"Million", "10*6"},
    {"Osm", "osm"},
    {"PFU", "[PFU]"},
    {"Thousand", "10*3"},
    {"Thousands", "10*3"},
    {"beats", "{beats}"},
    {"breaths", "{breaths}"},
    {"cc", "cm3"},
    {"cell", "{cell}"},
    {"cells", "{cells}"},
    {"celsius", "Cel"},
    {"cmH2O", "cm[H2O]"},
    {"cmm", "mm3"},
    {"copies", "{copies}"},
    {"cumm", "mm3"},
    {"day", "d"},
    {"days", "d"},
    {"deg C", "Cel"},
    {"deg F", "[degF]"},
    {"degC", "Cel"},
    {"degF", "[degF]"},
    {"fahrenheit", "[degF]"},
    {"feet", "[ft_i]"},
    {"foot", "[ft_i]"},
    {"gm", "g"},
    {"gms", "g"},
    {"gram", "g"},
    {"grams", "g"},
    {"hour", "h"},
    {"hours", "h"},
    {"hpf", "[HPF]"},
    {"hr", "h"},
    {"hrs", "h"},
    {"in", "[in_i]"},
    {"inch", "[in_i]"},
    {"inches", "[in_i]"},
    {"kIU", "k[IU]"},
    {"kgs", "kg"},
    {"lakh", "10*5"},
    {"lakhs", "10*5"},
    {"lb", "[lb_av]"},
    {"lbs", "[lb_av]"},
    {"liter", "L"},
    {"liters", "L"},
    {"litre", "L"},
    {"litres", "L"},
    {"lpf", "[LPF]"},
    {"mEq", "meq"},
    {"mIU", "m[IU]"},
    {"mOsm", "mosm"},
    {"mOsmol", "mosm"},
    {"mcL", "uL"},
    {"mcg", "ug"},
    {"mcgs", "ug"},
    {"mcmol", "umol"},
    {"mgs", "mg"},
    {"million", "10*6"},
    {"millions", "10*6"},
    {"millisecond", "ms"},
    {"milliseconds", "ms"},
    {"mins", "min"},
    {"minute", "min"},
    {"minutes", "min"},
    {"mm Hg", "mm[Hg]"},
    {"mmHg", "mm[Hg]"},
    {"month", "mo"},
    {"months", "mo"},
    {"mosmol", "mosm"},
    {"msec", "ms"},
    {"msecs", "ms"},
    {"nIU", "n[IU]"},
    {"percent", "%"},
    {"pound", "[lb_av]"},
    {"pounds", "[lb_av]"},
    {"ratio", "{ratio}"},
    {"score", "{score}"},
    {"sec", "s"},
    {"second", "s"},
    {"seconds", "s"},
    {"secs", "s"},
    {"sq m", "m2"},
    {"sqm", "m2"},
    {"thou", "10*3"},
    {"thousand", "10*3"},
    {"thousands", "10*3"},
    {"uIU", "u[IU]"},
    {"usec", "us"},
    {"week", "wk"},
    {"weeks", "wk"},
    {"wks", "wk"},
    {"year", "a"},
    {"years", "a"},
    {"yr", "a"},
    {"yrs", "a"},
    {"{1.73 m2}", "{1.73_m2}"},
    {"\u00b0C", "Cel"},
    {"\u00b0F", "[degF]"},
};

// Words behind a unit, with or without a space, that say of what it is. They become its annotation.
constexpr Spelling noun_table[] = {
    {"Cr", "{creat}"},   {"Cre", "{creat}"},   {"DDU", "{DDU}"},          {"FEU", "{FEU}"},
    {"crea", "{creat}"}, {"creat", "{creat}"}, {"creatinine", "{creat}"},
};

// Characters of print, and how UCUM writes them.
constexpr Spelling characters[] = {
    {"\u00b5", "u"},  // micro sign
    {"\u03bc", "u"},  // Greek mu
    {"\u00d7", "x"},  // multiplication sign, before a power of ten
    {"\u00b7", "."},  // middle dot
    {"\u22c5", "."},  // dot operator
    {"\u2212", "-"},  // minus sign
    {"\u2215", "/"},  // division slash
    {"\u00a0", " "},  // no-break space
    {"\u2009", " "},  // thin space
    {"\u202f", " "},  // narrow no-break space
};

constexpr Spelling superscripts[] = {
    {"\u2070", "0"}, {"\u00b9", "1"}, {"\u00b2", "2"}, {"\u00b3", "3"}, {"\u2074", "4"}, {"\u2075", "5"},
    {"\u2076", "6"}, {"\u2077", "7"}, {"\u2078", "8"}, {"\u2079", "9"}, {"\u207b", "-"},
};

static_assert(std::ranges::is_sorted(whole_table, {}, &Spelling::text));
static_assert(std::ranges::is_sorted(factor_table, {}, &Spelling::text));
static_assert(std::ranges::is_sorted(noun_table, {}, &Spelling::text));

std::optional<std::string_view> find(std::span<const Spelling> sorted, std::string_view text) {
  const auto found = std::ranges::lower_bound(sorted, text, {}, &Spelling::text);
  if (found == sorted.end() || found->text != text) return std::nullopt;
  return found->code;
}

/// The character of a small table that `text` starts with, or null.
const Spelling* leading(std::span<const Spelling> table, std::string_view text) {
  const auto found =
      std::ranges::find_if(table, [&](const Spelling& row) { return text.starts_with(row.text); });
  return found == table.end() ? nullptr : &*found;
}

/// The `[…]` or `{…}` that `text` starts with, or nothing. Its content is a name, never rewritten.
std::string_view bracketed(std::string_view text) {
  if (text.empty() || (text.front() != '[' && text.front() != '{')) return {};
  const std::size_t close = text.find(text.front() == '[' ? ']' : '}');
  return close == std::string_view::npos ? std::string_view{} : text.substr(0, close + 1);
}

/// Length of the part of `text` up to one of `ends`, outside brackets.
std::size_t length_until(std::string_view text, std::string_view ends) {
  std::size_t length = 0;
  while (length < text.size() && ends.find(text[length]) == std::string_view::npos) {
    length += std::max<std::size_t>(bracketed(text.substr(length)).size(), 1);
  }
  return length;
}

/// The digits in `text` that stand in round brackets at its start: `9` of `(9)/L`.
std::string_view bracketed_digits(std::string_view text) {
  if (!text.starts_with('(')) return {};
  const std::size_t close = std::min(text.find_first_not_of("0123456789", 1), text.size());
  return close > 1 && close < text.size() && text[close] == ')' ? text.substr(1, close - 1)
                                                                : std::string_view{};
}

/// Printed characters, powers and white space, written plainly: `10⁹ / L` is `10*9/L`, `kg/m^2` is `kg/m2`.
std::string plain_characters(std::string_view text) {
  std::string plain;
  bool after_superscript = false;
  while (!text.empty()) {
    std::size_t taken = 1;
    const bool was_superscript = after_superscript;
    after_superscript = false;
    if (const std::string_view name = bracketed(text); !name.empty()) {
      plain += name;
      taken = name.size();
    } else if (const Spelling* digit = leading(superscripts, text)) {
      if (!was_superscript && plain.ends_with("10")) plain += '*';
      plain += digit->code;
      taken = digit->text.size();
      after_superscript = true;
    } else if (const Spelling* other = leading(characters, text)) {
      plain += other->code;
      taken = other->text.size();
    } else if (const std::string_view power = bracketed_digits(text);
               !power.empty() && plain.ends_with("10")) {
      plain += '*';
      plain += power;
      taken = power.size() + 2;
    } else if (text.front() == '^' && !plain.empty() && is_letter(plain.back()) && text.size() > 1 &&
               is_digit(text[1])) {
      // the caret of m^2 says what m2 says
    } else {
      plain += text.front();
    }
    text.remove_prefix(taken);
  }
  return plain;
}

/// Spaces at the ends, next to a slash, and all but one of a run go; `per` is a slash.
std::string tidy_spaces(std::string_view text) {
  std::string tidy;
  constexpr std::string_view per = " per ";
  if (const std::size_t at = text.find(per); at != std::string_view::npos) {
    return tidy_spaces(std::string(text.substr(0, at)) + "/" + std::string(text.substr(at + per.size())));
  }
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\t';
    if (is_space && (tidy.empty() || tidy.back() == ' ' || tidy.back() == '/')) continue;
    if (c == '/' && !tidy.empty() && tidy.back() == ' ') tidy.pop_back();
    tidy += is_space ? ' ' : c;
  }
  if (!tidy.empty() && tidy.back() == ' ') tidy.pop_back();
  return tidy;
}

/// The power of ten that `factor` starts with, in UCUM, which is taken off: `10^9`, `x10^9`, `10e9` → `10*9`.
std::string take_power_of_ten(std::string_view& factor) {
  std::string_view rest = factor;
  if (rest.starts_with('x') || rest.starts_with('X') || rest.starts_with('*')) rest.remove_prefix(1);
  if (rest.starts_with(' ') && rest.size() < factor.size()) rest.remove_prefix(1);
  if (!rest.starts_with("10") || rest.size() < 3) return {};
  if (std::string_view("*^eE").find(rest[2]) == std::string_view::npos) return {};
  std::size_t end = 3;
  if (end < rest.size() && (rest[end] == '-' || rest[end] == '+')) ++end;
  while (end < rest.size() && is_digit(rest[end])) ++end;
  if (!is_digit(rest[end - 1]) && (rest[2] == 'e' || rest[2] == 'E')) return {};
  std::string power = "10*";
  power += rest.substr(3, end - 3);
  factor = rest.substr(end);
  return power;
}

/// The whole number that `factor` starts with, which is taken off.
std::string take_whole_number(std::string_view& factor) {
  const std::size_t end = std::min(factor.find_first_not_of("0123456789"), factor.size());
  std::string number(factor.substr(0, end));
  factor.remove_prefix(end);
  return number;
}

/// A unit with a word behind it that says of what it is: `g creatinine` is `g{creat}`. Else empty.
std::string with_noun(std::string_view factor) {
  const std::size_t space = factor.rfind(' ');
  if (space == std::string_view::npos) return {};
  const auto noun = find(noun_table, factor.substr(space + 1));
  if (!noun) return {};
  const std::string_view unit = factor.substr(0, space);
  return std::string(find(factor_table, unit).value_or(unit)) + std::string(*noun);
}

/// One factor of a unit in UCUM. A number in front of it belongs to it: `g/24h` is `g/(24.h)`.
std::string factor_to_ucum(std::string_view factor, bool is_divisor) {
  if (const auto code = find(factor_table, factor)) return std::string(*code);
  if (std::string unit = with_noun(factor); !unit.empty()) return unit;
  std::string_view rest = factor;
  std::string number = take_power_of_ten(rest);
  if (number.empty()) number = take_whole_number(rest);
  if (number.empty()) return std::string(factor);
  if (rest.starts_with(' ')) rest.remove_prefix(1);
  const bool has_unit = !rest.empty() && (is_letter(rest.front()) || rest.front() == '[');
  if (!has_unit) return number + std::string(rest);
  const std::string product = number + "." + std::string(find(factor_table, rest).value_or(rest));
  return is_divisor ? "(" + product + ")" : product;
}

}  // namespace

std::span<const Spelling> whole_spellings() { return whole_table; }
std::span<const Spelling> factor_spellings() { return factor_table; }

std::string to_ucum(std::string_view text) {
  const std::string tidy = tidy_spaces(plain_characters(text));
  if (const auto code = find(whole_table, tidy)) return std::string(*code);
  std::string code;
  std::string_view rest = tidy;
  while (!rest.empty()) {
    if (std::string_view("/.()").find(rest.front()) != std::string_view::npos) {
      code += rest.front();
      rest.remove_prefix(1);
      continue;
    }
    // First as far as the next slash, for `1.73.m2`.
    std::size_t length = length_until(rest, "/()");
    if (const auto spelling = find(factor_table, rest.substr(0, length))) {
      code += *spelling;
    } else {
      length = length_until(rest, "/.()");
      code += factor_to_ucum(rest.substr(0, length), code.ends_with('/'));
    }
    rest.remove_prefix(length);
  }
  return code;
}

}  // namespace eligo::units

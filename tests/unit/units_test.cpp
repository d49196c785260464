#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "runtime/units/customary.h"
#include "runtime/units/grammar.h"
#include "runtime/units/table.h"
#include "runtime/units/unit.h"

using eligo::convert;
using eligo::Dimension;
using eligo::dimension_name;
using eligo::Number;
using eligo::parse_unit;
using eligo::Unit;
using eligo::UnitError;

namespace {

Unit unit(std::string_view text) {
  UnitError error;
  const auto parsed = parse_unit(text, &error);
  REQUIRE_MESSAGE(parsed.has_value(), std::string(text) << ": " << error.text);
  return *parsed;
}

/// `value` of one unit in another, as text; `-` if there is no way.
std::string in(std::string_view value, std::string_view from, std::string_view to,
               const std::optional<Number>& molar_mass = std::nullopt) {
  const auto conversion = convert(unit(from), unit(to), molar_mass);
  if (!conversion) return "-";
  return (*Number::parse(value) * conversion->factor + conversion->offset).text();
}

UnitError error_of(std::string_view text) {
  UnitError error;
  const auto parsed = parse_unit(text, &error);
  CHECK_MESSAGE(!parsed, std::string(text));
  return error;
}

std::string first_suggestion(std::string_view text) {
  const UnitError error = error_of(text);
  return error.suggestions.empty() ? "" : error.suggestions.front();
}

std::string name_of(std::string_view text) { return dimension_name(unit(text).dimension); }

bool is_itself(const Unit& unit) {
  const auto conversion = convert(unit, unit);
  return conversion && conversion->factor == Number(1) && conversion->offset.is_zero();
}

}  // namespace

TEST_CASE("every unit of UCUM is read and is itself") {
  for (const auto& row : eligo::units::rows()) {
    CAPTURE(row.code);
    const Unit parsed = unit(row.code);
    CHECK(is_itself(parsed));
    CHECK(parsed == parsed);
    CHECK(parsed.factor.sign() == 1);
    CHECK(parsed.code == (row.code == "10^" ? "10*" : row.code));
    CHECK_FALSE(dimension_name(parsed.dimension).empty());
  }
}

TEST_CASE("metric units take every prefix, others none") {
  for (const auto& row : eligo::units::rows()) {
    for (const auto& prefix : eligo::units::prefixes()) {
      const std::string code = std::string(prefix.code) + std::string(row.code);
      CAPTURE(code);
      const auto parsed = parse_unit(code);
      if (!row.is_metric) continue;
      REQUIRE(parsed);
      if (eligo::units::find_row(code) != nullptr) continue;  // `cd` is the candela, not a hundredth of a day
      CHECK(is_itself(*parsed));
      CHECK(parsed->factor == unit(row.code).factor * *Number::parse(prefix.value));
    }
  }
  CHECK_FALSE(parse_unit("kmin"));
  CHECK_FALSE(parse_unit("m[lb_av]"));
  CHECK_FALSE(parse_unit("kkg"));
}

TEST_CASE("units convert exactly") {
  CHECK(in("1", "kg", "g") == "1000");
  CHECK(in("200", "U/L", "U/mL") == "0.2");
  CHECK(in("1", "[lb_av]", "g") == "453.59237");
  CHECK(in("1", "[in_i]", "cm") == "2.54");
  CHECK(in("1", "[ft_i]", "[in_i]") == "12");
  CHECK(in("3", "m[Hg]", "Pa") == "399966");
  CHECK(in("1", "g/dL", "mg/mL") == "10");
  CHECK(in("1", "wk", "h") == "168");
  CHECK(in("1", "a", "d") == "365.25");
  CHECK(in("1", "mo", "d") == "30.4375");
  CHECK(in("1", "U", "nkat") == "16.6667");
  CHECK(in("1", "g%", "g/L") == "10");
  CHECK(in("1", "kcal", "J") == "4184");
  CHECK(in("180", "deg", "[pi].rad") == "1");
  CHECK(in("1", "[ly]", "cm") == "9.4607304725808e17");
  CHECK(in("24", "[car_Au]", "1") == "1");
  CHECK(in("1", "By", "bit") == "8");
  CHECK(in("1", "KiBy", "bit") == "8192");
}

TEST_CASE("the grammar of UCUM is read") {
  CHECK(in("1", "m/s2", "m.s-2") == "1");
  CHECK(in("1", "/m", "m-1") == "1");
  CHECK(in("6.3", "s/4.m", "s.m") == "1.575");
  CHECK(in("6.3", "s/(4.m)", "s/m") == "1.575");
  CHECK(in("1", "m3.kg-1.s-2", "m3/(kg.s2)") == "1");
  CHECK(in("1", "10*3/uL", "/nL") == "1");
  CHECK(in("1", "10*+3", "1") == "1000");
  CHECK(in("1", "10^-3", "1") == "0.001");
  CHECK(in("1", "4.[pi].10*-7.N/A2", "[mu_0]") == "1");
  CHECK(in("1", "{cells}/uL", "/uL") == "1");
  CHECK(in("1", "mg{creatinine}/g{stool}", "mg/g") == "-");
  CHECK(in("1", "((m))", "m") == "1");
  CHECK(in("1", "m0", "1") == "1");
  CHECK(in("1", "g.m.s-2.A-2", "g.m.C-2") == "1");
}

TEST_CASE("temperatures convert with their zero points") {
  CHECK(in("37", "Cel", "K") == "310.15");
  CHECK(in("98.6", "[degF]", "Cel") == "37");
  CHECK(in("-40", "Cel", "[degF]") == "-40");
  CHECK(in("80", "[degRe]", "Cel") == "100");
  CHECK(in("37000", "mCel", "Cel") == "37");
  CHECK(in("0", "[degR]", "K") == "0");
  CHECK(error_of("Cel/h").text.find("stands alone") != std::string::npos);
  CHECK_FALSE(parse_unit("Cel2"));
  CHECK_FALSE(parse_unit("/Cel"));
}

TEST_CASE("units on a special scale convert into themselves only") {
  CHECK(in("7.4", "[pH]", "[pH]") == "7.4");
  CHECK(in("7.4", "[pH]", "mol/L") == "-");
  CHECK(in("1", "dB", "B") == "-");
  CHECK(in("1", "dB", "dB") == "1");
  CHECK(in("1", "Np", "B") == "-");
  CHECK(in("1", "B[W]", "W") == "-");
  CHECK_FALSE(unit("B") == unit("dB"));
  CHECK(unit("[m/s2/Hz^(1/2)]").is_scale);
}

TEST_CASE("arbitrary units are compared with themselves only") {
  CHECK(in("1", "[IU]", "[iU]") == "1");
  CHECK(in("1", "[IU]/mL", "k[iU]/L") == "1");
  CHECK(in("1", "[IU]", "U") == "-");
  CHECK(in("1", "[IU]", "[arb'U]") == "-");
  CHECK(in("1", "[GPL'U]", "[MPL'U]") == "-");
  CHECK(in("1", "[IU]", "1") == "-");
  CHECK(in("1", "[IU]/[IU]", "1") == "1");
  CHECK(error_of("[IU]/[PFU]").text.find("different arbitrary units") != std::string::npos);
}

TEST_CASE("a microscope field is no plain number") {
  CHECK(in("5", "/[HPF]", "1") == "-");
  CHECK(in("5", "/HPF", "{cells}/[HPF]") == "5");
  CHECK(in("5", "/[HPF]", "/[LPF]") == "500");
}

TEST_CASE("mass and amount of substance meet through the molar mass only") {
  const Number creatinine = *Number::parse("113.12");
  CHECK(in("1", "mg/dL", "umol/L") == "-");
  CHECK(in("1", "mg/dL", "umol/L", creatinine) == "88.4017");
  CHECK(in("88.4", "umol/L", "mg/dL", creatinine) == "0.9999808");
  CHECK(in("1", "mmol/L", "meq/L") == "-");  // of an ion with two charges 1 mmol is 2 meq
  CHECK(in("1", "eq/L", "meq/L") == "1000");
  CHECK(in("1", "mol", "1", creatinine) == "-");
  CHECK(in("56.56", "mg/mmol", "g/g", creatinine) == "0.5");
  CHECK(in("1", "mol", "1") == "-");
  CHECK(in("1", "mmol/L", "mg/dL", Number(0)) == "-");
  CHECK(in("1", "mmol/L", "mg", creatinine) == "-");
}

TEST_CASE("converting there and back gives the same value") {
  const std::vector<std::string> groups[] = {{"mg/dL", "g/L", "[oz_av]/[gal_us]", "ug/uL", "kg/m3"},
                                             {"Cel", "[degF]", "K", "[degRe]", "[degR]", "mCel"},
                                             {"mm[Hg]", "kPa", "[psi]", "atm", "cm[H2O]", "bar"},
                                             {"a", "mo", "wk", "d", "h", "min", "s", "a_t"},
                                             {"mL/min/{1.73_m2}", "L/h/m2", "mL/min/m2"}};
  for (const auto& group : groups) {
    for (const auto& from : group) {
      for (const auto& to : group) {
        CAPTURE(from);
        CAPTURE(to);
        const auto there = convert(unit(from), unit(to));
        const auto back = convert(unit(to), unit(from));
        REQUIRE((there && back));
        const Number value = Number::fraction(-1234567, 891);
        CHECK((value * there->factor + there->offset) * back->factor + back->offset == value);
      }
    }
  }
}

TEST_CASE("every customary spelling is read as the one code that it means") {
  for (const auto& spelling : eligo::units::factor_spellings()) {
    CAPTURE(spelling.text);
    eligo::units::GrammarError ignored;
    CHECK_FALSE(eligo::units::parse_ucum(spelling.text, ignored));  // no UCUM code changes its meaning
    CHECK(unit(spelling.text).code == spelling.code);
  }
  for (const auto& spelling : eligo::units::whole_spellings()) {
    CAPTURE(spelling.text);
    CHECK(unit(spelling.text).code == spelling.code);
  }
}

TEST_CASE("clinical units are read as criteria write them") {
  // clang-format off
  const eligo::units::Spelling spellings[] = {
      {"IU/mL", "[IU]/mL"}, {"IU/L", "[IU]/L"}, {"IU", "[IU]"}, {"mIU/mL", "m[IU]/mL"},
      {"\u00b5IU/mL", "u[IU]/mL"}, {"mm3", "mm3"}, {"/mm3", "/mm3"}, {"cells/mm3", "{cells}/mm3"},
      {"cells/mm\u00b3", "{cells}/mm3"}, {"cells/uL", "{cells}/uL"}, {"mcg", "ug"}, {"\u00b5g", "ug"},
      {"\u03bcg", "ug"}, {"\u00b5mol/L", "umol/L"}, {"K/uL", "10*3/uL"}, {"K/\u00b5L", "10*3/uL"},
      {"10^9/L", "10*9/L"}, {"x10^9/L", "10*9/L"}, {"x 10^9/L", "10*9/L"}, {"\u00d710\u2079/L", "10*9/L"},
      {"10\u00b9\u00b2/L", "10*12/L"}, {"10*9/L", "10*9/L"}, {"10e9/L", "10*9/L"},
      {"10^6 cells/kg", "10*6.{cells}/kg"}, {"mmHg", "mm[Hg]"}, {"mg/day", "mg/d"}, {"mg/d", "mg/d"},
      {"mg/wk", "mg/wk"}, {"mg/week", "mg/wk"}, {"mg/kg/day", "mg/kg/d"}, {"mg/(kg.day)", "mg/(kg.d)"},
      {"g/24h", "g/(24.h)"}, {"g/24 h", "g/(24.h)"}, {"g/24 hours", "g/(24.h)"},
      {"mg/100 mL", "mg/(100.mL)"}, {"g/day", "g/d"}, {"GPL", "[GPL'U]"}, {"MPL", "[MPL'U]"},
      {"APL", "[APL'U]"}, {"/HPF", "/[HPF]"}, {"/hpf", "/[HPF]"}, {"%", "%"}, {"percent", "%"},
      {"degC", "Cel"}, {"\u00b0C", "Cel"}, {"\u00b0F", "[degF]"}, {"years", "a"}, {"months", "mo"},
      {"weeks", "wk"}, {"days", "d"}, {"hours", "h"}, {"ug/dL", "ug/dL"}, {"mEq/L", "meq/L"},
      {"lb", "[lb_av]"}, {"lbs", "[lb_av]"}, {"inches", "[in_i]"}, {"bpm", "/min"},
      {"copies/mL", "{copies}/mL"}, {"sec", "s"}, {"cc", "cm3"}, {"kg/m\u00b2", "kg/m2"},
      {"kg/m^2", "kg/m2"}, {"  mg / dL ", "mg/dL"}, {"mg\u00a0/\u00a0dL", "mg/dL"},
  };
  // clang-format on
  for (const auto& spelling : spellings) {
    CAPTURE(spelling.text);
    CHECK(unit(spelling.text).code == spelling.code);
  }
  CHECK(in("1", "g/24h", "g/d") == "1");
  CHECK(in("1", "cc", "mL") == "1");
}

TEST_CASE("a clearance per standard body surface is not one per person") {
  for (const char* text : {"mL/min/1.73 m2", "mL/min/1.73m2", "mL/min/1.73_m2", "mL/min/{1.73_m2}",
                           "mL/min/(1.73.m2)", "mL/min/1.73.m2", "mL/min/{1.73 m2}", "mL/min/{1.73m2}",
                           "mL/min/1.73 m\u00b2", "mL/min/1.73m^2", "mL/min/(1.73 m2)"}) {
    CAPTURE(text);
    CHECK(in("60", text, "mL/min/{1.73_m2}") == "60");
    CHECK(in("173", text, "mL/min/m2") == "100");
    CHECK(in("60", text, "mL/min") == "-");
  }
  CHECK(unit("mL/min/1.73 m2").code == "mL/min/{1.73_m2}");
  CHECK(error_of("mL/min{1.73_m2}").text == "Put a `/` in front of `{1.73_m2}`.");
}

TEST_CASE("a decimal in a unit is refused, not read as a product") {
  CHECK(error_of("2.5.mg").text.find("whole numbers only") != std::string::npos);
  CHECK(in("1", "2.10*3", "1") == "2000");
}

TEST_CASE("what is no unit is refused with a reason") {
  CHECK(error_of("").text == "A unit is missing.");
  CHECK(error_of("  ").text == "A unit is missing.");
  CHECK(error_of("mg/").text == "A unit is missing at the end.");
  CHECK(error_of("mg//dL").text == "`/` is not expected there in a unit.");
  CHECK(error_of("mg dL").text == "A space cannot stand within a unit.");
  CHECK(error_of("(m").text == "A closing parenthesis is missing.");
  CHECK(error_of("m)").text == "`)` is not expected there in a unit.");
  CHECK(error_of("m2s").text == "`s` is not expected there in a unit.");
  CHECK(error_of("m-").text == "A number is missing after the sign of an exponent.");
  CHECK(error_of("m{x").text == "An annotation that opens with `{` must end with `}`.");
  CHECK(error_of("[IU").text == "A square bracket is open at the end of this unit.");
  CHECK(error_of("mg/d\u00e9").text == "A unit has a character that UCUM does not allow.");
  CHECK(error_of("furlong").text == "`furlong` is not a unit.");
  CHECK(error_of("G/dLx").text == "`dLx` is not a unit.");
  CHECK(error_of("0.m").text == "A unit cannot be multiplied or divided by 0.");
}

TEST_CASE("what passes a limit is refused, not computed") {
  CHECK(error_of("m61").text == "The exponent on `m` is too large.");
  CHECK(error_of("m99999999999999999999").text == "The exponent on `m` is too large.");
  CHECK(error_of("[pi]60").text == "The exponent on `[pi]` is too large.");
  CHECK(error_of("m60.m60.m60").text == "The exponents in this unit add up to too large a power.");
  CHECK(error_of("Ym20").text == "This unit is too large or too small to count in.");
  CHECK(error_of("1000000000000000000000").text ==
        "The number `1000000000000000000000` in this unit is too large.");
  CHECK(error_of(std::string(17, '(') + "m" + std::string(17, ')')).text ==
        "Parentheses are nested too deeply in this unit.");
}

TEST_CASE("a unit is read up to the limits, and no further") {
  CHECK(parse_unit("mg{" + std::string(124, 'x') + "}"));
  CHECK(error_of("mg{" + std::string(125, 'x') + "}").text == "This is too long for a unit.");
  CHECK(error_of("lb.lb.lb.lb.lb.lb.lb.lb.lb.lb.lb.lb.lb.lb.lb.lb.lb").text ==
        "This is too long for a unit.");
  CHECK(parse_unit("m60.m60.m7"));
  CHECK(error_of("m60.m60.m8").text == "The exponents in this unit add up to too large a power.");
  CHECK(parse_unit("m-60.m-60.m-8"));
  CHECK(error_of("m-60.m-60.m-9").text == "The exponents in this unit add up to too large a power.");
  CHECK(parse_unit("100000000000000000.mg"));
  CHECK(error_of("1000000000000000000.mg").text ==
        "The number `1000000000000000000` in this unit is too large.");
}

TEST_CASE("near spellings are suggested") {
  CHECK(first_suggestion("mg/dk") == "mg/dL");
  CHECK(first_suggestion("mgg/dL") == "mg/dL");
  CHECK(first_suggestion("MMOL/L") == "mmol/L");
  CHECK(first_suggestion("iu/ml") == "IU/mL");
  CHECK(first_suggestion("mmhg") == "mmHg");
  CHECK(first_suggestion("mmlo/L") == "mmol/L");
  CHECK(first_suggestion("wekes") == "weeks");
  CHECK(first_suggestion("Days") == "days");
  CHECK(first_suggestion("lb_av") == "[lb_av]");
  CHECK(error_of("oz").suggestions == std::vector<std::string>{"[oz_ap]", "[oz_av]", "[oz_m]"});
  CHECK(error_of("qwertyuiop").suggestions.empty());
}

TEST_CASE("a suggestion can always be read") {
  for (const char* text : {"mgg", "celsuis", "Kg/M2", "beth", "IUU/mL", "mcgg", "mmoll/l", "umols/L", "unit",
                           "%%", "mEqq/L", "pfus"}) {
    const UnitError error = error_of(text);
    CHECK(error.suggestions.size() <= 3);
    for (const std::string& suggestion : error.suggestions) {
      CAPTURE(suggestion);
      CHECK(parse_unit(suggestion));
    }
  }
}

TEST_CASE("dimensions have the names that people use") {
  CHECK(name_of("%") == "number");
  CHECK(name_of("kg") == "mass");
  CHECK(name_of("mL") == "volume");
  CHECK(name_of("cm") == "length");
  CHECK(name_of("m2") == "area");
  CHECK(name_of("wk") == "time");
  CHECK(name_of("bpm") == "frequency");
  CHECK(name_of("Cel") == "temperature");
  CHECK(name_of("mg/dL") == "mass concentration");
  CHECK(name_of("mmol/L") == "substance concentration");
  CHECK(name_of("U/L") == "catalytic activity concentration");
  CHECK(name_of("mg/day") == "mass rate");
  CHECK(name_of("mL/min") == "volume flow");
  CHECK(name_of("mL/min/1.73 m2") == "volume flow per body surface, or speed");
  CHECK(name_of("K/uL") == "number concentration");
  CHECK(name_of("mmHg") == "pressure");
  CHECK(name_of("mol") == "amount of substance");
  CHECK(name_of("IU/mL") == "international units per volume");
  CHECK(name_of("IU") == "international units");
  CHECK(name_of("[beth'U]/mL") == "[beth'U] per volume");
  CHECK(name_of("/HPF") == "number per high-power field");
  CHECK(name_of("g.m2/K") == "g.m2.K-1");
}

TEST_CASE("a product without a dimension converts into nothing, itself included") {
  const Dimension mixed = unit("[IU]").dimension * unit("[PFU]").dimension;
  CHECK_FALSE(mixed.is_possible());
  CHECK_FALSE((mixed / mixed).is_possible());
  CHECK(dimension_name(mixed) == "no dimension");
  Unit nothing;
  nothing.dimension = mixed;
  CHECK_FALSE(convert(nothing, nothing));
}

TEST_CASE("no text breaks the reader") {
  std::mt19937 random(42);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same inputs in every run
  const std::vector<std::string> pieces = {
      "m", "g",    "mol",    "[IU]",   "10*",     "10^", "(", ")", "/", ".",    "{x}",  "{",    "}",    "[",
      "]", "-",    "+",      "1",      "60",      "2",   " ", "d", "L", "%",    "K",    "Cel",  "[pi]", "e",
      "x", "1.73", "\u00b5", "\u00b2", "\u00b0C", "day", "^", "*", "'", "\xff", "[pH]", "[ly]", "Ym"};
  for (int i = 0; i < 30'000; ++i) {
    std::string text;
    const bool bytes = i % 3 == 0;
    for (auto length = random() % 14; length > 0; --length) {
      text += bytes ? std::string(1, static_cast<char>(random())) : pieces[random() % pieces.size()];
    }
    CAPTURE(text);
    UnitError error;
    const auto parsed = parse_unit(text, i % 10 == 0 ? &error : nullptr);
    if (!parsed) {
      if (i % 10 == 0) REQUIRE_FALSE(error.text.empty());
      continue;
    }
    REQUIRE(is_itself(*parsed));
    // The code that a text is given is UCUM, and means the same.
    const auto again = parse_unit(parsed->code);
    REQUIRE(again);
    REQUIRE(*again == *parsed);
    REQUIRE(again->code == parsed->code);
  }
}

TEST_CASE("the longest product of the longest factors is read in no time") {
  std::string text = "[pi]9";
  while (text.size() + 6 <= eligo::units::max_length) text += "/[pi]8";
  CHECK(parse_unit(text));
}

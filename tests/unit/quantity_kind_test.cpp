#include <doctest/doctest.h>

#include <string>

#include "runtime/units/lost_superscript.h"
#include "runtime/units/readings.h"
#include "runtime/units/unit.h"

/// What keeps quantities of one dimension apart, and what laboratories write.
namespace eligo {

namespace {

QuantityKind kind(std::string_view text) {
  const auto parsed = parse_unit(text);
  REQUIRE_MESSAGE(parsed, std::string(text));
  return parsed->kind;
}

bool is_convertible(std::string_view from, std::string_view to) {
  return convert(*parse_unit(from), *parse_unit(to)).has_value();
}

}  // namespace

TEST_CASE("a proportion is named by what is above and below the line") {
  CHECK(kind("g/g").proportion == "mass over mass");
  CHECK(kind("mg/kg/d").proportion == "mass over mass");
  CHECK(kind("mmol/mol").proportion == "amount of substance over amount of substance");
  CHECK(kind("L/L").proportion == "volume over volume");
  CHECK(kind("mL/min/1.73 m2").proportion == "volume over area");
  CHECK(kind("%").proportion == "percent");
  CHECK(kind("g/(24.h)").proportion.empty());
  CHECK(kind("mg/dL").proportion.empty());
  CHECK(kind("10*9/L").proportion.empty());
  CHECK(kind("/[HPF]").proportion.empty());
  CHECK(kind("mm[Hg]").proportion.empty());
}

TEST_CASE("proportions of different kinds do not convert") {
  const std::string kinds[] = {"%", "1", "g/g", "mmol/mol", "L/L", "[IU]/mL", "%{predicted}", "g/g{creat}"};
  for (const auto& from : kinds) {
    for (const auto& to : kinds) CHECK_MESSAGE(is_convertible(from, to) == (from == to), from, " ", to);
  }
  CHECK(is_convertible("%", "[ppm]"));
  CHECK(is_convertible("mg/g", "ug/mg"));
  CHECK_FALSE(is_convertible("mg/kg/d", "/d"));
}

TEST_CASE("an annotation is another quantity, unless it only says what is counted") {
  CHECK_FALSE(is_convertible("ng/mL{DDU}", "ng/mL"));
  CHECK_FALSE(is_convertible("ng/mL{DDU}", "ng/mL{FEU}"));
  CHECK(is_convertible("ng/mL{DDU}", "ug/L{ddu}"));
  CHECK(is_convertible("mg/g{creatinine}", "mg/g creat"));
  CHECK(is_convertible("cells/uL", "10*9/L"));
  CHECK(is_convertible("{beats}/min", "/min"));
  CHECK_FALSE(is_convertible("mL/min/{BSA}", "mL/min"));
}

TEST_CASE("the spellings of laboratories") {
  const auto code = [](std::string_view text) { return parse_unit(text) ? parse_unit(text)->code : "-"; };
  CHECK(code("K/mcL") == "10*3/uL");
  CHECK(code("x10E3/uL") == "10*3/uL");
  CHECK(code("X10(3)/mcL") == "10*3/uL");
  CHECK(code("Thousand/uL") == "10*3/uL");
  CHECK(code("lakhs/cumm") == "10*5/mm3");
  CHECK(code("msec") == "ms");
  CHECK(code("lbs") == "[lb_av]");
  CHECK(code("mg/g creatinine") == "mg/g{creat}");
  CHECK(code("mg/mmol Cr") == "mg/mmol{creat}");
  CHECK(code("ng/mL FEU") == "ng/mL{FEU}");
  CHECK(code("mL/min/1.73sqm") == "mL/min/{1.73_m2}");
  CHECK(code("mL/min per 1.73 m2") == "mL/min/{1.73_m2}");
  CHECK(code("mL/min/1.73") == "mL/min/{1.73_m2}");
  CHECK(code("mm Hg") == "mm[Hg]");
  CHECK(code("cells per mm3") == "{cells}/mm3");
}

TEST_CASE("a power that was lost is seen") {
  for (const char* text :
       {"109/L", "10 9/L", "x109/L", "x 10 9/L", "\u00d7109/L", "103/uL", "1012/L", "109"}) {
    CHECK_MESSAGE(!units::lost_superscript(text).empty(), text);
    UnitError error;
    CHECK_FALSE(parse_unit(text, &error));
    CHECK_FALSE(error.suggestions.empty());
  }
  for (const char* text : {"10*9/L", "10^9/L", "x10e9/L", "mg/100 mL", "g/(24.h)", "mL/min/1.73 m2", "10.mL",
                           "1000/uL", "100/L", "10 mL", "2109.m"}) {
    CHECK_MESSAGE(units::lost_superscript(text).empty(), text);
  }
  CHECK(units::lost_superscript("x 10 9/L") == "10*9/L");
}

TEST_CASE("a power of ten without its power is no unit of data") {
  for (const char* text :
       {"10^/L", "10*/L", "x10^/L", "X10*/uL", "10/L", "10^ copies/mL", "x 10^ /L", "10^", "\u00d710^/L"}) {
    CHECK_MESSAGE(units::readings(text).empty(), text);
  }
  for (const char* text : {"10*9/L", "10^9/L", "x10^9/L", "10^ 9/L", "10\u2079/L", "10*-3/L", "mg/10 mL",
                           "mL/min", "g/(10.L)"}) {
    CHECK_FALSE_MESSAGE(units::readings(text).empty(), text);
  }
}

TEST_CASE("capitals") {
  CHECK(units::in_usual_capitals("MG/DL") == "mg/dL");
  CHECK(units::in_usual_capitals("K/UL") == "K/uL");
  CHECK(units::in_usual_capitals("MEQ/L") == "meq/L");
  CHECK(units::in_usual_capitals("G/24HR") == "g/24hr");
  CHECK(units::in_usual_capitals("ng/mL{DDU}") == "ng/mL{DDU}");
  CHECK(units::readings("mg/dL").size() == 1);
  CHECK(units::readings("U/ML").size() == 2);
  CHECK(units::readings("MIU/mL").size() == 2);
  CHECK(units::readings("mIU/mL").size() == 1);
  CHECK(units::readings("109/L").empty());
  CHECK(units::readings("xyzzy").empty());
}

TEST_CASE("nothing is offered that is further off than the nearest") {
  UnitError error;
  CHECK_FALSE(parse_unit("MMOL/L", &error));
  CHECK(error.suggestions == std::vector<std::string>{"mmol/L"});
}

TEST_CASE("what a vocabulary declares to be one") {
  CHECK(convert_by_activity(*parse_unit("IU/L"), *parse_unit("U/L")) == Conversion{});
  CHECK(convert_by_activity(*parse_unit("mIU/mL"), *parse_unit("U/L")) == Conversion{});
  CHECK_FALSE(convert_by_activity(*parse_unit("IU/g"), *parse_unit("U/L")));
  CHECK(convert_by_dimension(*parse_unit("L/L"), *parse_unit("%"))->factor == Number(100));
}

}  // namespace eligo

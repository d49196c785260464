#include <algorithm>
#include <cstddef>

#include "runtime/units/table.h"
#include "runtime/units/unit.h"

namespace eligo {

namespace {

using Exponents = decltype(Dimension::exponent);

struct Name {
  Exponents exponent;  // length, time, mass, angle, temperature, charge, luminosity, substance
  std::string_view name;
};

constexpr Name names[] = {
    {{}, "number"},
    {{1}, "length"},
    {{2}, "area"},
    {{3}, "volume"},
    {{-1}, "number per length"},
    {{-2}, "number per area"},
    {{-3}, "number concentration"},
    {{0, 1}, "time"},
    {{0, -1}, "frequency"},
    {{0, 0, 1}, "mass"},
    {{0, 0, -1}, "number per mass"},
    {{0, 0, 0, 1}, "angle"},
    {{0, 0, 0, 0, 1}, "temperature"},
    {{0, 0, 0, 0, 0, 1}, "electric charge"},
    {{0, 0, 0, 0, 0, 0, 1}, "luminous intensity"},
    {{0, 0, 0, 0, 0, 0, 0, 1}, "amount of substance"},
    {{-3, 0, 1}, "mass concentration"},
    {{-2, 0, 1}, "mass per area"},
    {{0, -1, 1}, "mass rate"},
    {{-2, -1, 1}, "mass rate per area"},
    {{-3, 0, 0, 0, 0, 0, 0, 1}, "substance concentration"},
    {{0, 0, -1, 0, 0, 0, 0, 1}, "amount of substance per mass"},
    {{0, 0, 1, 0, 0, 0, 0, -1}, "molar mass"},
    {{0, -1, 0, 0, 0, 0, 0, 1}, "catalytic activity"},
    {{-3, -1, 0, 0, 0, 0, 0, 1}, "catalytic activity concentration"},
    {{0, -1, -1, 0, 0, 0, 0, 1}, "catalytic activity per mass"},
    {{3, -1}, "volume flow"},
    {{3, -1, -1}, "volume flow per mass"},
    {{3, 0, -1}, "volume per mass"},
    {{1, -1}, "volume flow per body surface, or speed"},
    {{1, -2}, "acceleration"},
    {{-1, -2, 1}, "pressure"},
    {{-4, -1, 1}, "flow resistance"},
    {{1, -2, 1}, "force"},
    {{2, -2, 1}, "energy"},
    {{2, -3, 1}, "power"},
    {{2, -2}, "radiation dose"},
    {{0, -1, 0, 0, 0, 1}, "electric current"},
    {{2, -2, 1, 0, 0, -1}, "electric potential"},
};

std::optional<std::string_view> name_of(const Exponents& exponent) {
  const auto* const found = std::ranges::find(names, exponent, &Name::exponent);
  if (found == std::end(names)) return std::nullopt;
  return found->name;
}

/// One factor of a product of units, such as `m-3`.
void append_factor(std::string& product, std::string_view code, int exponent) {
  if (exponent == 0) return;
  if (!product.empty()) product += '.';
  product += code;
  if (exponent != 1) product += std::to_string(exponent);
}

/// `g.m-3`.
std::string formula(const Dimension& dimension, std::string_view arbitrary) {
  // Mass first, as people say it: grams per volume.
  constexpr std::pair<Dimension::Base, std::string_view> bases[] = {
      {Dimension::mass, "g"},   {Dimension::substance, "mol"}, {Dimension::length, "m"},
      {Dimension::time, "s"},   {Dimension::angle, "rad"},     {Dimension::temperature, "K"},
      {Dimension::charge, "C"}, {Dimension::luminosity, "cd"},
  };
  std::string product;
  append_factor(product, arbitrary, dimension.arbitrary_exponent);
  for (const auto& [base, code] : bases) append_factor(product, code, dimension.exponent[base]);
  return product;
}

std::string_view plural(std::string_view code) {
  if (code == "[iU]") return "international units";
  if (code == "[arb'U]") return "arbitrary units";
  if (code == "[HPF]") return "high-power fields";
  return code;
}

}  // namespace

std::string dimension_name(const Dimension& dimension) {
  if (!dimension.is_possible()) return "no dimension";
  if (dimension.arbitrary == 0) {
    const auto name = name_of(dimension.exponent);
    return name ? std::string(*name) : formula(dimension, {});
  }
  const std::string_view code = units::rows()[dimension.arbitrary - std::size_t{1}].code;
  if (dimension.arbitrary_exponent == 1) {
    Exponents divisor = dimension.exponent;
    for (auto& exponent : divisor) exponent = static_cast<std::int8_t>(-exponent);
    const auto name = name_of(divisor);
    if (dimension.exponent == Exponents{}) return std::string(plural(code));
    if (name) return std::string(plural(code)) + " per " + std::string(*name);
  }
  if (dimension.arbitrary_exponent == -1 && code == "[HPF]") {
    const auto name = name_of(dimension.exponent);
    if (name) return std::string(*name) + " per high-power field";
  }
  return formula(dimension, code);
}

std::string quantity_name(const Unit& unit) {
  std::string name = unit.kind.proportion;
  if (name.empty() || !unit.dimension.is_number()) {
    name = dimension_name(unit.dimension) + (name.empty() ? "" : " (" + name + ")");
  }
  return unit.kind.annotation.empty() ? name : name + " " + unit.kind.annotation;
}

}  // namespace eligo

#include "compiler/names/further_unit.h"

/// `also in IU/L`, `also in mmol/mol as value * 0.09148 + 2.152`.
namespace eligo {
namespace {

/// What an expression comes to: `value` times the factor, plus the offset.
std::optional<Conversion> read_line(const Place& place, Findings& findings);

std::optional<Conversion> times(const Conversion& a, const Conversion& b, const Place& place,
                                Findings& findings) {
  if (!a.factor.is_zero() && !b.factor.is_zero()) {
    findings.add(codes::units_differ, place.span(), "a conversion is a line: `value` stands in it once");
    return std::nullopt;
  }
  return a.factor.is_zero() ? Conversion{b.factor * a.offset, b.offset * a.offset}
                            : Conversion{a.factor * b.offset, a.offset * b.offset};
}

std::optional<Conversion> over(const Conversion& a, const Conversion& b, const Place& place,
                               Findings& findings) {
  if (!b.factor.is_zero() || b.offset.is_zero()) {
    findings.add(codes::units_differ, place.span(), "a conversion is a line: it is divided by numbers only");
    return std::nullopt;
  }
  return Conversion{a.factor / b.offset, a.offset / b.offset};
}

/// A sum or a product, from left to right.
std::optional<Conversion> read_chain(const Place& place, Findings& findings) {
  const auto pieces = place.children();
  auto result = read_line(pieces[0], findings);
  for (std::size_t i = 1; result && i + 1 < pieces.size(); i += 2) {
    const auto next = read_line(pieces[i + 1], findings);
    if (!next) return std::nullopt;
    const auto sign = pieces[i].text();
    if (sign == "+") {
      result = Conversion{result->factor + next->factor, result->offset + next->offset};
    } else if (sign == "/") {
      result = over(*result, *next, place, findings);
    } else if (sign == "*" || sign == "×") {
      result = times(*result, *next, place, findings);
    } else {
      result = Conversion{result->factor - next->factor, result->offset - next->offset};
    }
  }
  return result;
}

std::optional<Conversion> read_line(const Place& place, Findings& findings) {
  switch (place.kind()) {
    case Syntax::recorded_value: return Conversion{};
    case Syntax::group_quantity: return read_line(place.first(), findings);
    case Syntax::number: {
      const auto number = read_number(place, findings);
      return number ? std::optional(Conversion{0, *number}) : std::nullopt;
    }
    default: return read_chain(place, findings);
  }
}

/// Into the fact's unit, where nothing more is said than that results come in this one.
std::optional<Conversion> plain_conversion(const Place& place, const Unit& unit, const ValueType& type,
                                           Findings& findings) {
  if (const auto found = convert_by_dimension(unit, type.unit, type.molar_mass)) return found;
  if (const auto found = convert_by_activity(unit, type.unit)) return found;
  findings
      .add(codes::units_differ, place.span(),
           "`" + std::string(place.text()) + "` does not convert into " +
               (type.unit_text.empty() ? "a plain number" : "`" + type.unit_text + "`"))
      .note("say how: `also in " + std::string(place.text()) + " as value * …`");
  return std::nullopt;
}

}  // namespace

std::vector<FurtherUnit> read_further_units(const Place& clause, const ValueType& type, Findings& findings) {
  std::vector<FurtherUnit> result;
  if (type.kind != ValueKind::quantity) {
    findings.add(codes::types_differ, clause.span(), "only quantities come in units");
    return result;
  }
  std::optional<Conversion> line;
  if (const Place written = clause.child(Syntax::sum); written.exists()) {
    line = read_line(written, findings);
    if (!line) return result;
    if (line->factor.is_zero()) {
      findings.add(codes::units_differ, written.span(), "a conversion depends on the `value`");
      return result;
    }
  }
  for (const Place& place : clause.children()) {
    FurtherUnit further;
    if (place.kind() == Syntax::text) {
      further.spelling = text_content(place.text());
      further.conversion = line.value_or(Conversion{});
      result.push_back(further);
    }
    if (place.kind() != Syntax::unit) continue;
    const auto unit = read_unit(place, findings);
    if (!unit) continue;
    if (convert(*unit, type.unit, type.molar_mass)) {
      findings.add(codes::defined_twice, place.span(),
                   "`" + std::string(place.text()) + "` converts into `" + type.unit_text + "` by itself");
      continue;
    }
    const auto conversion = line ? line : plain_conversion(place, *unit, type, findings);
    if (!conversion) continue;
    further.unit = *unit;
    further.conversion = *conversion;
    result.push_back(further);
  }
  return result;
}

}  // namespace eligo

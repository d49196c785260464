#include <utility>

#include "runtime/units/customary.h"
#include "runtime/units/grammar.h"
#include "runtime/units/lost_superscript.h"
#include "runtime/units/quantity_kind.h"
#include "runtime/units/suggest.h"
#include "runtime/units/unit.h"

namespace eligo {

namespace {

std::nullopt_t fail(UnitError* error, std::string text, std::vector<std::string> suggestions = {}) {
  if (error != nullptr) *error = {std::move(text), std::move(suggestions)};
  return std::nullopt;
}

}  // namespace

std::optional<Unit> parse_unit(std::string_view text, UnitError* error) {
  if (text.size() > units::max_length) return fail(error, "This is too long for a unit.");
  if (const std::string power = units::lost_superscript(text); !power.empty()) {
    if (error == nullptr) return std::nullopt;
    std::vector<std::string> offers;  // what stands around it may be no unit
    if (parse_unit(power)) offers.push_back(power);
    return fail(error, "This looks like `" + power + "` with its power lost.", std::move(offers));
  }
  std::string code = units::to_ucum(text);
  if (code.empty()) return fail(error, "A unit is missing.");
  units::GrammarError reason;
  std::optional<Unit> unit = units::parse_ucum(code, reason);
  if (unit) {
    unit->kind = units::quantity_kind(code);
    unit->code = std::move(code);
    return unit;
  }
  // The search for near names is done for a reader only.
  if (error == nullptr) return std::nullopt;
  return fail(error, std::move(reason.text), units::suggest(code, reason.unknown));
}

}  // namespace eligo

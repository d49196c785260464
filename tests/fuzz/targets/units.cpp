// Any text as a unit.
#include "runtime/units/readings.h"
#include "runtime/units/suggest.h"
#include "runtime/units/unit.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;  // NOLINT(google-build-using-namespace)
  const std::string_view text = fuzz::text_of(data, size);
  UnitError error;
  const auto unit = parse_unit(text, &error);
  if (unit) {
    const auto same = convert(*unit, *unit);
    fuzz::hold(same.has_value(), "a unit converts to itself");
  }
  for (const std::string& offer : error.suggestions)
    fuzz::hold(parse_unit(offer).has_value(), "a unit that is offered can be read");
  static_cast<void>(units::readings(text));
  return 0;
}

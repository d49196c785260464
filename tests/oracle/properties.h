#pragma once

#include <array>
#include <optional>

#include "tests/oracle/runtime_side.h"

namespace eligo::oracle {

/// What must hold of the runtime's answers whatever the definition says of them.
enum class Property : std::uint8_t {
  refinement,  ///< a gap filled changes nothing that was settled
  evidence,    ///< what is said to settle a criterion settles it alone
  minimality   ///< and does so no more with any of it left out
};
inline constexpr std::array property_names{"a gap filled", "the evidence alone", "less than the evidence"};

/// A property that does not hold of a patient, and the patient that shows it beside the first.
struct Breach {
  Property property;
  Patient other;
};

inline constexpr std::size_t few_fillings = 8;
inline constexpr std::size_t many_fillings = 80;  ///< so that the same is found of a smaller pair, too

/// Fills so many gaps, each by itself, and looks at the evidence of every settled criterion.
std::optional<Breach> find_breach(const Protocol& protocol, const Patient& patient, Runtime& runtime,
                                  std::size_t fillings);

}  // namespace eligo::oracle

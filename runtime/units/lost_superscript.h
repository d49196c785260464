#pragma once

#include <string>
#include <string_view>

namespace eligo::units {

/// The unit that `text` looks like, where it seems to have lost the superscript of a power of ten: `10*9/L`
/// for `109/L`, `10 9/L` and `x109/L`. Else empty. Nobody counts in units of 109.
std::string lost_superscript(std::string_view text);

/// Whether a power of ten stands without its power: `10^/L`, `10* copies/mL`, `10/L`.
bool has_lost_power(std::string_view text);

}  // namespace eligo::units

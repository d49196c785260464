#pragma once

#include <cstdint>
#include <string_view>

#include "eligo/export.h"

namespace eligo {
inline namespace v1 {

enum class Polarity : std::uint8_t { inclusion, exclusion };

/// The outcome of a criterion as written: a met exclusion excludes.
enum class Status : std::uint8_t { met, not_met, unknown, not_applicable };

/// `undetermined`: what is missing of the patient decides.
enum class Verdict : std::uint8_t { eligible, ineligible, undetermined };

ELIGO_API std::string_view status_name(
    Status status) noexcept;  ///< `met`, `not_met`, `unknown`, `not_applicable`
ELIGO_API std::string_view verdict_name(
    Verdict verdict) noexcept;  ///< `eligible`, `ineligible`, `undetermined`

/// Whether the outcome rules the patient out.
ELIGO_API bool rules_out(Status status, Polarity polarity) noexcept;

}  // namespace v1
}  // namespace eligo

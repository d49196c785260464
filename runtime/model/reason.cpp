#include "runtime/model/reason.h"

#include <array>

namespace eligo {
namespace {

/// By ReasonCode.
constexpr std::array<std::string_view, 22> names{
    "no-record",          "list-not-complete",   "no-attribute",        "not-answered",
    "no-anchor",          "no-reference-range",  "partial-date",        "no-date",
    "unknown-end",        "censored-value",      "conflicting-results", "unusable-record",
    "field-not-recorded", "inconclusive-result", "no-half-life",        "unrecognised-record",
    "broader-record",     "unconfirmed-record",  "possible-repeat",     "no-time",
    "contradictory-data", "not-settled"};
static_assert(static_cast<std::size_t>(ReasonCode::not_settled) + 1 == names.size());

}  // namespace

std::string_view reason_name(ReasonCode code) { return names[static_cast<std::size_t>(code)]; }

}  // namespace eligo

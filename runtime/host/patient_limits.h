#pragma once

#include <array>
#include <cstdint>
#include <limits>

#include "eligo/limits.h"
#include "runtime/host/limit_table.h"

namespace eligo {

/// The limits of one patient by their names (docs/limits.md).
inline constexpr std::array<LimitOption<Limits>, 7> patient_limits{{
    {"document-bytes", std::uint64_t{1} << 40U, [](Limits& l, std::uint64_t n) { l.document_bytes = n; }},
    {"nesting", static_cast<std::uint64_t>(Limits{}.nesting),
     [](Limits& l, std::uint64_t n) { l.nesting = static_cast<int>(n); }},
    {"records", Limits{}.records, [](Limits& l, std::uint64_t n) { l.records = n; }},
    {"unknown-facts", std::uint64_t{1} << 40U, [](Limits& l, std::uint64_t n) { l.unknown_facts = n; }},
    {"pairs", std::uint64_t{1} << 40U, [](Limits& l, std::uint64_t n) { l.pairs = n; }},
    {"cases", std::numeric_limits<int>::max(),
     [](Limits& l, std::uint64_t n) { l.cases = static_cast<int>(n); }},
    {"steps", std::uint64_t{1} << 40U,
     [](Limits& l, std::uint64_t n) { l.steps = static_cast<std::int64_t>(n); }},
}};

}  // namespace eligo

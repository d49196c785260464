#pragma once

#include <string>

#include "runtime/saved/checksum.h"
#include "runtime/saved/plan_format.h"
#include "runtime/saved/plan_writer.h"

namespace eligo::testing {

/// A saved plan with the header, its checksum among it, that belongs to the body: whoever wants to can make
/// one.
inline std::string forged(std::string_view body, std::uint32_t version = saved::format_version) {
  saved::PlanWriter size;
  size(version, static_cast<std::uint64_t>(body.size()));
  saved::PlanWriter sum;
  sum(saved::checksum(size.bytes(), body));
  return std::string(saved::magic) + size.bytes() + sum.bytes() + std::string(body);
}

inline std::string_view body_of(std::string_view saved) { return saved.substr(saved::header_size); }

}  // namespace eligo::testing

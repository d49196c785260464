#pragma once

#include <cstdint>
#include <string_view>

namespace eligo::saved {

/// CRC-32 (as in PNG and gzip) of a header's version and length, followed by the body.
std::uint32_t checksum(std::string_view version_and_length, std::string_view body);

}  // namespace eligo::saved

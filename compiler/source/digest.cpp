#include "compiler/source/digest.h"

#include <sys/types.h>

#include <array>
#include <cstdint>

extern "C" {
#include <sha256.h>
}

namespace eligo {

std::string digest(std::string_view bytes) {
  std::array<char, SHA256_DIGEST_STRING_LENGTH> hex{};
  SHA256Data(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), hex.data());
  return std::string("sha256:") + hex.data();
}

std::string digest(const std::vector<std::pair<std::string, std::string>>& names_and_digests) {
  std::string list;
  for (const auto& [name, of] : names_and_digests) list.append(name).append(" ").append(of).append("\n");
  return digest(std::string_view(list));
}

}  // namespace eligo

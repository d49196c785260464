#include "compiler/source/digest.h"

#include <sys/types.h>

#include <array>
#include <cstdint>

extern "C" {
#include <sha256.h>
}

namespace eligo {

struct Digester::State {
  SHA2_CTX context{};
};

Digester::Digester() : state_(std::make_unique<State>()) { SHA256Init(&state_->context); }
Digester::~Digester() = default;
Digester::Digester(Digester&&) noexcept = default;
Digester& Digester::operator=(Digester&&) noexcept = default;

void Digester::add(std::string_view bytes) {
  SHA256Update(&state_->context, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string Digester::value() const {
  SHA2_CTX so_far = state_->context;
  std::array<char, SHA256_DIGEST_STRING_LENGTH> hex{};
  SHA256End(&so_far, hex.data());
  return std::string("sha256:") + hex.data();
}

std::string digest(std::string_view bytes) {
  Digester digester;
  digester.add(bytes);
  return digester.value();
}

std::string digest(const std::vector<std::pair<std::string, std::string>>& names_and_digests) {
  std::string list;
  for (const auto& [name, of] : names_and_digests) list.append(name).append(" ").append(of).append("\n");
  return digest(std::string_view(list));
}

}  // namespace eligo

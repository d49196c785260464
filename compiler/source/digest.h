#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace eligo {

/// A digest of bytes that come piece by piece.
class Digester {
 public:
  Digester();
  ~Digester();
  Digester(Digester&&) noexcept;
  Digester& operator=(Digester&&) noexcept;

  void add(std::string_view bytes);
  /// `sha256:` and the hexadecimal SHA-256 of all bytes so far; more may follow.
  [[nodiscard]] std::string value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// `sha256:` and the hexadecimal SHA-256 of the bytes.
std::string digest(std::string_view bytes);
/// One digest over several files: of their names and digests, one a line.
std::string digest(const std::vector<std::pair<std::string, std::string>>& names_and_digests);

}  // namespace eligo

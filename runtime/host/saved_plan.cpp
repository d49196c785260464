#include "eligo/saved_plan.h"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>
#include <utility>

#include "runtime/host/guarded.h"
#include "runtime/saved/load_plan.h"
#include "runtime/saved/save_plan.h"

namespace eligo {
inline namespace v1 {
namespace {

Result<Protocol> loaded(std::string_view bytes) {
  LoadedPlan result = load_plan(bytes);
  if (!result.plan) {
    return Error{
        std::string(result.error.code), std::move(result.error.message), {}, std::move(result.error.repair)};
  }
  return Protocol(std::make_shared<const Plan>(std::move(*result.plan)));
}

/// Reads a whole file; false if it cannot be read, with errno set.
bool read_bytes(const std::string& path, std::string& bytes) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) return false;
  std::string part(std::size_t{1} << 16U, '\0');
  while (const std::size_t got = std::fread(part.data(), 1, part.size(), file.get()))
    bytes.append(part, 0, got);
  return std::ferror(file.get()) == 0;
}

}  // namespace

Result<std::string> save_protocol(const Protocol& protocol) noexcept {
  return guarded([&]() -> Result<std::string> { return saved_plan(*protocol.plan()); });
}

Result<Protocol> load_protocol(std::string_view bytes) noexcept {
  return guarded([&] { return loaded(bytes); });
}

Result<Protocol> load_protocol_file(const std::string& path) noexcept {
  return guarded([&]() -> Result<Protocol> {
    std::string bytes;
    if (!read_bytes(path, bytes))
      return Error{"file-unreadable", path + ": " + std::generic_category().message(errno), {}, {}};
    return loaded(bytes);
  });
}

}  // namespace v1
}  // namespace eligo

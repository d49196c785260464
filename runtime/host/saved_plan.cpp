#include "eligo/saved_plan.h"

#include <memory>
#include <utility>

#include "runtime/host/guarded.h"
#include "runtime/ingest/whole_file.h"
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
    std::string why;
    if (!read_whole_file(path, bytes, why)) return Error{"file-unreadable", path + ": " + why, {}, {}};
    return loaded(bytes);
  });
}

}  // namespace v1
}  // namespace eligo

#include "runtime/saved/load_plan.h"

#include "runtime/saved/check_plan.h"
#include "runtime/saved/checksum.h"
#include "runtime/saved/plan_reader.h"
#include "runtime/saved/vocabulary_index.h"

namespace eligo {

using namespace saved;  // NOLINT(google-build-using-namespace): its own helpers

namespace {

constexpr const char* compile_again = "compile the protocol again with this version of Eligo";

LoadedPlan refused(const char* code, std::string message, std::string repair) {
  return {std::nullopt, {code, std::move(message), std::move(repair)}};
}

LoadedPlan truncated() {
  return refused("plan-truncated", "the end of this saved plan is missing", "copy the file again");
}

LoadedPlan damaged() {
  return refused("plan-damaged", "this saved plan is damaged: its checksum is not that of its content",
                 "copy the file again");
}

struct Header {
  std::uint32_t version = 0;
  std::uint64_t body_size = 0;
  std::uint32_t sum = 0;
};

Header header_of(std::string_view bytes) {
  Header header;
  PlanReader reader(bytes.substr(magic.size(), header_size - magic.size()));
  reader(header.version, header.body_size, header.sum);
  return header;
}

LoadedPlan plan_of(std::string_view body) {
  LoadedPlan loaded;
  PlanReader reader(body);
  reader(loaded.plan.emplace());
  if (!reader.is_whole() || !index_vocabulary(loaded.plan->vocabulary)) {
    return refused("plan-invalid", "this saved plan has the right checksum, and is none that Eligo wrote",
                   compile_again);
  }
  if (auto error = check_plan(*loaded.plan)) return {std::nullopt, *std::move(error)};
  return loaded;
}

}  // namespace

bool is_saved_plan(std::string_view bytes) { return bytes.starts_with(magic); }

LoadedPlan load_plan(std::string_view bytes) {
  if (bytes.empty() || !magic.starts_with(bytes.substr(0, magic.size()))) {
    return refused("plan-foreign", "this is no saved plan",
                   "name a protocol (.crit), or what `eligo compile` wrote");
  }
  if (bytes.size() > max_file_size) {
    return refused("plan-too-large",
                   "this saved plan is larger than " + std::to_string(max_file_size >> 20U) + " MB",
                   "leave out of its vocabulary what the protocol does not use");
  }
  if (bytes.size() < header_size) return truncated();
  const Header header = header_of(bytes);
  const std::string_view body = bytes.substr(header_size);
  if (header.body_size > body.size() && header.body_size <= max_file_size) return truncated();
  const std::string_view summed = bytes.substr(magic.size(), header_size - magic.size() - sizeof(header.sum));
  if (header.body_size != body.size() || header.sum != checksum(summed, body)) return damaged();
  if (header.version > format_version) {
    return refused("plan-newer",
                   "this saved plan is of format " + std::to_string(header.version) +
                       "; this version of Eligo reads format " + std::to_string(format_version),
                   "compile the protocol with this version of Eligo, or use a newer one");
  }
  if (header.version != format_version) {
    return refused("plan-invalid",
                   "this saved plan is of format " + std::to_string(header.version) + ", which there is not",
                   compile_again);
  }
  return plan_of(body);
}

}  // namespace eligo

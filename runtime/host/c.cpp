// The front door in C: handles around the C++ one. No exception leaves a function: running out of memory is
// an error, too.
#include "eligo/c.h"

#include <new>
#include <optional>
#include <string>
#include <vector>

#include "eligo/saved_plan.h"
#include "eligo/screener.h"
#include "eligo/version.h"
#include "runtime/host/c_handles.h"
#include "runtime/host/guarded.h"

using namespace eligo;  // NOLINT(google-build-using-namespace): the handles are C's, outside the namespace

namespace {

/// Handed out where there is no memory for an error: NULL would say that there is none.
eligo_error* without_memory() noexcept {
  static eligo_error error{out_of_memory()};
  return &error;
}

}  // namespace

eligo_error* eligo::error_handle(Error error) noexcept {
  auto* const handle = new (std::nothrow) eligo_error{std::move(error)};
  return handle == nullptr ? without_memory() : handle;
}

eligo_protocol::eligo_protocol(Protocol given)
    : protocol(std::move(given)),
      name(protocol.name()),
      title(protocol.title()),
      version(protocol.version()),
      digest(protocol.digest()) {
  for (const CriterionInfo& one : protocol.criteria()) {
    criteria.emplace_back(one.id);
    quotations.emplace_back(one.quotation);
  }
}

namespace {

/// A handle to the value, or the error.
template <typename Handle, typename Value>
Error hand_out(Result<Value> result, Handle** out) {
  if (!result) return result.error();
  *out = new Handle{std::move(*result)};
  return {};
}

/// Runs what may throw, and gives its error.
template <typename Work>
eligo_error* handle_of(Work work) noexcept {
  Error error = guarded(work);
  return error ? error_handle(std::move(error)) : nullptr;
}

const char* text_at(const std::vector<std::string>& texts, size_t index) {
  return index < texts.size() ? texts[index].c_str() : nullptr;
}

}  // namespace

int eligo_c_version(void) { return ELIGO_C_VERSION; }
const char* eligo_program_version(void) { return program_version().data(); }

const char* eligo_error_code(const eligo_error* error) { return error->error.code.c_str(); }
const char* eligo_error_message(const eligo_error* error) { return error->error.message.c_str(); }
const char* eligo_error_place(const eligo_error* error) { return error->error.place.c_str(); }
const char* eligo_error_repair(const eligo_error* error) { return error->error.repair.c_str(); }
void eligo_error_free(eligo_error* error) {
  if (error != without_memory()) delete error;
}

eligo_error* eligo_protocol_load(const void* bytes, size_t size, eligo_protocol** protocol) {
  *protocol = nullptr;
  return handle_of([&] {
    return hand_out(load_protocol({static_cast<const char*>(bytes), size}), protocol);
  });
}

eligo_error* eligo_protocol_load_file(const char* path, eligo_protocol** protocol) {
  *protocol = nullptr;
  return handle_of([&] { return hand_out(load_protocol_file(path), protocol); });
}

const void* eligo_protocol_save(eligo_protocol* protocol, size_t* size) {
  auto saved = save_protocol(protocol->protocol);
  *size = saved ? saved->size() : 0;
  if (!saved) return nullptr;
  protocol->saved = std::move(*saved);
  return protocol->saved.data();
}

void eligo_protocol_free(eligo_protocol* protocol) { delete protocol; }

const char* eligo_protocol_name(const eligo_protocol* protocol) { return protocol->name.c_str(); }
const char* eligo_protocol_title(const eligo_protocol* protocol) { return protocol->title.c_str(); }
const char* eligo_protocol_version(const eligo_protocol* protocol) { return protocol->version.c_str(); }
const char* eligo_protocol_digest(const eligo_protocol* protocol) { return protocol->digest.c_str(); }
size_t eligo_protocol_criteria(const eligo_protocol* protocol) { return protocol->criteria.size(); }
const char* eligo_protocol_criterion(const eligo_protocol* protocol, size_t index) {
  return text_at(protocol->criteria, index);
}
const char* eligo_protocol_quotation(const eligo_protocol* protocol, size_t index) {
  return text_at(protocol->quotations, index);
}

eligo_screener_options* eligo_screener_options_make(void) {
  return new (std::nothrow) eligo_screener_options;
}

eligo_error* eligo_screener_options_set(eligo_screener_options* options, const char* name,
                                        const char* value) {
  Error error = set_option(options->options, name, value);
  return error ? error_handle(std::move(error)) : nullptr;
}

void eligo_screener_options_free(eligo_screener_options* options) { delete options; }

eligo_error* eligo_screener_make(const eligo_protocol* protocol, const eligo_screener_options* options,
                                 eligo_screener** screener) {
  *screener = nullptr;
  return handle_of([&]() -> Error {
    auto made = Screener::make(protocol->protocol, options == nullptr ? ScreenerOptions{} : options->options);
    if (!made) return made.error();
    *screener = new eligo_screener{std::move(*made), {}, {}, {}};
    return {};
  });
}

void eligo_screener_free(eligo_screener* screener) { delete screener; }

eligo_error* eligo_screen(eligo_screener* screener, const char* document, size_t size) {
  Error error = screener->screener.screen({document, size}, screener->screening);
  return error ? error_handle(std::move(error)) : nullptr;
}

const char* eligo_patient(const eligo_screener* screener) {
  // The id is a std::string of the screening, so a zero byte stands behind it.
  return screener->screening.is_empty() ? nullptr : screener->screening.patient().data();
}

const char* eligo_verdict(const eligo_screener* screener) {
  return screener->screening.is_empty() ? nullptr : verdict_name(screener->screening.verdict()).data();
}

const char* eligo_status(const eligo_screener* screener, size_t index) {
  const auto criteria = screener->screening.criteria();
  if (screener->screening.is_empty() || index >= criteria.size()) return nullptr;
  return status_name(criteria[index].status).data();
}

const char* eligo_json(eligo_screener* screener) {
  auto json = screener->screener.json(screener->screening);
  if (!json) return nullptr;
  screener->json = std::move(*json);
  return screener->json.c_str();
}

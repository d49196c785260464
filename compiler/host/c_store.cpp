// A store of protocols in C: handles around ProtocolStore.
#include "eligo/c_store.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "eligo/compile.h"
#include "eligo/store.h"
#include "runtime/host/c_handles.h"
#include "runtime/host/guarded.h"

using namespace eligo;  // NOLINT(google-build-using-namespace): the handles are C's, outside the namespace

struct eligo_store {
  ProtocolStore store;
  std::atomic<bool> stop = false;
};

namespace {

struct StoredTexts {
  std::string name, version, digest, file;
  unsigned long long number = 0;
};
struct ProblemTexts {
  std::string file, code, message, repair, diagnostics;
};

}  // namespace

struct eligo_store_contents {
  std::vector<StoredTexts> protocols;
  std::vector<ProblemTexts> problems;
};

namespace {

StoreOptions store_options_of(const eligo_store_options* options) {
  StoreOptions result;
  if (options == nullptr) return result;
  for (size_t i = 0; i < options->library_folder_count; ++i)
    result.library_folders.emplace_back(options->library_folders[i]);
  if (options->settle_milliseconds != 0)
    result.settle = std::chrono::milliseconds(std::max(options->settle_milliseconds, 0));
  if (options->source_bytes != 0) result.limits.bytes = options->source_bytes;
  if (options->source_files != 0) result.limits.files = options->source_files;
  return result;
}

template <typename Work>
eligo_error* store_error(Work work) noexcept {
  Error error = guarded(work);
  return error ? error_handle(std::move(error)) : nullptr;
}

std::unique_ptr<eligo_store_contents> contents_texts(const StoreContents& contents) {
  auto result = std::make_unique<eligo_store_contents>();
  for (const StoredProtocol& one : contents.protocols) {
    const Protocol& protocol = one.protocol;
    result->protocols.push_back({std::string(protocol.name()), std::string(protocol.version()),
                                 std::string(protocol.digest()), one.file, one.number});
  }
  for (const StoreProblem& one : contents.problems) {
    std::string diagnostics;
    for (const Diagnostic& diagnostic : one.diagnostics)
      diagnostics += diagnostic_text(diagnostic, one.files) + '\n';
    result->problems.push_back(
        {one.file, one.error.code, one.error.message, one.error.repair, std::move(diagnostics)});
  }
  return result;
}

const char* stored_text(const eligo_store_contents* contents, size_t index, std::string StoredTexts::*text) {
  return index < contents->protocols.size() ? (contents->protocols[index].*text).c_str() : nullptr;
}

const char* problem_text(const eligo_store_contents* contents, size_t index,
                         std::string ProblemTexts::*text) {
  return index < contents->problems.size() ? (contents->problems[index].*text).c_str() : nullptr;
}

}  // namespace

eligo_error* eligo_store_open(const char* folder, const eligo_store_options* options, eligo_store** store) {
  *store = nullptr;
  return store_error([&]() -> Error {
    auto opened = ProtocolStore::open(folder, store_options_of(options));
    if (!opened) return opened.error();
    *store = new eligo_store{std::move(*opened)};
    return {};
  });
}

void eligo_store_free(eligo_store* store) { delete store; }

eligo_error* eligo_store_refresh(eligo_store* store, int* has_changed) {
  if (has_changed != nullptr) *has_changed = 0;
  return store_error([&]() -> Error {
    const auto refreshed = store->store.refresh();
    if (!refreshed) return refreshed.error();
    if (has_changed != nullptr) *has_changed = *refreshed ? 1 : 0;
    return {};
  });
}

void eligo_store_watch(eligo_store* store, unsigned interval_milliseconds) {
  store->store.watch(std::chrono::milliseconds(interval_milliseconds), store->stop);
}

void eligo_store_stop(eligo_store* store) { store->stop = true; }

unsigned long long eligo_store_number(const eligo_store* store, const char* name) {
  const auto found = store->store.find(name);
  return found ? found->number : 0;
}

eligo_error* eligo_store_find(const eligo_store* store, const char* name, eligo_protocol** protocol,
                              unsigned long long* number) {
  *protocol = nullptr;
  if (number != nullptr) *number = 0;
  return store_error([&]() -> Error {
    const auto found = store->store.find(name);
    if (!found) return {};
    *protocol = new eligo_protocol(found->protocol);
    if (number != nullptr) *number = found->number;
    return {};
  });
}

eligo_store_contents* eligo_store_look(const eligo_store* store) {
  try {
    return contents_texts(*store->store.contents()).release();
  } catch (const std::exception&) {
    return nullptr;
  }
}

void eligo_store_contents_free(eligo_store_contents* contents) { delete contents; }

size_t eligo_stored_count(const eligo_store_contents* contents) { return contents->protocols.size(); }
const char* eligo_stored_name(const eligo_store_contents* contents, size_t index) {
  return stored_text(contents, index, &StoredTexts::name);
}
const char* eligo_stored_version(const eligo_store_contents* contents, size_t index) {
  return stored_text(contents, index, &StoredTexts::version);
}
const char* eligo_stored_digest(const eligo_store_contents* contents, size_t index) {
  return stored_text(contents, index, &StoredTexts::digest);
}
const char* eligo_stored_file(const eligo_store_contents* contents, size_t index) {
  return stored_text(contents, index, &StoredTexts::file);
}
unsigned long long eligo_stored_number(const eligo_store_contents* contents, size_t index) {
  return index < contents->protocols.size() ? contents->protocols[index].number : 0;
}

size_t eligo_problem_count(const eligo_store_contents* contents) { return contents->problems.size(); }
const char* eligo_problem_file(const eligo_store_contents* contents, size_t index) {
  return problem_text(contents, index, &ProblemTexts::file);
}
const char* eligo_problem_code(const eligo_store_contents* contents, size_t index) {
  return problem_text(contents, index, &ProblemTexts::code);
}
const char* eligo_problem_message(const eligo_store_contents* contents, size_t index) {
  return problem_text(contents, index, &ProblemTexts::message);
}
const char* eligo_problem_repair(const eligo_store_contents* contents, size_t index) {
  return problem_text(contents, index, &ProblemTexts::repair);
}
const char* eligo_problem_diagnostics(const eligo_store_contents* contents, size_t index) {
  return problem_text(contents, index, &ProblemTexts::diagnostics);
}

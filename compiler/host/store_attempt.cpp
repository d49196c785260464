#include "compiler/host/store_attempt.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <new>
#include <utility>

#include "compiler/source/digest.h"
#include "compiler/source/search_path.h"
#include "eligo/saved_plan.h"
#include "grammar/scan.h"
#include "runtime/ingest/whole_file.h"

namespace eligo {
namespace {

void reject(StoreAttempt& attempt, const std::string& path, Error error) {
  if (error.code == "out-of-memory") throw std::bad_alloc();
  attempt.problem = StoreProblem{path, std::move(error), {}, {}};
}

void take_saved_plan(StoreAttempt& attempt, const std::string& path) {
  attempt.is_saved_plan = true;
  std::string bytes;
  std::string why;
  if (!read_whole_file(path, bytes, why)) return reject(attempt, path, {"file-unreadable", why, {}, {}});
  attempt.read.push_back({path, digest(bytes)});
  auto loaded = load_protocol(bytes);
  if (!loaded) return reject(attempt, path, loaded.error());
  attempt.plan = loaded->plan();
}

bool is_library(std::string_view text) {
  const char* const end = text.data() + text.size();
  return grammar::token_at(grammar::skip_space(text.data(), end), end) == "library";
}

Error invalid(const std::vector<Diagnostic>& diagnostics) {
  const auto errors = std::count_if(diagnostics.begin(), diagnostics.end(),
                                    [](const Diagnostic& d) { return d.severity == Severity::error; });
  return {"protocol-invalid", std::to_string(errors) + (errors == 1 ? " error" : " errors"), {}, {}};
}

void take_text(StoreAttempt& attempt, const std::string& path, const StoreOptions& request) {
  std::string text;
  std::string why;
  if (!read_file(path, text, why)) return reject(attempt, path, {"file-unreadable", why, {}, {}});
  attempt.read.push_back({path, digest(text)});
  if (is_library(text)) return;
  CompileOptions options;
  options.library_folders = request.library_folders;
  options.limits = request.limits;
  options.texts.emplace(path, std::move(text));
  options.on_look = [&](const std::string& looked) {
    attempt.looked.try_emplace(looked, FileSignature::of(looked));
  };
  Compilation compilation = compile_file(path, options);
  for (const SourceText& file : compilation.files) attempt.read.push_back({file.path, digest(file.text)});
  attempt.read.insert(attempt.read.end(), compilation.tables.begin(), compilation.tables.end());
  if (!compilation.plan) {
    attempt.problem = StoreProblem{path, invalid(compilation.diagnostics), std::move(compilation.diagnostics),
                                   std::move(compilation.files)};
  } else if (compilation.plan->criteria.empty()) {
    reject(attempt, path, {"no-criteria", "the protocol has no criteria", {}, {}});
  } else {
    attempt.plan = std::make_shared<const Plan>(std::move(*compilation.plan));
  }
}

}  // namespace

bool StoreAttempt::is_unchanged() const {
  return std::all_of(looked.begin(), looked.end(),
                     [](const auto& one) { return FileSignature::of(one.first) == one.second; });
}

bool StoreAttempt::is_confirmed() const {
  return is_unchanged() && std::all_of(read.begin(), read.end(), [&](const FileDigest& one) {
           std::string held;
           std::string why;
           return (is_saved_plan ? read_whole_file(one.path, held, why) : read_file(one.path, held, why)) &&
                  digest(held) == one.digest;
         });
}

StoreAttempt attempt_file(const std::string& path, const StoreOptions& request) {
  StoreAttempt attempt;
  attempt.looked.emplace(path, FileSignature::of(path));
  try {
    if (path.ends_with(".plan")) {
      take_saved_plan(attempt, path);
    } else {
      take_text(attempt, path, request);
    }
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& exception) {
    reject(attempt, path, {"internal", exception.what(), {}, "report it, with the file"});
  }
  return attempt;
}

}  // namespace eligo

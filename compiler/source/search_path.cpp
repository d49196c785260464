#include "compiler/source/search_path.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "grammar/parse.h"
#include "runtime/ingest/open_file.h"

namespace eligo {
namespace fs = std::filesystem;

namespace {

/// Whether a file stands in a folder or below it once every link is followed.
bool is_within(const fs::path& file, const fs::path& folder) {
  std::error_code error;
  const fs::path place = fs::weakly_canonical(fs::absolute(file, error), error);
  fs::path base = fs::weakly_canonical(fs::absolute(folder, error), error);
  if (!base.has_filename()) base = base.parent_path();
  const auto [at, rest] = std::mismatch(base.begin(), base.end(), place.begin(), place.end());
  return !error && at == base.end() && rest != place.end();
}

bool is_allowed(const fs::path& file, const fs::path& folder, const CompileOptions& options) {
  const auto& more = options.library_folders;
  return is_within(file, folder) ||
         std::any_of(more.begin(), more.end(), [&](const std::string& one) { return is_within(file, one); });
}

fs::path folder_of(const std::string& file) {
  const fs::path folder = fs::path(file).parent_path();
  return folder.empty() ? "." : folder;
}

/// The first file of that name in the folder of `from`, those above it, and the library folders.
std::string find_in_reach(const std::string& from, const std::string& name, const CompileOptions& options,
                          std::string& refused) {
  // Folders above the using file, but not without end: a project's root is near.
  static constexpr int folders_above = 6;
  std::error_code error;
  const auto is_found = [&](const fs::path& candidate, const fs::path& folder) {
    if (options.on_look) options.on_look(candidate.lexically_normal().string());
    if (!fs::is_regular_file(candidate, error)) return false;
    if (is_allowed(candidate, folder, options)) return true;
    if (refused.empty()) refused = candidate.lexically_normal().string();
    return false;
  };
  fs::path folder = folder_of(from);
  for (int up = 0; up <= folders_above; ++up) {
    const fs::path candidate = folder / name;
    if (is_found(candidate, folder)) return candidate.lexically_normal().string();
    const fs::path absolute = fs::weakly_canonical(folder, error);
    if (!absolute.has_relative_path()) break;
    folder /= "..";
  }
  for (const auto& extra : options.library_folders) {
    const fs::path candidate = fs::path(extra) / name;
    if (is_found(candidate, extra)) return candidate.lexically_normal().string();
  }
  return {};
}

}  // namespace

std::string find_library(const std::string& from, const std::string& name, const CompileOptions& options,
                         std::string& refused) {
  if (options.library_text) return options.library_text(name) ? name + ".crit" : std::string();
  return find_in_reach(from, name + ".crit", options, refused);
}

std::string find_beside(const std::string& from, const std::string& name, const CompileOptions& options) {
  std::string refused;
  return find_in_reach(from, name, options, refused);
}

std::string find_source_text(const std::string& from, const std::string& name, const CompileOptions& options,
                             std::string& why) {
  const fs::path folder = folder_of(from);
  const fs::path path = folder / name;
  std::error_code error;
  if (options.on_look) options.on_look(path.string());
  if (fs::path(name).is_absolute()) {
    why = "an absolute path is not followed; it is counted from the folder of the protocol";
  } else if (!is_allowed(path, folder, options)) {
    why =
        "it leads out of the folder of the protocol, and no --library-path names a folder that it leads into";
  } else if (fs::is_directory(path, error)) {
    why = "it is a folder";
  } else if (!fs::exists(path, error)) {
    why = std::strerror(ENOENT);
  } else if (!fs::is_regular_file(path, error)) {
    why = "it is no file";
  } else {
    return path.string();
  }
  return {};
}

bool read_file(const std::string& path, std::string& text, std::string& why) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(open_file(path, why), &std::fclose);
  if (!file) return false;
  char buffer[1U << 16U];  // NOLINT(modernize-avoid-c-arrays)
  while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, file.get())) {
    text.append(buffer, got);
    if (text.size() > max_source_bytes) break;  // the parser words the error
  }
  if (std::ferror(file.get()) != 0) {
    why = std::strerror(errno);
    return false;
  }
  static constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  return true;
}

}  // namespace eligo

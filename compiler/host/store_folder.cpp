#include "compiler/host/store_folder.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string_view>

namespace eligo {
namespace {

// A folder of protocols is neither: a store that was opened on `/` says so instead of reading the machine.
constexpr std::size_t most_entries = 10'000;
constexpr int deepest = 8;

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

bool is_protocol_name(std::string_view name) { return name.ends_with(".crit") || name.ends_with(".plan"); }

bool is_below(std::string_view file, std::string_view folder) {
  return file.size() > folder.size() && file.starts_with(folder) && file[folder.size()] == '/';
}

/// Walks a folder. The iterators of std::filesystem are no choice: libstdc++'s end the program where memory
/// runs out.
class FolderWalk {
 public:
  explicit FolderWalk(FolderListing& out) : out_(out) {}

  void walk(const std::string& folder, int depth) {
    const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(folder.c_str()), &::closedir);
    if (!open) return refuse(folder, std::strerror(errno));
    if (depth > deepest) return refuse(folder, "it lies too deep");
    std::vector<std::string> folders;
    for (;;) {
      errno = 0;
      const dirent* entry = ::readdir(open.get());
      if (entry == nullptr) break;
      const std::string_view name = entry->d_name;
      if (name.starts_with('.')) continue;
      if (++entries_ > most_entries) return refuse(folder, "it has too many files");
      take(folder + '/' + std::string(name), folders);
    }
    if (errno != 0) return refuse(folder, std::strerror(errno));
    for (const std::string& below : folders) walk(below, depth + 1);
  }

 private:
  void refuse(const std::string& path, const char* why) { out_.unreadable.push_back({path, why}); }

  void take(std::string path, std::vector<std::string>& folders) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
      folders.push_back(std::move(path));
    } else if (is_protocol_name(path)) {
      if (::stat(path.c_str(), &status) == 0) {
        if (S_ISREG(status.st_mode)) out_.files.push_back(std::move(path));
      } else if (errno != ENOENT) {  // a link that leads nowhere is no file
        refuse(path, std::strerror(errno));
      }
    }
  }

  FolderListing& out_;
  std::size_t entries_ = 0;
};

}  // namespace

FileSignature FileSignature::of(const std::string& path) noexcept {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  return {status.st_dev, status.st_ino, status.st_size, nanoseconds(status.st_mtim),
          nanoseconds(status.st_ctim)};
}

bool FolderListing::has(const std::string& file) const {
  return std::binary_search(files.begin(), files.end(), file);
}

bool FolderListing::lacks(const std::string& file) const {
  return !has(file) && std::none_of(unreadable.begin(), unreadable.end(), [&](const Unreadable& one) {
    return file == one.path || is_below(file, one.path);
  });
}

FolderListing list_protocols(const std::string& folder) {
  FolderListing listing;
  FolderWalk(listing).walk(folder, 0);
  std::sort(listing.files.begin(), listing.files.end());
  return listing;
}

}  // namespace eligo

#include "compiler/source/folder.h"

#include <dirent.h>

#include <algorithm>
#include <memory>

namespace eligo {

// The iterators of std::filesystem are no choice: libstdc++'s end the program where memory runs out.
std::vector<std::string> names_in_folder(const std::filesystem::path& folder, std::size_t most) {
  std::vector<std::string> names;
  const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(folder.c_str()), &::closedir);
  if (!open) return names;
  while (const dirent* entry = ::readdir(open.get())) {
    if (names.size() >= most) break;
    const std::string_view name = entry->d_name;
    if (!name.starts_with('.')) names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace eligo

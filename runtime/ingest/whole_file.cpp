#include "runtime/ingest/whole_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "runtime/ingest/open_file.h"

namespace eligo {

bool read_whole_file(const std::string& path, std::string& bytes, std::string& why) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(open_file(path, why), &std::fclose);
  if (!file) return false;
  std::string part(std::size_t{1} << 16U, '\0');
  while (const std::size_t got = std::fread(part.data(), 1, part.size(), file.get()))
    bytes.append(part, 0, got);
  if (std::ferror(file.get()) == 0) return true;
  why = std::strerror(errno);
  return false;
}

}  // namespace eligo

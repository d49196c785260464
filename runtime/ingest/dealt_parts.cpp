#include "runtime/ingest/dealt_parts.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

namespace eligo::ingest {
namespace {

constexpr std::size_t part_bytes = std::size_t{32} << 20U;
constexpr std::size_t most_parts = 256;

/// FNV-1a: the same on every machine, so that the order of the answers is.
std::size_t part_of(std::string_view person, std::size_t parts) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : person) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211U;
  }
  return static_cast<std::size_t>(hash % parts);
}

}  // namespace

DealtParts::DealtParts(std::size_t bytes) {
  const std::size_t count = std::min(most_parts, bytes / part_bytes + 1);
  for (std::size_t i = 0; i < count; ++i) {
    parts_.emplace_back(std::tmpfile());
    if (!parts_.back()) error_ = "no temporary file can be made";
  }
}

void DealtParts::put(const std::string& person, std::string_view piece) {
  if (!error_.empty()) return;
  std::FILE* file = parts_[part_of(person, parts_.size())].get();
  const std::uint64_t sizes[] = {person.size(), piece.size()};
  const bool is_written = std::fwrite(sizes, sizeof sizes, 1, file) == 1 &&
                          std::fwrite(person.data(), 1, person.size(), file) == person.size() &&
                          std::fwrite(piece.data(), 1, piece.size(), file) == piece.size();
  if (!is_written) error_ = std::string("a temporary file cannot be written: ") + std::strerror(errno);
}

bool DealtParts::load_part() {
  while (next_part_ < parts_.size()) {
    const TemporaryFile file = std::move(parts_[next_part_++]);
    const long size = std::ftell(file.get());
    if (size <= 0) continue;
    std::rewind(file.get());
    part_.resize(static_cast<std::size_t>(size));
    if (std::fread(part_.data(), 1, part_.size(), file.get()) != part_.size()) {
      error_ = "a temporary file cannot be read back";
      return false;
    }
    std::string_view rest = part_;
    while (!rest.empty()) {
      std::uint64_t sizes[2] = {};
      std::memcpy(sizes, rest.data(), sizeof sizes);
      rest.remove_prefix(sizeof sizes);
      persons_[std::string(rest.substr(0, sizes[0]))].push_back(rest.substr(sizes[0], sizes[1]));
      rest.remove_prefix(sizes[0] + sizes[1]);
    }
    return true;
  }
  return false;
}

bool DealtParts::next(std::string& person, std::vector<std::string_view>& pieces) {
  if (!error_.empty() || (persons_.empty() && !load_part())) return false;
  auto first = persons_.extract(persons_.begin());
  person = std::move(first.key());
  pieces = std::move(first.mapped());
  return true;
}

}  // namespace eligo::ingest

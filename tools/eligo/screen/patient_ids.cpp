#include "tools/eligo/screen/patient_ids.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace eligo {

PatientIds::Entry& PatientIds::entry_of(std::uint64_t hash) {
  std::size_t at = hash & (table_.size() - 1);
  while (table_[at].hash != 0 && table_[at].hash != hash) at = (at + 1) & (table_.size() - 1);
  return table_[at];
}

void PatientIds::grow() {
  std::vector<Entry> before(std::max<std::size_t>(64, table_.size() * 2));
  before.swap(table_);
  for (const Entry& entry : before) {
    if (entry.hash != 0) entry_of(entry.hash) = entry;
  }
}

std::string PatientIds::add(std::string_view id, const std::string& file, std::size_t line) {
  // The parser names a patient without an id by the line.
  if (id == "line " + std::to_string(line))
    return "this patient has no id; the answer is for `line " + std::to_string(line) + "`";
  if (files_.empty() || files_.back() != file) files_.push_back(file);
  if (2 * count_ >= table_.size() && count_ < max_ids) grow();
  const std::uint64_t hash = std::max<std::uint64_t>(1, std::hash<std::string_view>{}(id));
  Entry& entry = entry_of(hash);
  if (entry.hash != 0) {
    const std::string& other = files_[entry.file];
    return "this patient has the id of the one in line " + std::to_string(entry.line) +
           (other == file ? "" : " of " + other) + "; each has an answer of its own";
  }
  if (count_ == max_ids) return {};
  const std::size_t shown = std::min<std::size_t>(line, std::numeric_limits<std::uint32_t>::max());
  entry = {hash, static_cast<std::uint32_t>(files_.size() - 1), static_cast<std::uint32_t>(shown)};
  ++count_;
  return {};
}

}  // namespace eligo

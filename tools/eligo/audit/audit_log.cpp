#include "tools/eligo/audit/audit_log.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "compiler/source/digest.h"
#include "tools/eligo/terminal/replace_file.h"

namespace eligo::audit {

namespace {

using nlohmann::ordered_json;

constexpr std::string_view hash_key = ",\"hash\":\"";
constexpr std::size_t digest_length = 7 + 64;  // `sha256:` and the digits
constexpr std::size_t max_entry_bytes = std::size_t{1} << 20U;

/// What stands before the first entry.
std::string no_entry() { return "sha256:" + std::string(64, '0'); }

std::string head_of(const std::string& path) { return path + ".head"; }

/// Opened, and locked until it is closed.
class LockedFile {
 public:
  explicit LockedFile(const std::string& path)
      : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666)) {
    struct stat status {};
    if (file_ < 0 || ::flock(file_, LOCK_EX) != 0 || ::fstat(file_, &status) != 0)
      why_ = std::strerror(errno);
    else if (!S_ISREG(status.st_mode))
      why_ = "it is no file";
    size_ = status.st_size;
  }
  ~LockedFile() {
    if (file_ >= 0) ::close(file_);
  }
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;

  [[nodiscard]] const std::string& why() const { return why_; }

  /// The last line with its end; nothing if the file is empty. More than an entry can have is cut off.
  [[nodiscard]] std::optional<std::string> last_line() const {
    const auto length = std::min<off_t>(size_, max_entry_bytes);
    std::string text(static_cast<std::size_t>(length), '\0');
    if (::pread(file_, text.data(), text.size(), size_ - length) != length) return std::nullopt;
    if (text.empty()) return text;
    const std::size_t before = text.size() < 2 ? std::string::npos : text.rfind('\n', text.size() - 2);
    return before == std::string::npos ? text : text.substr(before + 1);
  }

  bool append(std::string_view line, std::string& why) {
    const bool is_written = ::write(file_, line.data(), line.size()) == static_cast<ssize_t>(line.size());
    if (is_written && ::fsync(file_) == 0) return true;
    why = is_written || errno != 0 ? std::strerror(errno) : "the disk is full";
    if (::ftruncate(file_, size_) != 0) why += "; its last line is damaged";
    return false;
  }

 private:
  int file_;
  off_t size_ = 0;
  std::string why_;
};

/// An entry as its line says it. Empty if the line is none, or not as it was written.
struct Entry {
  std::size_t number = 0;
  std::string previous;
  std::string hash;
};

std::optional<Entry> read_entry(std::string_view line) {
  const std::size_t tail = hash_key.size() + digest_length + 2;
  if (line.size() < tail || !line.ends_with("\"}")) return std::nullopt;
  const std::string_view body = line.substr(0, line.size() - tail);
  const std::string_view rest = line.substr(body.size());
  if (!rest.starts_with(hash_key)) return std::nullopt;
  const std::string hash(rest.substr(hash_key.size(), digest_length));
  if (digest(std::string(body) + '}') != hash) return std::nullopt;
  const ordered_json json = ordered_json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("entry") || !json["entry"].is_number_unsigned() ||
      !json.contains("previous") || !json["previous"].is_string())
    return std::nullopt;
  return Entry{json["entry"].get<std::size_t>(), json["previous"].get<std::string>(), hash};
}

/// The last entry; number 0 if there is none yet.
std::optional<Entry> last_entry(const LockedFile& file, std::string& why) {
  if (why = file.why(); !why.empty()) return std::nullopt;
  const auto line = file.last_line();
  if (line && line->empty()) return Entry{0, {}, no_entry()};
  const auto entry = line && line->ends_with('\n')
                         ? read_entry(std::string_view(*line).substr(0, line->size() - 1))
                         : std::nullopt;
  if (!entry) why = "its last line is no entry as it was written; `eligo audit verify` tells more";
  return entry;
}

void check_head(const std::string& path, const std::vector<std::string>& hashes, Verification& found) {
  std::ifstream file(head_of(path), std::ios::binary);
  const ordered_json head = file ? ordered_json::parse(file, nullptr, false) : ordered_json();
  const bool is_head = head.is_object() && head.contains("entries") && head["entries"].is_number_unsigned() &&
                       head.contains("last") && head["last"].is_string();
  if (!is_head) {
    found.faults.push_back({0, head_of(path) +
                                   " is missing or damaged, so entries may have been removed from "
                                   "the end; --last takes a digest that was kept elsewhere"});
    return;
  }
  // A run that was ended between its two files leaves the head one entry behind.
  const auto entries = head["entries"].get<std::size_t>();
  const bool is_behind = entries + 1 == hashes.size();
  if (entries != hashes.size() && !is_behind) {
    found.faults.push_back({0, std::to_string(entries) + " entries were written, and " +
                                   std::to_string(hashes.size()) + " are there"});
  } else if (entries > 0 && hashes[entries - 1] != head["last"]) {
    found.faults.push_back({0, "the last entry is not the one that was written last"});
  }
}

}  // namespace

bool can_append(const std::string& path, std::string& why) {
  const LockedFile file(path);
  return last_entry(file, why).has_value();
}

bool append(const std::string& path, const ordered_json& entry, std::string& why) {
  LockedFile file(path);
  const auto last = last_entry(file, why);
  if (!last) return false;
  ordered_json numbered = {{"entry", last->number + 1}, {"previous", last->hash}};
  numbered.update(entry);
  std::string line = numbered.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  const std::string hash = digest(line);
  line.pop_back();
  line.append(hash_key).append(hash).append("\"}\n");
  if (line.size() > max_entry_bytes) {
    why = "the entry is longer than " + std::to_string(max_entry_bytes >> 20U) + " MB";
    return false;
  }
  if (!file.append(line, why)) return false;
  const ordered_json head = {{"entries", last->number + 1}, {"last", hash}};
  return replace_file(head_of(path), head.dump() + '\n', why);
}

Verification verify(const std::string& path, const std::string& expected_last) {
  Verification found;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    found.unreadable = std::strerror(errno);
    return found;
  }
  std::vector<std::string> hashes;
  std::string before = no_entry();
  std::size_t number = 0;
  std::string line;
  for (std::size_t at = 1; std::getline(file, line); ++at) {
    const auto entry = read_entry(line);
    ++number;
    if (!entry || file.eof()) {
      found.faults.push_back({at, "this line is not as it was written"});
      hashes.emplace_back();
      before.clear();  // what follows it cannot be held against it
      continue;
    }
    if (entry->number != number)
      found.faults.push_back({at, "entry " + std::to_string(entry->number) + " stands where entry " +
                                      std::to_string(number) + " is expected"});
    else if (!before.empty() && entry->previous != before)
      found.faults.push_back({at, "this entry does not follow the one before it"});
    number = entry->number;
    before = entry->hash;
    hashes.push_back(entry->hash);
  }
  if (file.bad()) found.unreadable = "it cannot be read to its end";
  found.entries = hashes.size();
  found.last = hashes.empty() ? no_entry() : hashes.back();
  if (expected_last.empty())
    check_head(path, hashes, found);
  else if (expected_last != found.last)
    found.faults.push_back({0, "the last entry is not " + expected_last});
  return found;
}

}  // namespace eligo::audit

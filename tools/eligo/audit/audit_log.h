#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace eligo {

/// A file to which every run adds one line of JSON. Each line holds the digest of the line before it, and one
/// of itself; `FILE.head` holds the number of lines and the digest of the last. docs/audit.md describes both.
///
/// Several programs may add to one file at the same time; one waits for another.
namespace audit {

/// Whether an entry can be added, asked before the work is done: else the reason.
bool can_append(const std::string& path, std::string& why);

/// Adds an entry, numbered and chained to the one before it. False if it cannot be written, with the reason;
/// the file is then as it was.
bool append(const std::string& path, const nlohmann::ordered_json& entry, std::string& why);

/// Something that is not as it was written.
struct Fault {
  std::size_t line = 0;  ///< from 1; 0 for the file as a whole
  std::string text;
};

struct Verification {
  std::string unreadable;  ///< set if the file cannot be read: why
  std::size_t entries = 0;
  std::string last;  ///< the digest of the last entry
  std::vector<Fault> faults;
};

/// Looks at every line: whether it is as it was written, follows the one before it, and none is missing.
/// `expected_last`, if not empty, is a digest of the last entry that was kept elsewhere.
Verification verify(const std::string& path, const std::string& expected_last);

}  // namespace audit
}  // namespace eligo

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace eligo {

/// Tells one state of a file from another without reading it. All zero: there is no file.
struct FileSignature {
  static FileSignature of(const std::string& path) noexcept;
  friend bool operator==(const FileSignature&, const FileSignature&) = default;

  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;
  std::int64_t written = 0;  ///< nanoseconds of the file system's clock
  std::int64_t changed = 0;  ///< the same, also of a change of its rights
};

/// The files that a store looks at.
struct FolderListing {
  /// A folder, or a file of which not even its size can be told.
  struct Unreadable {
    std::string path;
    std::string why;
    friend bool operator==(const Unreadable&, const Unreadable&) = default;
  };
  std::vector<std::string> files;  ///< `*.crit` and `*.plan`, sorted
  std::vector<Unreadable> unreadable;

  [[nodiscard]] bool has(const std::string& file) const;
  /// Whether the file is known not to be there: its folder was read.
  [[nodiscard]] bool lacks(const std::string& file) const;
};

/// Of a folder and those below it. Names that begin with a dot are passed over, and links to folders are not
/// followed.
FolderListing list_protocols(const std::string& folder);

}  // namespace eligo

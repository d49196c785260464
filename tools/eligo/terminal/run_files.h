#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/source/compilation.h"

namespace eligo {

/// The files that one run reads and writes. Nothing is written over a file that the same run reads, over
/// another of its outputs, or over the file that standard output goes to, whatever paths or links lead there.
class RunFiles {
 public:
  RunFiles();

  /// A file that the run reads, which no output may be. One that does not exist is passed over: its reader
  /// says so. `-` is standard input.
  void reads(const std::string& path);
  /// The same, and keeps the digest of its content.
  void reads(const std::string& path, std::string_view content);
  void reads(const FileDigest& file);
  /// Every file of a compilation.
  void reads(const Compilation& compilation);
  [[nodiscard]] const std::vector<FileDigest>& contents() const { return contents_; }

  /// Whether a file can be written there: asked once of each output, before the work is done. Standard error
  /// says why not.
  bool can_write(const std::string& path);
  /// Puts the text there: all of it or, if that fails, nothing. Standard error says why not.
  bool write(const std::string& path, std::string_view text);
  /// False if standard output goes to a file that the run reads. Standard error says so.
  [[nodiscard]] bool is_output_safe() const;

 private:
  /// What is one file whatever its paths are: device and number.
  using FileNumber = std::pair<dev_t, ino_t>;

  struct Output {
    std::string path;        ///< as given
    std::string place;       ///< without links; of a file that does not exist yet
    FileNumber number = {};  ///< of one that does
  };

  [[nodiscard]] std::string why_not(const std::string& path, const Output& output, bool is_there) const;

  std::vector<FileNumber> inputs_;
  std::vector<Output> outputs_;
  std::vector<FileDigest> contents_;
};

/// Prints the text. False, with the reason on standard error the first time, if it cannot be written.
bool write_output(std::string_view text);

/// Sends on what was printed so far. False, with the reason on standard error the first time, if standard
/// output cannot be written.
bool flush_output();

}  // namespace eligo

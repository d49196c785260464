#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "compiler/source/compilation.h"

/// Faults planted one at a time in the valid files of tests/faults/base.
namespace eligo::faults {

/// A change of one place of a file: `most [-recent-]{+recnt+} ALT`, as `git diff --word-diff` writes it.
struct Edit {
  std::uint32_t begin = 0;  ///< in the text with the fault
  std::uint32_t end = 0;
  std::string text;  ///< the whole file with the fault
};

/// What a fault is expected to give.
struct Fault {
  std::string file;  ///< of the base
  std::string edit;  ///< as written
  std::string code;
  bool is_elsewhere = false;  ///< it shows neither at the fault nor at the token after it
  std::string repair;         ///< restored, valid or none
  std::string message;
  std::uint32_t line = 0;  ///< in the table
};

/// The base files by name, and a folder of their copies in which they are compiled.
class Bench {
 public:
  explicit Bench(const std::filesystem::path& base);
  ~Bench();
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  [[nodiscard]] const std::map<std::string, std::string>& files() const { return files_; }
  /// Compiles what uses the file, with `text` in its place.
  [[nodiscard]] Compilation compile(const std::string& file, const std::string& text) const;

 private:
  std::map<std::string, std::string> files_;
  std::filesystem::path folder_;
};

/// Reads a table of faults: `in FILE`, then pairs of lines, the edit and what it gives.
std::vector<Fault> read_table(const std::filesystem::path& path);

/// Plants an edit written as above; its context must stand once in the text. Throws std::runtime_error if
/// not.
Edit plant(const std::string& text, const std::string& edit);

/// What came of a fault.
struct Result {
  Compilation compilation;
  bool is_at_fault = false;  ///< the first finding begins at the fault or at the token after it
  std::string repair;        ///< restored, valid or none
};
Result examine(const Bench& bench, const std::string& file, const Edit& edit);

}  // namespace eligo::faults

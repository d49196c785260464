#include "tools/eligo/terminal/run_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "compiler/source/digest.h"
#include "runtime/values/contains.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/terminal/replace_file.h"

namespace eligo {

namespace fs = std::filesystem;

RunFiles::RunFiles() {
  struct stat status {};
  if (::fstat(STDOUT_FILENO, &status) == 0 && S_ISREG(status.st_mode))
    outputs_.push_back({"standard output", {}, {status.st_dev, status.st_ino}});
}

void RunFiles::reads(const std::string& path) {
  struct stat status {};
  const bool is_there =
      path == "-" ? ::fstat(STDIN_FILENO, &status) == 0 : ::stat(path.c_str(), &status) == 0;
  if (is_there && S_ISREG(status.st_mode)) inputs_.emplace_back(status.st_dev, status.st_ino);
}

void RunFiles::reads(const std::string& path, std::string_view content) {
  reads(FileDigest{path, digest(content)});
}

void RunFiles::reads(const FileDigest& file) {
  reads(file.path);
  const auto is_same = [&](const FileDigest& other) { return other.path == file.path; };
  if (std::none_of(contents_.begin(), contents_.end(), is_same)) contents_.push_back(file);
}

void RunFiles::reads(const Compilation& compilation) {
  for (const SourceText& file : compilation.files) reads(file.path, file.text);
  for (const FileDigest& file : compilation.tables) reads(file);
}

std::string RunFiles::why_not(const std::string& path, const Output& output, bool is_there) const {
  if (is_there && contains(inputs_, output.number))
    return "this run reads that file, so it is not written over; name another one";
  for (const Output& other : outputs_) {
    const bool is_same = is_there ? other.number == output.number : other.place == output.place;
    if (!is_same) continue;
    return "this run writes that file as " + other.path + " as well; name another one";
  }
  std::string why;
  can_replace(path, why);
  return why;
}

bool RunFiles::can_write(const std::string& path) {
  struct stat status {};
  const bool is_there = ::stat(path.c_str(), &status) == 0;
  const bool is_device = is_there && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
  Output output{path, {}, {}};
  std::error_code ignored;
  if (is_there)
    output.number = {status.st_dev, status.st_ino};
  else
    output.place = fs::weakly_canonical(fs::absolute(path, ignored), ignored).string();
  if (const std::string why = is_device ? "" : why_not(path, output, is_there); !why.empty()) {
    cannot_run(path + " cannot be written: " + why);
    return false;
  }
  if (!is_device) outputs_.push_back(std::move(output));
  return true;
}

bool RunFiles::write(const std::string& path, std::string_view text) {
  struct stat status {};
  const bool is_input =
      ::stat(path.c_str(), &status) == 0 && contains(inputs_, FileNumber{status.st_dev, status.st_ino});
  std::string why = "this run reads that file, so it is not written over; name another one";
  if (!is_input && replace_file(path, text, why)) return true;
  cannot_run(path + " cannot be written: " + why);
  return false;
}

bool RunFiles::is_output_safe() const {
  struct stat status {};
  if (::fstat(STDOUT_FILENO, &status) != 0 || !S_ISREG(status.st_mode)) return true;
  if (!contains(inputs_, FileNumber{status.st_dev, status.st_ino})) return true;
  cannot_run("standard output goes to a file that this run reads; name another one");
  return false;
}

namespace {

/// Says once why standard output cannot be written.
bool fail_output() {
  static bool is_told = false;
  if (!std::exchange(is_told, true))
    cannot_run(errno == 0 ? std::string("the output cannot be written")
                          : std::string("the output cannot be written: ") + std::strerror(errno));
  return false;
}

}  // namespace

bool write_output(std::string_view text) {
  errno = 0;
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() || fail_output();
}

bool flush_output() {
  errno = 0;
  return (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) || fail_output();
}

}  // namespace eligo

#include "tools/eligo/screen/answers.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "compiler/source/search_path.h"
#include "runtime/screen/verdict.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/terminal/replace_file.h"
#include "tools/eligo/terminal/run_files.h"

namespace eligo {

namespace fs = std::filesystem;

namespace {

/// Which member of the description of a run differs; empty if none does.
std::string difference(const std::string& earlier, const std::string& now) {
  using nlohmann::ordered_json;
  const ordered_json before = ordered_json::parse(earlier, nullptr, false);
  const ordered_json after = ordered_json::parse(now, nullptr, false);
  if (!before.is_object()) return "what is known of it";
  for (const auto& [name, value] : after.items()) {
    if (!before.contains(name) || before[name] != value) return name;
  }
  return before.size() == after.size() ? "" : "what is known of it";
}

/// How many bytes could be written; fewer than there are after an error.
std::size_t write_lines(int file, std::string_view lines) {
  std::size_t done = 0;
  while (done < lines.size()) {
    const ssize_t written = ::write(file, lines.data() + done, lines.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) break;
    done += static_cast<std::size_t>(written);
  }
  return done;
}

}  // namespace

Answers::~Answers() {
  if (file_ < 0) return;
  if (is_begun_ && length_ == 0 && !is_finished_) {
    ::unlink(partial_.c_str());
    ::unlink(run_.c_str());
  }
  ::close(file_);
}

bool Answers::fail(const std::string& why) {
  cannot_run(path_ + ": " + why);
  return false;
}

bool Answers::open(const std::string& path, RunFiles& files, const std::string& run, bool resumes,
                   const std::function<void(std::string_view)>& see) {
  std::error_code error;
  if (fs::exists(path, error) && !fs::is_regular_file(path, error)) {
    cannot_run(path + ": answers are written to a file; without --output they go to standard output");
    return false;
  }
  const std::string place = fs::weakly_canonical(fs::absolute(path, error), error).string();
  path_ = error ? path : place;  // a symbolic link goes on pointing to the file
  partial_ = path_ + ".partial";
  run_ = path_ + ".run";
  if (!files.can_write(path) || !files.can_write(partial_) || !files.can_write(run_)) return false;
  file_ = ::open(partial_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file_ < 0) return fail("the answers cannot be written: " + std::string(std::strerror(errno)));
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) return fail("another run is writing these answers");
  if (!check_earlier(run, resumes) || !take_earlier(see)) return false;
  is_begun_ = true;
  std::string why;
  if (!replace_file(run_, run + '\n', why)) return fail("the answers cannot be written: " + why);
  return true;
}

/// Whether what stands there, if anything, is of this run.
bool Answers::check_earlier(const std::string& run, bool resumes) {
  const off_t size = ::lseek(file_, 0, SEEK_END);
  if (size <= 0) return true;
  if (!resumes) {
    return fail("an earlier run was ended before its end and left " + partial_ +
                "; --resume goes on with it, or remove that file");
  }
  std::string text;
  std::string why;
  if (!read_file(run_, text, why))
    return fail("it cannot be gone on with: " + run_ + " cannot be read; remove " + partial_);
  const std::string other = difference(text, run);
  if (other.empty()) return true;
  return fail("the earlier run cannot be gone on with, since it was another one: " + other +
              " differs; remove " + partial_ + " to screen anew");
}

/// Counts the whole lines that are there, and cuts off one that is not whole.
bool Answers::take_earlier(const std::function<void(std::string_view)>& see) {
  std::string text;
  std::string buffer(std::size_t{1} << 20U, '\0');
  off_t at = 0;
  while (true) {
    const ssize_t got = ::pread(file_, buffer.data(), buffer.size(), at);
    if (got < 0) return fail("the earlier answers cannot be read: " + std::string(std::strerror(errno)));
    if (got == 0) break;
    at += got;
    text.append(buffer, 0, static_cast<std::size_t>(got));
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
      const std::string_view line = std::string_view(text).substr(begin, end - begin);
      count(line);
      see(line);
      begin = end + 1;
    }
    digester_.add(std::string_view(text).substr(0, begin));
    length_ += begin;
    text.erase(0, begin);
  }
  if (::ftruncate(file_, static_cast<off_t>(length_)) != 0)
    return fail("the answers cannot be written: " + std::string(std::strerror(errno)));
  return true;
}

void Answers::count(std::string_view line) {
  static constexpr std::string_view key = "\"verdict\":\"";  // within a text its quotes would be escaped
  ++answered_.lines;
  const std::size_t at = line.find(key);
  if (at == std::string_view::npos) {
    ++answered_.unreadable;
    return;
  }
  const std::string_view rest = line.substr(at + key.size());
  for (std::size_t verdict = 0; verdict < answered_.verdicts.size(); ++verdict) {
    const std::string_view name = verdict_name(static_cast<Verdict>(verdict));
    if (rest.substr(0, rest.find('"')) == name) ++answered_.verdicts[verdict];
  }
}

void Answers::add(std::string_view line) { waiting_.append(line).append("\n"); }

bool Answers::flush() {
  std::string lines;
  lines.swap(waiting_);
  if (file_ < 0) {
    digester_.add(lines);
    return write_output(lines) && flush_output();
  }
  const std::size_t written = write_lines(file_, lines);
  const std::string why = written < lines.size() ? std::strerror(errno) : "";
  const std::size_t whole = written == 0 ? 0 : lines.rfind('\n', written - 1) + 1;  // 0 if there is none
  digester_.add(std::string_view(lines).substr(0, whole));
  length_ += whole;
  if (why.empty()) return true;
  if (whole < written && ::ftruncate(file_, static_cast<off_t>(length_)) != 0)
    return fail("the answers cannot be written, and their last line is cut in two: " + why);
  return fail("the answers cannot be written: " + why);
}

bool Answers::finish() {
  if (!flush()) return false;
  if (file_ < 0) return true;
  if (::fsync(file_) != 0 || std::rename(partial_.c_str(), path_.c_str()) != 0)
    return fail("the answers cannot be put in their place: " + std::string(std::strerror(errno)));
  is_finished_ = true;
  ::unlink(run_.c_str());
  return true;
}

}  // namespace eligo

#include "tools/eligo/screen/run_description.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>

#include "eligo/version.h"
#include "tools/eligo/commands.h"

namespace eligo {

using nlohmann::ordered_json;

namespace {

/// The digest of a file's bytes; empty, with the reason, if it cannot be read.
std::optional<std::string> digest_of_file(const std::string& path, std::string& why) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string buffer(std::size_t{1} << 20U, '\0');
  Digester digester;
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    digester.add(std::string_view(buffer).substr(0, static_cast<std::size_t>(file.gcount())));
  }
  if (file.eof()) return digester.value();
  why = std::strerror(errno);
  return std::nullopt;
}

}  // namespace

ordered_json run_description(const Plan& plan, const RunFiles& files, const AnswerOptions& options) {
  ordered_json read = ordered_json::array();
  for (const FileDigest& file : files.contents())
    read.push_back({{"path", file.path}, {"digest", file.digest}});
  std::string why;
  const auto program = digest_of_file("/proc/self/exe", why);
  return {{"program", {{"version", program_version()}, {"digest", program.value_or("")}}},
          {"protocol", {{"name", plan.protocol}, {"version", plan.version}, {"digest", plan.digest}}},
          {"files", std::move(read)},
          {"options",
           {{"format", options.is_json ? "json" : "human"},
            {"reading", options.readings},
            {"limit", options.limits},
            {"fhir", options.fhir},
            {"readings", options.wants_readings},
            {"explain", options.wants_trees},
            {"strict", options.is_strict}}}};
}

ordered_json InputDigests::json(const std::vector<std::string>& paths) const {
  ordered_json all = ordered_json::array();
  for (const std::string& path : paths) {
    const auto found = digests_.find(path);
    all.push_back({{"path", path}, {"digest", found == digests_.end() ? "" : found->second.value()}});
  }
  return all;
}

std::optional<ordered_json> digests_of(const std::vector<std::string>& paths) {
  ordered_json all = ordered_json::array();
  for (const std::string& path : paths) {
    std::error_code error;
    std::string why = std::filesystem::is_directory(path, error) ? std::strerror(EISDIR) : "";
    const auto of = why.empty() ? digest_of_file(path, why) : std::nullopt;
    if (!of) {
      cannot_run(path + ": " + why);
      return std::nullopt;
    }
    all.push_back({{"path", path}, {"digest", *of}});
  }
  return all;
}

std::string system_user() {
  const passwd* user = ::getpwuid(::getuid());
  return user != nullptr ? user->pw_name : std::to_string(::getuid());
}

std::string time_now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {text.data(), length};
}

}  // namespace eligo

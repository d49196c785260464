#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/digest.h"
#include "runtime/model/plan.h"
#include "tools/eligo/terminal/run_files.h"

namespace eligo {

/// What is asked of `eligo screen` that the answers depend on.
struct AnswerOptions {
  bool is_json = false;
  std::vector<std::string> readings;
  std::vector<std::string> limits;  ///< as given
  std::vector<std::string> fhir;    ///< anchors and complete lists of patients in FHIR, as given
  bool wants_readings = false;
  bool wants_trees = false;
  bool is_strict = false;
};

/// What the answers of a run depend on beside the patients: program, protocol, files with their digests,
/// options.
nlohmann::ordered_json run_description(const Plan& plan, const RunFiles& files, const AnswerOptions& options);

/// The digests of patient files as they are read, one stretch after another.
class InputDigests {
 public:
  void see(const std::string& path, std::string_view bytes) { digests_[path].add(bytes); }
  [[nodiscard]] nlohmann::ordered_json json(const std::vector<std::string>& paths) const;

 private:
  std::map<std::string, Digester> digests_;
};

/// The paths of patient files with their digests, each read once to its end. Empty if one cannot be read, or
/// only once: standard error says so.
std::optional<nlohmann::ordered_json> digests_of(const std::vector<std::string>& paths);

/// Who runs the program, as the system knows them, and the time in UTC as `2025-03-01T12:00:00Z`.
std::string system_user();
std::string time_now();

}  // namespace eligo

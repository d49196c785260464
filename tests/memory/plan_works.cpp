#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "eligo/compile.h"
#include "eligo/saved_plan.h"
#include "tests/memory/work.h"

namespace eligo::memory {
namespace {

Outcome outcome_of(const Result<Protocol>& loaded) {
  return loaded ? Outcome{false, *save_protocol(*loaded)} : failed(loaded.error());
}

/// A file that lasts as long as the program.
std::string written(const std::string& bytes) {
  struct File {
    std::string path = (std::filesystem::temp_directory_path() / "eligo-memory-").string();
    explicit File(const std::string& content) {
      path += std::to_string(::getpid()) + ".plan";
      std::ofstream(path, std::ios::binary) << content;
    }
    ~File() { std::filesystem::remove(path); }
  };
  static std::vector<std::unique_ptr<File>> files;
  files.push_back(std::make_unique<File>(bytes));
  return files.back()->path;
}

}  // namespace

std::vector<Work> plan_works(const Trial& trial) {
  const Protocol protocol = *compile_protocol(trial.path).protocol;
  const std::string bytes = *save_protocol(protocol);
  const std::string path = trial.is_large ? std::string() : written(bytes);
  const auto whole = [protocol] { return *save_protocol(protocol); };
  const auto save = [protocol](Shortage& shortage) {
    const Result<std::string> saved = under(shortage, [&] { return save_protocol(protocol); });
    return saved ? Outcome{false, *saved} : failed(saved.error());
  };
  const auto load = [bytes](Shortage& shortage) {
    return outcome_of(under(shortage, [&] { return load_protocol(bytes); }));
  };
  const auto load_file = [path](Shortage& shortage) {
    return outcome_of(under(shortage, [&] { return load_protocol_file(path); }));
  };
  std::vector<Work> works{{"saving a plan", save, whole, trial.is_large},
                          {"loading a plan", load, whole, trial.is_large}};
  if (!path.empty()) works.push_back({"loading a plan from a file", load_file, whole, trial.is_large});
  return works;
}

}  // namespace eligo::memory

// A store of protocols. Where memory runs out it has the versions that it had before, and takes up the change
// as soon as there is memory.
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "eligo/saved_plan.h"
#include "eligo/store.h"
#include "tests/memory/work.h"

namespace eligo::memory {
namespace {

namespace fs = std::filesystem;

constexpr StoreOptions at_once{{}, std::chrono::milliseconds(0)};

std::string all_of(const ProtocolStore& store) {
  std::string all;
  const auto contents = store.contents();
  for (const StoredProtocol& one : contents->protocols) all += one.file + *save_protocol(one.protocol);
  for (const StoreProblem& one : contents->problems) all += one.file + one.error.code + one.error.message;
  return all;
}

Work opening(const Trial& trial) {
  const auto open = [folder = fs::path(trial.path).parent_path().string()](Shortage& shortage) -> Outcome {
    auto store = under(shortage, [&] { return ProtocolStore::open(folder, at_once); });
    return store ? Outcome{false, all_of(*store)} : failed(store.error());
  };
  return {"opening a store", open, [] { return std::string(); }, trial.is_large};
}

/// A folder that goes with its works.
struct ChangingFolder {
  ChangingFolder() {
    std::string made = (fs::temp_directory_path() / "eligo-memory-XXXXXX").string();
    if (::mkdtemp(made.data()) != nullptr) path = made;
  }
  ~ChangingFolder() {
    std::error_code error;
    fs::remove_all(path, error);
  }
  ChangingFolder(const ChangingFolder&) = delete;
  ChangingFolder& operator=(const ChangingFolder&) = delete;

  void write(int version) const {
    std::ofstream(path / "new") << "protocol CHANGING\n  title \"a trial\"\n  version \"" << version
                                << "\"\n  sponsor \"nobody\"\n  as of enrolment\n\n"
                                << "anchor enrolment \"day of enrolment\"\nattribute birth-date date\n\n"
                                << "inclusion I1 \"Old enough\"\n  age >= 18 years\n";
    fs::rename(path / "new", path / "trial.crit");
  }

  fs::path path;
};

std::string version_in_force(const ProtocolStore& store) {
  const auto found = store.find("CHANGING");
  return found ? std::string(found->protocol.version()) : "none";
}

Work refreshing() {
  const auto folder = std::make_shared<ChangingFolder>();
  const auto refresh = [folder](Shortage& shortage) -> Outcome {
    folder->write(1);
    auto store = ProtocolStore::open(folder->path.string(), at_once);
    if (!store) return {false, "not opened"};
    folder->write(2);
    const Result<bool> refreshed = under(shortage, [&] { return store->refresh(); });
    if (refreshed) return {false, version_in_force(*store)};
    const std::string kept = version_in_force(*store);
    const Result<bool> again = store->refresh();
    if (kept != "1" || !again || version_in_force(*store) != "2") return {false, "the change is lost"};
    return failed(refreshed.error());
  };
  return {"refreshing a store", refresh, [] { return std::string(); }, false};
}

}  // namespace

std::vector<Work> store_works(const Trial& trial) {
  std::vector<Work> works{opening(trial)};
  if (!trial.is_large) works.push_back(refreshing());
  return works;
}

}  // namespace eligo::memory

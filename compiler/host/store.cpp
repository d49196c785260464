#include "eligo/store.h"

#include <algorithm>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "compiler/host/store_attempt.h"
#include "compiler/host/store_folder.h"
#include "runtime/host/guarded.h"
#include "runtime/model/plan.h"

// A store keeps a StoreEntry for each file: the state in which it was taken up last, and the last good
// version. The contents that hosts see are built from the entries, and never change: a refresh puts others in
// their place. Only that swap holds the lock that `find` takes.

namespace eligo {
inline namespace v1 {
namespace {

/// One file of the folder.
struct StoreEntry {
  StoreAttempt last;  ///< without its plan
  std::optional<StoredProtocol> good;

  [[nodiscard]] bool wants_attempt() const {
    if (last.looked.empty()) return true;  // memory ran out at the attempt before
    // A file that could not be read may be readable without having changed.
    return (last.problem && last.problem->error.code == "file-unreadable") || !last.is_unchanged();
  }

  void take(StoreAttempt attempt, std::uint64_t& last_number) {
    // The digest of a text says all of it; a saved plan may come from another version of the program.
    const bool is_same = attempt.plan && good && !attempt.is_saved_plan && !last.is_saved_plan &&
                         good->protocol.digest() == attempt.plan->digest;
    if (attempt.plan && !is_same) {
      good = StoredProtocol{Protocol(std::move(attempt.plan)), attempt.read.front().path, last_number + 1};
      ++last_number;
    } else if (!attempt.plan && !attempt.problem) {
      good.reset();
    }
    attempt.plan.reset();
    last = std::move(attempt);
  }
};

using StoreEntries = std::map<std::string, StoreEntry>;

bool is_same_problem(const StoreProblem& a, const StoreProblem& b) {
  const auto is_same_finding = [](const Diagnostic& one, const Diagnostic& other) {
    return one.code == other.code && one.message == other.message && one.span == other.span;
  };
  return a.file == b.file && a.error.code == b.error.code && a.error.message == b.error.message &&
         std::equal(a.diagnostics.begin(), a.diagnostics.end(), b.diagnostics.begin(), b.diagnostics.end(),
                    is_same_finding);
}

bool is_same_contents(const StoreContents& a, const StoreContents& b) {
  const auto is_same_version = [](const StoredProtocol& one, const StoredProtocol& other) {
    return one.number == other.number;
  };
  return std::equal(a.protocols.begin(), a.protocols.end(), b.protocols.begin(), b.protocols.end(),
                    is_same_version) &&
         std::equal(a.problems.begin(), a.problems.end(), b.problems.begin(), b.problems.end(),
                    is_same_problem);
}

const StoredProtocol* version_in(const StoreContents& contents, std::string_view name) {
  const auto& all = contents.protocols;
  const auto found = std::lower_bound(
      all.begin(), all.end(), name,
      [](const StoredProtocol& one, std::string_view sought) { return one.protocol.name() < sought; });
  return found != all.end() && found->protocol.name() == name ? &*found : nullptr;
}

StoreProblem ambiguous(const StoredProtocol& one, const StoredProtocol& other) {
  std::string message =
      "it and " + other.file + " differ, and each says that it is " + std::string(one.protocol.name());
  return {
      one.file, {"protocol-ambiguous", std::move(message), {}, "leave one of the two in the folder"}, {}, {}};
}

/// Chooses among the versions that files of one name hold. Where they differ nobody can tell which is meant:
/// the version in force stays.
void choose(const std::vector<const StoredProtocol*>& versions, const StoreContents& before,
            StoreContents& out) {
  const StoredProtocol* const in_force = version_in(before, versions.front()->protocol.name());
  const auto other = std::find_if(versions.begin(), versions.end(), [&](const StoredProtocol* one) {
    return one->protocol.digest() != versions.front()->protocol.digest();
  });
  if (other != versions.end()) {
    out.problems.push_back(ambiguous(*versions.front(), **other));
    if (in_force != nullptr) out.protocols.push_back(*in_force);
    return;
  }
  const auto kept = std::find_if(versions.begin(), versions.end(), [&](const StoredProtocol* one) {
    return in_force != nullptr && one->number == in_force->number;
  });
  out.protocols.push_back(kept != versions.end() ? **kept : *versions.front());
}

std::shared_ptr<const StoreContents> contents_of(const StoreEntries& entries, const StoreContents& before,
                                                 std::vector<StoreProblem> problems) {
  auto result = std::make_shared<StoreContents>();
  result->problems = std::move(problems);
  std::map<std::string_view, std::vector<const StoredProtocol*>> by_name;
  for (const auto& [path, entry] : entries) {
    if (entry.good) by_name[entry.good->protocol.name()].push_back(&*entry.good);
    if (entry.last.problem) result->problems.push_back(*entry.last.problem);
  }
  for (const auto& [name, versions] : by_name) choose(versions, before, *result);
  std::stable_sort(result->problems.begin(), result->problems.end(),
                   [](const StoreProblem& a, const StoreProblem& b) { return a.file < b.file; });
  return result;
}

StoreProblem unsettled(const std::string& path) {
  return {path,
          {"file-unsettled",
           "it changes while it is read",
           {},
           "write it elsewhere and rename it into its place; a later refresh takes it up"},
          {},
          {}};
}

}  // namespace

struct ProtocolStore::State {
  State(std::string of, StoreOptions with) : folder(std::move(of)), options(std::move(with)) {
    while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  }

  /// Takes up all that has changed in the folder; what is still changing is among the problems.
  std::vector<StoreProblem> take_changes() {
    const FolderListing listing = list_protocols(folder);
    std::vector<std::pair<std::string, StoreAttempt>> attempts;
    for (const std::string& path : listing.files) {
      const auto known = entries.find(path);
      if (known == entries.end() || known->second.wants_attempt())
        attempts.emplace_back(path, attempt_file(path, options));
    }
    const bool has_gone = std::any_of(entries.begin(), entries.end(),
                                      [&](const auto& one) { return listing.lacks(one.first); });
    if (has_gone || !attempts.empty()) std::this_thread::sleep_for(options.settle);

    std::vector<StoreProblem> problems;
    for (auto& [path, attempt] : attempts) {
      if (!attempt.is_confirmed()) {
        problems.push_back(unsettled(path));
      } else {
        entries[path].take(std::move(attempt), last_number);
      }
    }
    // A file that goes may be one that gets another name, under which it is not complete yet.
    if (has_gone && problems.empty()) {
      const FolderListing again = list_protocols(folder);
      std::erase_if(entries,
                    [&](const auto& one) { return listing.lacks(one.first) && again.lacks(one.first); });
    }
    for (const auto& [path, why] : listing.unreadable)
      problems.push_back({path, {"folder-unreadable", why, {}, {}}, {}, {}});
    return problems;
  }

  bool refresh() {
    const std::lock_guard<std::mutex> one_at_a_time(refreshing);
    std::vector<StoreProblem> problems = take_changes();
    auto fresh = contents_of(entries, *contents, std::move(problems));
    if (is_same_contents(*fresh, *contents)) return false;
    const std::lock_guard<std::mutex> swap(swapping);
    contents.swap(fresh);
    return true;
  }

  [[nodiscard]] std::shared_ptr<const StoreContents> current() const {
    const std::lock_guard<std::mutex> lock(swapping);
    return contents;
  }

  std::string folder;
  StoreOptions options;

  std::mutex refreshing;  ///< held by the thread that changes the members below
  StoreEntries entries;
  std::uint64_t last_number = 0;

  mutable std::mutex swapping;  ///< held while `contents` is read by others, or swapped
  std::shared_ptr<const StoreContents> contents = std::make_shared<const StoreContents>();
};

ProtocolStore::ProtocolStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
ProtocolStore::ProtocolStore(ProtocolStore&&) noexcept = default;
ProtocolStore& ProtocolStore::operator=(ProtocolStore&&) noexcept = default;
ProtocolStore::~ProtocolStore() = default;

Result<ProtocolStore> ProtocolStore::open(const std::string& folder, const StoreOptions& options) noexcept {
  return guarded([&]() -> Result<ProtocolStore> {
    auto state = std::make_unique<State>(folder, options);
    const FolderListing listing = list_protocols(state->folder);
    for (const auto& [path, why] : listing.unreadable)
      if (path == state->folder) return Error{"folder-unreadable", path + ": " + why, {}, {}};
    state->refresh();
    return ProtocolStore(std::move(state));
  });
}

std::shared_ptr<const StoredProtocol> ProtocolStore::find(std::string_view name) const noexcept {
  const std::shared_ptr<const StoreContents> current = state_->current();
  return {current, version_in(*current, name)};
}

std::shared_ptr<const StoreContents> ProtocolStore::contents() const noexcept { return state_->current(); }

Result<bool> ProtocolStore::refresh() noexcept {
  return guarded([&]() -> Result<bool> { return state_->refresh(); });
}

void ProtocolStore::watch(std::chrono::milliseconds interval, const std::atomic<bool>& stop,
                          const std::function<void(const StoreContents&)>& changed) noexcept {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds longest_pause{50};  // so that a stop is soon seen
  while (!stop) {
    const Result<bool> refreshed = refresh();
    if (refreshed && *refreshed && changed) {
      try {
        changed(*contents());
      } catch (...) {  // NOLINT(bugprone-empty-catch): the host's own, and there is nobody to tell
      }
    }
    const Clock::time_point next = Clock::now() + interval;
    while (!stop && Clock::now() < next)
      std::this_thread::sleep_for(std::min<Clock::duration>(longest_pause, next - Clock::now()));
  }
}

}  // namespace v1
}  // namespace eligo

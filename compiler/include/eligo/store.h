#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "eligo/diagnostic.h"
#include "eligo/export.h"
#include "eligo/protocol.h"
#include "eligo/result.h"
#include "eligo/source_limits.h"

/// Protocols that change while a host runs: a folder of them, compiled aside and swapped as a whole.
namespace eligo {
inline namespace v1 {

/// A version of a protocol that a store has taken up.
struct StoredProtocol {
  Protocol protocol;
  std::string file;          ///< that it was compiled or loaded from
  std::uint64_t number = 0;  ///< of the version in this store: from 1, and no two are the same
};

/// Why a file or a folder is not taken up as it is now. The version before it goes on.
struct StoreProblem {
  std::string file;
  /// `protocol-invalid` (see `diagnostics`), `protocol-ambiguous` (two files that differ have one protocol's
  /// name), `file-unsettled` (it changes while it is read), `file-unreadable`, `folder-unreadable`,
  /// `no-criteria`, or an error of `load_protocol`.
  Error error;
  std::vector<Diagnostic> diagnostics;  ///< of `protocol-invalid`
  std::vector<SourceText> files;        ///< that they speak of; `diagnostic_text` takes both
};

/// All that a store holds at one moment.
struct StoreContents {
  std::vector<StoredProtocol> protocols;  ///< by name
  std::vector<StoreProblem> problems;     ///< by file
};

struct StoreOptions {
  std::vector<std::string> library_folders;  ///< as those of CompileRequest
  /// A change counts once the files have stayed as they were read for this long. None is enough where files
  /// are written elsewhere and renamed into their place.
  std::chrono::milliseconds settle{200};
  SourceLimits limits = {};  ///< as those of CompileRequest
};

/// The protocols (`*.crit`) and saved plans (`*.plan`) in a folder and those below it. Libraries may lie
/// there, too. `refresh` compiles what has changed, which is a protocol's own file or any file that it uses,
/// and swaps all at once. A version goes only where a good one takes its place, where its file is removed, or
/// where its file holds another protocol or none by intent (a library). The store starts no thread. Any
/// thread may call any function at any time; all but `refresh`, `watch` and `open` return at once.
class ELIGO_API ProtocolStore {
 public:
  /// Takes up the folder. A file with mistakes is no error, but a problem of the contents. Errors:
  /// `folder-unreadable`, `out-of-memory`.
  static Result<ProtocolStore> open(const std::string& folder, const StoreOptions& options = {}) noexcept;
  ProtocolStore(ProtocolStore&&) noexcept;
  ProtocolStore& operator=(ProtocolStore&&) noexcept;
  ~ProtocolStore();

  /// The version of a protocol that is in force, by its name (`NCT06710717`); null if there is none. It lasts
  /// as long as the host keeps it.
  [[nodiscard]] std::shared_ptr<const StoredProtocol> find(std::string_view name) const noexcept;
  /// All versions in force, and why others are not.
  [[nodiscard]] std::shared_ptr<const StoreContents> contents() const noexcept;

  /// Looks at the folder once; waits for `StoreOptions::settle` if anything has changed. True if the contents
  /// are others than before. After an error (`out-of-memory`) they are as before.
  Result<bool> refresh() noexcept;

  /// Refreshes again and again until `stop` is set, on the host's own thread; `changed`, which must not
  /// throw, is called after each change.
  void watch(std::chrono::milliseconds interval, const std::atomic<bool>& stop,
             const std::function<void(const StoreContents&)>& changed = {}) noexcept;

 private:
  struct State;
  explicit ProtocolStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace v1
}  // namespace eligo

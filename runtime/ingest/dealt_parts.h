#pragma once

#include <cstddef>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::ingest {

/// Pieces of text that belong to persons, dealt out by person to temporary files, each small enough to be
/// taken into memory as a whole, and handed back person by person: what is dealt out may be larger than
/// memory.
class DealtParts {
 public:
  /// `bytes`: how much is likely to be dealt out.
  explicit DealtParts(std::size_t bytes);

  void put(const std::string& person, std::string_view piece);
  /// After the last piece: the next person, with the pieces in the order in which they were put. False at the
  /// end, and after an error. The persons of a part come in the order of their names; the same ones on every
  /// machine. The views last until the next call.
  bool next(std::string& person, std::vector<std::string_view>& pieces);
  /// Why the temporary files cannot be used; empty if they can.
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using TemporaryFile = std::unique_ptr<std::FILE, Closer>;

  bool load_part();

  std::string error_;
  std::vector<TemporaryFile> parts_;
  std::size_t next_part_ = 0;
  std::string part_;                                              // the part at hand
  std::map<std::string, std::vector<std::string_view>> persons_;  // of it, views into it
};

}  // namespace eligo::ingest

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eligo {

/// The ids of a run's patients, by which two of one id are found. Of each it keeps 16 bytes, and of no more
/// than `max_ids`.
class PatientIds {
 public:
  static constexpr std::size_t max_ids = std::size_t{1} << 22U;

  /// What there is to say of a patient's id: that there is none, or that an earlier patient has it. Else
  /// empty.
  std::string add(std::string_view id, const std::string& file, std::size_t line);

 private:
  struct Entry {
    std::uint64_t hash = 0;  ///< 0: none
    std::uint32_t file = 0;  ///< into files_
    std::uint32_t line = 0;
  };

  Entry& entry_of(std::uint64_t hash);
  void grow();

  std::vector<Entry> table_;  ///< open addressing; at most half full
  std::size_t count_ = 0;
  std::vector<std::string> files_;
};

}  // namespace eligo

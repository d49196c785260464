#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/model/vocabulary.h"

namespace eligo::ingest {

/// What the local names and codes of some data mean, as a data manager writes it down, one a line:
///
///     # the drugs of our hospital
///     treatments   "MTX"          = methotrexate
///     treatments   "paracetamol"  = other
///     observations LOCAL "PLT2"   = platelets
///
/// The list of the entry, the name (or the system and the code), and the vocabulary's fact, or `other`: none
/// of its facts.
class Dictionary {
 public:
  /// What is wrong with a line.
  struct Error {
    std::size_t line = 0;  ///< from 1
    std::string text;      ///< a sentence with its repair
  };

  /// Reads a dictionary's text. Lines with an error are left out.
  static Dictionary read(std::string_view text, const Vocabulary& vocabulary, std::vector<Error>& errors);

  /// What a name in a list means: a fact, or none for `other`. Null if the dictionary does not have it.
  /// Without a list the first one that has it counts.
  [[nodiscard]] const FactId* name(std::optional<FactKind> list, std::string_view name) const;
  /// The same for a code, by its key `LOINC|778-1`.
  [[nodiscard]] const FactId* code(FactKind list, std::string_view key) const;
  [[nodiscard]] std::size_t size() const;

 private:
  friend class DictionaryReader;
  using Meanings = std::unordered_map<std::string, FactId>;

  std::array<Meanings, 6> names_;  // by FactKind; folded
  std::array<Meanings, 6> codes_;
};

/// A line of a dictionary: the entry as it is to be written, padded, and what it means. An empty `meaning`
/// leaves it to be filled in.
std::string dictionary_line(FactKind list, std::string_view system, std::string_view name,
                            std::string_view meaning);

/// What a code is known by: the system by its usual name, then the code.
std::string code_key(std::string_view system, std::string_view code);

}  // namespace eligo::ingest

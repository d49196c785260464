#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/ingest/memo.h"
#include "runtime/model/patient.h"
#include "runtime/model/vocabulary.h"

namespace eligo::ingest {

/// A value as it stands in a patient document.
struct RawValue {
  enum class Kind : std::uint8_t { missing, text, number, truth, list, object };  // null is missing
  Kind kind = Kind::missing;
  std::string_view
      text;  ///< of a text its content; numbers, `true` and `false` as written; lists and objects: empty

  [[nodiscard]] bool is_missing() const { return kind == Kind::missing; }
  [[nodiscard]] bool is_text() const { return kind == Kind::text; }
  [[nodiscard]] bool is_container() const { return kind == Kind::list || kind == Kind::object; }
  friend bool operator==(const RawValue&, const RawValue&) = default;
};

/// What a value of the data came to.
struct ReadValue {
  Flaw flaw = Flaw::none;
  Range range;                        ///< quantities in the type's unit; titres: denominator; grades: index
  std::optional<std::uint32_t> word;  ///< index in the type's words
  WordId word_id;                     ///< the canonical word, or any other that the vocabulary knows
  bool is_word_unlisted = false;      ///< open words: some other word
  std::string_view unit;              ///< as recorded; it may stand in one text with the number
  std::string problem;                ///< a clause if flawed: "the value `abc` is no number"
};

/// Reads values by their type: numbers, bounds and ranges with their units, titres, grades, words. Not shared
/// between threads: it remembers spellings.
class ValueReader {
 public:
  explicit ValueReader(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// `value` is not missing; `unit` is where none is recorded.
  ReadValue read(const ValueType& type, const RawValue& value, const RawValue& unit);
  /// One end of a reference range: a single number (or titre) in the unit of the result. Empty if it is not.
  std::optional<Range> read_limit(const ValueType& type, const RawValue& value, const RawValue& unit);
  /// Yes, no and what stands for them.
  static std::optional<bool> read_truth(const RawValue& value);

  /// Whether a number of this type says nothing without a unit. A plain number or percent does.
  static bool needs_unit(const ValueType& type);

 private:
  struct KnownUnit {
    std::string text;
    std::optional<Conversion> conversion;
    bool is_identity = false;
    std::string problem;  // why there is no conversion
  };

  ReadValue read_quantity(const ValueType& type, const RawValue& value, const RawValue& unit);
  ReadValue read_word(const ValueType& type, const RawValue& value);
  ReadValue read_grade(const ValueType& type, const RawValue& value);
  WordId word(std::string_view text);
  std::optional<std::uint32_t> index_of(const ValueType& type, std::string_view text);
  const KnownUnit& known_unit(const ValueType& type, std::string_view text);

  const Vocabulary& vocabulary_;
  Memo<WordId> words_;
  std::unordered_map<const ValueType*, std::vector<KnownUnit>> units_;  // few for each type
};

/// Text of the data as a message quotes it: in backticks, the middle of a long one left out.
std::string in_quotes(std::string_view text);
/// The same of a whole value, `true` and a list included.
std::string in_quotes(const RawValue& token);

/// Without white space at its ends.
std::string_view trimmed(std::string_view text);

}  // namespace eligo::ingest

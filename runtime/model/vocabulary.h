#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/units/unit.h"
#include "runtime/values/date.h"
#include "runtime/values/ids.h"
#include "runtime/values/range.h"

namespace eligo {

/// The lists of a patient document that a fact's records stand in.
enum class FactKind : std::uint8_t { attribute, observation, condition, treatment, procedure, question };

/// The kind of a fact's or a field's values.
enum class ValueKind : std::uint8_t {
  none,      ///< conditions, treatments, procedures: it is there or not
  quantity,  ///< a number in `unit`
  percent_of_predicted,
  titre,  ///< ordered by its denominator
  grade,  ///< ordered; the value is the index in `grades`
  word,   ///< one of `words` (closed) or any word (open)
  list,   ///< a set of words
  date,
  fact,  ///< the name of a fact (a field such as `indication`)
};

/// A unit beside its own that results of a fact come in, by the vocabulary's word: `also in`.
struct FurtherUnit {
  std::string spelling;   ///< in the data, where it is no unit by itself (`G/L` for 10*9/L); else empty
  Unit unit;              ///< where `spelling` is empty
  Conversion conversion;  ///< from it into the fact's unit

  friend bool operator==(const FurtherUnit&, const FurtherUnit&) = default;
};

/// The type of a value in data: its kind, unit and words. Words are stored folded (see `fold_word`).
struct ValueType {
  ValueKind kind = ValueKind::none;
  Unit unit;
  std::string unit_text;             ///< as the vocabulary's author wrote it
  std::optional<Number> molar_mass;  ///< g/mol
  std::vector<FurtherUnit> further_units;
  bool has_normal_range = false;
  std::optional<Range> plausible;  ///< in `unit`; a value outside is unusable
  bool is_closed = false;          ///< words: only those listed are known
  std::vector<WordId> words;       ///< the canonical words, or the grades from lowest to highest
  std::unordered_map<std::uint32_t, std::uint32_t> word_index;  ///< WordId of any spelling → index in `words`
};

struct Code {
  std::string system;
  std::string code;
};

/// The codes below one of a fact's codes, as an expansion file lists them. Of one system; codes compare as
/// `comparable_code` leaves them.
struct CodeExpansion {
  std::string system;
  std::string root;
  std::string file;                ///< as the vocabulary names it
  std::string digest;              ///< of the file
  std::string version;             ///< as the vocabulary states it; empty: it states none
  bool is_whole = true;            ///< a code that the file does not hold is something else
  std::vector<std::string> codes;  ///< of the fact; sorted
  std::vector<std::string> open;   ///< may be of the fact: broader than the root, or beside it; sorted
  friend bool operator==(const CodeExpansion&, const CodeExpansion&) = default;
};

/// Whom a fact can be of: those whose attribute is one of some words.
struct OnlyWhere {
  FactId attribute;
  std::vector<std::uint32_t> words;  ///< indices into the attribute's ValueType::words
  friend bool operator==(const OnlyWhere&, const OnlyWhere&) = default;
};

struct Fact {
  std::string name;
  std::string label;  ///< for people; the name where the vocabulary gives none
  FactKind kind = FactKind::observation;
  ValueType type;
  std::vector<std::string> aliases;  ///< other spellings of the data (`also`)
  std::vector<Code> codes;
  std::vector<CodeExpansion> expansions;  ///< of some of `codes`
  std::vector<FactId> broader;            ///< every fact that this one `is a`, nearest first, without itself
  std::vector<FactId> narrower;           ///< every fact that `is a` this one, without itself
  std::vector<FactId> ingredients;        ///< of a combination; each among `broader`, with a dose of its own
  std::optional<Number> half_life_days;
  std::optional<Period> longest;        ///< conditions: none lasts longer (`lasting at most`)
  std::optional<OnlyWhere> only_where;  ///< none: it can be of anybody
  std::string judged_by;
};

struct Field {
  std::string name;
  std::string label;
  ValueType type;
};

struct Anchor {
  std::string name;
  std::string label;
  std::vector<AnchorId> not_before;  ///< days that it never comes before
};

/// Everything that the plan and a patient's facts share: names resolved once to small ids. Immutable after
/// compilation.
struct Vocabulary {
  std::vector<Fact> facts;
  std::vector<Field> fields;
  std::vector<Anchor> anchors;
  std::vector<std::string> words;  ///< folded

  std::unordered_map<std::string, FactId> fact_by_name;  ///< names and aliases, folded
  std::unordered_map<std::string, FactId> fact_by_code;  ///< "LOINC|1742-6"
  std::unordered_map<std::string, FieldId> field_by_name;
  std::unordered_map<std::string, AnchorId> anchor_by_name;
  std::unordered_map<std::string, WordId> word_by_text;

  [[nodiscard]] const Fact& operator[](FactId id) const { return facts[id.value]; }
  [[nodiscard]] const Field& operator[](FieldId id) const { return fields[id.value]; }
  [[nodiscard]] const Anchor& operator[](AnchorId id) const { return anchors[id.value]; }
};

/// The data's words compare without case, and with spaces and underscores as hyphens: `Not detected` →
/// `not-detected`.
std::string fold_word(std::string_view text);

/// From a unit into that of the type: by the units themselves, else as the vocabulary declares it.
std::optional<Conversion> conversion_into(const ValueType& type, const Unit& from);

}  // namespace eligo

#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/ingest/dictionary.h"
#include "runtime/ingest/memo.h"
#include "runtime/ingest/systems.h"
#include "runtime/model/vocabulary.h"

namespace eligo::ingest {

/// What a name in the data stands for.
struct NameMatch {
  std::vector<FactId>
      facts;  ///< the fact; of a near miss every fact that may be meant; empty: some other fact
  bool is_near_miss = false;
  bool is_other = false;  ///< the dictionary says that it is none of the vocabulary's facts
  std::string notice;     ///< a sentence about a name that the vocabulary does not know
};

/// What a code in the data stands for.
struct CodeMatch {
  std::vector<FactId> facts;  ///< one; several where the vocabulary gives the code to facts of two kinds
  bool is_other = false;      ///< the dictionary says that it is none of the vocabulary's facts
};

/// A key of a record beyond the contract's own.
struct FieldKey {
  FieldId field;
  bool is_unit = false;  ///< `dose-unit`, the unit of the field `dose`
};

/// A name taken apart, so that slips in it can be found.
struct NameShape {
  explicit NameShape(std::string_view name);
  std::string folded;
  std::string bare;                ///< letters and digits alone, without the `s` of a plural
  std::string digits;              ///< a different number is a different name
  std::vector<std::string> parts;  ///< between hyphens
};

/// Whether a name is most likely a slip of another. Stricter than a suggestion, since a record's fate hangs
/// on it: `C5` is no slip of `C3`, nor `hypotension` of `hypertension`.
bool is_near_miss(const NameShape& name, const NameShape& other);

/// Resolves the data's names, codes and keys against a vocabulary. Not shared between threads: it remembers
/// spellings.
class NameIndex {
 public:
  /// `dictionary` may be null; both must outlive the index.
  explicit NameIndex(const Vocabulary& vocabulary, const Dictionary* dictionary = nullptr);

  /// A fact by its name or another spelling of it. Slips are sought among the facts of `kind`, or of every
  /// kind. Valid until the next call.
  const NameMatch& fact(std::string_view name, std::optional<FactKind> kind);
  /// A fact by a code of one of its systems. Valid until the next call.
  const CodeMatch& code(FactKind list, std::string_view system, std::string_view code);
  /// Whether the code says that something is not of a fact: its system is one in which the fact's codes are
  /// whole, and it lies outside them.
  [[nodiscard]] bool excludes(std::string_view system, std::string_view code, FactId fact) const;
  FieldKey field(std::string_view key);
  [[nodiscard]] AnchorId anchor(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> anchor_names() const;

 private:
  /// A name or another spelling of a fact.
  struct Spelling {
    NameShape shape;
    FactId fact;
  };

  /// A code of a fact, comparable.
  struct KnownCode {
    CodeSystem system;
    std::string code;
    FactId fact;
  };

  /// An expansion of a fact.
  struct KnownExpansion {
    CodeSystem system;
    const CodeExpansion* expansion;
    FactId fact;
  };

  NameMatch match(std::string_view name, std::optional<FactKind> kind) const;
  CodeMatch match_code(FactKind list, std::string_view system, std::string_view code) const;
  std::vector<FactId> facts_below(const CodeSystem& system, std::string_view code) const;
  std::vector<FactId> facts_listing(const CodeSystem& system, const std::string& code) const;
  std::vector<FactId> narrowest(std::vector<FactId> facts) const;
  bool lies_outside(const CodeSystem& system, const std::string& comparable, FactId fact) const;
  bool are_listed_whole(const CodeSystem& system, const std::string& code, FactId fact) const;
  void add_codes();

  const Vocabulary& vocabulary_;
  const Dictionary* dictionary_;
  std::unordered_map<std::string, FactId> fact_by_code_;  // "LOINC|1742-6", the system by its usual name
  std::vector<KnownCode> hierarchies_;                    // in the order of the facts
  std::vector<KnownExpansion> expansions_;
  std::array<Memo<CodeMatch>, 6> codes_;               // by FactKind
  std::vector<Spelling> spellings_;                    // in the order of the facts
  std::unordered_map<std::string, FieldId> fields_;    // folded
  std::unordered_map<std::string, AnchorId> anchors_;  // folded
  static constexpr std::size_t kinds = 7;              // the kinds of facts, and any kind
  std::array<Memo<NameMatch>, kinds> matches_;
  Memo<FieldKey> keys_;
};

/// The lists' names in a patient document: `observations`.
std::string_view list_name(FactKind kind);
std::optional<FactKind> list_kind(std::string_view name);

}  // namespace eligo::ingest

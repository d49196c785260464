#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/source/compilation.h"
#include "runtime/words/wording.h"

/// A protocol or library as a document: everything that its page shows, in the order of the page.
namespace eligo {

/// A rule as it stands in the file, and in words.
struct RuleText {
  std::string written;  ///< its lines, without the block's indentation
  Wording words;
};

/// The remarks that a block of any kind may bear.
struct Remarks {
  std::vector<std::string> notes;
  std::vector<std::string> reviews;
  std::vector<std::string> assumptions;  ///< as written
};

struct ReadingText {
  std::string id;
  std::string label;
  RuleText rule;
  Remarks remarks;
  std::size_t cases = 0;  ///< expectations under this reading
};

struct DocCriterion {
  std::string id;
  Polarity polarity = Polarity::inclusion;
  std::string quotation;
  std::uint32_t line = 0;
  RuleText rule;
  Remarks remarks;
  std::vector<ReadingText> readings;
  std::string listed_under;  ///< the source's section, where it differs
  std::string listed_because;
  std::array<std::size_t, 4> expected{};  ///< expectations of cases, by Status, as written
};

/// A stretch of the source text. Together the passages are the source, in order, each word once.
struct Passage {
  enum class Kind : std::uint8_t { carried, waived, uncovered };
  Kind kind = Kind::uncovered;
  std::string text;                    ///< white space folded, Markdown's escapes taken off
  std::vector<std::size_t> begun;      ///< criteria whose quotation begins here
  std::vector<std::size_t> continued;  ///< criteria whose quotation began in a passage before
  std::string because;                 ///< waived: why
};

struct ItemText {
  std::string points;
  std::string name;
  std::string label;
  RuleText rule;
};

struct DomainText {
  std::string name;
  std::vector<std::string> tags;
  bool is_sum = false;
  std::vector<ItemText> items;
};

struct StateText {
  std::string name;
  RuleText rule;
};

struct InstrumentText {
  std::string name;
  std::string label;
  std::string published;
  std::string maximum;  ///< empty: a definition, which has no points
  std::string file;
  RuleText entry;  ///< empty: none
  std::vector<DomainText> domains;
  std::vector<StateText> states;
  Remarks remarks;
};

struct DerivedText {
  std::string name;
  std::string label;
  std::string unit;
  std::string published;
  std::string file;
  RuleText formula;
  Remarks remarks;
};

struct GroupText {
  std::string name;
  std::string label;
  std::vector<std::string> members;
  std::vector<std::string> notes;
};

struct FactText {
  std::string name;
  std::string label;
  FactKind kind = FactKind::observation;
  std::string values;                ///< `in mg/dL, also by substance (113.12 g/mol)`, `one of …`
  std::vector<std::string> details;  ///< plausible range, narrower facts, spellings, notes: a sentence each
  std::vector<Code> codes;
};

struct Document {
  bool is_library = false;
  std::string name;
  std::string title;
  std::string version;
  std::string digest;
  std::string as_of;  ///< the as-of date in words; of a library, what stands for it here
  std::vector<HeaderEntry> header;
  std::vector<DocCriterion> criteria;
  bool has_source = false;
  std::vector<Passage> passages;  ///< empty without a source text
  std::vector<InstrumentText> instruments;
  std::vector<DerivedText> derived;
  std::vector<GroupText> groups;
  std::vector<FactText> facts;
  std::vector<SourceFile> files;
  std::vector<std::string> case_files;  ///< that test it, beside it
  std::size_t cases = 0;
};

/// The document of a protocol or library that compiled without an error (`compiled.plan` is there). Reads its
/// files again for their syntax, and the case files beside it.
Document make_document(const std::string& path, const CompileOptions& options, const Compilation& compiled);

}  // namespace eligo

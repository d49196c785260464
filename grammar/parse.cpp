// Parsing: a file is cut into blocks, and each block is parsed on its own.
//
//     protocol TRIAL
//       title "A trial"          one block: from `protocol` to the next block word at the head of a line
//     inclusion I1 "Adults"
//       age >= 18 years          the next
//
// `outline` finds the heads: block words (words.cpp) that begin a line outside texts and comments. A
// mistake therefore costs its own block alone, and a file with five mistakes in five blocks gets five
// messages.
//
// A block is matched against the rule `block` (file.h) by PEGTL; the Builder adds a node to the flat tree
// for each rule that matches and takes it back where a rule fails later. A block that does not match is
// parsed once more, and this time the Builder remembers the furthest token at which it stopped and which
// tokens would have done there: the place and the content of the error. An open `{` is the error where the
// block ends, or a clause begins, inside it.
//
// A text without its closing quote would swallow the blocks behind it. `closed_text` therefore takes a
// text as open where its last line looks like the head of a clause or block:
//
//     summary "never closed
//       sponsor "A sponsor"      the quote before `A` would end the text; `sponsor` shows that not
#include "grammar/parse.h"

#include <algorithm>
#include <array>

#include "grammar/file.h"

namespace eligo {
namespace {

using grammar::Builder;

/// Where the blocks of a file begin: offsets of block words at the head of a line, outside texts and
/// comments.
struct Outline {
  std::vector<std::uint32_t> heads;
  std::vector<SyntaxError> unclosed;  ///< texts without an end; their blocks are not parsed
};

bool is_block_word(std::string_view word) {
  const auto& words = block_words();
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view word_at(const char* at, const char* end) {
  const char* stop = grammar::scan_any_word(at, end);
  return stop == nullptr ? std::string_view() : std::string_view(at, static_cast<std::size_t>(stop - at));
}

/// Whether a line of a text looks like a head of its own, so that the quote before it must have been left
/// open.
bool is_head_line(const char* line, const char* stop) {
  static constexpr std::array clauses{
#define ELIGO_HEADER_WORD(text) std::string_view(text),
#include "grammar/header_words.def"
#undef ELIGO_HEADER_WORD
      std::string_view("review")};
  const char* at = grammar::skip_blanks(line, stop);
  const std::string_view first = word_at(at, stop);
  if (first.empty()) return false;
  const char* const word_end = at + first.size();
  at = grammar::skip_blanks(word_end, stop);
  // Without a blank before its quote, the word is the last of a text: `… at this⏎location"`.
  if (at == stop)
    return at != word_end && std::find(std::begin(clauses), std::end(clauses), first) != std::end(clauses);
  if (!is_block_word(first) && first != "reading") return false;
  const char* name_end = grammar::scan_any_word(at, stop);
  return name_end != nullptr && grammar::skip_blanks(name_end, stop) == stop;
}

/// The end of the text that begins at `at`, or nullptr if it was never closed.
const char* closed_text(const char* at, const char* end) {
  const char* close = grammar::scan_text(at, end);
  if (close == nullptr) return nullptr;
  const char* line = close - 1;
  while (line != at && line[-1] != '\n') --line;
  return line != at && is_head_line(line, close - 1) ? nullptr : close;
}

Outline outline(std::string_view source) {
  Outline result;
  const char* const begin = source.data();
  const char* const end = begin + source.size();
  bool line_head = true;
  for (const char* at = begin; at != end;) {
    const char c = *at;
    if (c == '\n') {
      line_head = true;
      ++at;
    } else if (c == '#') {
      at = std::find(at, end, '\n');
    } else if (const char* after = grammar::skip_blanks(at, end); after != at) {
      at = after;
    } else if (grammar::opens_text(at, end)) {
      const auto offset = static_cast<std::uint32_t>(at - begin);
      const char* close = closed_text(at, end);
      if (close == nullptr) {
        const char* stop = std::find(at, end, '\n');
        SyntaxError error{SyntaxError::Kind::unclosed_text,
                          offset,
                          static_cast<std::uint32_t>(stop - begin),
                          {},
                          {},
                          offset,
                          {},
                          0,
                          0};
        result.unclosed.push_back(std::move(error));
        close = stop;
      }
      at = close;
      line_head = false;
    } else {
      const std::string_view word = line_head ? word_at(at, end) : std::string_view();
      if (is_block_word(word)) result.heads.push_back(static_cast<std::uint32_t>(at - begin));
      line_head = false;
      at += std::max<std::size_t>(word.size(), 1);
    }
  }
  return result;
}

void collect_comments(SyntaxTree& tree) {
  const std::string_view source = tree.source;
  const char* const begin = source.data();
  const char* const end = begin + source.size();
  for (const char* at = begin; at != end;) {
    if (*at == '#') {
      const char* stop = std::find(at, end, '\n');
      tree.comments.push_back(
          {static_cast<std::uint32_t>(at - begin), static_cast<std::uint32_t>(stop - begin)});
      at = stop;
    } else if (const char* close = grammar::scan_text(at, end)) {
      at = close;
    } else {
      ++at;
    }
  }
}

bool is_utf8(std::string_view text, std::uint32_t& bad) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80                   ? 1
                               : byte >= 0xC2 && byte < 0xE0 ? 2
                               : (byte & 0xF0U) == 0xE0      ? 3
                               : byte >= 0xF0 && byte < 0xF5 ? 4
                                                             : 0;
    bool good = length != 0 && i + length <= text.size();
    for (std::size_t k = 1; good && k < length; ++k)
      good = (static_cast<unsigned char>(text[i + k]) & 0xC0U) == 0x80;
    if (!good) {
      bad = static_cast<std::uint32_t>(i);
      return false;
    }
    i += length;
  }
  return true;
}

/// Parses one block: [begin, end) of the source.
/// The name that stands behind a block word.
std::string_view declared_name(const char* head, const char* end) {
  const char* at = head + word_at(head, end).size();
  return word_at(grammar::skip_space(at, end), end);
}

class BlockParser {
 public:
  explicit BlockParser(Parse& parse) : parse_(parse), builder_(parse.tree, parse.tree.source.data()) {}

  /// Most blocks have no mistake; one that has is read once more, to remember which tokens were expected
  /// where.
  void run(std::uint32_t begin, std::uint32_t end) {
    const std::string_view source = parse_.tree.source;
    const char* const first = source.data() + begin;
    const char* const last = source.data() + end;
    const auto size = parse_.tree.nodes.size();
    try {
      if (take(first, last, false)) return;
      parse_.tree.nodes.resize(size);
      take(first, last, true);
    } catch (const grammar::TooDeep& deep) {
      const std::uint32_t at = builder_.offset(deep.at);
      parse_.errors.push_back({SyntaxError::Kind::too_deep,
                               at,
                               at + 1,
                               {},
                               word_at(first, last),
                               at,
                               declared_name(first, last),
                               begin,
                               end});
    }
    parse_.tree.nodes.resize(size);
  }

 private:
  bool take(const char* first, const char* last, bool explains) {
    builder_.start_block(explains);
    grammar::Input in(first, last, "");
    const bool matched =
        tao::pegtl::parse<grammar::block, tao::pegtl::nothing, grammar::tree_control>(in, builder_);
    if (matched && grammar::skip_space(in.current(), last) == last) {
      parse_.tree.blocks.push_back(static_cast<std::uint32_t>(parse_.tree.nodes.size() - 1));
      return true;
    }
    if (explains) fail(first, last, matched ? builder_.skip(in.current(), last) : first);
    return false;
  }

  void fail(const char* first, const char* last, const char* stopped) {
    SyntaxError error;
    error.block = word_at(first, last);
    error.declared = declared_name(first, last);
    error.block_begin = builder_.offset(first);
    error.block_end = builder_.offset(last);
    const char* at = stopped;
    if (builder_.furthest() != nullptr && builder_.furthest() >= stopped) {
      at = builder_.furthest();
      error.expected = builder_.expected();
    }
    error.begin = builder_.offset(at);
    const std::string_view token = grammar::token_at(at, last);
    error.end = error.begin + static_cast<std::uint32_t>(token.size());
    // A list that is still open at the end of the block, or where a clause begins.
    const auto& expected = error.expected;
    const bool wants_brace = std::find(expected.begin(), expected.end(), "`}`") != expected.end();
    const bool may_end = at == last || (wants_brace && is_word_of_language(token) && begins_line(first, at));
    if (const char* brace = may_end ? unclosed_brace(first, at) : nullptr) {
      error.kind = SyntaxError::Kind::unclosed_brace;
      error.opened = builder_.offset(brace);
    }
    parse_.errors.push_back(std::move(error));
  }

  static bool is_word_of_language(std::string_view token) {
    const auto& words = reserved_words();
    return std::binary_search(words.begin(), words.end(), token);
  }
  static bool begins_line(const char* first, const char* at) {
    while (at != first && (at[-1] == ' ' || at[-1] == '\t' || at[-1] == '\r')) --at;
    return at == first || at[-1] == '\n';
  }

  /// The innermost `{` that is still open before `end`.
  static const char* unclosed_brace(const char* at, const char* end) {
    std::vector<const char*> open;
    while ((at = grammar::skip_space(at, end)) != end) {
      const std::string_view token = grammar::token_at(at, end);
      if (token == "{") open.push_back(at);
      if (token == "}" && !open.empty()) open.pop_back();
      at += token.size();
    }
    return open.empty() ? nullptr : open.back();
  }

  Parse& parse_;
  Builder builder_;
};

void add(Parse& parse, SyntaxError::Kind kind, std::uint32_t begin, std::uint32_t end) {
  const auto size = static_cast<std::uint32_t>(parse.tree.source.size());
  parse.errors.push_back({kind, begin, end, {}, {}, begin, {}, 0, size});
}

}  // namespace

Parse parse(std::string_view source, std::size_t max_bytes) {
  Parse result;
  result.tree.source = source;
  if (source.size() > std::min(max_bytes, max_source_bytes)) {
    add(result, SyntaxError::Kind::too_large, 0, 0);
    return result;
  }
  if (std::uint32_t bad = 0; !is_utf8(source, bad)) {
    add(result, SyntaxError::Kind::bad_utf8, bad, bad + 1);
    return result;
  }
  const char* const end = source.data() + source.size();
  const auto first = static_cast<std::uint32_t>(grammar::skip_space(source.data(), end) - source.data());
  if (first == source.size()) {
    add(result, SyntaxError::Kind::empty, 0, 0);
    return result;
  }
  collect_comments(result.tree);
  Outline found = outline(source);
  const std::uint32_t first_head =
      found.heads.empty() ? static_cast<std::uint32_t>(source.size()) : found.heads.front();
  if (first < first_head) {
    const auto token = grammar::token_at(source.data() + first, end);
    add(result, SyntaxError::Kind::stray, first, first + static_cast<std::uint32_t>(token.size()));
    result.errors.back().block_begin = first;
    result.errors.back().block_end = first_head;
  }
  BlockParser blocks(result);
  for (std::size_t i = 0; i < found.heads.size(); ++i) {
    const std::uint32_t begin = found.heads[i];
    const auto stop =
        i + 1 < found.heads.size() ? found.heads[i + 1] : static_cast<std::uint32_t>(source.size());
    const auto inside = std::find_if(found.unclosed.begin(), found.unclosed.end(), [&](const SyntaxError& e) {
      return e.begin >= begin && e.begin < stop;
    });
    if (inside == found.unclosed.end()) {
      blocks.run(begin, stop);
    } else {
      inside->block = word_at(source.data() + begin, end);
      inside->block_begin = begin;
      inside->block_end = stop;
      inside->declared = declared_name(source.data() + begin, end);
      result.errors.push_back(*inside);
    }
  }
  return result;
}

}  // namespace eligo

#include "tests/properties/changed_blocks.h"

namespace eligo::properties {
namespace {

constexpr std::size_t longest_block = 1200;  // derivations of a long one take their time
constexpr int most_shown = 20;

struct Token {
  std::size_t begin;
  std::size_t end;
};

std::vector<Token> tokens_of(const std::string& text) {
  std::vector<Token> tokens;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  for (const char* at = g::skip_space(begin, end); at != end; at = g::skip_space(at, end)) {
    const auto offset = static_cast<std::size_t>(at - begin);
    const std::size_t size = std::max<std::size_t>(g::token_at(at, end).size(), 1);
    tokens.push_back({offset, offset + size});
    at += size;
  }
  return tokens;
}

bool is_block_word(std::string_view word) {
  const auto& words = block_words();
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Where blocks begin: at each block word that is the first token of its line.
std::vector<std::size_t> heads_of(const std::string& text) {
  std::vector<std::size_t> heads;
  std::size_t before = 0;
  for (const Token token : tokens_of(text)) {
    const bool begins_line =
        token.begin == 0 || before == 0 || g::has_line_break(text.data() + before, text.data() + token.begin);
    const char* stop = g::scan_any_word(text.data() + token.begin, text.data() + text.size());
    const auto size = stop == nullptr ? 0 : static_cast<std::size_t>(stop - text.data()) - token.begin;
    if (begins_line && is_block_word(std::string_view(text).substr(token.begin, size)))
      heads.push_back(token.begin);
    before = token.end;
  }
  return heads;
}

/// How many derivations a text has: 0, 1, or 2 for more.
int derivations(const Grammar& grammar, const std::string& text) {
  const std::vector<std::size_t> heads = heads_of(text);
  const char* const end = text.data() + text.size();
  if (heads.empty() || g::skip_space(text.data(), end) != text.data() + heads.front()) return 0;
  int result = 1;
  for (std::size_t i = 0; i < heads.size() && result > 0; ++i) {
    const std::size_t stop = i + 1 < heads.size() ? heads[i + 1] : text.size();
    const int ways = Derivations(grammar, text.data() + stop).count(text.data() + heads[i]);
    result = ways == 0 ? 0 : std::max(result, ways);
  }
  return result;
}

/// Errors that the grammar does not know of, as its head says: nesting, and texts taken for open.
bool is_beyond_grammar(const Parse& parse) {
  return std::any_of(parse.errors.begin(), parse.errors.end(), [](const SyntaxError& error) {
    return error.kind == SyntaxError::Kind::too_deep || error.kind == SyntaxError::Kind::unclosed_text;
  });
}

}  // namespace

ChangedBlocks::ChangedBlocks(const Grammar& grammar, const std::vector<std::string>& blocks,
                             std::uint64_t seed)
    : grammar_(grammar), blocks_(blocks), random_(seed) {
  std::set<std::string> tokens = grammar.literals();
  for (const std::string& block : blocks) {
    for (const Token token : tokens_of(block))
      tokens.insert(block.substr(token.begin, token.end - token.begin));
  }
  std::erase_if(tokens, [](const std::string& token) { return token.size() > 40; });
  tokens_.assign(tokens.begin(), tokens.end());
}

std::string ChangedBlocks::changed(const std::string& block) {
  const std::vector<Token> tokens = tokens_of(block);
  const std::size_t which = below(tokens.size());
  const Token token = tokens[which];
  const std::string word = block.substr(token.begin, token.end - token.begin);
  // Half of the words come from the grammar, which is what rules hang on.
  const std::string& other = below(2) == 0
                                 ? *std::next(grammar_.literals().begin(),
                                              static_cast<std::ptrdiff_t>(below(grammar_.literals().size())))
                                 : tokens_[below(tokens_.size())];
  std::string text = block;
  switch (below(7)) {
    case 0: return text.erase(token.begin, word.size());
    case 1: return text.insert(token.end, ' ' + word);
    case 2: return text.replace(token.begin, word.size(), other);
    case 3: return text.insert(token.begin, other + ' ');
    case 4: return text.insert(token.begin, "\n");
    case 5: {
      const auto line = text.find('\n', token.end);
      return line == std::string::npos ? text : text.replace(line, 1, " ");
    }
    default: break;
  }
  if (which + 1 == tokens.size()) return text;
  const Token next = tokens[which + 1];
  const std::string between = text.substr(token.end, next.begin - token.end);
  return text.replace(token.begin, next.end - token.begin,
                      text.substr(next.begin, next.end - next.begin) + between + word);
}

void ChangedBlocks::try_one() {
  const std::string& block = blocks_[below(blocks_.size())];
  if (block.size() > longest_block) return;
  const std::string text = changed(block);
  const Parse parse = eligo::parse(text);
  if (is_beyond_grammar(parse)) return;
  const int ways = derivations(grammar_, text);
  const bool is_accepted = parse.errors.empty();
  ++(is_accepted ? accepted_ : refused_);
  if (ways == (is_accepted ? 1 : 0)) return;
  if (++different_ > most_shown) return;
  std::printf("the parser %s, the grammar has %s\n%s\n\n", is_accepted ? "accepts" : "refuses",
              ways == 0   ? "no derivation"
              : ways == 1 ? "a derivation"
                          : "several derivations",
              text.c_str());
}

void ChangedBlocks::print() const {
  std::printf("changed: %d accepted, %d refused by both, %d different\n", accepted_, refused_, different_);
}

}  // namespace eligo::properties

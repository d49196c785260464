// The formatter on every file of the project, and on each of them mangled in ways that do not change what it
// says: white space, line breaks, `;`, comments in odd places, pasted signs, other line ends. Written apart
// from the formatter's own check: it compares trees, words and comments by itself.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "eligo/format.h"
#include "grammar/parse.h"
#include "grammar/scan.h"

namespace {

namespace fs = std::filesystem;
using eligo::Parse;
using eligo::Syntax;
using eligo::SyntaxNode;
using eligo::SyntaxTree;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> project_files() {
  std::vector<fs::path> files;
  for (const char* folder : {"criteria", "tests/language", "tests/cli/trial"}) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const auto extension = entry.path().extension();
      if (extension == ".crit" || extension == ".cases") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The blocks of the documents that are marked as of the language.
std::vector<std::string> documented_examples() {
  std::vector<fs::path> pages{"docs/language.md"};
  for (const auto& entry : fs::directory_iterator("docs/rules")) pages.push_back(entry.path());
  std::vector<std::string> examples;
  for (const fs::path& page : pages) {
    const std::string text = read(page);
    for (std::size_t at = text.find("```eligo"); at != std::string::npos;
         at = text.find("```eligo", at + 1)) {
      const std::size_t begin = text.find('\n', at) + 1;
      examples.push_back(text.substr(begin, text.find("```", begin) - begin));
    }
  }
  return examples;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string plain_sign(std::string_view sign) {
  for (const auto& [pasted, plain] : {std::pair("≥", ">="), std::pair("≤", "<="), std::pair("≠", "!="),
                                      std::pair("×", "*"), std::pair("–", "-"), std::pair("−", "-")}) {
    if (sign == pasted) return plain;
  }
  return std::string(sign);
}

/// What a file says: its tree with the words of its leaves. Signs are compared as the language spells them.
std::vector<std::string> meaning(const SyntaxTree& tree) {
  std::vector<std::string> result;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const SyntaxNode& node = tree[i];
    const std::string_view words = tree.text(i);
    std::string entry = std::to_string(static_cast<int>(node.kind)) + ' ' + std::to_string(node.size) + ' ';
    if (node.kind == Syntax::text) {
      entry += eligo::text_content(words);
    } else if (node.kind == Syntax::operator_) {
      entry += plain_sign(words);
    } else if (node.size == 1 && words.find_first_of(" \t\r\n#\xC2\xE2") == std::string_view::npos) {
      entry += words;
    }
    result.push_back(entry);
  }
  return result;
}

std::vector<std::string> comments(const SyntaxTree& tree) {
  std::vector<std::string> result;
  for (const SyntaxTree::Comment& comment : tree.comments) {
    std::string text(tree.source.substr(comment.begin, comment.end - comment.begin));
    text.erase(text.find_last_not_of(" \t\r") + 1);
    result.push_back(text);
  }
  return result;
}

void check_format(const std::string& source) {
  const Parse before = eligo::parse(source);
  REQUIRE(before.errors.empty());
  const eligo::Formatted formatted = *eligo::format_source(source);
  CAPTURE(source);
  CAPTURE(formatted.text);
  REQUIRE_FALSE(formatted.is_refused);
  REQUIRE(formatted.diagnostics.empty());
  const Parse after = eligo::parse(formatted.text);
  REQUIRE(after.errors.empty());
  REQUIRE(meaning(after.tree) == meaning(before.tree));
  REQUIRE(comments(after.tree) == comments(before.tree));
  const std::string again = eligo::format_source(formatted.text)->text;
  REQUIRE(again == formatted.text);
}

// ---- mangling

class Mangler {
 public:
  explicit Mangler(unsigned seed) : random_(seed) {}

  /// A file that says the same as `source`, laid out otherwise.
  std::string mangle(const std::string& source) {
    const Parse parsed = eligo::parse(source);
    std::string result;
    std::uint32_t end = 0;
    for (const std::uint32_t block : parsed.tree.blocks) {
      std::string before(source.substr(end, parsed.tree[block].begin - end));
      if (one_in(3)) before += pick(line_gaps);
      result += before + mangle_block(std::string(parsed.tree.text(block)));
      end = parsed.tree[block].end;
    }
    result += source.substr(end);
    if (one_in(4)) replace_all(result, "\n", "\r\n");
    return result;
  }

 private:
  static constexpr std::array<std::string_view, 4> line_gaps{"\n\n\n", "\n# a comment\n\n",
                                                             "\n   # indented\n", "  # behind\n"};
  static constexpr std::array<std::string_view, 12> gaps{
      " ",   "    ", "\t",     "\n",      "\n\n\n",      "\n        ",
      ";\n", "; ",   "\u00A0", " ;\n  ;", "  # why?\n ", "\n# on its own\n"};

  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  template <std::size_t Count>
  std::string pick(const std::array<std::string_view, Count>& choices) {
    return std::string(choices[below(Count)]);
  }

  /// Each change is kept if the block still says the same.
  std::string mangle_block(std::string block) {
    const auto wanted = meaning(eligo::parse(block).tree);
    const std::size_t attempts = 4 + block.size() / 40;
    for (std::size_t i = 0; i < std::min<std::size_t>(attempts, 40); ++i) {
      std::string changed = change(block);
      const Parse parsed = eligo::parse(changed);
      if (parsed.errors.empty() && meaning(parsed.tree) == wanted) block = std::move(changed);
    }
    return block;
  }

  std::string change(std::string block) {
    if (one_in(8)) {
      static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> pasted{{{">=", "≥"},
                                                                                            {"<=", "≤"},
                                                                                            {" * ", " × "},
                                                                                            {" - ", " – "},
                                                                                            {" x ", " × "},
                                                                                            {"!=", "≠"},
                                                                                            {"1:", "1 : "}}};
      const auto& [plain, sign] = pasted[below(pasted.size())];
      const std::size_t at = block.find(plain);
      if (at != std::string::npos) block.replace(at, plain.size(), sign);
      return block;
    }
    // A place outside texts and comments, mostly where white space is or could be.
    std::size_t at = below(block.size());
    const std::string_view places = " \n\t;{}(),<>=";
    while (at < block.size() && places.find(block[at]) == std::string_view::npos) ++at;
    if (at == block.size()) return block;
    if (inside_text(block, at)) {
      if (one_in(2)) requote(block, at);
      return block;
    }
    std::size_t end = at;
    while (end < block.size() && std::string_view(" \n\t;").find(block[end]) != std::string_view::npos) ++end;
    return block.replace(at, end - at, pick(gaps));
  }

  static bool inside_text(const std::string& block, std::size_t place) {
    const char* const end = block.data() + block.size();
    for (const char* at = block.data(); at < block.data() + place;) {
      const char* after = eligo::grammar::scan_text(at, end);
      if (after == nullptr && *at == '#') after = std::find(at, end, '\n');
      if (after != nullptr && after > block.data() + place) return true;
      at = after == nullptr ? at + 1 : after;
    }
    return false;
  }

  /// Typographic quotes in place of those around the text at `place`.
  void requote(std::string& block, std::size_t place) {
    const std::size_t open = block.rfind('"', place);
    const std::size_t close = block.find('"', place);
    if (open == std::string::npos || close == std::string::npos) return;
    block.replace(close, 1, "”").replace(open, 1, one_in(2) ? "“" : "„");
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("formatting keeps tree, words and comments of every file of the project, and is done in one go") {
  for (const fs::path& path : project_files()) {
    const std::string source = read(path);
    if (!eligo::parse(source).errors.empty()) continue;
    CAPTURE(path.string());
    check_format(source);
  }
}

TEST_CASE("formatting keeps the examples of the documents") {
  int checked = 0;
  for (const std::string& example : documented_examples()) {
    if (!eligo::parse(example).errors.empty()) continue;
    check_format(example);
    ++checked;
  }
  CHECK(checked > 50);
}

TEST_CASE("formatting keeps tree, words and comments of mangled files, and is done in one go") {
  std::vector<std::string> sources = documented_examples();
  for (const fs::path& path : project_files()) sources.push_back(read(path));
  for (unsigned seed = 1; seed <= 3; ++seed) {
    for (const std::string& source : sources) {
      if (!eligo::parse(source).errors.empty()) continue;
      CAPTURE(seed);
      check_format(Mangler(seed).mangle(source));
    }
  }
}

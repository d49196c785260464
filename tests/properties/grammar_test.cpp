// Holds the parser to the grammar that people read: grammar/eligo.ebnf is taken as a context-free grammar.
// Every block of every criteria and case file of the project must have exactly one derivation in it; and a
// block that is changed by a token must be refused by both, or be accepted by both with one derivation.
//
//   grammar_test [CHANGES [SEED]]     as many changes; without words a few thousand
#include "tests/properties/grammar.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/properties/changed_blocks.h"

namespace {

using namespace eligo::properties;  // NOLINT(google-build-using-namespace)

constexpr int usual_changes = 20000;

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

int main(int count, char** arguments) {
  const Grammar grammar(read("grammar/eligo.ebnf"));
  std::vector<std::string> blocks;
  int failed = 0;
  for (const char* folder : {"criteria", "tests/language"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      const auto extension = entry.path().extension();
      if (extension != ".crit" && extension != ".cases") continue;
      const std::string text = read(entry.path());
      const eligo::Parse parse = eligo::parse(text);
      for (const std::uint32_t block : parse.tree.blocks) {
        const char* begin = text.data() + parse.tree[block].begin;
        const int ways = Derivations(grammar, text.data() + parse.tree[block].end).count(begin);
        blocks.emplace_back(parse.tree.text(block));
        if (ways == 1) continue;
        ++failed;
        std::printf("%s: %s\n%s\n\n", entry.path().c_str(),
                    ways == 0 ? "no derivation" : "more than one derivation", blocks.back().c_str());
      }
    }
  }
  std::sort(blocks.begin(), blocks.end());  // the order of folders is the machine's
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  std::printf("%zu different blocks, %d failed\n", blocks.size(), failed);
  ChangedBlocks changed(grammar, blocks, count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1);
  const int changes = count > 1 ? std::atoi(arguments[1]) : usual_changes;
  for (int i = 0; i < changes; ++i) changed.try_one();
  changed.print();
  return failed == 0 && !blocks.empty() && !changed.has_failed() ? 0 : 1;
}

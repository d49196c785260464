#include "tools/eligo/doc/declarations.h"

#include <algorithm>

#include "runtime/model/vocabulary.h"

namespace eligo {
namespace {

bool declares(Syntax kind) {
  switch (kind) {
    case Syntax::attribute:
    case Syntax::observation:
    case Syntax::condition:
    case Syntax::treatment:
    case Syntax::procedure:
    case Syntax::question:
    case Syntax::group:
    case Syntax::define:
    case Syntax::derive:
    case Syntax::score:
    case Syntax::definition: return true;
    default: return false;
  }
}

}  // namespace

DocDeclarations::DocDeclarations(const ModuleSet& set) {
  for (const auto& module : set.modules) {
    for (const std::uint32_t node : module->tree.blocks) {
      const Place block{module.get(), node};
      if (declares(block.kind())) blocks_.try_emplace(std::string(block.child(Syntax::name).text()), block);
    }
  }
}

Place DocDeclarations::find(std::string_view name) const {
  const auto at = blocks_.find(name);
  return at == blocks_.end() ? Place{} : at->second;
}

/// Every leaf of the block that is a declared name; `is_deep`: what their blocks depend on, too.
void DocDeclarations::collect(const Place& block, bool is_deep, std::set<std::string>& names) const {
  const SyntaxTree& tree = block.module->tree;
  const std::uint32_t first = block.node + 1 - tree[block.node].size;
  for (std::uint32_t node = first; node <= block.node; ++node) {
    const bool is_leaf = tree[node].first_child == SyntaxNode::no_node && tree[node].kind != Syntax::text;
    const bool is_age = tree[node].kind == Syntax::age;
    if (!is_leaf && !is_age) continue;
    const auto found = blocks_.find(is_age ? "birth-date" : tree.text(node));
    if (found == blocks_.end() || !names.insert(found->first).second) continue;
    if (is_deep || found->second.kind() == Syntax::define) collect(found->second, is_deep, names);
  }
}

std::set<std::string> DocDeclarations::spoken_of(const Place& block) const {
  std::set<std::string> names;
  collect(block, false, names);
  return names;
}

std::set<std::string> DocDeclarations::used_by(const Module& module) const {
  std::set<std::string> names;
  for (const std::uint32_t node : module.tree.blocks) collect({&module, node}, true, names);
  return names;
}

std::map<std::string, std::string> word_spellings(const ModuleSet& set) {
  std::map<std::string, std::string> spellings;
  for (const auto& module : set.modules) {
    for (const SyntaxNode& node : module->tree.nodes) {
      if (node.kind != Syntax::word_choice) continue;
      for (const std::uint32_t child : SyntaxChildren(&module->tree.nodes, node.first_child)) {
        const std::string word(module->tree.text(child));
        spellings.try_emplace(fold_word(word), word);
      }
    }
  }
  return spellings;
}

std::vector<std::string> clause_texts(const Place& block, Syntax kind) {
  std::vector<std::string> texts;
  for (const Place& clause : block.children(kind))
    texts.push_back(text_content(clause.child(Syntax::text).text()));
  return texts;
}

std::string written_lines(const Place& place) {
  const std::string_view text = place.text();
  std::size_t shared = std::string_view::npos;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) {
    const std::size_t word = text.find_first_not_of(" \t", end + 1);
    if (word != std::string_view::npos && text[word] != '\n') shared = std::min(shared, word - end - 1);
  }
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r') continue;
    result += text[at];
    if (text[at] != '\n') continue;
    const std::size_t word = std::min(text.find_first_not_of(" \t", at + 1), text.size());
    at += std::min(shared, word - at - 1);
  }
  return result;
}

}  // namespace eligo

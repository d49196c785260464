#include "grammar/tree.h"

namespace eligo {

std::uint32_t SyntaxTree::child(std::uint32_t node, Syntax kind) const {
  for (const std::uint32_t c : children(node)) {
    if (nodes[c].kind == kind) return c;
  }
  return SyntaxNode::no_node;
}

std::string text_content(std::string_view quoted) {
  std::size_t first = 1;
  std::size_t last = 1;
  if (!quoted.empty() && quoted.front() != '"') {
    first = 3;
    last = 3;
  }
  if (quoted.size() < first + last) return {};
  quoted = quoted.substr(first, quoted.size() - first - last);
  std::string result;
  bool gap = false;
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    const char c = quoted[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      gap = !result.empty();
      continue;
    }
    if (gap) result += ' ';
    gap = false;
    result += c;
    if (c == '"' && i + 1 < quoted.size() && quoted[i + 1] == '"') ++i;
  }
  return result;
}

}  // namespace eligo

#include "grammar/builder.h"

#include <algorithm>

#include "grammar/scan.h"

namespace eligo::grammar {

void Builder::close(Syntax kind, const char* at) {
  const Mark mark = marks_.back();
  marks_.pop_back();
  auto& nodes = tree_.nodes;
  const auto self = static_cast<std::uint32_t>(nodes.size());
  SyntaxNode node{kind, mark.begin, offset(at)};
  node.size = self - mark.size + 1;
  // The children are the subtrees that end right before this node; they are met last to first.
  for (std::uint32_t next = self; next > mark.size;) {
    const std::uint32_t child = next - 1;
    nodes[child].next_sibling = node.first_child;
    node.first_child = child;
    next = child + 1 - nodes[child].size;
  }
  nodes.push_back(node);
}

const char* Builder::skip(const char* at, const char* end) {
  if (at != skipped_from_) {
    skipped_from_ = at;
    skipped_to_ = skip_space(at, end);
  }
  return skipped_to_;
}

void Builder::remember(const char* at, const char* what) {
  if (furthest_ != nullptr && at < furthest_) return;
  if (at != furthest_) {
    furthest_ = at;
    expected_.clear();
  }
  if (std::find(expected_.begin(), expected_.end(), what) == expected_.end()) expected_.emplace_back(what);
}

}  // namespace eligo::grammar

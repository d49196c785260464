#include "compiler/compare/declarations.h"

#include <algorithm>
#include <set>

#include "grammar/parse.h"
#include "runtime/values/ascii.h"

namespace eligo::amendment {
namespace {

bool is_criterion(Syntax kind) { return kind == Syntax::inclusion || kind == Syntax::exclusion; }

bool is_declaration(Syntax kind) {
  switch (kind) {
    case Syntax::anchor:
    case Syntax::attribute:
    case Syntax::field:
    case Syntax::observation:
    case Syntax::condition:
    case Syntax::treatment:
    case Syntax::procedure:
    case Syntax::question:
    case Syntax::group:
    case Syntax::define:
    case Syntax::score:
    case Syntax::definition:
    case Syntax::derive: return true;
    default: return false;
  }
}

/// Clauses that a person reads and the evaluator does not.
bool is_remark(Syntax kind) {
  return kind == Syntax::note || kind == Syntax::review || kind == Syntax::listed;
}

/// From `begin` to `end`, comments left out.
std::string without_comments(const SyntaxTree& tree, std::uint32_t begin, std::uint32_t end) {
  std::string result;
  std::uint32_t at = begin;
  for (const SyntaxTree::Comment& comment : tree.comments) {
    if (comment.begin < at || comment.begin >= end) continue;
    result += tree.source.substr(at, comment.begin - at);
    at = comment.end;
  }
  return result.append(tree.source.substr(at, std::max(at, end) - at));
}

/// One space where there is white space.
std::string folded(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (!is_space(c)) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

/// The lines of a clause, moved to the left together; empty ones left out.
std::string lines_of(const SyntaxTree& tree, std::uint32_t node) {
  const std::uint32_t begin = tree[node].begin;
  std::uint32_t head = begin;
  while (head > 0 && tree.source[head - 1] != '\n') --head;
  std::string text(begin - head, ' ');
  text += without_comments(tree, begin, tree[node].end);
  std::vector<std::string> lines;
  std::size_t margin = std::string::npos;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    line.erase(line.find_last_not_of(" \t\r") + 1);
    at = end + 1;
    if (line.empty()) continue;
    margin = std::min(margin, line.find_first_not_of(" \t"));
    lines.push_back(std::move(line));
  }
  std::string result;
  for (const std::string& line : lines) result += (result.empty() ? "" : "\n") + line.substr(margin);
  return result;
}

}  // namespace

struct Declarations::Side {
  struct Block {
    Syntax kind = Syntax::none;
    std::string word;
    std::string name;
    std::string text;   ///< on one line, remarks left out
    std::string shown;  ///< line by line
    std::string file;
    std::uint32_t line = 0;
    std::set<std::string> names;  ///< that it names
    CriterionText criterion;
  };

  std::vector<Block> blocks;
  std::map<std::string, std::vector<std::size_t>> by_name;
  std::map<std::string, std::vector<std::size_t>>
      kinds_of;  ///< blocks that say `is a NAME` or `contains NAME`, by that name
  std::map<std::string, std::size_t> criteria;

  explicit Side(const Compilation& compilation) {
    for (const SourceText& file : compilation.files) read(file);
    if (!compilation.plan) return;
    for (const Fact& fact : compilation.plan->vocabulary.facts) add_expansions(fact);
  }

  /// A file that a declaration names is a part of it.
  void add_expansions(const Fact& fact) {
    const auto found = by_name.find(fact.name);
    if (found == by_name.end()) return;
    for (const CodeExpansion& own : fact.expansions) {
      Block& block = blocks[found->second.front()];
      const std::string line = "# " + own.file + ": " + std::to_string(own.codes.size()) + " codes of " +
                               own.system + ", " + own.digest;
      block.text += '\n' + line;
      block.shown += "\n  " + line;
    }
  }

  void read(const SourceText& file) {
    const Parse parsed = parse(file.text);
    for (const std::uint32_t block : parsed.tree.blocks) {
      const Syntax kind = parsed.tree[block].kind;
      if (is_declaration(kind) || is_criterion(kind)) add(parsed.tree, block, file);
    }
  }

  void add(const SyntaxTree& tree, std::uint32_t node, const SourceText& file) {
    Block block;
    block.kind = tree[node].kind;
    const std::uint32_t name = tree.child(node, Syntax::name);
    if (name == SyntaxNode::no_node) return;
    block.name = tree.text(name);
    const std::string_view whole = tree.text(node);
    block.word = whole.substr(0, whole.find_first_of(" \t\r\n"));
    block.file = file.name;
    block.line = locate(file.text, tree[node].begin).line;
    block.text = text_of(tree, node);
    block.shown = lines_of(tree, node);
    const std::size_t index = blocks.size();
    for (std::uint32_t at = node + 1 - tree[node].size; at < node; ++at) {
      const Syntax kind = tree[at].kind;
      const bool is_name = kind == Syntax::name || kind == Syntax::word || kind == Syntax::name_condition ||
                           kind == Syntax::name_quantity;
      if (is_name) block.names.emplace(tree.text(at));
      if (kind == Syntax::is_a || kind == Syntax::contains) {
        for (const std::uint32_t broader : tree.children(at))
          kinds_of[std::string(tree.text(broader))].push_back(index);
      }
    }
    if (is_criterion(block.kind)) {
      block.criterion = written(tree, node);
      criteria[block.name] = index;
    } else {
      by_name[block.name].push_back(index);
    }
    blocks.push_back(std::move(block));
  }

  static CriterionText written(const SyntaxTree& tree, std::uint32_t node) {
    CriterionText result;
    result.rule = rule_of(tree, node);
    for (const std::uint32_t child : tree.children(node)) {
      if (tree[child].kind == Syntax::assume) result.assumptions.push_back(folded(tree.text(child)));
      if (tree[child].kind == Syntax::reading)
        result.readings.emplace(tree.text(tree.child(child, Syntax::name)), rule_of(tree, child));
    }
    return result;
  }

  static std::string rule_of(const SyntaxTree& tree, std::uint32_t node) {
    std::string result;
    for (const std::uint32_t child : tree.children(node)) {
      if (tree[child].kind != Syntax::only_for && tree[child].kind != Syntax::unless) continue;
      result += (result.empty() ? "" : "\n") + lines_of(tree, child);
    }
    return result;
  }

  /// The block without its remarks; of a criterion without the quotation as well.
  static std::string text_of(const SyntaxTree& tree, std::uint32_t node) {
    std::string result;
    std::uint32_t at = tree[node].begin;
    const auto skip = [&](std::uint32_t from, std::uint32_t to) {
      const std::string piece = folded(without_comments(tree, at, from));
      if (!piece.empty()) result += (result.empty() ? "" : " ") + piece;
      at = to;
    };
    bool has_quotation = !is_criterion(tree[node].kind);
    for (const std::uint32_t child : tree.children(node)) {
      const bool is_quotation = !has_quotation && tree[child].kind == Syntax::text;
      has_quotation |= is_quotation;
      if (is_quotation || is_remark(tree[child].kind)) skip(tree[child].begin, tree[child].end);
    }
    skip(tree[node].end, tree[node].end);
    return result;
  }

  /// The blocks that a criterion depends on.
  std::set<std::size_t> reach(const std::string& id) const {
    std::set<std::size_t> seen;
    const auto start = criteria.find(id);
    if (start == criteria.end()) return seen;
    std::vector<std::size_t> open{start->second};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      const auto follow = [&](const auto& table, const std::string& name) {
        const auto found = table.find(name);
        if (found == table.end()) return;
        for (const std::size_t next : found->second) {
          if (seen.insert(next).second) open.push_back(next);
        }
      };
      for (const std::string& name : blocks[at].names) {
        follow(by_name, name);
        follow(kinds_of, name);
      }
    }
    return seen;
  }

  [[nodiscard]] const Block* find(Syntax kind, const std::string& name) const {
    const auto found = by_name.find(name);
    if (found == by_name.end()) return nullptr;
    for (const std::size_t index : found->second) {
      if (blocks[index].kind == kind) return &blocks[index];
    }
    return nullptr;
  }
};

Declarations::Declarations(const Compilation& old, const Compilation& now)
    : old_(std::make_unique<Side>(old)), now_(std::make_unique<Side>(now)) {
  using Kind = DeclarationChange::Kind;
  for (const Side::Block& block : now_->blocks) {
    if (is_criterion(block.kind)) continue;
    const Side::Block* before = old_->find(block.kind, block.name);
    if (before != nullptr && before->text == block.text) continue;
    changes_.push_back({before == nullptr ? Kind::added : Kind::changed, block.word, block.name, block.file,
                        block.line, before == nullptr ? std::string() : before->shown, block.shown});
  }
  for (const Side::Block& block : old_->blocks) {
    if (is_criterion(block.kind) || now_->find(block.kind, block.name) != nullptr) continue;
    changes_.push_back({Kind::removed, block.word, block.name, block.file, block.line, block.shown, {}});
  }
}

Declarations::~Declarations() = default;

std::vector<std::size_t> Declarations::behind(const std::string& old_id, const std::string& new_id) const {
  std::set<std::pair<std::string, std::string>> reached;
  for (const auto& [side, id] : {std::pair(old_.get(), &old_id), std::pair(now_.get(), &new_id)}) {
    for (const std::size_t index : side->reach(*id))
      reached.emplace(side->blocks[index].word, side->blocks[index].name);
  }
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < changes_.size(); ++i) {
    if (reached.count({changes_[i].word, changes_[i].name}) != 0) result.push_back(i);
  }
  return result;
}

const CriterionText& Declarations::text(bool is_new, const std::string& id) const {
  static const CriterionText none;
  const Side& side = is_new ? *now_ : *old_;
  const auto found = side.criteria.find(id);
  return found == side.criteria.end() ? none : side.blocks[found->second].criterion;
}

}  // namespace eligo::amendment

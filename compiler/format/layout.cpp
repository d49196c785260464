#include "compiler/format/layout.h"

#include <algorithm>
#include <array>

#include "compiler/format/constructs.h"
#include "compiler/format/spelling.h"
#include "grammar/parse.h"
#include "grammar/scan.h"

namespace eligo::format {
namespace {

using Break = LayoutToken::Break;

bool is_block_word(std::string_view word) {
  const auto& words = block_words();
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words and signs with which an item may begin, but with which the one before it could go on as well.
bool could_go_on(std::string_view item) {
  return item.front() == '-' || item == "predicted" || item == "under";
}

Policy policy_of(Shape shape) {
  switch (shape) {
    case Shape::list: return Policy::list;
    case Shape::names: return Policy::names;
    case Shape::cases: return Policy::lines;
    case Shape::reason: return Policy::reason;
    case Shape::body: return Policy::body;
    case Shape::phrase: return Policy::phrase;
    default: return Policy::links;
  }
}

/// Walks the tree once, in the order of the source.
class LayoutBuilder {
 public:
  explicit LayoutBuilder(const SyntaxTree& tree) : tree_(tree) {
    layout_.first_token.assign(tree.nodes.size(), nothing);
    layout_.last_token.assign(tree.nodes.size(), nothing);
  }

  Layout run() && {
    for (const std::uint32_t block : tree_.blocks) {
      take(block, Syntax::none);
      first_of(block).before = Break::clause;
    }
    take_gap(tree_.source.size(), Syntax::none);
    return std::move(layout_);
  }

 private:
  using Children = std::vector<std::uint32_t>;

  void take(std::uint32_t node, Syntax parent) {
    const SyntaxNode& self = tree_[node];
    take_gap(self.begin, parent);
    const auto first = static_cast<std::uint32_t>(layout_.tokens.size());
    const Shape shape = shape_of(self.kind);
    const std::uint32_t group = open_group(node, shape);
    if (shape == Shape::token) take_leaf(node, parent);
    const bool is_block = parent == Syntax::none;
    for (const std::uint32_t child : tree_.children(node)) {
      take(child, self.kind);
      if ((is_block || self.kind == Syntax::reading) && is_clause(tree_[child].kind)) {
        first_of(child).before = Break::clause;
        first_of(child).depth = is_block ? 1 : 2;
      }
    }
    take_gap(self.end, self.kind);
    layout_.first_token[node] = first;
    layout_.last_token[node] = static_cast<std::uint32_t>(layout_.tokens.size() - 1);
    if (group != nothing) close_group(group, node, shape);
  }

  // ---- tokens

  void take_leaf(std::uint32_t node, Syntax parent) {
    const SyntaxNode& leaf = tree_[node];
    const bool is_spelled = leaf.kind == Syntax::text || leaf.kind == Syntax::operator_;
    add(tree_.text(node), is_spelled ? leaf.kind : Syntax::none);
    at_ = leaf.end;
    after_number_ = leaf.kind == Syntax::number && parent != Syntax::score_item;
  }

  /// The words, signs and comments from where the last token ended up to the byte `stop`.
  void take_gap(std::size_t stop, Syntax parent) {
    const char* const source = tree_.source.data();
    const char* const end = source + stop;
    while (true) {
      skip(end);
      const char* begin = source + at_;
      if (begin == end) return;
      const char* after = grammar::scan_titre(begin, end);
      const Syntax kind = after != nullptr ? Syntax::titre : parent;
      if (after == nullptr) after = begin + grammar::token_at(begin, end).size();
      add({begin, static_cast<std::size_t>(after - begin)}, kind);
      at_ = static_cast<std::size_t>(after - source);
    }
  }

  /// White space, comments and `;`.
  void skip(const char* end) {
    const char* const source = tree_.source.data();
    const char* at = source + at_;
    while (at != end) {
      const char* next = grammar::skip_blanks(at, end);
      if (next != at) {
        at = next;
      } else if (*at == '\n') {
        ++line_breaks_;
        breaks_line_ = true;
        line_begin_ = at + 1;
        ++at;
      } else if (*at == ';') {
        ++at;
      } else if (*at == '#') {
        const char* stop = std::find(at, end, '\n');
        const char* last = stop;
        while (last[-1] == ' ' || last[-1] == '\t' || last[-1] == '\r') --last;
        layout_.remarks.push_back({{at, static_cast<std::size_t>(last - at)},
                                   !layout_.tokens.empty() && !breaks_line_,
                                   line_breaks_ > 1,
                                   at != line_begin_});
        line_breaks_ = 0;
        at = stop;
      } else {
        break;
      }
    }
    at_ = static_cast<std::size_t>(at - source);
  }

  void add(std::string_view text, Syntax kind) {
    LayoutToken token;
    token.text = text;
    if (kind != Syntax::none) {
      std::string spelled = spelling(text, kind);
      if (spelled != text) token.text = layout_.spellings.emplace_back(std::move(spelled));
    }
    token.remarks_end = static_cast<std::uint32_t>(layout_.remarks.size());
    token.on_new_line = breaks_line_;
    token.follows_blank = line_breaks_ > 1;
    token.keeps_line =
        after_number_ && breaks_line_ &&
        grammar::scan_unit(token.text.data(), token.text.data() + token.text.size()) != nullptr;
    after_number_ = false;
    breaks_line_ = false;
    line_breaks_ = 0;
    layout_.tokens.push_back(token);
  }

  // ---- groups

  std::uint32_t open_group(std::uint32_t node, Shape shape) {
    if (shape == Shape::plain || shape == Shape::token) return nothing;
    const std::uint32_t child = tree_[node].first_child;
    const bool is_single = child == SyntaxNode::no_node || tree_[child].next_sibling == SyntaxNode::no_node;
    // A level of operators around one operand breaks nowhere.
    if (is_single && (shape == Shape::links || shape == Shape::operators || shape == Shape::phrase)) {
      return nothing;
    }
    layout_.groups.push_back({policy_of(shape), 0, 0, false});
    return static_cast<std::uint32_t>(layout_.groups.size() - 1);
  }

  void close_group(std::uint32_t group, std::uint32_t node, Shape shape) {
    layout_.groups[group].first = layout_.first_token[node];
    layout_.groups[group].last = layout_.last_token[node];
    Children children;
    for (const std::uint32_t child : tree_.children(node)) children.push_back(child);
    switch (shape) {
      case Shape::list:
      case Shape::names: close_list(group, node, children); break;
      case Shape::cases: close_cases(group, children); break;
      case Shape::links:
        for (std::size_t i = 1; i < children.size(); ++i) link(group, first_index(children[i]) - 1);
        break;
      case Shape::operators:
        for (std::size_t i = 1; i < children.size(); i += 2) link(group, first_index(children[i]));
        break;
      case Shape::reason: part(group, first_index(children.back()) - 1); break;
      case Shape::body: close_body(group, node, children); break;
      case Shape::phrase:
        for (std::size_t i = 1; i < children.size(); ++i) {
          if (is_phrase_part(tree_[children[i]].kind)) part(group, first_index(children[i]));
        }
        break;
      case Shape::plain:
      case Shape::token: break;
    }
  }

  /// The items of a list are the children of its kind that stand between braces.
  void close_list(std::uint32_t group, std::uint32_t node, Children items) {
    static constexpr std::array item_kinds{Syntax::item, Syntax::score_item, Syntax::word_choice,
                                           Syntax::otherwise};
    const Syntax kind = tree_[node].kind;
    if (kind == Syntax::group) {
      items.erase(items.begin());  // its own name
      std::erase_if(items, [&](std::uint32_t child) { return tree_[child].kind != Syntax::name; });
    } else if (kind != Syntax::one_of_words) {
      std::erase_if(items, [&](std::uint32_t child) {
        return std::find(item_kinds.begin(), item_kinds.end(), tree_[child].kind) == item_kinds.end();
      });
    }
    LayoutGroup& list = layout_.groups[group];
    if (items.empty()) {
      list.first = nothing;
      return;
    }
    list.first = first_index(items.front()) - 1;
    list.last = layout_.last_token[items.back()] + 1;
    for (std::uint32_t i = list.first + 1; i <= list.last; ++i) {
      list.was_broken = list.was_broken || layout_.tokens[i].on_new_line;
    }
    for (const std::uint32_t item : items) {
      LayoutToken& token = first_of(item);
      token.is_next_item = item != items.front();
      token.keeps_semicolon = could_go_on(token.text);
      // A block word at the head of a line begins a block, even inside a list.
      if (!is_block_word(token.text)) part(group, first_index(item));
    }
    layout_.tokens[list.last].before = Break::close;
    layout_.tokens[list.last].group = group;
  }

  void close_body(std::uint32_t group, std::uint32_t node, const Children& children) {
    const std::uint32_t judged = tree_.child(node, Syntax::judged_by);
    if (tree_[node].kind != Syntax::question) {
      part(group, first_index(children.back()));
    } else if (judged != SyntaxNode::no_node) {
      part(group, first_index(judged));
    }
  }

  void close_cases(std::uint32_t group, const Children& children) {
    bool is_first = true;
    for (const std::uint32_t child : children) {
      if (!is_statement(tree_[child].kind)) continue;
      LayoutToken& token = first_of(child);
      token.is_next_item = !is_first;
      token.keeps_semicolon = could_go_on(token.text);
      if (is_first) token.on_new_line = true;
      is_first = false;
      part(group, first_index(child));
    }
    layout_.groups[group].was_broken = true;
  }

  void link(std::uint32_t group, std::uint32_t token) {
    part(group, token);
    if (layout_.tokens[token + 1].on_new_line) layout_.groups[group].was_broken = true;
  }

  void part(std::uint32_t group, std::uint32_t index) {
    LayoutToken& token = layout_.tokens[index];
    token.before = Break::inside;
    token.group = group;
    if (token.on_new_line) layout_.groups[group].was_broken = true;
  }

  [[nodiscard]] std::uint32_t first_index(std::uint32_t node) const { return layout_.first_token[node]; }
  LayoutToken& first_of(std::uint32_t node) { return layout_.tokens[layout_.first_token[node]]; }

  const SyntaxTree& tree_;
  Layout layout_;
  std::size_t at_ = 0;
  // Of the gap at hand
  int line_breaks_ = 0;  ///< since the last token or comment
  bool breaks_line_ = false;
  const char* line_begin_ = tree_.source.data();
  bool after_number_ = false;
};

}  // namespace

int width(std::string_view text) {
  return static_cast<int>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_spaced(const LayoutToken& left, const LayoutToken& right) {
  const std::string_view next = right.text;
  if (left.text == "(" || next == ")" || next == "," || next == ":") return false;
  return !(left.text == "{" && next == "}");
}

Layout lay_out(const SyntaxTree& tree) { return LayoutBuilder(tree).run(); }

}  // namespace eligo::format

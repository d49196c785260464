#include <algorithm>

#include "compiler/format/layout.h"

namespace eligo::format {
namespace {

constexpr int widest_gap = 20;

/// One row of a table: its tokens, and the one among them that begins the column.
struct AlignedRow {
  std::uint32_t begin;
  std::uint32_t column;
  std::uint32_t end;
};
using Rows = std::vector<AlignedRow>;

class Aligner {
 public:
  Aligner(const SyntaxTree& tree, Layout& layout) : tree_(tree), layout_(layout) {}

  void run() {
    for (const std::uint32_t block : tree_.blocks) {
      align_texts(block);
      align_lets(block);
      align_states(block);
      for (const std::uint32_t child : tree_.children(block)) {
        if (tree_[child].kind == Syntax::reading) align_texts(child);
        if (tree_[child].kind == Syntax::domain) align_items(child);
      }
    }
    align_declarations();
  }

 private:
  [[nodiscard]] std::uint32_t first(std::uint32_t node) const { return layout_.first_token[node]; }

  [[nodiscard]] std::uint32_t end(std::uint32_t node) const { return layout_.last_token[node] + 1; }

  /// Columns from the beginning of the row to the column, padding and the space before it included.
  [[nodiscard]] int width_before(const AlignedRow& row) const {
    int result = 0;
    for (std::uint32_t i = row.begin; i < row.column; ++i) {
      result += width(layout_.tokens[i].text) + layout_.tokens[i].padding + 1;
    }
    return result;
  }

  /// Columns of the whole row on one line, without padding before the column.
  [[nodiscard]] int width_of(const AlignedRow& row) const {
    int result = 0;
    for (std::uint32_t i = row.begin; i < row.end; ++i) {
      const LayoutToken& next = layout_.tokens[i];
      result += width(next.text) + (next.is_next_item ? 1 : 0);
      if (i > row.begin && is_spaced(layout_.tokens[i - 1], next)) ++result;
    }
    return result;
  }

  [[nodiscard]] bool has_remarks(std::uint32_t index) const {
    return layout_.tokens[index].remarks_end > (index == 0 ? 0 : layout_.tokens[index - 1].remarks_end);
  }

  /// Whether the row would be broken into lines if it were too long: at a list or a link, or in a phrase.
  [[nodiscard]] bool may_break(const AlignedRow& row, bool in_phrases) const {
    for (std::uint32_t i = row.begin + 1; i < row.end; ++i) {
      const LayoutToken& next = layout_.tokens[i];
      if (next.before == LayoutToken::Break::none) continue;
      const Policy policy = layout_.groups[next.group].policy;
      if (policy == Policy::phrase ? in_phrases && next.on_new_line : policy != Policy::body) return true;
    }
    return false;
  }

  /// Whether the row is one line: only rows of one line make columns.
  [[nodiscard]] bool is_line(const AlignedRow& row, int indent) const {
    for (std::uint32_t i = row.begin + 1; i < row.end; ++i) {
      const LayoutToken& next = layout_.tokens[i];
      const bool has_lines = next.text.find('\n') != std::string_view::npos;
      if (has_lines || has_remarks(i) || next.keeps_line) return false;
      if (next.before == LayoutToken::Break::none) continue;
      const LayoutGroup& group = layout_.groups[next.group];
      if (group.was_broken && group.policy != Policy::phrase && group.policy != Policy::reason) return false;
    }
    return indent + width_of(row) <= line_width || !may_break(row, true);
  }

  /// Brings rows into columns: neighbours into one as long as that leaves no gap in which the eye gets lost.
  void pad(const Rows& rows, int indent, std::uint32_t group) {
    Rows section;
    int shortest = 0;
    int longest = 0;
    for (const AlignedRow& row : rows) {
      const int length = width_before(row);
      const bool is_far = std::max(longest, length) - std::min(shortest, length) > widest_gap;
      const bool is_row = is_line(row, indent);
      if (!section.empty() && (is_far || !is_row)) {
        pad_section(section, longest, indent, group);
        section.clear();
      }
      if (!is_row) continue;
      shortest = section.empty() ? length : std::min(shortest, length);
      longest = section.empty() ? length : std::max(longest, length);
      section.push_back(row);
    }
    pad_section(section, longest, indent, group);
  }

  void pad_section(const Rows& rows, int column, int indent, std::uint32_t group) {
    const bool fits = std::all_of(rows.begin(), rows.end(), [&](const AlignedRow& row) {
      const int length = indent + width_of(row) + column - width_before(row);
      return length <= (may_break(row, false) ? line_width : widest_row);
    });
    if (!fits) return;
    for (const AlignedRow& row : rows) set(row.column, column - width_before(row), group);
  }

  void set(std::uint32_t index, int padding, std::uint32_t group) {
    layout_.tokens[index].padding = static_cast<std::uint8_t>(std::min(padding, 255));
    layout_.tokens[index].padding_group = group;
  }

  /// The texts of notes, reviews and sources, and the entries of a protocol's head.
  void align_texts(std::uint32_t body) {
    int column = 0;
    Rows rows;
    for (const std::uint32_t child : tree_.children(body)) {
      const Syntax kind = tree_[child].kind;
      const bool has_text = kind == Syntax::note || kind == Syntax::review || kind == Syntax::source ||
                            kind == Syntax::header_entry || kind == Syntax::as_of;
      if (!has_text) continue;
      const std::uint32_t last = layout_.last_token[child];
      rows.push_back({first(child), last, last + 1});
      column = std::max(column, width_before(rows.back()));
    }
    for (const AlignedRow& row : rows) set(row.column, column - width_before(row), nothing);
  }

  /// The `=` of lets.
  void align_lets(std::uint32_t body) {
    Rows rows;
    for (const std::uint32_t child : tree_.children(body)) {
      if (tree_[child].kind == Syntax::let) rows.push_back({first(child), first(child) + 2, end(child)});
    }
    pad(rows, 2, nothing);
  }

  /// The `when` of a score's or definition's states.
  void align_states(std::uint32_t body) {
    Rows rows;
    for (const std::uint32_t child : tree_.children(body)) {
      if (tree_[child].kind == Syntax::state) rows.push_back({first(child), when_of(child), end(child)});
    }
    pad(rows, 2, nothing);
  }

  /// The weights of a domain's items, and their `when`.
  void align_items(std::uint32_t domain) {
    Rows rows;
    int weight = 0;
    for (const std::uint32_t child : tree_.children(domain)) {
      if (tree_[child].kind != Syntax::score_item) continue;
      rows.push_back({first(child), when_of(child), end(child)});
      weight = std::max(weight, width(layout_.tokens[first(child)].text));
    }
    if (rows.empty()) return;
    const std::uint32_t group = layout_.tokens[layout_.last_token[domain]].group;
    // A comment before the list moves it in, so that it is not known here how long its lines are.
    for (std::uint32_t i = first(domain) + 1; i <= layout_.groups[group].first; ++i) {
      if (has_remarks(i)) return;
    }
    for (const AlignedRow& row : rows) set(row.begin, weight - width(layout_.tokens[row.begin].text), group);
    pad(rows, 4, group);
  }

  [[nodiscard]] std::uint32_t when_of(std::uint32_t node) const {
    std::uint32_t condition = tree_[node].first_child;
    while (tree_[condition].next_sibling != SyntaxNode::no_node) condition = tree_[condition].next_sibling;
    return first(condition) - 1;
  }

  /// Columns of the text behind the names of declarations that follow one another without a clause between
  /// them.
  void align_declarations() {
    Rows rows;
    Syntax kind = Syntax::none;
    for (const std::uint32_t block : tree_.blocks) {
      const Syntax declared = is_plain_declaration(block) ? tree_[block].kind : Syntax::none;
      if (declared != kind || !is_right_below(first(block))) {
        pad(rows, 0, nothing);
        rows.clear();
      }
      kind = declared;
      const std::uint32_t behind_name = first(block) + 2;
      if (kind != Syntax::none && layout_.last_token[block] >= behind_name) {
        rows.push_back({first(block), behind_name, end(block)});
      }
    }
    pad(rows, 0, nothing);
  }

  [[nodiscard]] bool is_right_below(std::uint32_t index) const {
    const LayoutToken& token = layout_.tokens[index];
    const std::uint32_t earlier = index == 0 ? 0 : layout_.tokens[index - 1].remarks_end;
    for (std::uint32_t i = earlier; i < token.remarks_end; ++i) {
      if (!layout_.remarks[i].is_trailing) return false;
    }
    return !token.follows_blank;
  }

  /// A declaration of the vocabulary without clauses.
  [[nodiscard]] bool is_plain_declaration(std::uint32_t block) const {
    switch (tree_[block].kind) {
      case Syntax::anchor:
      case Syntax::attribute:
      case Syntax::field:
      case Syntax::observation:
      case Syntax::condition:
      case Syntax::treatment:
      case Syntax::procedure:
      case Syntax::question: break;
      default: return false;
    }
    for (std::uint32_t i = first(block) + 1; i <= layout_.last_token[block]; ++i) {
      if (layout_.tokens[i].before == LayoutToken::Break::clause) return false;
    }
    return true;
  }

  const SyntaxTree& tree_;
  Layout& layout_;
};

}  // namespace

void align(const SyntaxTree& tree, Layout& layout) { Aligner(tree, layout).run(); }

}  // namespace eligo::format

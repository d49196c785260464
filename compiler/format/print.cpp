#include <algorithm>

#include "compiler/format/layout.h"

namespace eligo::format {
namespace {

using Break = LayoutToken::Break;

constexpr int step = 2;  ///< of indentation

/// A line of the result, its comment apart, so that comments of neighbouring lines can be brought into a
/// column.
struct PrintedLine {
  std::string text;
  std::string_view remark;
};

std::string_view without_indentation(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  return first == std::string_view::npos ? std::string_view() : line.substr(first);
}

class Printer {
 public:
  explicit Printer(const Layout& layout) : layout_(layout), state_(layout.groups.size()) {}

  std::string run() && {
    for (at_ = 0; at_ < size(); ++at_) {
      place(at_);
      open_groups();
      write(token(at_));
      while (!open_.empty() && layout_.groups[open_.back()].last == at_) open_.pop_back();
    }
    write_remarks(size() == 0 ? 0 : token(size() - 1).remarks_end, layout_.remarks.size(), 0);
    return joined();
  }

 private:
  enum class State : std::uint8_t { undecided, flat, broken };
  struct GroupState {
    State state = State::undecided;
    int base = 0;  ///< indentation of the line on which it begins
  };

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(layout_.tokens.size()); }
  [[nodiscard]] const LayoutToken& token(std::uint32_t index) const { return layout_.tokens[index]; }
  [[nodiscard]] bool has_remarks(std::uint32_t index) const {
    return token(index).remarks_end > (index == 0 ? 0 : token(index - 1).remarks_end);
  }

  // ---- white space between two tokens

  void place(std::uint32_t index) {
    const LayoutToken& next = token(index);
    const bool has_break = breaks_before(index);
    const int indent = indentation(index);
    if (has_break) {
      if (next.is_next_item && next.keeps_semicolon) lines_.back().text += ';';
      const std::uint32_t first_remark = index == 0 ? 0 : token(index - 1).remarks_end;
      write_remarks(first_remark, next.remarks_end, remark_indentation(next, indent));
      begin_line(indent, next.follows_blank && may_follow_blank(index));
      if (next.before == Break::clause) clause_indent_ = indent;
      lines_.back().text.append(static_cast<std::size_t>(padding(next)), ' ');
      return;
    }
    if (next.is_next_item) lines_.back().text += ';';
    lines_.back().text.append(static_cast<std::size_t>(space_before(index)), ' ');
  }

  [[nodiscard]] bool breaks_before(std::uint32_t index) const {
    const LayoutToken& next = token(index);
    if (next.before == Break::clause || next.keeps_line || has_remarks(index)) return true;
    if (next.before == Break::none || state_[next.group].state == State::flat) return false;
    if (next.before == Break::close) return true;
    const LayoutGroup& group = layout_.groups[next.group];
    switch (group.policy) {
      case Policy::phrase: return next.on_new_line;
      case Policy::names:
      case Policy::lines: return !next.is_next_item || next.on_new_line || !fits_here(index, next.group);
      default: return true;
    }
  }

  [[nodiscard]] int indentation(std::uint32_t index) const {
    const LayoutToken& next = token(index);
    if (next.before == Break::clause) return next.depth * step;
    if (next.before == Break::close) return state_[next.group].base;
    if (next.before == Break::inside) return state_[next.group].base + step;
    return std::max(clause_indent_, open_.empty() ? 0 : state_[open_.back()].base) + step;
  }

  /// Comments stand at what they speak of: the token behind them; before a `}` the items; before a block that
  /// block if they begin in the first column, otherwise the block that ends there.
  [[nodiscard]] static int remark_indentation(const LayoutToken& next, int indent) {
    return next.before == Break::close ? indent + step : indent;
  }

  [[nodiscard]] bool may_follow_blank(std::uint32_t index) const {
    const LayoutToken& next = token(index);
    if (next.before == Break::clause) return true;
    if (next.before != Break::inside) return false;
    const Policy policy = layout_.groups[next.group].policy;
    const bool is_list = policy == Policy::list || policy == Policy::names || policy == Policy::lines;
    return is_list && (next.is_next_item || has_remarks(index) || policy == Policy::lines);
  }

  void write_remarks(std::size_t begin, std::size_t end, int indent) {
    for (std::size_t i = begin; i < end; ++i) {
      const Remark& remark = layout_.remarks[i];
      if (remark.is_trailing) {
        lines_.back().remark = remark.text;
        continue;
      }
      const int own_indent = indent == 0 && remark.is_indented && !lines_.empty() ? step : indent;
      begin_line(own_indent, remark.follows_blank && !ends_with_opener());
      lines_.back().text += remark.text;
    }
  }

  [[nodiscard]] bool ends_with_opener() const {
    return !lines_.empty() && lines_.back().remark.empty() && lines_.back().text.ends_with('{');
  }

  void begin_line(int indent, bool after_blank) {
    if (after_blank && !lines_.empty()) lines_.emplace_back();
    lines_.push_back({std::string(static_cast<std::size_t>(indent), ' '), {}});
    line_indent_ = indent;
  }

  // ---- tokens

  /// A text's further lines stand under its first letter, or, where they would not fit there, one step in.
  void write(const LayoutToken& next) {
    std::string_view rest = next.text;
    std::size_t length = std::min(rest.find('\n'), rest.size());
    const int column = width(lines_.back().text);
    lines_.back().text += rest.substr(0, length);
    if (length == rest.size()) return;
    const std::string_view further = rest.substr(length + 1);
    int longest = 0;
    for (std::string_view left = further; !left.empty();) {
      const std::size_t end = std::min(left.find('\n'), left.size());
      longest = std::max(longest, width(without_indentation(left.substr(0, end))));
      left.remove_prefix(std::min(end + 1, left.size()));
    }
    const int own_indent = line_indent_;
    const int hang = column + 1 + longest > line_width ? own_indent + step : column + 1;
    while (length < rest.size()) {
      rest.remove_prefix(length + 1);
      length = std::min(rest.find('\n'), rest.size());
      const std::string_view line = without_indentation(rest.substr(0, length));
      lines_.push_back({line.empty() ? "" : std::string(static_cast<std::size_t>(hang), ' '), {}});
      lines_.back().text += line;
    }
  }

  [[nodiscard]] int padding(const LayoutToken& next) const {
    const bool counts = next.padding_group == nothing || state_[next.padding_group].state == State::broken;
    return counts ? next.padding : 0;
  }

  [[nodiscard]] int space_before(std::uint32_t index) const {
    const LayoutToken& next = token(index);
    return index > 0 && is_spaced(token(index - 1), next) ? 1 + padding(next) : 0;
  }

  // ---- groups

  void open_groups() {
    for (; next_group_ < layout_.groups.size(); ++next_group_) {
      const LayoutGroup& group = layout_.groups[next_group_];
      if (group.first == nothing) continue;
      if (group.first > at_) return;
      state_[next_group_].base = line_indent_;
      state_[next_group_].state = is_broken(group) ? State::broken : State::flat;
      open_.push_back(next_group_);
    }
  }

  [[nodiscard]] bool is_broken(const LayoutGroup& group) const {
    switch (group.policy) {
      case Policy::lines: return true;
      case Policy::body: return group.was_broken;
      case Policy::reason: return !fits(group.first, group.last, width(lines_.back().text));
      case Policy::phrase:
        return group.was_broken && !fits(group.first, group.last, width(lines_.back().text));
      case Policy::list:
      case Policy::names:
      case Policy::links:
        return group.was_broken || !fits(group.first, group.last, width(lines_.back().text));
    }
    return false;
  }

  /// Whether the item of a group that begins at `index` fits on the line at hand.
  [[nodiscard]] bool fits_here(std::uint32_t index, std::uint32_t group) const {
    std::uint32_t last = index;
    while (last + 1 < size() && token(last + 1).before != Break::clause &&
           (token(last + 1).before == Break::none || token(last + 1).group != group)) {
      ++last;
    }
    return fits(index, last, width(lines_.back().text) + 2);  // `; `
  }

  /// Whether the tokens fit on a line from a column on, in one line up to the next place where it must break.
  [[nodiscard]] bool fits(std::uint32_t first, std::uint32_t last, int column) const {
    for (std::uint32_t i = first; i < size() && column <= line_width; ++i) {
      const LayoutToken& next = token(i);
      if (i > first) {
        if (must_break(i) || (i > last && may_break(next))) return true;
        column += space_before(i) + (next.is_next_item ? 1 : 0);
      }
      const std::size_t line_end = next.text.find('\n');
      column += width(next.text.substr(0, line_end));
      if (line_end != std::string_view::npos) break;
    }
    return column <= line_width;
  }

  [[nodiscard]] bool must_break(std::uint32_t index) const {
    const LayoutToken& next = token(index);
    if (next.before == Break::clause || next.keeps_line || has_remarks(index)) return true;
    if (next.before == Break::none) return false;
    const LayoutGroup& group = layout_.groups[next.group];
    const State state = state_[next.group].state;
    if (state == State::flat) return false;
    const bool is_fixed = group.policy == Policy::list || group.policy == Policy::links ||
                          group.policy == Policy::body || group.policy == Policy::lines ||
                          group.policy == Policy::names;
    if (state == State::broken) return is_fixed || group.policy == Policy::reason;
    return is_fixed && group.was_broken;
  }

  [[nodiscard]] bool may_break(const LayoutToken& next) const {
    return next.before != Break::none && state_[next.group].state != State::flat;
  }

  // ---- the text

  /// Comments behind neighbouring lines stand in one column, if they fit there.
  [[nodiscard]] std::string joined() const {
    std::string result;
    for (std::size_t begin = 0; begin < lines_.size();) {
      std::size_t end = begin;
      int code = 0;
      int remark = 0;
      for (; end < lines_.size() && !lines_[end].remark.empty(); ++end) {
        code = std::max(code, width(lines_[end].text));
        remark = std::max(remark, width(lines_[end].remark));
      }
      const bool is_column = code + 2 + remark <= line_width;
      end = std::max(end, begin + 1);
      for (; begin < end; ++begin) {
        const PrintedLine& line = lines_[begin];
        result += line.text;
        if (!line.remark.empty()) {
          const int gap = 2 + (is_column ? code - width(line.text) : 0);
          result.append(static_cast<std::size_t>(gap), ' ').append(line.remark);
        }
        result += '\n';
      }
    }
    return result;
  }

  const Layout& layout_;
  std::vector<GroupState> state_;
  std::vector<std::uint32_t> open_;
  std::vector<PrintedLine> lines_;
  std::uint32_t at_ = 0;
  std::size_t next_group_ = 0;
  int clause_indent_ = 0;
  int line_indent_ = 0;
};

}  // namespace

std::string print(const Layout& layout) { return Printer(layout).run(); }

}  // namespace eligo::format

#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/tree.h"

/// A file as the formatter sees it: its tokens in order, and the places at which a line may break.
namespace eligo::format {

constexpr std::uint32_t nothing = UINT32_MAX;

constexpr int line_width = 120;  ///< in columns; a longer line is broken
constexpr int widest_row = 132;  ///< of a table: a row is read as one, so it may be a little longer

/// A comment, without the white space around it.
struct Remark {
  std::string_view text;
  bool is_trailing = false;    ///< it stands behind a token
  bool follows_blank = false;  ///< an empty line stands before it
  bool is_indented = false;    ///< it does not begin in the first column
};

/// When the breaks of a group become line breaks.
enum class Policy : std::uint8_t {
  list,    ///< all of them: the author broke the list somewhere, or it does not fit
  names,   ///< as `list`, but names share lines: as the author grouped them, else as many as fit
  links,   ///< all of them: the author broke before or behind one of them, or they do not fit
  lines,   ///< as the author grouped them, at the least before the first
  reason,  ///< if it does not fit
  body,    ///< if the author broke there
  phrase,  ///< where the author broke, if it does not fit
};

/// A stretch of tokens that is laid out as one.
struct LayoutGroup {
  Policy policy = Policy::list;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool was_broken = false;  ///< by the author
};

struct LayoutToken {
  enum class Break : std::uint8_t { none, clause, inside, close };

  std::string_view text;  ///< in its canonical spelling
  // As the author left it
  std::uint32_t remarks_end = 0;  ///< of the comments before it; they begin where those of the last token end
  bool on_new_line = false;
  bool follows_blank = false;  ///< an empty line stands before it
  // How it is laid out
  Break before = Break::none;
  std::uint8_t depth = 0;                 ///< of a clause: 0 for a block, 1 for its pieces
  std::uint32_t group = nothing;          ///< of its break
  bool is_next_item = false;              ///< a `;` or a new line parts it from the item before
  bool keeps_semicolon = false;           ///< without it, it could be read as going on with the item before
  bool keeps_line = false;                ///< on the line before, it would be read as a unit
  std::uint8_t padding = 0;               ///< further spaces before it, which make a column
  std::uint32_t padding_group = nothing;  ///< the padding counts only if this group is broken
};

struct Layout {
  std::vector<LayoutToken> tokens;
  std::vector<LayoutGroup> groups;         ///< by their first token, outer ones first
  std::vector<Remark> remarks;             ///< those behind the last token last
  std::vector<std::uint32_t> first_token;  ///< of each node of the tree
  std::vector<std::uint32_t> last_token;
  std::deque<std::string> spellings;  ///< the texts of tokens that do not point into the source
};

/// Columns that a text takes: its characters.
int width(std::string_view text);

/// Tokens and groups of a tree that has no error.
Layout lay_out(const SyntaxTree& tree);

/// Whether a space stands between two tokens on one line.
bool is_spaced(const LayoutToken& left, const LayoutToken& right);

/// Sets the padding that makes columns: of texts, of names, of the weights and conditions of scores.
void align(const SyntaxTree& tree, Layout& layout);

/// The file as text.
std::string print(const Layout& layout);

}  // namespace eligo::format

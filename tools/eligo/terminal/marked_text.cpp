#include "tools/eligo/terminal/marked_text.h"

#include <algorithm>

namespace eligo {
namespace {

using amendment::Stretch;

/// A word is made of pieces, some of them changed.
using Word = std::vector<Stretch>;

struct MarkedLine {
  int indent = 0;
  std::vector<Word> words;
};

std::vector<MarkedLine> split(const std::vector<Stretch>& wording) {
  std::vector<MarkedLine> lines(1);
  bool is_word = false;  // the last word goes on
  for (const Stretch& stretch : wording) {
    for (const char c : stretch.text) {
      MarkedLine& line = lines.back();
      if (c == '\n') {
        lines.emplace_back();
        is_word = false;
      } else if (c == ' ') {
        if (line.words.empty()) ++line.indent;
        is_word = false;
      } else {
        if (!is_word) line.words.emplace_back();
        is_word = true;
        Word& word = line.words.back();
        if (word.empty() || word.back().is_changed != stretch.is_changed)
          word.push_back({{}, stretch.is_changed});
        word.back().text += c;
      }
    }
  }
  return lines;
}

/// Adds the marks around what is changed; neighbours in a row are within one pair.
void add_marks(std::vector<MarkedLine>& lines) {
  Stretch* last = nullptr;
  for (MarkedLine& line : lines) {
    for (Word& word : line.words) {
      for (Stretch& piece : word) {
        const bool was_changed = last != nullptr && last->is_changed;
        if (piece.is_changed && !was_changed) piece.text.insert(0, "«");
        if (!piece.is_changed && was_changed) last->text += "»";
        last = &piece;
      }
    }
  }
  if (last != nullptr && last->is_changed) last->text += "»";
}

int width_of(const Word& word) {
  int width = 0;
  for (const Stretch& piece : word) width += display_width(piece.text);
  return width;
}

}  // namespace

std::vector<std::string> marked_lines(const std::vector<Stretch>& wording, int width, Tone tone,
                                      const Style& style) {
  std::vector<MarkedLine> lines = split(wording);
  const bool is_partly = wording.size() > 1;
  if (is_partly && !style.colour) add_marks(lines);
  std::vector<std::string> result;
  for (const MarkedLine& line : lines) {
    std::string text(static_cast<std::size_t>(line.indent), ' ');
    int used = line.indent;
    bool is_first = true;
    for (const Word& word : line.words) {
      const int wide = width_of(word);
      if (!is_first && used + 1 + wide > width) {
        result.push_back(std::move(text));
        used = line.indent + 2;
        text.assign(static_cast<std::size_t>(used), ' ');
      } else if (!is_first) {
        text += ' ';
        ++used;
      }
      is_first = false;
      used += wide;
      for (const Stretch& piece : word) {
        const std::string safe = harmless(piece.text);
        text += piece.is_changed && is_partly ? paint(safe, tone, style) : safe;
      }
    }
    result.push_back(std::move(text));
  }
  return result;
}

}  // namespace eligo

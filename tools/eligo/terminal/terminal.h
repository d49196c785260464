#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/values/characters.h"

namespace eligo {

/// How text on one stream looks: colours only where a person watches.
struct Style {
  bool colour = false;
  int width = 100;  ///< in columns; never above 100, so that lines stay readable
};

/// What the stream at hand is fit for. Honours NO_COLOR, TERM=dumb and the terminal's width; files and pipes
/// get neither colour nor a narrow layout.
Style style_of(std::FILE* stream);

/// Whether a person watches the stream.
bool is_terminal(std::FILE* stream);

enum class Tone { plain, strong, dim, good, bad, open };

/// The text in that tone, where the style has colours.
std::string paint(std::string_view text, Tone tone, const Style& style);

/// Columns that UTF-8 text takes on a terminal. Control characters take none.
int display_width(std::string_view text);

/// The text cut to `width` columns, its end marked by `…` if it was cut; never longer, never inside a
/// character.
std::string shortened(std::string_view text, int width);

/// The text, one space where it has white space, in lines of at most `width` columns. Words that are longer
/// are cut.
std::vector<std::string> wrapped(std::string_view text, int width);

/// `text` with spaces behind it (or before it) up to `width` columns.
std::string padded(std::string_view text, int width);
std::string padded_left(std::string_view text, int width);

/// Writes to standard output, whatever bytes the text holds.
inline void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

/// `1 patient`, `2 patients`, `10,000 patients`.
std::string counted(std::size_t count, std::string_view one, std::string_view many);
/// 10000 as `10,000`.
std::string grouped(std::size_t number);

}  // namespace eligo

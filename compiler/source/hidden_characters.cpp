#include "compiler/source/hidden_characters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "grammar/scan.h"
#include "runtime/values/ascii.h"
#include "runtime/values/characters.h"

namespace eligo {
namespace {

/// A letter that looks like a Latin one.
struct Lookalike {
  char32_t letter;
  char latin;
};

// Cyrillic, Greek and other letters that most fonts draw as they draw the Latin one. Ascending.
constexpr std::array lookalikes = {
    Lookalike{0x0131, 'i'}, Lookalike{0x0251, 'a'}, Lookalike{0x0261, 'g'}, Lookalike{0x0391, 'A'},
    Lookalike{0x0392, 'B'}, Lookalike{0x0395, 'E'}, Lookalike{0x0396, 'Z'}, Lookalike{0x0397, 'H'},
    Lookalike{0x0399, 'I'}, Lookalike{0x039A, 'K'}, Lookalike{0x039C, 'M'}, Lookalike{0x039D, 'N'},
    Lookalike{0x039F, 'O'}, Lookalike{0x03A1, 'P'}, Lookalike{0x03A4, 'T'}, Lookalike{0x03A5, 'Y'},
    Lookalike{0x03A7, 'X'}, Lookalike{0x03BF, 'o'}, Lookalike{0x03F2, 'c'}, Lookalike{0x0405, 'S'},
    Lookalike{0x0406, 'I'}, Lookalike{0x0408, 'J'}, Lookalike{0x0410, 'A'}, Lookalike{0x0412, 'B'},
    Lookalike{0x0415, 'E'}, Lookalike{0x041A, 'K'}, Lookalike{0x041C, 'M'}, Lookalike{0x041D, 'H'},
    Lookalike{0x041E, 'O'}, Lookalike{0x0420, 'P'}, Lookalike{0x0421, 'C'}, Lookalike{0x0422, 'T'},
    Lookalike{0x0423, 'Y'}, Lookalike{0x0425, 'X'}, Lookalike{0x0430, 'a'}, Lookalike{0x0435, 'e'},
    Lookalike{0x043E, 'o'}, Lookalike{0x0440, 'p'}, Lookalike{0x0441, 'c'}, Lookalike{0x0443, 'y'},
    Lookalike{0x0445, 'x'}, Lookalike{0x0455, 's'}, Lookalike{0x0456, 'i'}, Lookalike{0x0458, 'j'},
    Lookalike{0x0475, 'v'}, Lookalike{0x04AE, 'Y'}, Lookalike{0x04BB, 'h'}, Lookalike{0x04CF, 'l'},
    Lookalike{0x0501, 'd'}, Lookalike{0x051B, 'q'}, Lookalike{0x051D, 'w'}, Lookalike{0x0578, 'n'},
    Lookalike{0x057D, 'u'}, Lookalike{0x0585, 'o'},
};
static_assert(std::is_sorted(lookalikes.begin(), lookalikes.end(),
                             [](const Lookalike& a, const Lookalike& b) { return a.letter < b.letter; }));

/// The Latin letter that the character looks like; 0 if none. Letters of full width look like their own.
char latin_of(char32_t c) {
  if (c >= 0xFF21 && c <= 0xFF3A) return static_cast<char>('A' + (c - 0xFF21));
  if (c >= 0xFF41 && c <= 0xFF5A) return static_cast<char>('a' + (c - 0xFF41));
  const auto at = std::lower_bound(lookalikes.begin(), lookalikes.end(), c,
                                   [](const Lookalike& one, char32_t letter) { return one.letter < letter; });
  return at != lookalikes.end() && at->letter == c ? at->latin : '\0';
}

std::string code_point(char32_t c) { return fmt::format("U+{:04X}", static_cast<std::uint32_t>(c)); }

/// Goes once through a file.
class HiddenCharacters {
 public:
  HiddenCharacters(std::uint32_t file, std::string_view source, Findings& findings)
      : file_(file), source_(source), findings_(findings) {}

  void run() {
    const char* const end = source_.data() + source_.size();
    for (const char* at = source_.data(); at != end;) {
      const char* stop = at + 1;
      bool is_text = true;
      if (*at == '#') {
        stop = std::find(at, end, '\n');
      } else if (grammar::opens_text(at, end)) {
        const char* close = grammar::scan_text(at, end);
        stop = close != nullptr ? close : end;
      } else {
        is_text = false;
        const char* name = grammar::scan_any_word(at, end);
        if (name != nullptr) stop = name;
      }
      const std::string_view piece(at, static_cast<std::size_t>(stop - at));
      each_hidden(piece, is_text);
      if (!is_text) check_name(piece);
      at = stop;
    }
  }

 private:
  [[nodiscard]] Span span_of(std::string_view piece) const {
    const auto begin = static_cast<std::uint32_t>(piece.data() - source_.data());
    return {file_, begin, begin + static_cast<std::uint32_t>(piece.size())};
  }

  void each_hidden(std::string_view piece, bool is_text) {
    while (!piece.empty()) {
      const std::string_view before = piece;
      const char32_t c = take_character(piece);
      const Span span = span_of(before.substr(0, before.size() - piece.size()));
      if (is_control(c) && c != '\n' && c != '\t' && c != '\r')
        report(codes::hidden_character, span, c, "a control character");
      else if (is_bidirectional_control(c))
        report(codes::hidden_character, span, c, "a character that turns the order of the text around it");
      else if (is_invisible(c))
        report(is_text ? codes::invisible_in_text : codes::hidden_character, span, c,
               "a character that nobody sees");
    }
  }

  void report(const DiagnosticKind& kind, const Span& span, char32_t c, std::string_view what) {
    if (++reported_ > most) return;
    findings_.add(kind, span, fmt::format("here stands {}, {}", what, code_point(c)))
        .fix("remove it", span, "");
  }

  /// A word of another script is left alone, unless every letter of it looks Latin.
  void check_name(std::string_view name) {
    std::string latin;
    std::string strange;
    bool is_other = false;
    for (std::string_view rest = name; !rest.empty();) {
      const std::string_view before = rest;
      const char32_t c = take_character(rest);
      const std::string_view letter = before.substr(0, before.size() - rest.size());
      const char alike = latin_of(c);
      if (alike != '\0' && strange.empty())
        strange = fmt::format("`{}` ({}) looks like `{}`", letter, code_point(c), alike);
      is_other = is_other || (alike == '\0' && c >= 0x80);
      if (alike != '\0')
        latin += alike;
      else
        latin += letter;
    }
    const bool is_mixed = std::any_of(name.begin(), name.end(), [](char c) { return is_letter(c); });
    if (strange.empty() || (is_other && !is_mixed)) return;
    if (++reported_ > most) return;
    const Span span = span_of(name);
    findings_.add(codes::lookalike_letter, span, "a letter of this name is not the Latin one: " + strange)
        .fix("write `" + latin + "`", span, latin);
  }

  static constexpr std::size_t most = 100;  // a file that is full of them needs no more places

  std::uint32_t file_;
  std::string_view source_;
  Findings& findings_;
  std::size_t reported_ = 0;
};

}  // namespace

void report_hidden_characters(std::uint32_t file, std::string_view source, Findings& findings) {
  const bool is_plain = std::all_of(source.begin(), source.end(), [](char c) {
    return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t' || c == '\r';
  });
  if (!is_plain) HiddenCharacters(file, source, findings).run();
}

}  // namespace eligo

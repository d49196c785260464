#include "compiler/diagnostics/render.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/values/characters.h"

namespace eligo {
namespace {

/// Escape sequences, or nothing where colour is off.
struct Palette {
  bool on;
  [[nodiscard]] std::string paint(std::string_view code, std::string_view text) const {
    return on ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }
  [[nodiscard]] std::string severity(Severity s, std::string_view text) const {
    return paint(s == Severity::error ? "1;31" : s == Severity::warning ? "1;33" : "1;36", text);
  }
  [[nodiscard]] std::string frame(std::string_view text) const { return paint("1;34", text); }
  [[nodiscard]] std::string strong(std::string_view text) const { return paint("1", text); }
};

std::string_view severity_name(Severity s) {
  return s == Severity::error ? "error" : s == Severity::warning ? "warning" : "hint";
}

/// The columns a text takes: characters, a tab as one.
std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The piece of a line that is shown: a very long line is cut around the place.
struct Excerpt {
  std::string text;
  std::size_t before = 0;  ///< columns before the underline
  std::size_t width = 1;   ///< of the underline
};

Excerpt excerpt(std::string_view source, const Span& span, int width) {
  const auto room = static_cast<std::size_t>(std::max(width - 10, 40));
  // Of a line without end no more is looked at than may be shown.
  const std::size_t least = span.begin > room ? span.begin - room - 1 : 0;
  const std::size_t in_line = source.substr(least, span.begin - least).rfind('\n');
  const std::size_t line_begin = in_line == std::string_view::npos ? least : least + in_line + 1;
  const std::size_t most = std::min(source.size(), span.begin + 2 * room);
  const std::size_t line_end = std::min(source.substr(0, most).find('\n', span.begin), most);
  const std::size_t stop = std::clamp<std::size_t>(span.end, span.begin, line_end);
  std::size_t from = line_begin;
  bool is_cut = false;
  if (line_end - line_begin > room && span.begin - line_begin > room / 2) {
    from = span.begin - room / 2;
    while (from < span.begin && (static_cast<unsigned char>(source[from]) & 0xC0U) == 0x80U) ++from;
    is_cut = true;
  }
  std::size_t to = std::min(line_end, from + room);
  while (to < line_end && (static_cast<unsigned char>(source[to]) & 0xC0U) == 0x80U) ++to;
  Excerpt result;
  result.text =
      (is_cut ? "…" : "") + std::string(source.substr(from, to - from)) + (to < line_end ? "…" : "");
  std::replace(result.text.begin(), result.text.end(), '\t', ' ');
  result.text.erase(std::remove(result.text.begin(), result.text.end(), '\r'), result.text.end());
  result.text = harmless(result.text);
  result.before = columns(source.substr(from, span.begin - from)) + (is_cut ? 1 : 0);
  result.width = std::max<std::size_t>(
      1, columns(source.substr(span.begin, std::min(stop, to) - std::min<std::size_t>(span.begin, to))));
  return result;
}

class Renderer {
 public:
  Renderer(const std::vector<SourceText>& files, LineIndex& lines, const RenderOptions& options)
      : files_(files), lines_(lines), options_(options), palette_{options.colour} {}

  std::string run(const Diagnostic& d) {
    out_ = palette_.severity(d.severity, fmt::format("{}[{}]", severity_name(d.severity), d.code)) +
           palette_.strong(": " + harmless(d.message)) + "\n";
    margin_ = widest_line_number(d);
    place(d.span, d.label, '^', d.severity, "-->");
    for (const auto& note : d.notes) {
      if (note.has_span) {
        out_ +=
            fmt::format("{} {}\n", std::string(margin_, ' '), palette_.frame("::: ") + harmless(note.text));
        place(note.span, {}, '-', Severity::hint, ":::");
      } else {
        out_ += fmt::format("{} {} {}\n", std::string(margin_, ' '), palette_.frame("="),
                            "note: " + harmless(note.text));
      }
    }
    for (const auto& fix : d.fixes) {
      out_ += fmt::format("{} {} {}{}\n", std::string(margin_, ' '), palette_.frame("="),
                          palette_.paint("1;32", "help: "), harmless(fix.label + replacement(fix)));
    }
    return out_;
  }

 private:
  [[nodiscard]] std::size_t widest_line_number(const Diagnostic& d) {
    std::uint32_t most = 1;
    const auto take = [&](const Span& span) {
      if (span.file < files_.size()) most = std::max(most, lines_.locate(span).line);
    };
    take(d.span);
    for (const auto& note : d.notes) {
      if (note.has_span) take(note.span);
    }
    return std::to_string(most).size();
  }

  /// The line as repaired, where the label does not say it already.
  [[nodiscard]] std::string replacement(const Fix& fix) const {
    if (fix.text.empty() || fix.label.find("`" + fix.text + "`") != std::string::npos) return {};
    if (fix.span.begin == fix.span.end) return fmt::format(": insert `{}`", fix.text);
    return fmt::format(": `{}`", fix.text);
  }

  void place(const Span& span, const std::string& label, char underline, Severity severity,
             std::string_view arrow) {
    if (span.file >= files_.size()) return;
    const SourceText& file = files_[span.file];
    const LineColumn at = lines_.locate(span);
    const std::string margin(margin_, ' ');
    if (arrow == "-->")
      out_ += fmt::format("{}{} {}:{}:{}\n", margin, palette_.frame(arrow), harmless(file.path), at.line,
                          at.column);
    const Excerpt shown = excerpt(file.text, span, options_.width);
    out_ += fmt::format("{} {}\n", margin, palette_.frame("|"));
    out_ += fmt::format("{} {} {}\n", palette_.frame(fmt::format("{:>{}}", at.line, margin_)),
                        palette_.frame("|"), shown.text);
    out_ += fmt::format("{} {} {}{}\n", margin, palette_.frame("|"), std::string(shown.before, ' '),
                        palette_.severity(severity, std::string(shown.width, underline) +
                                                        (label.empty() ? "" : " " + harmless(label))));
  }

  const std::vector<SourceText>& files_;
  LineIndex& lines_;
  const RenderOptions& options_;
  Palette palette_;
  std::size_t margin_ = 1;
  std::string out_;
};

}  // namespace

std::string render(const Diagnostic& diagnostic, const std::vector<SourceText>& files,
                   const RenderOptions& options) {
  LineIndex lines(files);
  return render(diagnostic, files, lines, options);
}

std::string render(const Diagnostic& diagnostic, const std::vector<SourceText>& files, LineIndex& lines,
                   const RenderOptions& options) {
  return Renderer(files, lines, options).run(diagnostic);
}

}  // namespace eligo

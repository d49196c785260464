#include "compiler/source/provenance.h"

#include <algorithm>

#include "compiler/source/search_path.h"

namespace eligo {
namespace {

struct Mark {
  std::string_view typographic;
  char plain;
};
constexpr Mark marks[] = {
    // NOLINT(modernize-avoid-c-arrays)
    {"“", '"'}, {"”", '"'}, {"„", '"'}, {"‘", '\''},     {"’", '\''},
    {"–", '-'}, {"—", '-'}, {"−", '-'}, {"\u00A0", ' '}, {"\u202F", ' '},
};

/// A folded text that remembers where each of its bytes came from.
struct Folded {
  std::string text;
  std::vector<std::uint32_t> origin;
};

Folded fold(std::string_view source) {
  Folded result;
  const auto put = [&](char c, std::size_t at) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (is_blank && (result.text.empty() || result.text.back() == ' ')) return;
    result.text += is_blank ? ' ' : c;
    result.origin.push_back(static_cast<std::uint32_t>(at));
  };
  for (std::size_t i = 0; i < source.size();) {
    const auto* mark = std::find_if(std::begin(marks), std::end(marks), [&](const Mark& m) {
      return source.substr(i).starts_with(m.typographic);
    });
    if (mark != std::end(marks)) {
      put(mark->plain, i);
      i += mark->typographic.size();
    } else if (source[i] == '\\' && i + 1 < source.size() &&
               std::ispunct(static_cast<unsigned char>(source[i + 1])) != 0) {
      ++i;
    } else {
      put(source[i], i);
      ++i;
    }
  }
  while (!result.text.empty() && result.text.back() == ' ') {
    result.text.pop_back();
    result.origin.pop_back();
  }
  return result;
}

/// How many bytes at the beginning of `quotation` stand somewhere in `source`.
std::size_t longest_start(const std::string& quotation, const std::string& source) {
  std::size_t low = 0;
  std::size_t high = quotation.size();
  while (low < high) {
    const std::size_t middle = (low + high + 1) / 2;
    if (source.find(quotation.substr(0, middle)) != std::string::npos) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/// The source text, of which quotations take one stretch after another.
class Cover {
 public:
  explicit Cover(const Folded& source) : source_(source), covered_(source.text.size(), false) {}

  /// Where `wanted`, folded, stands; empty if nowhere. Where it stands more than once, each quotation takes
  /// the next one that is still free.
  std::optional<std::size_t> take(const std::string& wanted) {
    const std::size_t first = source_.text.find(wanted);
    if (first == std::string::npos) return std::nullopt;
    std::size_t at = first;
    while (at != std::string::npos && covered_[at]) at = source_.text.find(wanted, at + 1);
    if (at == std::string::npos) at = first;
    mark(at, wanted.size());
    return at;
  }

  void mark(std::size_t at, std::size_t length) {
    std::fill_n(covered_.begin() + static_cast<std::ptrdiff_t>(at), length, true);
  }
  [[nodiscard]] bool is_covered(std::size_t at) const { return covered_[at]; }

 private:
  const Folded& source_;
  std::vector<bool> covered_;
};

/// The text that a block quotes from the source; nothing for blocks of other kinds.
Place quotation_of(const Place& block) {
  const bool quotes =
      block.kind() == Syntax::inclusion || block.kind() == Syntax::exclusion || block.kind() == Syntax::waive;
  return quotes ? block.child(Syntax::text) : Place{};
}

/// The same at the end.
std::size_t longest_end(const std::string& quotation, const std::string& source) {
  const std::string turned(quotation.rbegin(), quotation.rend());
  return longest_start(turned, std::string(source.rbegin(), source.rend()));
}

/// As it stands within a text in quotes.
std::string doubled_quotes(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result;
}

class Provenance {
 public:
  Provenance(const Folded& source, std::string_view written, Findings& findings)
      : source_(source), written_(written), cover_(source), findings_(findings) {}

  void quote(const Place& text) {
    const std::string wanted = fold(text_content(text.text())).text;
    if (wanted.empty() || cover_.take(wanted)) return;
    report_missing(text, wanted);
  }

  void report_rest(std::uint32_t file) {
    const std::size_t size = source_.text.size();
    for (std::size_t at = 0; at < size;) {
      if (cover_.is_covered(at) || !is_word(at)) {
        ++at;
        continue;
      }
      std::size_t end = at;
      std::size_t last = at;
      for (; end < size && !cover_.is_covered(end); ++end) {
        if (is_word(end)) last = end;
      }
      if (!is_list_number(at, last)) {
        const Span span{file, source_.origin[at], source_.origin[last] + 1};
        findings_.add(codes::source_not_quoted, span, "no criterion quotes this text of the source")
            .note("quote it in a criterion, or `waive \"…\" because \"…\"`");
      }
      at = end;
    }
  }

 private:
  /// Reports a quotation that the source does not have. Where it is nearly a sentence of the source, that one
  /// is shown, and does not count as unquoted.
  void report_missing(const Place& text, const std::string& wanted) {
    auto finding =
        findings_.add(codes::quotation_not_found, text.span(), "this quotation is not in the source text");
    static constexpr std::size_t telling = 5;  // fewer letters agree by chance
    std::size_t start = longest_start(wanted, source_.text);
    if (start < telling) start = 0;
    std::size_t end = longest_end(wanted, source_.text);
    if (end < telling) end = 0;
    static constexpr std::size_t shown = 30;
    if (start > 0)
      finding.note("it agrees up to “…" +
                   wanted.substr(start > shown ? start - shown : 0, std::min(start, shown)) +
                   "”, then differs");
    if (start + end == 0 || start + end < wanted.size() / 2) return;
    const std::size_t at = start == 0 ? std::string::npos : source_.text.find(wanted.substr(0, start));
    const std::size_t tail =
        end == 0 ? std::string::npos
                 : source_.text.find(wanted.substr(wanted.size() - end), at == std::string::npos ? 0 : at);
    std::size_t from = at != std::string::npos ? at : tail + end - std::min(tail + end, wanted.size());
    std::size_t to = tail != std::string::npos ? tail + end : from + start;
    if (to <= from || to - from > 2 * wanted.size()) return;
    while (from > 0 && is_word(from) && is_word(from - 1)) --from;
    while (to < source_.text.size() && is_word(to - 1) && is_word(to)) ++to;
    cover_.mark(from, to - from);
    finding.fix("quote it as the source has it", text.span(),
                '"' + doubled_quotes(source_.text.substr(from, to - from)) + '"');
  }

  [[nodiscard]] bool is_word(std::size_t at) const {
    const auto c = static_cast<unsigned char>(source_.text[at]);
    return std::isalnum(c) != 0;
  }

  /// `2.` or `12)` at the beginning of a line: the number of the sentence, which is not part of it.
  [[nodiscard]] bool is_list_number(std::size_t first, std::size_t last) const {
    static constexpr std::size_t longest = 2;
    const std::string_view number = std::string_view(source_.text).substr(first, last - first + 1);
    const bool is_number =
        number.size() <= longest && number.find_first_not_of("0123456789") == std::string_view::npos;
    const bool has_mark =
        last + 1 < source_.text.size() && (source_.text[last + 1] == '.' || source_.text[last + 1] == ')');
    const std::string_view before = written_.substr(0, source_.origin[first]);
    const std::size_t line = before.find_last_not_of(" \t");
    return is_number && has_mark && (line == std::string_view::npos || before[line] == '\n');
  }

  const Folded& source_;
  std::string_view written_;
  Cover cover_;
  Findings& findings_;
};

}  // namespace

std::string folded_quotation(std::string_view text) { return fold(text).text; }

std::vector<QuotedStretch> quoted_stretches(const Module& protocol, std::string_view source) {
  const Folded folded = fold(source);
  Cover cover(folded);
  std::vector<QuotedStretch> result;
  for (const std::uint32_t block : protocol.tree.blocks) {
    const Place quotation = quotation_of({&protocol, block});
    if (!quotation.exists()) continue;
    const std::string wanted = fold(text_content(quotation.text())).text;
    const auto at = wanted.empty() ? std::nullopt : cover.take(wanted);
    if (!at) continue;
    const std::size_t behind = *at + wanted.size();
    std::size_t end = behind < folded.origin.size() ? folded.origin[behind] : source.size();
    // A character that folding left out between the last character and the next one belongs to neither.
    while (end > folded.origin[*at] &&
           std::string_view(" \t\r\n\\").find(source[end - 1]) != std::string_view::npos)
      --end;
    result.push_back({block, folded.origin[*at], static_cast<std::uint32_t>(end)});
  }
  return result;
}

void check_provenance(const Module& protocol, const CompileOptions& options, Compilation& out,
                      Findings& findings) {
  Place source;
  for (const std::uint32_t block : protocol.tree.blocks) {
    const Place head{&protocol, block};
    if (head.kind() != Syntax::protocol_head) continue;
    for (const Place& entry : head.children(Syntax::header_entry)) {
      if (entry.child(Syntax::header_word).text() == "source") source = entry.child(Syntax::text);
    }
  }
  if (source.module == nullptr) return;
  const std::string name = text_content(source.text());
  std::string text;
  std::string why;
  const std::string path = find_source_text(out.files[protocol.file].path, name, options, why);
  if (path.empty() || !read_file(path, text, why)) {
    findings.add(codes::source_unreadable, source.span(),
                 "the source text `" + name + "` cannot be read: " + why);
    return;
  }
  const auto file = static_cast<std::uint32_t>(out.files.size());
  out.files.push_back({path, name, text});
  const Folded folded = fold(text);
  Provenance provenance(folded, text, findings);
  bool has_broken_blocks = false;
  for (const auto& diagnostic : out.diagnostics)
    has_broken_blocks =
        has_broken_blocks || (diagnostic.span.file == protocol.file && diagnostic.code.starts_with("E01"));
  for (const std::uint32_t node : protocol.tree.blocks) {
    const Place quotation = quotation_of({&protocol, node});
    if (quotation.exists()) provenance.quote(quotation);
  }
  // The quotation of a criterion with a mistake cannot be told apart from text that nobody quotes.
  if (!has_broken_blocks) provenance.report_rest(file);
}

}  // namespace eligo

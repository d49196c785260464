#include "tools/eligo/doc/passages.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "compiler/source/provenance.h"
#include "runtime/values/ascii.h"

namespace eligo {
namespace {

/// The source as people read it: runs of white space one blank, Markdown's escapes off.
std::string readable_source(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escape =
        text[i] == '\\' && i + 1 < text.size() && std::ispunct(static_cast<unsigned char>(text[i + 1])) != 0;
    if (is_escape) ++i;
    if (!is_space(text[i])) {
      result += text[i];
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

/// Whether there is anything to read: more than blanks, ASCII marks, bullets, typographic marks.
bool has_word(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      if (std::isalnum(byte) != 0) return true;
      continue;
    }
    const std::string_view rest = text.substr(i);
    const bool is_mark =
        rest.starts_with("\xE2\x80") || rest.starts_with("\xE2\x96") || rest.starts_with("\xE2\x97");
    const bool is_space = rest.starts_with("\xC2\xA0");
    if (!is_mark && !is_space) return true;
    i += is_mark ? 2 : 1;
  }
  return false;
}

/// A quotation with what it belongs to.
struct Claim {
  QuotedStretch stretch;
  std::size_t criterion = 0;
  bool is_waiver = false;
  std::string because;
};

std::vector<Claim> claims_of(const Module& protocol, std::string_view source) {
  std::vector<Claim> claims;
  const auto stretches = quoted_stretches(protocol, source);
  std::size_t criterion = 0;
  for (const std::uint32_t node : protocol.tree.blocks) {
    const Place block{&protocol, node};
    const bool is_waiver = block.kind() == Syntax::waive;
    const bool is_criterion = block.kind() == Syntax::inclusion || block.kind() == Syntax::exclusion;
    const auto at = std::find_if(stretches.begin(), stretches.end(),
                                 [&](const QuotedStretch& stretch) { return stretch.block == node; });
    if (at != stretches.end()) {
      Claim claim{*at, criterion, is_waiver, {}};
      if (is_waiver) claim.because = text_content(block.children(Syntax::text).back().text());
      claims.push_back(std::move(claim));
    }
    if (is_criterion) ++criterion;
  }
  return claims;
}

Passage passage_of(std::string_view text, std::uint32_t begin, const std::vector<Claim>& claims) {
  Passage passage;
  passage.text = readable_source(text);
  for (const Claim& claim : claims) {
    if (claim.stretch.begin > begin || claim.stretch.end <= begin) continue;
    if (claim.is_waiver) {
      if (passage.kind == Passage::Kind::uncovered) passage.kind = Passage::Kind::waived;
      passage.because = claim.because;
    } else {
      passage.kind = Passage::Kind::carried;
      (claim.stretch.begin == begin ? passage.begun : passage.continued).push_back(claim.criterion);
    }
  }
  return passage;
}

/// The full stop, comma or bracket that follows a quotation without a blank: it belongs to that sentence.
std::string_view closing_marks(std::string_view text) {
  const auto marks = text.substr(0, std::min(text.find_first_of(" \t\r\n"), text.size()));
  return has_word(marks) ? std::string_view{} : marks;
}

/// The bullet or dash that a line begins with is the layout of its page.
bool is_bullet(std::string_view token) {
  constexpr std::array<std::string_view, 8> bullets{"•", "-", "*", "–", "◦", "▪", "·", "■"};
  return std::find(bullets.begin(), bullets.end(), token) != bullets.end();
}

/// `2.` or `12)`, the number of the sentence that follows. Beside other text a number is left in: it may be
/// part of it.
bool is_list_number(std::string_view text) {
  const bool is_short = text.size() == 2 || text.size() == 3;
  return is_short && (text.back() == '.' || text.back() == ')') &&
         text.find_first_not_of("0123456789") == text.size() - 1;
}

std::string_view without_bullets(std::string_view line) {
  while (true) {
    const std::size_t begin = std::min(line.find_first_not_of(" \t\r"), line.size());
    const std::size_t end = std::min(line.find_first_of(" \t\r", begin), line.size());
    if (begin == end || !is_bullet(line.substr(begin, end - begin))) return line;
    line.remove_prefix(end);
  }
}

/// A text of several lines without what its lines begin with; of the first only if it begins one.
std::string without_layout(std::string_view text, bool begins_line) {
  std::string result;
  while (true) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    result += begins_line ? without_bullets(line) : line;
    if (end == std::string_view::npos) return readable_source(result);
    result += '\n';
    text.remove_prefix(end + 1);
    begins_line = true;
  }
}

bool begins_line(std::string_view source, std::size_t at) {
  const std::size_t before = source.substr(0, at).find_last_not_of(" \t");
  return before == std::string_view::npos || source[before] == '\n';
}

}  // namespace

std::vector<Passage> make_passages(const Module& protocol, std::string_view source) {
  const auto claims = claims_of(protocol, source);
  std::set<std::uint32_t> cuts{0, static_cast<std::uint32_t>(source.size())};
  for (const Claim& claim : claims) {
    cuts.insert(claim.stretch.begin);
    cuts.insert(claim.stretch.end);
  }
  std::vector<Passage> passages;
  for (auto at = cuts.begin(); std::next(at) != cuts.end(); ++at) {
    std::string_view text = source.substr(*at, *std::next(at) - *at);
    Passage passage = passage_of(text, *at, claims);
    if (passage.kind == Passage::Kind::uncovered) {
      const std::string_view marks = passages.empty() ? std::string_view{} : closing_marks(text);
      if (!passages.empty()) passages.back().text += readable_source(marks);
      text.remove_prefix(marks.size());
      const bool is_at_line = begins_line(source, *at + marks.size());
      passage.text = without_layout(text, is_at_line);
      const bool begins = is_at_line || text.find('\n') != std::string_view::npos;
      if (!has_word(passage.text) || (begins && is_list_number(passage.text))) continue;
    }
    passages.push_back(std::move(passage));
  }
  return passages;
}

}  // namespace eligo

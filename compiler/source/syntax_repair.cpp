#include "compiler/source/syntax_repair.h"

#include <algorithm>

#include "grammar/scan.h"
#include "runtime/model/near_miss.h"

namespace eligo {
namespace {

constexpr std::size_t most_offered = 3;
/// Blocks longer than this are not tried over and over.
constexpr std::uint32_t longest_tried = 64U << 10U;

/// A token of the source.
struct SourcePiece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

bool is_word(std::string_view token) {
  return !token.empty() && (std::isalpha(static_cast<unsigned char>(token[0])) != 0);
}
bool is_sign(std::string_view token) {
  return token.size() <= 3 && !token.empty() && token[0] != '"' &&
         std::isalnum(static_cast<unsigned char>(token[0])) == 0;
}

class Repairer {
 public:
  Repairer(const SyntaxError& error, std::uint32_t file, std::string_view source)
      : error_(error), file_(file), source_(source), block_{error.block_begin, error.block_end} {
    const char* const begin = source.data();
    const char* const end = begin + error.block_end;
    for (const char* at = grammar::skip_space(begin + error.block_begin, end); at != end;) {
      const auto size = grammar::token_at(at, end).size();
      const auto offset = static_cast<std::uint32_t>(at - begin);
      pieces_.push_back({offset, offset + static_cast<std::uint32_t>(size)});
      if (pieces_.back().begin < error.begin) here_ = pieces_.size();
      at = grammar::skip_space(at + size, end);
    }
  }

  std::vector<Fix> run() {
    if (error_.block_end - error_.block_begin > longest_tried) return {};
    misspelt();
    doubled();
    if (fixes_.empty()) missing();
    if (fixes_.empty()) stray();
    if (fixes_.empty()) swapped();
    return std::move(fixes_);
  }

  std::vector<Fix> quotes() {
    if (error_.block_end - error_.block_begin > longest_tried) return {};
    const std::uint32_t end = error_.end;
    offer("close it at the end of the line", {end, end}, "\"");
    // A quote at the end of a line may close a text that was never opened.
    const std::uint32_t quote = error_.begin;
    for (auto piece = pieces_.rbegin(); piece != pieces_.rend() && fixes_.empty(); ++piece) {
      if (piece->begin >= quote) continue;
      if (source_.substr(piece->begin, quote - piece->begin).find('\n') != std::string_view::npos) break;
      if (reads({piece->begin, piece->begin}, "\"")) best_opening_ = piece->begin;
    }
    if (fixes_.empty() && best_opening_ != 0)
      offer("open the text here", {best_opening_, best_opening_}, "\"");
    if (fixes_.empty()) offer("leave the quote out", {quote, quote + 1}, "");
    return std::move(fixes_);
  }

 private:
  [[nodiscard]] std::string_view text(const SourcePiece& piece) const {
    return source_.substr(piece.begin, piece.end - piece.begin);
  }
  [[nodiscard]] bool has_here() const { return here_ < pieces_.size(); }
  [[nodiscard]] const SourcePiece& here() const { return pieces_[here_]; }
  [[nodiscard]] bool has_before() const { return here_ > 0; }
  [[nodiscard]] const SourcePiece& before() const { return pieces_[here_ - 1]; }
  [[nodiscard]] bool begins_line(const SourcePiece& piece) const {
    const std::size_t head = source_.find_last_not_of(" \t\r", piece.begin == 0 ? 0 : piece.begin - 1);
    return piece.begin == 0 || head == std::string_view::npos || source_[head] == '\n';
  }

  /// Whether the block can be read with the piece replaced.
  [[nodiscard]] bool reads(const SourcePiece& piece, std::string_view by) const {
    std::string changed(source_.substr(block_.begin, piece.begin - block_.begin));
    changed += by;
    changed += source_.substr(piece.end, block_.end - piece.end);
    return parse(changed).errors.empty();
  }

  bool offer(std::string label, const SourcePiece& piece, std::string by) {
    if (fixes_.size() >= most_offered || !reads(piece, by)) return false;
    const Span span{file_, piece.begin, piece.end};
    const bool is_known = std::any_of(fixes_.begin(), fixes_.end(),
                                      [&](const Fix& f) { return f.span == span && f.text == by; });
    if (!is_known) fixes_.push_back({std::move(label), span, std::move(by)});
    return true;
  }

  /// The words and signs that may stand here.
  [[nodiscard]] std::vector<std::string_view> expected() const {
    std::vector<std::string_view> words;
    for (const std::string_view e : error_.expected) {
      if (e.size() > 2 && e.front() == '`' && e.find('`', 1) == e.size() - 1)
        words.push_back(e.substr(1, e.size() - 2));
    }
    return words;
  }

  void misspelt() {
    const auto try_words = [&](const SourcePiece& piece, const std::vector<std::string_view>& words) {
      if (!is_word(text(piece))) return;
      for (const auto& word : near_misses(text(piece), words)) {
        if (word != text(piece) && offer("write `" + word + "`", piece, word)) return;
      }
    };
    if (has_here()) {
      try_words(here(), expected());
      if (begins_line(here()) && fixes_.empty()) try_words(here(), block_words());
      if (fixes_.empty()) try_words(here(), reserved_words());
    }
    // A misspelt word may pass for a name, so that only the next token is in the way.
    if (has_before() && fixes_.empty()) try_words(before(), reserved_words());
    if (here_ > 1 && fixes_.empty()) try_words(pieces_[here_ - 2], reserved_words());
  }

  void doubled() {
    if (!has_here()) return;
    for (const std::size_t i : {here_, here_ + 1}) {
      if (i == 0 || i >= pieces_.size() || text(pieces_[i]) != text(pieces_[i - 1])) continue;
      if (offer("leave the second `" + std::string(text(pieces_[i])) + "` out",
                {pieces_[i - 1].end, pieces_[i].end}, ""))
        return;
    }
  }

  void missing() {
    std::vector<Fix> found;
    const std::uint32_t at = has_before() ? before().end : block_.begin;
    for (const std::string_view word : expected()) {
      offer("put `" + std::string(word) + "` in", {at, at},
            (word == ";" ? "" : " ") + std::string(word) + (has_here() && here().begin == at ? " " : ""));
      found.insert(found.end(), fixes_.begin(), fixes_.end());
      fixes_.clear();
    }
    // Where many words would do, none is likelier than another.
    if (found.size() <= 2) fixes_ = std::move(found);
  }

  void stray() {
    if (has_here() && is_sign(text(here())))
      offer("leave `" + std::string(text(here())) + "` out", here(), "");
    if (has_before() && fixes_.empty() && is_sign(text(before())))
      offer("leave `" + std::string(text(before())) + "` out", before(), "");
  }

  void swapped() {
    for (const std::size_t i : {here_, here_ + 1}) {
      if (i == 0 || i >= pieces_.size() || !fixes_.empty()) continue;
      const SourcePiece& first = pieces_[i - 1];
      const SourcePiece& second = pieces_[i];
      const std::string between(source_.substr(first.end, second.begin - first.end));
      if (between.find('#') != std::string::npos) continue;
      const std::string turned = std::string(text(second)) + between + std::string(text(first));
      offer("put `" + std::string(text(second)) + "` before `" + std::string(text(first)) + "`",
            {first.begin, second.end}, turned);
    }
  }

  const SyntaxError& error_;
  std::uint32_t file_;
  std::string_view source_;
  SourcePiece block_;
  std::vector<SourcePiece> pieces_;
  std::size_t here_ = 0;  ///< the piece at which reading failed; the number of pieces: at the end
  std::uint32_t best_opening_ = 0;
  std::vector<Fix> fixes_;
};

}  // namespace

std::vector<Fix> syntax_repairs(const SyntaxError& error, std::uint32_t file, std::string_view source) {
  return Repairer(error, file, source).run();
}

std::vector<Fix> quote_repairs(const SyntaxError& error, std::uint32_t file, std::string_view source) {
  return Repairer(error, file, source).quotes();
}

}  // namespace eligo

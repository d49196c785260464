// Holds the parser to the grammar that people read: grammar/eligo.ebnf is taken as a context-free grammar,
// and every block of every criteria and case file of the project must have exactly one derivation in it.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "grammar/parse.h"
#include "grammar/scan.h"

namespace {

namespace g = eligo::grammar;

/// A piece of the right side of a rule.
struct Piece {
  enum class Kind { sequence, choice, optional, repeated, literal, token, rule };
  Kind kind = Kind::sequence;
  std::string text;
  std::vector<Piece> parts;
  int id = 0;
};

class Grammar {
 public:
  explicit Grammar(const std::string& text) : text_(text) {
    for (skip(); at_ < text_.size(); skip()) {
      const std::string name = word();
      expect('=');
      rules_[name] = choice();
      expect(';');
    }
  }
  [[nodiscard]] const Piece& rule(const std::string& name) const { return rules_.at(name); }

 private:
  void skip() {
    for (;;) {
      while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
      if (text_.compare(at_, 2, "(*") != 0) return;
      at_ = text_.find("*)", at_) + 2;
    }
  }
  bool take(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (take(c)) return;
    std::printf("eligo.ebnf: expected '%c' before: %s\n", c, text_.substr(at_, 40).c_str());
    std::exit(1);
  }
  std::string word() {
    skip();
    const std::size_t begin = at_;
    while (at_ < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_'))
      ++at_;
    return text_.substr(begin, at_ - begin);
  }
  Piece make(Piece::Kind kind, std::vector<Piece> parts, std::string text = {}) {
    return {kind, std::move(text), std::move(parts), next_id_++};
  }

  Piece choice() {
    std::vector<Piece> parts{sequence()};
    while (take('|')) parts.push_back(sequence());
    return parts.size() == 1 ? parts.front() : make(Piece::Kind::choice, std::move(parts));
  }
  Piece sequence() {
    std::vector<Piece> parts;
    for (;;) {
      skip();
      const char c = at_ < text_.size() ? text_[at_] : ';';
      if (c == ';' || c == '|' || c == ')' || c == ']' || c == '}') break;
      parts.push_back(single());
    }
    return make(Piece::Kind::sequence, std::move(parts));
  }
  Piece single() {
    if (take('"')) {
      const std::size_t stop = text_.find('"', at_);
      Piece result = make(Piece::Kind::literal, {}, text_.substr(at_, stop - at_));
      at_ = stop + 1;
      return result;
    }
    if (take('(')) return closed(')', Piece::Kind::sequence);
    if (take('[')) return closed(']', Piece::Kind::optional);
    if (take('{')) return closed('}', Piece::Kind::repeated);
    const std::string name = word();
    const bool is_token = std::isupper(static_cast<unsigned char>(name[0])) != 0;
    return make(is_token ? Piece::Kind::token : Piece::Kind::rule, {}, name);
  }
  Piece closed(char close, Piece::Kind kind) {
    std::vector<Piece> inner{choice()};
    expect(close);
    return make(kind, std::move(inner));
  }

  const std::string& text_;
  std::size_t at_ = 0;
  int next_id_ = 0;
  std::map<std::string, Piece> rules_;
};

/// Ends of all derivations of a piece from one place, each with the number of its derivations (two stand for
/// many).
using Ends = std::map<const char*, int>;

class Derivations {
 public:
  Derivations(const Grammar& grammar, const char* end) : grammar_(grammar), end_(end) {}

  int count(const char* begin) {
    int result = 0;
    for (const auto& [at, ways] : of(grammar_.rule("block"), begin)) {
      if (g::skip_space(at, end_) == end_) result = std::min(2, result + ways);
    }
    return result;
  }

 private:
  static void add(Ends& ends, const char* at, int ways) { ends[at] = std::min(2, ends[at] + ways); }

  const Ends& of(const Piece& piece, const char* at) {
    const auto key = std::make_pair(piece.id, at);
    const auto known = memo_.find(key);
    if (known != memo_.end()) return known->second;
    Ends ends = compute(piece, at);
    return memo_[key] = std::move(ends);
  }

  Ends compute(const Piece& piece, const char* at) {
    Ends ends;
    switch (piece.kind) {
      case Piece::Kind::sequence: {
        ends = {{at, 1}};
        for (const Piece& part : piece.parts) ends = follow(ends, part);
        return ends;
      }
      case Piece::Kind::choice:
        for (const Piece& part : piece.parts) {
          for (const auto& [stop, ways] : of(part, at)) add(ends, stop, ways);
        }
        return ends;
      case Piece::Kind::optional:
        ends = of(piece.parts.front(), at);
        add(ends, at, 1);
        return ends;
      case Piece::Kind::repeated: {
        ends = {{at, 1}};
        for (Ends last = ends; !last.empty();) {
          last = follow(last, piece.parts.front());
          for (const auto& [stop, ways] : last) add(ends, stop, ways);
        }
        return ends;
      }
      case Piece::Kind::literal: return literal(piece.text, at);
      case Piece::Kind::token: return token(piece.text, at);
      case Piece::Kind::rule: return of(grammar_.rule(piece.text), at);
    }
    return ends;
  }

  Ends follow(const Ends& from, const Piece& piece) {
    Ends result;
    for (const auto& [at, ways] : from) {
      for (const auto& [stop, more] : of(piece, at)) {
        if (stop > at || piece.kind != Piece::Kind::repeated) add(result, stop, ways * more);
        if (stop == at && piece.kind == Piece::Kind::repeated) add(result, stop, ways);
      }
    }
    return result;
  }

  [[nodiscard]] Ends literal(const std::string& text, const char* at) const {
    at = g::skip_space(at, end_);
    const bool is_word = std::isalpha(static_cast<unsigned char>(text[0])) != 0;
    const char* stop = is_word ? g::scan_word(at, end_, text) : g::scan_sign(at, end_, text);
    return stop == nullptr ? Ends{} : Ends{{stop, 1}};
  }

  [[nodiscard]] Ends token(const std::string& name, const char* at) const {
    const char* next = g::skip_space(at, end_);
    if (name == "SAME_LINE") return g::has_line_break(at, next) ? Ends{} : Ends{{at, 1}};
    if (name == "SEP") return separator(at);
    if (name == "UNIT") {
      const char* stop = g::scan_unit(g::skip_blanks(at, end_), end_);
      return stop == nullptr ? Ends{} : Ends{{stop, 1}};
    }
    if (name == "FIELD_WORD") {
      const char* stop = g::scan_word(next, end_, "gaps") != nullptr ? nullptr : g::scan_any_word(next, end_);
      return stop == nullptr ? Ends{} : Ends{{stop, 1}};
    }
    using Scan = const char* (*)(const char*, const char*);
    static const std::map<std::string, Scan> scans = {
        {"NAME", g::scan_name},
        {"ANY_WORD", g::scan_any_word},
        {"VALUE_WORD", g::scan_value_word},
        {"TEXT", g::scan_text},
        {"NUMBER", g::scan_number},
        {"STATEMENT_WORD", g::scan_statement_word},
        {"DATE", g::scan_date},
        {"MOMENT", g::scan_moment},
        {"LONG_DATE", g::scan_long_date},
        {"TITRE", g::scan_titre},
        {"INTEGER", g::scan_integer},
        {"PATH", g::scan_path},
        {"CODE", g::scan_code},
        {"COMPARATOR", g::scan_comparator},
        {"REASON", g::scan_reason},
    };
    const char* stop = scans.at(name)(next, end_);
    return stop == nullptr ? Ends{} : Ends{{stop, 1}};
  }

  [[nodiscard]] Ends separator(const char* at) const {
    bool parted = false;
    for (;;) {
      const char* next = g::skip_space(at, end_);
      parted = parted || g::has_line_break(at, next);
      if (next == end_ || *next != ';') break;
      parted = true;
      at = next + 1;
    }
    return parted ? Ends{{at, 1}} : Ends{};
  }

  const Grammar& grammar_;
  const char* end_;
  std::map<std::pair<int, const char*>, Ends> memo_;
};

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

int main() {
  const std::string ebnf = read("grammar/eligo.ebnf");
  const Grammar grammar(ebnf);
  int blocks = 0;
  int failed = 0;
  for (const char* folder : {"criteria", "tests/language"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      const auto extension = entry.path().extension();
      if (extension != ".crit" && extension != ".cases") continue;
      const std::string text = read(entry.path());
      const eligo::Parse parse = eligo::parse(text);
      for (const std::uint32_t block : parse.tree.blocks) {
        const char* begin = text.data() + parse.tree[block].begin;
        const int ways = Derivations(grammar, text.data() + parse.tree[block].end).count(begin);
        ++blocks;
        if (ways == 1) continue;
        ++failed;
        std::printf("%s: %s\n%s\n\n", entry.path().c_str(),
                    ways == 0 ? "no derivation" : "more than one derivation",
                    std::string(parse.tree.text(block)).c_str());
      }
    }
  }
  std::printf("%d passed, %d failed\n", blocks - failed, failed);
  return failed == 0 && blocks > 0 ? 0 : 1;
}

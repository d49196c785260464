// grammar/eligo.ebnf as a context-free grammar, and how many derivations a text has in it.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grammar/parse.h"
#include "grammar/scan.h"

namespace eligo::properties {

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
  explicit Grammar(std::string text) : text_(std::move(text)) {
    for (skip(); at_ < text_.size(); skip()) {
      const std::string name = word();
      expect('=');
      rules_[name] = choice();
      expect(';');
    }
  }
  [[nodiscard]] const Piece& rule(const std::string& name) const { return rules_.at(name); }
  /// The words and signs that stand in it.
  [[nodiscard]] const std::set<std::string>& literals() const { return literals_; }

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
      literals_.insert(result.text);
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

  std::string text_;
  std::size_t at_ = 0;
  int next_id_ = 0;
  std::map<std::string, Piece> rules_;
  std::set<std::string> literals_;
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
    if (name == "NO_UNIT") {
      const bool is_unit = g::scan_unit(g::skip_blanks(at, end_), end_) != nullptr;
      return is_unit ? Ends{} : Ends{{at, 1}};
    }
    if (name == "NOT_PREDICTED")
      return g::scan_word(next, end_, "predicted") != nullptr ? Ends{} : Ends{{at, 1}};
    if (name == "NO_OPERATOR") return is_operator(next) ? Ends{} : Ends{{at, 1}};
    if (name == "SYSTEM" || name == "LONE_CODE") {
      const char* word = g::scan_any_word(next, end_);
      const bool is_system = word != nullptr && g::is_code_of_system(word, g::skip_space(word, end_), end_);
      const char* stop = name == "SYSTEM" ? word : g::scan_code(next, end_);
      return stop == nullptr || is_system != (name == "SYSTEM") ? Ends{} : Ends{{stop, 1}};
    }
    if (name == "CRITERION" && g::scan_word(next, end_, "verdict") != nullptr) return {};
    if (name == "STATED" && g::scan_word(next, end_, "under") != nullptr) return {};
    if (name == "FIELD_WORD") {
      const char* stop = g::scan_word(next, end_, "gaps") != nullptr ? nullptr : g::scan_any_word(next, end_);
      return stop == nullptr ? Ends{} : Ends{{stop, 1}};
    }
    using Scan = const char* (*)(const char*, const char*);
    static const std::map<std::string, Scan> scans = {
        {"NAME", g::scan_name},
        {"CRITERION", g::scan_name},
        {"STATED", g::scan_name},
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

  [[nodiscard]] bool is_operator(const char* at) const {
    static const std::vector<std::string> signs{"+", "-", "*", "/", "^"};
    static const std::vector<std::string> words{"otherwise", "in"};
    return std::any_of(signs.begin(), signs.end(),
                       [&](const auto& sign) { return g::scan_sign(at, end_, sign) != nullptr; }) ||
           std::any_of(words.begin(), words.end(),
                       [&](const auto& word) { return g::scan_word(at, end_, word) != nullptr; });
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

}  // namespace eligo::properties

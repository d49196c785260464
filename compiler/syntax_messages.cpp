#include <algorithm>

#include "compiler/modules.h"
#include "runtime/near_miss.h"

/// Words the parser's errors for people who write protocols.
namespace eligo {
namespace {

/// Words that authors and other languages use, and what this language says instead.
struct Habit {
  std::string_view token;
  std::string_view message;
  std::string_view help;
};
constexpr Habit habits[] = {
    // NOLINT(modernize-avoid-c-arrays)
    {"between", "`between` leaves open whether its ends belong to it",
     "write `from 18 to 65 years` (both ends belong to it), or two comparisons"},
    {"&", "`&` is not of this language", "write `and`"},
    {"|", "`|` is not of this language", "write `or`"},
    {"!", "`!` is not of this language", "write `not`"},
    {"==", "`==` is not of this language", "write `is` for words, `=` for numbers"},
    {"=", "`=` does not stand here", "write `is` for words, `=` between quantities"},
    {"AND", "words of the language are written small", "write `and`"},
    {"OR", "words of the language are written small", "write `or`"},
    {"NOT", "words of the language are written small", "write `not`"},
};

std::string listed(const std::vector<std::string>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " or " : ", ";
    result += words[i];
  }
  return result;
}

bool expects(const SyntaxError& error, std::string_view what) {
  return std::find(error.expected.begin(), error.expected.end(), what) != error.expected.end();
}

/// Expected things in few words: names of concepts first, then words of the language; none if there are too
/// many.
std::string expectation(const SyntaxError& error) {
  std::vector<std::string> words = error.expected;
  std::stable_partition(words.begin(), words.end(), [](const std::string& w) { return w.front() != '`'; });
  if (expects(error, "`;` or a new line")) std::erase(words, "`;`");
  static constexpr std::size_t readable = 5;
  if (words.size() > readable) {
    const bool condition = std::find(words.begin(), words.end(), "`any`") != words.end();
    if (condition) return "a condition";
    words.resize(readable);
  }
  return listed(words);
}

std::vector<std::string> expected_keywords(const SyntaxError& error) {
  std::vector<std::string> words;
  for (const auto& e : error.expected) {
    if (e.size() > 2 && e.front() == '`' && std::isalpha(static_cast<unsigned char>(e[1])) != 0)
      words.push_back(e.substr(1, e.size() - 2));
  }
  return words;
}

/// Spellings of the data and of print that are written otherwise here; told by what stands right before them.
bool report_spelling(std::string_view token, const SyntaxError& error, Span span, std::string_view source,
                     Findings& findings) {
  std::string_view before = source.substr(0, error.begin);
  const auto is_alnum = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  if (token == "+" && !before.empty() && is_alnum(before.back())) {
    findings.add(codes::unexpected, span, "a word holds letters, digits and hyphens, no `+`")
        .note("write `3`, and behind it, where the vocabulary declares it, the data's spelling: `3, \"3+\"`");
    return true;
  }
  const std::size_t blank = before.size() - (before.find_last_not_of(" \t") + 1);
  before.remove_suffix(blank);
  const auto gap_begin = static_cast<std::uint32_t>(before.size());
  if (blank > 0 && is_alnum(token.front()) && !before.empty() && is_alnum(before.back()) &&
      expects(error, "`;` or a new line") && expects(error, "`,`")) {
    findings.add(codes::unexpected, span, "a word of a list is one word")
        .fix("join the two by a hyphen", {span.file, gap_begin, error.begin}, "-");
    return true;
  }
  if (!token.starts_with("10") || !expects(error, "`ULN`")) return false;
  for (const std::string_view times : {"x", "*", "×"}) {
    if (!before.ends_with(times)) continue;
    const auto sign = static_cast<std::uint32_t>(before.size() - times.size());
    findings.add(codes::unexpected, span, "a power of ten belongs to the unit, without a sign before it")
        .note("write `1.5 10*9/L`")
        .fix("leave out the sign", {span.file, sign, error.begin}, "");
    return true;
  }
  return false;
}

void report_unexpected(const SyntaxError& error, Span span, std::string_view source, Findings& findings) {
  const std::string token(source.substr(error.begin, error.end - error.begin));
  for (const auto& habit : habits) {
    if (habit.token != token) continue;
    findings.add(codes::two_readings, span, std::string(habit.message)).note(std::string(habit.help));
    return;
  }
  if (!token.empty() && report_spelling(token, error, span, source, findings)) return;
  if (token == "of" && expects(error, "`before`")) {
    findings.add(codes::two_readings, span, "`within … of` leaves open which side is meant")
        .fix("until that day, itself included", span, "up to")
        .fix("until the day before", span, "before")
        .fix("from that day on", span, "from")
        .fix("from the day after", span, "after");
    return;
  }
  const bool is_word = !token.empty() && std::isalpha(static_cast<unsigned char>(token[0])) != 0;
  if (is_word) {
    const auto keywords = expected_keywords(error);
    auto near = near_misses(token, {keywords.begin(), keywords.end()}, 1);
    const auto& blocks = block_words();
    if (near.empty()) near = near_misses(token, {blocks.begin(), blocks.end()}, 1);
    if (!near.empty() && near.front() != token) {
      findings.add(codes::unexpected, span, "`" + token + "` cannot be read here").did_you_mean(near, span);
      return;
    }
  }
  const std::string what = expectation(error);
  std::string message = what.empty() ? "this cannot be read here" : "expected " + what;
  if (!error.block.empty()) message += " in this `" + std::string(error.block) + "`";
  message += token.empty() ? ", but the block ends here" : ", but found `" + token.substr(0, 40) + "`";
  auto finding = findings.add(codes::unexpected, span, message);
  const auto& reserved = reserved_words();
  if (expects(error, "a name") && std::binary_search(reserved.begin(), reserved.end(), token)) {
    finding.note("`" + token + "` is a word of the language and cannot be a name");
  }
}

}  // namespace

void report_syntax_errors(const std::vector<SyntaxError>& errors, std::uint32_t file, std::string_view source,
                          Findings& findings) {
  for (const auto& error : errors) {
    const Span span{file, error.begin, error.end};
    using Kind = SyntaxError::Kind;
    switch (error.kind) {
      case Kind::expected: report_unexpected(error, span, source, findings); break;
      case Kind::unclosed_text:
        findings.add(codes::unclosed_text, span, "this text has no closing quote")
            .fix("close it at the end of the line", {file, error.end, error.end}, "\"");
        break;
      case Kind::unclosed_brace:
        findings
            .add(codes::unclosed_list, {file, error.opened, error.opened + 1}, "this list has no closing `}`")
            .note("the block ends here", span);
        break;
      case Kind::too_deep:
        findings
            .add(codes::too_deep, span,
                 "this is nested more than " + std::to_string(max_nesting) + " levels deep")
            .note("give inner conditions names of their own with `define`");
        break;
      case Kind::too_large:
        findings.add(codes::file_too_large, span,
                     "this file is larger than " + std::to_string(max_source_bytes >> 20U) + " MB");
        break;
      case Kind::bad_utf8:
        findings
            .add(codes::not_utf8, span, "this file is not UTF-8 text: the byte here belongs to no character")
            .note("save it as UTF-8");
        break;
      case Kind::stray: {
        const std::string token(source.substr(error.begin, error.end - error.begin));
        auto finding =
            findings.add(codes::stray_text, span,
                         "a file begins with `protocol`, `library` or `cases`, but this one with `" +
                             token.substr(0, 40) + "`");
        const auto& blocks = block_words();
        finding.did_you_mean(near_misses(token, {blocks.begin(), blocks.end()}, 1), span);
        break;
      }
      case Kind::empty:
        findings.add(codes::empty_file, span, "there is nothing in this file")
            .note("a file begins with `protocol NAME`, `library PATH` or `cases for NAME`");
        break;
    }
  }
}

}  // namespace eligo

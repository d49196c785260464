#include <algorithm>

#include "compiler/source/modules.h"
#include "compiler/source/syntax_repair.h"
#include "grammar/scan.h"
#include "runtime/model/near_miss.h"

/// Words the parser's errors for people who write protocols.
namespace eligo {
namespace {

/// Words that authors and other languages use, and the words of this language instead.
struct Habit {
  std::string_view token;
  std::string_view message;
  std::string_view help;
  std::string_view meant;  ///< in its place; empty where that is no single word
};
constexpr Habit habits[] = {
    // NOLINT(modernize-avoid-c-arrays)
    {"between", "`between` leaves open whether its ends belong to it",
     "write `from 18 to 65 years` (both ends belong to it), or two comparisons", ""},
    {"&", "`&` is not of this language", "write `and`", "and"},
    {"|", "`|` is not of this language", "write `or`", "or"},
    {"!", "`!` is not of this language", "write `not`", "not"},
    {"==", "`==` is not of this language", "write `is` for words, `=` for numbers", ""},
    {"=", "`=` does not stand here", "write `is` for words, `=` between quantities", "is"},
    {"AND", "words of the language are written small", "write `and`", "and"},
    {"OR", "words of the language are written small", "write `or`", "or"},
    {"NOT", "words of the language are written small", "write `not`", "not"},
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
    return condition ? "a condition" : "";
  }
  return listed(words);
}

/// The last word or sign of the block.
Span last_token(const SyntaxError& error, std::uint32_t file, std::string_view source) {
  const char* const end = source.data() + error.block_end;
  Span last{file, error.block_begin, error.block_begin};
  for (const char* at = grammar::skip_space(source.data() + error.block_begin, end); at != end;) {
    const auto size = grammar::token_at(at, end).size();
    last.begin = static_cast<std::uint32_t>(at - source.data());
    last.end = last.begin + static_cast<std::uint32_t>(size);
    at = grammar::skip_space(at + size, end);
  }
  return last;
}

/// `between 18 and 65 years`: the end of the word that belongs to it, `and`.
std::uint32_t end_of_between(const SyntaxError& error, std::string_view source) {
  const char* const end = source.data() + error.block_end;
  const char* at = source.data() + error.end;
  for (int words = 0; words < 3 && at != end; ++words) {
    at = grammar::skip_space(at, end);
    const std::string_view token = grammar::token_at(at, end);
    at += token.size();
    if (token == "and") return static_cast<std::uint32_t>(at - source.data());
  }
  return error.end;
}

bool report_habit(const SyntaxError& error, Span span, std::string_view source, const std::string& token,
                  Findings& findings) {
  for (const auto& habit : habits) {
    if (habit.token != token) continue;
    auto finding = findings.add(codes::two_readings, span, std::string(habit.message));
    finding.note(std::string(habit.help));
    if (token == "between") {
      const std::uint32_t end = end_of_between(error, source);
      std::string limits(source.substr(error.end, end - error.end));
      if (limits.ends_with("and"))
        finding.fix("both ends belong to it", {span.file, error.begin, end},
                    "from" + limits.substr(0, limits.size() - 3) + "to");
    } else if (!habit.meant.empty()) {
      finding.fix("write `" + std::string(habit.meant) + "`", span, std::string(habit.meant));
    }
    return true;
  }
  // Where `within` itself may stand, no period has been read yet.
  if (token != "of" || !expects(error, "`before`") || expects(error, "`within`")) return false;
  findings.add(codes::two_readings, span, "`within … of` leaves open which side is meant")
      .fix("until that day, itself included", span, "up to")
      .fix("until the day before", span, "before")
      .fix("from that day on", span, "from")
      .fix("from the day after", span, "after");
  return true;
}

/// Spellings of the data and of print that are written otherwise here; told by the characters right before
/// them.
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
  if (report_habit(error, span, source, token, findings)) return;
  if (!token.empty() && report_spelling(token, error, span, source, findings)) return;
  // Repairs are tried by reading the block again; past the first hundred mistakes nobody waits for them.
  static constexpr std::size_t most_tried = 100;
  const auto repairs =
      findings.count() < most_tried ? syntax_repairs(error, span.file, source) : std::vector<Fix>();
  const bool is_slip = !repairs.empty() && repairs.front().span.begin != repairs.front().span.end &&
                       repairs.front().label.starts_with("write ");
  const std::string what = expectation(error);
  std::string message;
  if (is_slip) {
    span = repairs.front().span;
    message = "`" + std::string(source.substr(span.begin, span.end - span.begin)) + "` cannot be read here";
  } else if (token.empty()) {
    // The last word is marked, not the blank line behind it.
    span = last_token(error, span.file, source);
    message = "this `" + std::string(error.block) + "` breaks off" +
              (what.empty() ? "" : ": " + what + " should follow");
  } else {
    message = what.empty() ? "`" + token.substr(0, 40) + "` cannot be read here"
                           : what + " should stand here, not `" + token.substr(0, 40) + "`";
  }
  auto finding = findings.add(codes::unexpected, span, message);
  for (const Fix& repair : repairs) finding.fix(repair.label, repair.span, repair.text);
  const auto& reserved = reserved_words();
  if (repairs.empty() && expects(error, "a name") &&
      std::binary_search(reserved.begin(), reserved.end(), token)) {
    finding.note("`" + token + "` is a word of the language and cannot be a name");
  }
}

void report_unclosed_text(const SyntaxError& error, Span span, std::string_view source, Findings& findings) {
  auto finding = findings.add(codes::unclosed_text, span, "this text has no closing quote");
  const auto repairs = quote_repairs(error, span.file, source);
  for (const Fix& repair : repairs) finding.fix(repair.label, repair.span, repair.text);
  if (repairs.empty())
    finding.fix("close it at the end of the line", {span.file, error.end, error.end}, "\"");
}

void report_unclosed_list(const SyntaxError& error, std::uint32_t file, std::string_view source,
                          Findings& findings) {
  const bool at_end = error.begin == error.end;
  const Span last = at_end ? last_token(error, file, source) : Span{file, error.begin, error.end};
  auto finding = findings.add(codes::unclosed_list, {file, error.opened, error.opened + 1},
                              "this list has no closing `}`");
  finding.note(
      at_end ? "it should be closed after this, where the block ends" : "it should be closed before this",
      last);
  const std::uint32_t at = at_end ? last.end : last.begin;
  finding.fix("close the list", {file, at, at}, at_end ? "\n  }" : "}\n  ");
}

void report_stray(const SyntaxError& error, Span span, std::string_view source, Findings& findings) {
  const std::string token(source.substr(error.begin, error.end - error.begin));
  findings
      .add(codes::stray_text, span,
           "a file begins with `protocol`, `library` or `cases`, but this one with `" + token.substr(0, 40) +
               "`")
      .did_you_mean(near_misses(token, {"protocol", "library", "cases"}, 1), span);
}

/// A size in megabytes, if it is a whole number of them.
std::string size_text(std::size_t bytes) {
  constexpr std::size_t megabyte = std::size_t{1} << 20U;
  return bytes % megabyte == 0 ? std::to_string(bytes / megabyte) + " MB" : std::to_string(bytes) + " bytes";
}

}  // namespace

void report_syntax_errors(const std::vector<SyntaxError>& errors, std::uint32_t file, std::string_view source,
                          Findings& findings, std::size_t max_bytes) {
  for (const auto& error : errors) {
    const Span span{file, error.begin, error.end};
    using Kind = SyntaxError::Kind;
    switch (error.kind) {
      case Kind::expected: report_unexpected(error, span, source, findings); break;
      case Kind::unclosed_text: report_unclosed_text(error, span, source, findings); break;
      case Kind::unclosed_brace: report_unclosed_list(error, file, source, findings); break;
      case Kind::too_deep:
        findings
            .add(codes::too_deep, span,
                 "this is nested more than " + std::to_string(max_nesting) + " levels deep")
            .note("give inner conditions names of their own with `define`");
        break;
      case Kind::too_large:
        findings.add(codes::file_too_large, span,
                     "this file is larger than " + size_text(std::min(max_bytes, max_source_bytes)) +
                         " (limit source-bytes)");
        break;
      case Kind::bad_utf8:
        findings
            .add(codes::not_utf8, span, "this file is not UTF-8 text: the byte here belongs to no character")
            .note("save it as UTF-8");
        break;
      case Kind::stray: report_stray(error, span, source, findings); break;
      case Kind::empty:
        findings.add(codes::empty_file, span, "there is nothing in this file")
            .note("a file begins with `protocol NAME`, `library PATH` or `cases for NAME`");
        break;
    }
  }
}

}  // namespace eligo

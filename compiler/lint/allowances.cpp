#include "compiler/lint/allowances.h"

#include <algorithm>

#include "compiler/lint/run.h"

namespace eligo::lint {
namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The line that a comment speaks of: its own, or where it stands alone the next that is no comment.
std::pair<std::uint32_t, std::uint32_t> line_meant(std::string_view source, std::uint32_t comment) {
  std::size_t begin = comment == 0 ? 0 : source.rfind('\n', comment - 1) + 1;
  if (!trimmed(source.substr(begin, comment - begin)).empty())
    return {static_cast<std::uint32_t>(begin),
            static_cast<std::uint32_t>(std::min(source.find('\n', comment), source.size()))};
  for (;;) {
    const std::size_t end = source.find('\n', begin);
    if (end == std::string_view::npos) return {comment, comment};
    begin = end + 1;
    const std::string_view line =
        trimmed(source.substr(begin, std::min(source.find('\n', begin), source.size()) - begin));
    if (!line.empty() && line.front() != '#') break;
  }
  return {static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(std::min(source.find('\n', begin), source.size()))};
}

void report(const LintRule& rule, const LintSettings& settings, std::vector<Diagnostic>& out, Span span,
            std::string message) {
  const auto level = level_of_code(rule.code, settings);
  if (!is_run(rule.code, settings)) return;
  out.push_back({rule.code, severity_of(*level), std::move(message), span, {}, {}, {}});
}

bool is_known(std::string_view code) {
  return find_rule(code) != nullptr ||
         std::any_of(std::begin(codes::all), std::end(codes::all), [&](const DiagnosticKind& kind) {
           return kind.code == code && kind.severity != Severity::error;
         });
}

}  // namespace

std::vector<Allowance> read_allowances(const Module& module, std::vector<Diagnostic>& out,
                                       const LintSettings& settings) {
  static constexpr std::string_view mark = "eligo:";
  std::vector<Allowance> result;
  const std::string_view source = module.tree.source;
  for (const auto& comment : module.tree.comments) {
    const std::string_view text = trimmed(source.substr(comment.begin + 1, comment.end - comment.begin - 1));
    if (!text.starts_with(mark)) continue;
    const Span span{module.file, comment.begin, comment.end};
    std::string_view rest = trimmed(text.substr(mark.size()));
    const bool allows = rest.starts_with("allow ");
    rest = allows ? trimmed(rest.substr(6)) : rest;
    const std::string_view code = rest.substr(0, rest.find_first_of(" \t"));
    if (!allows || !is_known(code)) {
      report(*find_rule("W1003"), settings, out, span,
             allows ? "there is no rule `" + std::string(code) + "` that can be allowed"
                    : "a comment to the checks reads `# eligo: allow W1203 because \"…\"`");
      continue;
    }
    Allowance made;
    made.code = code;
    made.comment = span;
    const auto at = static_cast<std::uint32_t>(code.data() - source.data());
    made.code_span = {module.file, at, at + static_cast<std::uint32_t>(code.size())};
    rest = trimmed(rest.substr(code.size()));
    if (rest.starts_with("because")) {
      rest = trimmed(rest.substr(7));
      if (rest.size() > 2) made.reason = text_content(rest);
    }
    std::tie(made.line_begin, made.line_end) = line_meant(source, comment.begin);
    result.push_back(std::move(made));
  }
  return result;
}

void apply_allowances(const Module& module, const LintSettings& settings, std::vector<Diagnostic>& found) {
  std::vector<Diagnostic> about;  // the allowances themselves
  const auto allowances = read_allowances(module, about, settings);
  for (const Allowance& allowance : allowances) {
    const std::size_t before = found.size();
    std::erase_if(found, [&](const Diagnostic& d) {
      return d.code == allowance.code && d.span.file == module.file && d.span.begin >= allowance.line_begin &&
             d.span.begin < allowance.line_end;
    });
    if (allowance.reason.empty()) {
      report(*find_rule("W1001"), settings, about, allowance.comment,
             "this allowance of " + allowance.code + " gives no reason");
    } else if (found.size() == before && is_run(allowance.code, settings)) {
      report(*find_rule("W1002"), settings, about, allowance.comment,
             "nothing here gives " + allowance.code + ", so there is nothing to allow");
    }
  }
  found.insert(found.end(), about.begin(), about.end());
}

// The three rules about allowances are reported here, where allowances are applied.
void allowance_without_reason(const Checked& /*program*/, LintReporter& /*report*/) {}
void unused_allowance(const Checked& /*program*/, LintReporter& /*report*/) {}
void unknown_allowance(const Checked& /*program*/, LintReporter& /*report*/) {}

}  // namespace eligo::lint

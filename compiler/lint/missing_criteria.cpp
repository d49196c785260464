#include <algorithm>
#include <array>

#include "compiler/lint/ask.h"
#include "compiler/source/provenance.h"

/// Omissions of a protocol and its criteria.
namespace eligo::lint {
namespace {

Place header(const Checked& program, std::string_view word) {
  for (const Place& head : program.blocks({Syntax::protocol_head})) {
    for (const Place& entry : head.children(Syntax::header_entry)) {
      if (entry.child(Syntax::header_word).text() == word) return entry;
    }
  }
  return {};
}

Span head_name(const Checked& program) {
  return program.blocks({Syntax::protocol_head}).front().child(Syntax::name).span();
}

bool has_window(const Place& question) {
  return question.has(Syntax::window_within) || question.has(Syntax::window_open) ||
         question.has(Syntax::window_at_least);
}

}  // namespace

void no_window(const Checked& program, LintReporter& report) {
  for (const CheckedCriterion& criterion : program.criteria()) {
    if (criterion.is_answered) continue;
    each_below(criterion.rule, [&](const Place& at) {
      if (at.kind() != Syntax::selection || has_window(at)) return;
      const Place name = asked_name(at);
      const Fact* fact = name.exists() ? program.fact(name.text()) : nullptr;
      if (fact == nullptr || !at.child(Syntax::selector).text().starts_with("most")) return;
      report.add(at.span(), "a result of any age counts here: `" + fact->name + "` has no window")
          .note("`within 28 days up to screening`, or a `note` that any age will do");
    });
  }
}

void no_lookback(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    if (!criterion.is_exclusion()) return;
    if (criterion.words.has({"within", "day", "days", "week", "weeks", "month", "months", "year", "years",
                             "ever", "history", "any time", "current", "currently"}))
      return;
    std::optional<Span> found;
    each_below(criterion.rule, [&](const Place& at) {
      const bool is_asked = at.kind() == Syntax::active || at.kind() == Syntax::ever;
      if (!found && is_asked && !has_window(at)) found = at.span();
    });
    if (found) doubt(report, *found, "how far back? The sentence gives no time");
  });
}

void no_quotation(const Checked& program, LintReporter& report) {
  if (!program.is_protocol() || header(program, "source").module == nullptr) return;
  for (const CheckedCriterion& criterion : program.criteria()) {
    if (!criterion.quotation.exists())
      report.add(criterion.head(), criterion.id() + " quotes no sentence of the source text");
  }
}

void open_review(const Checked& program, LintReporter& report) {
  for (const CheckedCriterion& criterion : program.criteria()) {
    for (const Place& review : criterion.block.children(Syntax::review))
      report.add(review.span(), "still to be settled: " + text_content(review.child(Syntax::text).text()));
  }
}

void no_source_text(const Checked& program, LintReporter& report) {
  if (!program.is_protocol() || header(program, "source").module != nullptr) return;
  report.add(head_name(program), "no source text: the quotations are checked against nothing")
      .note("`source \"protocol.txt\"` in the head names the file with the protocol's own words");
}

void header_missing(const Checked& program, LintReporter& report) {
  if (!program.is_protocol()) return;
  for (const std::string_view word : {"title", "version", "sponsor"}) {
    if (header(program, word).module == nullptr)
      report.add(head_name(program), "the head gives no `" + std::string(word) + "`");
  }
}

void unit_without_method(const Checked& program, LintReporter& report) {
  if (!program.vocabulary().field_by_name.contains("method")) return;
  each_open(program, [&](const CheckedCriterion& criterion) {
    each_below(criterion.rule, [&](const Place& at) {
      const bool asks = at.kind() == Syntax::presence || at.kind() == Syntax::comparison;
      const Place question = at.kind() == Syntax::comparison ? unwrap_quantity(at.first()) : at;
      if (!asks || (at.kind() == Syntax::comparison && question.kind() != Syntax::selection)) return;
      const Place name = asked_name(question);
      const Fact* fact = name.exists() ? program.fact(name.text()) : nullptr;
      const bool is_arbitrary = fact != nullptr && fact->type.unit.dimension.arbitrary != 0;
      if (!is_arbitrary || question.has(Syntax::by_filter) || question.has(Syntax::where_filter)) return;
      if (!fact->type.unit_text.starts_with("IU") && !fact->type.unit_text.starts_with("[IU]") &&
          !fact->type.unit_text.starts_with("[iU]"))
        return;
      if (!has_below(at, {Syntax::unit})) return;
      doubt(report, name.span(),
            "figures in international units differ from method to method, and the rule asks for none");
    });
  });
}

void status_contradicted(const Checked& program, LintReporter& report) {
  if (!program.is_protocol()) return;
  const Place status = header(program, "status");
  if (status.module == nullptr || program.files().size() == program.modules().modules.size()) return;
  for (const Place& head : program.blocks({Syntax::protocol_head})) {
    for (const Place& entry : head.children(Syntax::header_entry)) {
      if (entry.child(Syntax::header_word).text() == "note") return;
    }
  }
  std::string text = folded_quotation(program.files().back().text);
  const std::string stated = fold_word(text_content(status.child(Syntax::text).text()));
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const bool says_not = text.find("not yet recruiting") != std::string::npos ||
                        text.find("not recruiting") != std::string::npos;
  if (stated == "recruiting" && says_not)
    report.add(status.span(), "the head says that the trial recruits, its source text that it does not");
}

}  // namespace eligo::lint

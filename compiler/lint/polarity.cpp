#include <algorithm>

#include "compiler/lint/ask.h"
#include "compiler/source/provenance.h"

/// Inclusion and exclusion: sentences and rules whose negations are easily lost.
namespace eligo::lint {
namespace {

bool is_negated_selector(const Place& at) {
  return at.kind() == Syntax::presence && at.child(Syntax::selector).text() == "no";
}

/// `not`, `none of`, `no X`, `is not`, `is no`, `unless`: anything that turns a condition round.
bool has_negation(const Place& rule) {
  bool found = has_below(
      rule, {Syntax::negation, Syntax::none_of, Syntax::is_not, Syntax::without_filter, Syntax::at_most});
  each_below(rule, [&](const Place& at) {
    const bool says_no = at.kind() == Syntax::is_value && at.text().ends_with(" no");
    const bool has_exception = at.kind() == Syntax::unless && at.first().next().exists();
    found = found || is_negated_selector(at) || says_no || has_exception;
  });
  return found;
}

/// Only words and conditions, no limits: of those a sentence's negation must show in the rule.
bool asks_presence(const Place& rule) {
  return has_below(rule,
                   {Syntax::active, Syntax::ever, Syntax::receiving, Syntax::presence, Syntax::state_is});
}

}  // namespace

void reads_as_exclusion(const Checked& program, LintReporter& report) {
  for (const CheckedCriterion& criterion : program.criteria()) {
    if (criterion.is_exclusion() || has_negation(criterion.rule) || !asks_presence(criterion.rule)) continue;
    const Quotation& words = criterion.words;
    auto at = words.find({"must not", "should not", "not be", "not have", "no history", "no evidence",
                          "absence of", "precluding", "precludes", "preclude", "contraindicat*", "does not",
                          "do not", "unable to", "interfer*", "cannot"});
    if (!at && !words.empty() &&
        (words.tokens().front().text == "no" || words.tokens().front().text == "not" ||
         words.tokens().front().text == "without"))
      at = words.span(0, 0);
    if (!at) continue;
    report.add(*at, "this sentence keeps patients out, and " + criterion.id() + " asks for what it speaks of")
        .note(
            "if it is an exclusion that stands among the inclusions: `exclusion`, with `listed under "
            "inclusion because \"…\"`");
  }
}

void reads_as_inclusion(const Checked& program, LintReporter& report) {
  for (const CheckedCriterion& criterion : program.criteria()) {
    if (!criterion.is_exclusion() || has_negation(criterion.rule)) continue;
    const auto at =
        criterion.words.find({"must have", "must be", "is required", "are required", "should have", "able to",
                              "willing to", "agree to", "agrees to", "has to have"});
    if (!at || criterion.words.has({"not able to", "not willing to", "unable to", "unwilling to"})) continue;
    report.add(*at, "this sentence asks for something, and " + criterion.id() + " excludes who has it");
  }
}

void not_in_exclusion(const Checked& program, LintReporter& report) {
  for (const CheckedCriterion& criterion : program.criteria()) {
    if (!criterion.is_exclusion() || criterion.is_answered) continue;
    std::optional<Span> found;
    each_below(criterion.rule, [&](const Place& at) {
      const Syntax kind = at.kind();
      const bool negates = kind == Syntax::negation || kind == Syntax::none_of || kind == Syntax::is_not ||
                           is_negated_selector(at);
      if (negates && !found) found = {at.span().file, at.span().begin, at.span().begin + 2};
    });
    if (!found) continue;
    report.add(*found, "a negation inside an exclusion: who is excluded is told in two steps")
        .note("an exclusion states what excludes");
  }
}

void double_negation(const Checked& program, LintReporter& report) {
  const SyntaxTree& tree = program.main().tree;
  for (std::uint32_t node = 0; node < tree.nodes.size(); ++node) {
    const Place place{&program.main(), node};
    if (place.kind() == Syntax::negation) {
      const Place inner = unwrap_condition(place.first());
      if (inner.kind() == Syntax::negation) {
        report.add(place.span(), "`not` of `not` is the condition itself")
            .fix("write the condition itself", place.span(),
                 std::string(unwrap_condition(inner.first()).text()));
      } else if (is_negated_selector(inner) || inner.kind() == Syntax::none_of || inner.has(Syntax::is_not) ||
                 (inner.kind() == Syntax::state_is && has_below(inner, {Syntax::is_not}))) {
        report.add(place.span(), "two negations, one inside the other");
      }
    }
    if (place.kind() != Syntax::none_of) continue;
    for (const Place& item : place.children(Syntax::item)) {
      const Place inner = unwrap_condition(item.children().back());
      if (inner.kind() == Syntax::negation || is_negated_selector(inner) ||
          has_below(inner, {Syntax::is_not}))
        report.add(inner.span(), "a negation inside `none of`");
    }
  }
}

void negated_comparison(const Checked& program, LintReporter& report) {
  const SyntaxTree& tree = program.main().tree;
  for (std::uint32_t node = 0; node < tree.nodes.size(); ++node) {
    const Place place{&program.main(), node};
    if (place.kind() != Syntax::negation) continue;
    const Place inner = unwrap_condition(place.first());
    if (inner.kind() == Syntax::comparison)
      report.add(place.span(), "a comparison that is negated: the opposite comparison is read more easily");
  }
}

void not_before_list(const Checked& program, LintReporter& report) {
  const SyntaxTree& tree = program.main().tree;
  for (std::uint32_t node = 0; node < tree.nodes.size(); ++node) {
    const Place place{&program.main(), node};
    if (place.kind() != Syntax::negation) continue;
    const Place inner = unwrap_condition(place.first());
    if (inner.kind() == Syntax::any_of) {
      std::string text(inner.text());
      report.add(place.span(), "`not` before a list: `none of` says it in one word")
          .fix("write `none of`", place.span(), "none" + text.substr(3));
    } else if (inner.kind() == Syntax::disjunction || inner.kind() == Syntax::conjunction ||
               inner.kind() == Syntax::all_of) {
      report.add(place.span(), "`not` before several conditions: which of them does it speak of?");
    }
  }
}

void exception_dropped(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at = criterion.words.find(
        {"except", "unless", "other than", "apart from", "with the exception", "excluding"});
    if (!at || has_negation(criterion.rule) || criterion.block.has(Syntax::only_for)) return;
    doubt(report, *at, "the sentence makes an exception, and the rule makes none");
  });
}

void section_differs(const Checked& program, LintReporter& report) {
  const Place source = [&] {
    for (const Place& head : program.blocks({Syntax::protocol_head})) {
      for (const Place& entry : head.children(Syntax::header_entry)) {
        if (entry.child(Syntax::header_word).text() == "source") return entry.child(Syntax::text);
      }
    }
    return Place{};
  }();
  if (source.module == nullptr || program.files().size() == program.modules().modules.size()) return;
  // The source text is the last file that the compilation read.
  std::string text = folded_quotation(program.files().back().text);
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::size_t inclusions = lower.find("inclusion criteria");
  const std::size_t exclusions = lower.find("exclusion criteria");
  if (inclusions == std::string::npos || exclusions == std::string::npos) return;
  for (const CheckedCriterion& criterion : program.criteria()) {
    if (!criterion.quotation.exists() || criterion.block.has(Syntax::listed)) continue;
    const std::size_t at = text.find(folded_quotation(text_content(criterion.quotation.text())));
    if (at == std::string::npos) continue;
    const bool after_inclusions = at > inclusions;
    const bool after_exclusions = at > exclusions;
    if (!after_inclusions && !after_exclusions) continue;
    const bool stands_under_exclusion = after_exclusions && (!after_inclusions || exclusions > inclusions);
    if (stands_under_exclusion == criterion.is_exclusion()) continue;
    const std::string section = stands_under_exclusion ? "exclusion" : "inclusion";
    report
        .add(criterion.head(), criterion.id() + " is an " +
                                   (criterion.is_exclusion() ? "exclusion" : "inclusion") +
                                   ", and the source lists its sentence among the " + section + "s")
        .note("if that is a slip of the source: `listed under " + section + " because \"…\"`");
  }
}

void listed_under_itself(const Checked& program, LintReporter& report) {
  for (const CheckedCriterion& criterion : program.criteria()) {
    const Place listed = criterion.block.child(Syntax::listed);
    if (!listed.exists()) continue;
    const bool is_exclusion = listed.child(Syntax::word).text() == "exclusion";
    if (is_exclusion != criterion.is_exclusion()) continue;
    report.add(listed.span(),
               "`listed under` says where the source lists an inclusion among the exclusions, or the other "
               "way round; here it says nothing");
  }
}

}  // namespace eligo::lint

#include "tools/explain_text.h"

#include <algorithm>

namespace eligo {

namespace {

constexpr std::size_t max_left_out = 3;  // records that do not count, shown of one query; the rest is counted

/// Adds `text` in lines behind `first`; further lines stand below the text's start.
void add_lines(std::string& out, const std::string& first, std::string_view text, Tone tone,
               const Style& style) {
  const int indent = display_width(first);
  std::string before = first;
  for (const std::string& line : wrapped(text, style.width - indent)) {
    out += before + paint(line, tone, style) + '\n';
    before = std::string(static_cast<std::size_t>(indent), ' ');
  }
}

std::string spaces(int count) { return std::string(static_cast<std::size_t>(count), ' '); }

Tone tone_of(Truth truth) { return truth.is_settled() ? Tone::plain : Tone::open; }

bool counts(Role role) { return role == Role::decided || role == Role::considered || role == Role::maybe; }

void add_records(std::string& out, const Explanation& explanation, int indent, const Style& style) {
  std::size_t left_out = 0;
  for (const bool wants_counting : {true, false}) {
    for (const RecordLine& record : explanation.records) {
      if (counts(record.role) != wants_counting) continue;
      if (!wants_counting && ++left_out > max_left_out) continue;
      std::string text = harmless(record.text);
      if (record.role == Role::maybe) text += " (may count)";
      if (!wants_counting)
        text += " (left out" + (record.why.empty() ? ")" : ": " + harmless(record.why) + ")");
      add_lines(out, spaces(indent) + "• ", text, record.role == Role::decided ? Tone::plain : Tone::dim,
                style);
    }
  }
  if (left_out > max_left_out) {
    const std::string more =
        "and " + counted(left_out - max_left_out, "record", "records") + " more left out";
    add_lines(out, spaces(indent) + "  ", more, Tone::dim, style);
  }
}

std::string list_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

std::string_view mark_of(Truth truth) {
  if (truth.is_holding()) return "✓";
  if (truth.is_failing()) return "✗";
  return truth.is_inapplicable() ? "–" : "?";
}

std::string_view mark_of(Status status, Polarity polarity) {
  if (rules_out(status, polarity)) return "✗";
  if (status == Status::unknown) return "?";
  return status == Status::not_applicable ? "–" : "✓";
}

Tone tone_of(Status status, Polarity polarity) {
  if (rules_out(status, polarity)) return Tone::bad;
  if (status == Status::unknown) return Tone::open;
  return status == Status::not_applicable ? Tone::dim : Tone::good;
}

std::string_view status_words(Status status) {
  switch (status) {
    case Status::met: return "met";
    case Status::not_met: return "not met";
    case Status::unknown: return "unknown";
    case Status::not_applicable: return "not applicable";
  }
  return "unknown";
}

std::string explanation_text(const Explanation& explanation, int indent, const Style& style) {
  std::string out;
  const std::string mark(explanation.is_quantity ? "=" : mark_of(explanation.truth));
  std::string text = explanation.label.empty() ? "" : explanation.label + ": ";
  text += harmless(explanation.text);
  if (!explanation.value.empty()) text += "  →  " + harmless(explanation.value);
  const Tone tone = explanation.is_quantity ? Tone::plain : tone_of(explanation.truth);
  add_lines(out, spaces(indent) + mark + ' ', text, tone, style);

  const int below = indent + 2;
  if (!explanation.window.empty()) {
    add_lines(out, spaces(below), "window: " + explanation.window, Tone::dim, style);
  }
  add_records(out, explanation, below, style);
  for (const std::string& reason : explanation.reasons) {
    add_lines(out, spaces(below) + "open: ", harmless(reason), Tone::open, style);
  }
  for (const std::string& assumption : explanation.assumptions) {
    add_lines(out, spaces(below) + "leans on: ", harmless(assumption), Tone::dim, style);
  }
  for (const Explanation& part : explanation.parts) out += explanation_text(part, below, style);
  return out;
}

std::string criterion_text(const Plan& plan, const Screened& screened, std::size_t index,
                           const Style& style) {
  const CriterionOutcome& outcome = screened.screening.criteria[index];
  const Criterion& criterion = plan.criteria[outcome.criterion];
  const Tone tone = tone_of(outcome.status, criterion.polarity);

  std::string state(status_words(outcome.status));
  if (rules_out(outcome.status, criterion.polarity)) state += ": rules out";
  if (!outcome.reading.empty()) state += " under " + std::string(outcome.reading);
  std::string out =
      paint(std::string(mark_of(outcome.status, criterion.polarity)) + ' ' + criterion.id, tone, style);
  out += criterion.polarity == Polarity::inclusion ? " inclusion, " : " exclusion, ";
  out += paint(state, tone, style) + '\n';
  if (!criterion.quotation.empty()) {
    add_lines(out, "  ", "“" + harmless(criterion.quotation) + "”", Tone::strong, style);
  }
  if (index < screened.trees.size()) out += explanation_text(screened.trees[index], 2, style);
  for (const std::string& review : criterion.reviews)
    add_lines(out, "  to settle: ", review, Tone::open, style);
  return out;
}

std::string patient_text(const Plan& plan, const Screened& screened, const Style& style) {
  const Screening& screening = screened.screening;
  std::vector<std::string> ruled_out_by;
  std::vector<std::string> open;
  for (const CriterionOutcome& outcome : screening.criteria) {
    const Criterion& criterion = plan.criteria[outcome.criterion];
    if (rules_out(outcome.status, criterion.polarity)) ruled_out_by.push_back(criterion.id);
    if (outcome.status == Status::unknown) open.push_back(criterion.id);
  }
  Tone tone = Tone::good;
  if (screening.verdict == Verdict::ineligible) tone = Tone::bad;
  if (screening.verdict == Verdict::undetermined) tone = Tone::open;

  std::string out = paint(harmless(screening.patient), Tone::strong, style) + " is " +
                    paint(verdict_name(screening.verdict), tone, style) + " for " + plan.protocol;
  if (!plan.version.empty()) out += ", version " + plan.version;
  out += '\n';
  if (!ruled_out_by.empty()) add_lines(out, "  ruled out by  ", list_of(ruled_out_by), Tone::plain, style);
  if (!open.empty()) add_lines(out, "  still open    ", list_of(open), Tone::plain, style);
  if (screening.verdict == Verdict::undetermined) {
    std::string first = "  ask for       ";
    for (std::size_t i = 0; i < screened.asks.size(); ++i) {
      std::vector<std::string> criteria;
      for (const std::uint32_t c : screening.asks[i].criteria) criteria.push_back(plan.criteria[c].id);
      add_lines(out, first, harmless(screened.asks[i]) + " (" + list_of(criteria) + ")", Tone::plain, style);
      first = spaces(display_width(first));
    }
  }
  for (const ReadingEffect& effect : screened.effects) {
    const Reading& reading = plan.criteria[effect.criterion].readings[effect.reading];
    add_lines(out, "  if " + reading.id + ": ",
              std::string(verdict_name(effect.verdict)) + " (“" + reading.label + "”)", Tone::plain, style);
  }
  return out;
}

}  // namespace eligo

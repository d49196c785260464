#include "tools/eligo/report/explain_text.h"

#include <algorithm>

#include "tools/eligo/report/readable.h"

namespace eligo {

namespace {

constexpr std::size_t max_left_out = 3;  // records that do not count, shown of one query; the rest is counted
constexpr std::size_t worth_naming = 200;  // characters of a repeated tree from which a reference is shorter

/// `text` in lines behind `before`; further lines stand below the text's start.
std::string lines(const std::string& before, std::string_view text, Tone tone, const Style& style) {
  const int indent = display_width(before);
  std::string out;
  std::string start = before;
  for (const std::string& line : wrapped(text, style.width - indent)) {
    out += start + paint(line, tone, style) + '\n';
    start = std::string(static_cast<std::size_t>(indent), ' ');
  }
  return out;
}

std::string spaces(int count) { return std::string(static_cast<std::size_t>(count), ' '); }

Tone tone_of(Truth truth) { return truth.is_settled() ? Tone::plain : Tone::open; }

bool counts(Role role) { return role == Role::decided || role == Role::considered || role == Role::maybe; }

std::string list_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// Everything that a tree says, in one string: equal trees have equal ones.
void add_content(const ExplainedNode& node,
                 std::string& content) {  // NOLINT(misc-no-recursion): as deep as the rule
  content.append(node.label).append(node.text).append(node.value).append(node.window).append(1, '\n');
  for (const RecordLine& record : node.records)
    content.append(record.text).append(record.why).append(record.source).append(1, '\n');
  for (const std::string& reason : node.reasons) content.append(reason).append(1, '\n');
  for (const ExplainedNode& part : node.parts) add_content(part, content);
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

// ---------------------------------------------------------------------------------------------- trees

std::string TreeText::write(const ExplainedNode& explanation, int indent, const std::string& place) {
  out_.clear();
  place_ = place;
  if (explanation.text.empty()) {
    for (const ExplainedNode& part : explanation.parts) add(part, indent);
  } else {
    add(explanation, indent);
  }
  return std::move(out_);
}

void TreeText::add_lines(const std::string& before, std::string_view text, Tone tone) {
  out_ += lines(before, text, tone, style_);
}

void TreeText::add(const ExplainedNode& node, int indent) {  // NOLINT(misc-no-recursion): as deep as the rule
  add_title(node, indent);
  const int below = indent + 2;
  add_records(node, below);
  for (const std::string& reason : node.reasons)
    add_lines(spaces(below) + "open: ", harmless(reason), Tone::open);
  for (const std::string& assumption : node.assumptions) {
    add_lines(spaces(below) + "depends on: ", harmless(assumption), Tone::dim);
  }
  add_parts(node, below);
}

void TreeText::add_title(const ExplainedNode& node, int indent) {
  const std::string mark(node.is_quantity ? "=" : mark_of(node.truth));
  std::string text = node.label.empty() ? "" : node.label + ": ";
  text += harmless(node.text);
  if (!node.window.empty()) text += " [" + node.window + "]";
  if (!node.value.empty()) text += " → " + harmless(node.value);
  add_lines(spaces(indent) + mark + ' ', text, node.is_quantity ? Tone::plain : tone_of(node.truth));
}

void TreeText::add_records(const ExplainedNode& node, int indent) {
  std::size_t left_out = 0;
  std::vector<std::string> unshown;  // why, each reason once
  for (const bool wants_counting : {true, false}) {
    for (const RecordLine& record : node.records) {
      if (counts(record.role) != wants_counting) continue;
      if (wants_counting || ++left_out <= max_left_out || wants_all_) {
        add_record(record, indent);
      } else if (std::find(unshown.begin(), unshown.end(), record.why) == unshown.end()) {
        unshown.push_back(record.why);
      }
    }
  }
  if (unshown.empty()) return;
  const std::string more = counted(left_out - max_left_out, "record", "records") + " more left out: ";
  add_lines(spaces(indent) + "  ", "and " + more + harmless(list_of(unshown)), Tone::dim);
}

void TreeText::add_record(const RecordLine& record, int indent) {
  std::string text = harmless(with_source(record.text, record.source));
  const std::string why = record.why.empty() ? "" : ": " + harmless(record.why);
  if (record.role == Role::maybe) text += " (may count" + why + ")";
  if (!counts(record.role)) text += " (left out" + why + ")";
  add_lines(spaces(indent) + "• ", text, record.role == Role::decided ? Tone::plain : Tone::dim);
}

void TreeText::add_parts(const ExplainedNode& node,
                         int indent) {  // NOLINT(misc-no-recursion): as deep as the rule
  std::string content;
  for (const ExplainedNode& part : node.parts) add_content(part, content);
  if (content.size() >= worth_naming) {
    const auto [at, is_new] = written_.emplace(std::move(content), place_);
    if (!is_new) return add_lines(spaces(indent), "as written out under " + at->second, Tone::dim);
  }
  std::vector<std::string> nothing;
  std::vector<std::string> assumed;  // of drugs without a record: that there is none is assumed
  for (const ExplainedNode& part : node.parts) {
    const std::string_view name = wants_all_ ? std::string_view() : nothing_name(node, part);
    if (name.empty()) {
      add(part, indent);
    } else {
      nothing.emplace_back(harmless(name));
      if (node.is_quantity) continue;
      for (const std::string& assumption : part.assumptions) {
        if (std::find(assumed.begin(), assumed.end(), assumption) == assumed.end())
          assumed.push_back(assumption);
      }
    }
  }
  if (!nothing.empty()) add_lines(spaces(indent) + "nothing for: ", list_of(nothing), Tone::dim);
  for (const std::string& assumption : assumed)
    add_lines(spaces(indent) + "depends on: ", harmless(assumption), Tone::dim);
}

// ---------------------------------------------------------------------------------------------- patients

namespace {

/// What to ask for, each question with the criteria that wait for it and what its answer may settle.
std::string questions_text(const Plan& plan, const Screened& screened, const Style& style) {
  const std::vector<SettlingSet> sets = in_questions(screened.settling, screened.questions);
  std::string out;
  std::string before = "  ask for       ";
  for (std::size_t i = 0; i < screened.questions.size(); ++i) {
    const AskText& question = screened.questions[i];
    std::vector<std::string> criteria;
    for (const std::uint32_t c : question.criteria) criteria.push_back(plan.criteria[c].id);
    const std::string power = power_of(i, sets);
    out +=
        lines(before,
              harmless(question.text) + " (" + list_of(criteria) + ")" + (power.empty() ? "" : ": " + power),
              Tone::plain, style);
    before = spaces(display_width(before));
  }
  before = "  together      ";
  for (const std::string& sentence : joint_powers(screened.questions, sets)) {
    out += lines(before, harmless(sentence), Tone::plain, style);
    before = spaces(display_width(before));
  }
  return out;
}

/// The verdict, what it rests on, what to ask for, and which other readings would change it.
std::string summary_text(const Plan& plan, const Screened& screened, const Style& style) {
  const ScreeningOutcome& screening = screened.screening;
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
  if (!ruled_out_by.empty()) out += lines("  ruled out by  ", list_of(ruled_out_by), Tone::plain, style);
  if (!screening.conflict.empty()) {
    std::vector<std::string> ids;
    for (const std::uint32_t criterion : screening.conflict) ids.push_back(plan.criteria[criterion].id);
    const std::string together = ids.size() == 2 ? ", which cannot both pass" : ", which cannot all pass";
    out += lines("  ruled out by  ", list_of(ids) + together + ", whatever the missing facts are",
                 Tone::plain, style);
  }
  if (!open.empty()) out += lines("  still open    ", list_of(open), Tone::plain, style);
  out += questions_text(plan, screened, style);
  for (const ReadingEffect& effect : screened.effects) {
    const Reading& reading = plan.criteria[effect.criterion].readings[effect.reading];
    out +=
        lines("  if " + reading.id + ": ",
              std::string(verdict_name(effect.verdict)) + " (“" + reading.label + "”)", Tone::plain, style);
  }
  return out;
}

/// "trial.crit:115", where the criterion stands.
std::string place_text(const Plan& plan, const Criterion& criterion) {
  const SourceRef& at = plan.refs[criterion.source];
  if (at.file >= plan.sources.size()) return "";
  return plan.sources[at.file].name + ':' + std::to_string(at.line);
}

std::string criterion_head(const Plan& plan, const CriterionOutcome& outcome, const Style& style) {
  const Criterion& criterion = plan.criteria[outcome.criterion];
  const Tone tone = tone_of(outcome.status, criterion.polarity);
  std::string state(status_words(outcome.status));
  if (rules_out(outcome.status, criterion.polarity)) state += ": rules out";
  if (outcome.is_by_branches) state += ", whatever the missing facts are";
  if (!outcome.reading.empty()) state += " under " + std::string(outcome.reading);
  std::string out =
      paint(std::string(mark_of(outcome.status, criterion.polarity)) + ' ' + criterion.id, tone, style);
  out += criterion.polarity == Polarity::inclusion ? " inclusion, " : " exclusion, ";
  out += paint(state, tone, style) + "  " + paint(place_text(plan, criterion), Tone::dim, style) + '\n';
  if (!criterion.quotation.empty()) {
    out += lines("  ", "“" + harmless(criterion.quotation) + "”", Tone::strong, style);
  }
  return out;
}

}  // namespace

std::string patient_text(const Plan& plan, const Screened& screened, const std::vector<std::string>& only,
                         bool wants_all, const Style& style) {
  std::string out = summary_text(plan, screened, style);
  TreeText trees(style, wants_all);
  for (std::size_t i = 0; i < screened.screening.criteria.size(); ++i) {
    const CriterionOutcome& outcome = screened.screening.criteria[i];
    const Criterion& criterion = plan.criteria[outcome.criterion];
    if (!only.empty() && std::find(only.begin(), only.end(), criterion.id) == only.end()) continue;
    out += '\n' + criterion_head(plan, outcome, style);
    if (i < screened.evidence.size() && !screened.evidence[i].empty()) {
      out += lines("  rests on: ", harmless(list_of(screened.evidence[i])), Tone::plain, style);
    }
    out += trees.write(screened.trees[i], 2, criterion.id);
    for (const std::string& review : criterion.reviews)
      out += lines("  to settle: ", review, Tone::dim, style);
  }
  return out;
}

}  // namespace eligo

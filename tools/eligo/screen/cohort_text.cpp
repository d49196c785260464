#include "tools/eligo/screen/cohort_text.h"

#include <algorithm>

#include "tools/eligo/report/explain_text.h"

namespace eligo {

namespace {

constexpr std::size_t max_asks = 10;
constexpr std::size_t max_changes = 8;  // patients named for one reading
constexpr int number_width = 9;

std::string number_cell(std::size_t number, Tone tone, const Style& style) {
  const std::string cell = padded_left(number == 0 ? "·" : grouped(number), number_width);
  return paint(cell, number == 0 ? Tone::dim : tone, style);
}

std::string heading(const Plan& plan, const Style& style) {
  std::string text = paint(plan.protocol, Tone::strong, style);
  if (!plan.version.empty()) text += ", version " + plan.version;
  text += '\n';
  for (const std::string& line : wrapped(plan.title, style.width)) text += line + '\n';
  return text;
}

std::string verdict_line(const Cohort& cohort, const Style& style) {
  const auto part = [&](Verdict verdict, Tone tone) {
    return paint(grouped(cohort.count(verdict)) + ' ' + std::string(verdict_name(verdict)), tone, style);
  };
  return counted(cohort.patients, "patient", "patients") + ": " + part(Verdict::eligible, Tone::good) + ", " +
         part(Verdict::ineligible, Tone::bad) + ", " + part(Verdict::undetermined, Tone::open) + '\n' +
         (cohort.unreadable == 0 ? ""
                                 : counted(cohort.unreadable, "document", "documents") +
                                       " could not be read, and had no answer\n");
}

/// The widest criterion id, so that quotations stand in one column.
int id_width(const Plan& plan) {
  int width = 2;
  for (const Criterion& criterion : plan.criteria) width = std::max(width, display_width(criterion.id));
  return width;
}

std::string criterion_row(const Criterion& criterion, const CriterionTally& tally, int ids, int texts,
                          const Style& style) {
  const bool is_inclusion = criterion.polarity == Polarity::inclusion;
  std::string row = paint(padded(criterion.id, ids), Tone::strong, style) + "  ";
  if (texts > 0) row += padded(shortened(wrapped(harmless(criterion.quotation), 1000).front(), texts), texts);
  row += number_cell(tally.count(Status::met), is_inclusion ? Tone::plain : Tone::bad, style);
  row += number_cell(tally.count(Status::not_met), is_inclusion ? Tone::bad : Tone::plain, style);
  row += number_cell(tally.count(Status::unknown), Tone::open, style);
  row += number_cell(tally.count(Status::not_applicable), Tone::dim, style);
  row += number_cell(tally.ruled_out, Tone::bad, style);
  row += number_cell(tally.remaining, Tone::plain, style);
  row += number_cell(tally.open, Tone::open, style);
  return row + '\n';
}

std::string criteria_table(const Cohort& cohort, const Style& style) {
  const int ids = id_width(cohort.plan);
  const int texts = std::max(0, style.width - ids - 2 - 7 * number_width);
  std::string head(static_cast<std::size_t>(ids + 2 + texts), ' ');
  for (const char* title : {"met", "not met", "unknown", "n.a.", "out here", "left", "open"}) {
    head += padded_left(title, number_width);
  }
  std::string table = paint(head, Tone::dim, style) + '\n';
  for (std::size_t i = 0; i < cohort.criteria.size(); ++i) {
    table += criterion_row(cohort.plan.criteria[i], cohort.criteria[i], ids, texts, style);
  }
  const std::string legend =
      "out here: ruled out by this criterion first; left: ruled out by none so far; open: of those, some "
      "outcome so far "
      "is unknown";
  for (const std::string& line : wrapped(legend, style.width)) table += paint(line, Tone::dim, style) + '\n';
  return table;
}

/// "the date of enrolment (I9, E14)"
std::string ask_line(const Plan& plan, const AskTally& ask) {
  std::string line = ask.text + " (";
  for (const std::uint32_t c : ask.criteria) line += (line.back() == '(' ? "" : ", ") + plan.criteria[c].id;
  return harmless(line + ")");
}

std::string asks_text(const Cohort& cohort, const Style& style) {
  const std::vector<AskTally> wanted = cohort.wanted();
  if (wanted.empty()) return "";
  std::string text =
      '\n' + paint("What the undetermined wait for", Tone::strong, style) + '\n' +
      paint(padded_left("waiting", number_width) + padded_left("alone", number_width), Tone::dim, style) +
      '\n';
  const int before = 2 * number_width + 2;
  for (std::size_t i = 0; i < std::min(wanted.size(), max_asks); ++i) {
    std::string start = number_cell(wanted[i].patients, Tone::plain, style) +
                        number_cell(wanted[i].alone, Tone::plain, style) + "  ";
    for (const std::string& piece : wrapped(ask_line(cohort.plan, wanted[i]), style.width - before)) {
      text += start + piece + '\n';
      start = std::string(before, ' ');
    }
  }
  if (wanted.size() > max_asks)
    text += std::string(before, ' ') + "and " + grouped(wanted.size() - max_asks) + " more\n";
  const std::string legend =
      "waiting: undetermined patients who lack it; alone: of those, it could settle the verdict without any "
      "other answer";
  for (const std::string& line : wrapped(legend, style.width)) text += paint(line, Tone::dim, style) + '\n';
  return text;
}

}  // namespace

std::string cohort_text(const Cohort& cohort, const Style& style) {
  return heading(cohort.plan, style) + '\n' + criteria_table(cohort, style) + '\n' +
         verdict_line(cohort, style) + asks_text(cohort, style);
}

std::string readings_text(const Cohort& cohort, const Style& style) {
  if (cohort.readings.empty()) return "\nThe protocol names no other readings.\n";
  std::string text = '\n' + paint("Other readings, each taken alone", Tone::strong, style) + '\n';
  std::string unchanged;
  for (const ReadingTally& tally : cohort.readings) {
    const Criterion& criterion = cohort.plan.criteria[tally.criterion];
    const Reading& reading = criterion.readings[tally.reading];
    if (tally.changed == 0) {
      unchanged += (unchanged.empty() ? "" : ", ") + reading.id;
      continue;
    }
    text += "  " + paint(reading.id, Tone::strong, style) + " of " + criterion.id + ": " +
            counted(tally.changed, "verdict changes", "verdicts change") + '\n';
    for (const std::string& line : wrapped("“" + reading.label + "”", style.width - 6))
      text += "      " + line + '\n';
    for (std::size_t i = 0; i < std::min(tally.changes.size(), max_changes); ++i) {
      const VerdictChange& change = tally.changes[i];
      text += "      " + harmless(change.patient) + ": " + std::string(verdict_name(change.from)) + " → " +
              std::string(verdict_name(change.to)) + '\n';
    }
    if (tally.changed > max_changes) text += "      and " + grouped(tally.changed - max_changes) + " more\n";
  }
  if (unchanged.empty()) return text;
  for (const std::string& line : wrapped("no verdict changes under " + unchanged, style.width - 2)) {
    text += "  " + line + '\n';
  }
  return text;
}

}  // namespace eligo

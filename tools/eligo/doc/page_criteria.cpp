#include <algorithm>
#include <numeric>

#include "tools/eligo/doc/page.h"
#include "tools/eligo/report/html.h"

namespace eligo {
namespace {

std::string cases_html(const DocCriterion& criterion) {
  constexpr std::array<const char*, 4> names{"met", "not met", "unknown", "not applicable"};
  std::string html = "<p class=\"cases\">Cases expect: ";
  const std::size_t all =
      std::accumulate(criterion.expected.begin(), criterion.expected.end(), std::size_t{0});
  if (all == 0) return html + "<strong class=\"lack\">nothing of this criterion</strong></p>\n";
  std::string untried;
  bool is_first = true;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (criterion.expected[i] > 0) {
      html.append(is_first ? "" : " · ")
          .append(names[i])
          .append(" ")
          .append(std::to_string(criterion.expected[i]));
      is_first = false;
    } else if (i < 3) {
      untried.append(untried.empty() ? "" : ", ").append(names[i]);
    }
  }
  if (!untried.empty()) html += "; <strong class=\"lack\">never " + untried + "</strong>";
  return html + "</p>\n";
}

std::string reading_html(const ReadingText& reading, bool has_cases) {
  std::string html = "<section class=\"reading\" id=\"reading-" + html_text(reading.id) +
                     "\"><h4>Alternative reading " + html_text(reading.id) + "</h4><p class=\"label\">" +
                     html_text(reading.label) + "</p>\n" + rule_html(reading.rule) +
                     remarks_html(reading.remarks, reading.id);
  if (has_cases)
    html += "<p class=\"cases\">Cases under this reading: " + std::to_string(reading.cases) + "</p>\n";
  return html + "</section>\n";
}

std::string criterion_html(const DocCriterion& criterion, bool has_cases) {
  const bool is_inclusion = criterion.polarity == Polarity::inclusion;
  std::string html = "<article class=\"criterion ";
  html.append(is_inclusion ? "inclusion" : "exclusion")
      .append("\" id=\"criterion-")
      .append(html_text(criterion.id));
  html += "\"><h3><span class=\"id\">" + html_text(criterion.id) + "</span> <span class=\"kind\">";
  html.append(is_inclusion ? "Inclusion: must be met" : "Exclusion: must not be met")
      .append("</span></h3>\n");
  html += rule_html(criterion.rule);
  if (!criterion.listed_under.empty()) {
    html += "<p class=\"listed\">The source lists it under " + html_text(criterion.listed_under) + ": " +
            html_text(criterion.listed_because) + "</p>\n";
  }
  html += remarks_html(criterion.remarks, criterion.id);
  for (const ReadingText& reading : criterion.readings) html += reading_html(reading, has_cases);
  if (has_cases) html += cases_html(criterion);
  return html + "</article>\n";
}

/// One row: a stretch of text, and beside it what is said of it.
std::string row_html(const std::string& kind, const std::string& text, const std::string& beside) {
  return "<div class=\"row " + kind + "\">\n<div class=\"text\">" + text + "</div>\n<div class=\"rules\">" +
         beside + "</div>\n</div>\n";
}

std::string quote_html(const char* kind, const std::string& text) {
  return "<blockquote class=\"" + std::string(kind) + "\">" + html_text(text) + "</blockquote>";
}

std::string passage_html(const Document& document, const Passage& passage, std::size_t number) {
  const std::string text = quote_html("source", passage.text);
  if (passage.kind == Passage::Kind::waived) {
    return row_html("waived", text, "<p class=\"waived\">No rule: " + html_text(passage.because) + "</p>");
  }
  if (passage.kind == Passage::Kind::uncovered) {
    return row_html("uncovered", text,
                    "<p class=\"uncovered\" id=\"uncovered-" + std::to_string(number) +
                        "\"><strong>No rule carries this text.</strong></p>");
  }
  std::string beside;
  for (const std::size_t criterion : passage.begun)
    beside += criterion_html(document.criteria[criterion], !document.case_files.empty());
  for (const std::size_t criterion : passage.continued) {
    const std::string id = html_text(document.criteria[criterion].id);
    beside += "<p class=\"continued\">also part of <a href=\"#criterion-" + id + "\">" + id + "</a></p>\n";
  }
  return row_html("carried", text, beside);
}

bool has_passage(const Document& document, std::size_t criterion) {
  return std::any_of(document.passages.begin(), document.passages.end(), [&](const Passage& passage) {
    return std::find(passage.begun.begin(), passage.begun.end(), criterion) != passage.begun.end();
  });
}

void add_points(const Remarks& remarks, const std::string& id, const std::string& href, std::string& html) {
  for (std::size_t i = 0; i < remarks.reviews.size(); ++i) {
    html += "<li><a href=\"#" + html_text(href) + "-review-" + std::to_string(i + 1) + "\">" + html_text(id) +
            "</a><span>" + html_text(remarks.reviews[i]) + "</span></li>\n";
  }
}

}  // namespace

std::string criteria_html(const Document& document) {
  if (document.criteria.empty()) return {};
  std::string html =
      "<section id=\"criteria\" aria-labelledby=\"criteria-title\">\n<h2 "
      "id=\"criteria-title\">Criteria</h2>\n";
  html += document.has_source
              ? "<p class=\"hint\">The source text in its own order, each sentence beside the rule that "
                "carries it: first what the rule asks, in words; below it, as it stands in the file.</p>\n"
              : "<p class=\"hint\">The protocol names no source text: the sentences are those that the "
                "criteria quote.</p>\n";
  html += "<div class=\"beside\">\n";
  for (std::size_t i = 0; i < document.passages.size(); ++i)
    html += passage_html(document, document.passages[i], i + 1);
  for (std::size_t i = 0; i < document.criteria.size(); ++i) {
    if (has_passage(document, i)) continue;
    const DocCriterion& criterion = document.criteria[i];
    std::string text = criterion.quotation.empty() ? "<p class=\"unquoted\">quotes no sentence</p>"
                                                   : quote_html("quotation", criterion.quotation);
    if (document.has_source && !criterion.quotation.empty())
      text += "<p class=\"unquoted\">not found in the source text</p>";
    html += row_html("carried", text, criterion_html(criterion, !document.case_files.empty()));
  }
  return html + "</div>\n</section>\n";
}

std::string open_points_html(const Document& document) {
  std::string points;
  for (std::size_t i = 0; i < document.passages.size(); ++i) {
    const Passage& passage = document.passages[i];
    if (passage.kind != Passage::Kind::uncovered) continue;
    const std::string number = std::to_string(i + 1);
    points += "<li class=\"uncovered\"><a href=\"#uncovered-" + number +
              "\">text</a><span>no rule carries a stretch of the source text</span></li>\n";
  }
  for (const DocCriterion& criterion : document.criteria) {
    add_points(criterion.remarks, criterion.id, criterion.id, points);
    for (const ReadingText& reading : criterion.readings)
      add_points(reading.remarks, reading.id, reading.id, points);
  }
  for (const InstrumentText& instrument : document.instruments)
    add_points(instrument.remarks, instrument.name, "about-" + instrument.name, points);
  for (const DerivedText& derived : document.derived)
    add_points(derived.remarks, derived.name, "about-" + derived.name, points);
  if (points.empty()) return {};
  return "<section id=\"open\" aria-labelledby=\"open-title\">\n<h2 id=\"open-title\">To be settled</h2>\n"
         "<ul class=\"points\">\n" +
         points + "</ul>\n</section>\n";
}

}  // namespace eligo

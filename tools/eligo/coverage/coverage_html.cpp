#include "tools/eligo/coverage/coverage_html.h"

#include <map>
#include <sstream>

#include "tools/eligo/report/embedded.h"
#include "tools/eligo/report/explain_text.h"
#include "tools/eligo/report/html.h"

namespace eligo {

namespace {

/// What is counted on one line of the source.
struct HtmlLine {
  Share share;
  std::string counts;  ///< HTML
};

/// One number of the margin: `met 3`, red where it is missing.
std::string count_html(std::string_view mark, std::size_t cases, const std::string& hint) {
  return std::string("<i class=\"") + (cases == 0 ? "none" : "some") + "\" title=\"" + html_text(hint) +
         "\">" + html_text(mark) + std::to_string(cases) + "</i>";
}

std::string count_html(const SiteTally& tally) {
  static constexpr std::string_view marks[] = {"✓", "✗", "?", "–"};  // NOLINT
  std::string html;
  for (std::size_t s = 0; s < tally.cases.size(); ++s) {
    if (!tally.site.is_wanted[s]) continue;
    html += count_html(marks[s], tally.cases[s],
                       tally.site.name + ": " + std::string(status_words(static_cast<Status>(s))));
  }
  return html;
}

std::string count_html(const ThresholdTally& tally) {
  static constexpr std::string_view marks[] = {"<", "=", ">"};                       // NOLINT
  static constexpr std::string_view words[] = {"just under ", "on ", "just over "};  // NOLINT
  std::string html;
  for (std::size_t p = 0; p < tally.cases.size(); ++p) {
    if (tally.threshold.is_wanted[p])
      html += count_html(marks[p], tally.cases[p], std::string(words[p]) + tally.threshold.name);
  }
  return html + "<small>" + html_text(tally.threshold.name) + "</small>";
}

std::map<std::uint32_t, HtmlLine> lines_of(const Coverage& coverage) {
  std::map<std::uint32_t, HtmlLine> lines;
  const auto add = [&](std::uint32_t number, const auto& tally) {
    HtmlLine& line = lines[number];
    line.share += share_of(tally);
    line.counts += "<span>" + count_html(tally) + "</span>";
  };
  for (const SiteTally& tally : coverage.sites) add(tally.site.line, tally);
  for (const ThresholdTally& tally : coverage.thresholds) add(tally.threshold.line, tally);
  return lines;
}

std::string_view class_of(const Share& share) {
  if (share.wanted == 0) return "plain";
  if (share.reached == share.wanted) return "full";
  return share.reached == 0 ? "not" : "part";
}

std::string anchor_of(std::size_t file, std::size_t line) {
  return "f" + std::to_string(file) + "-" + std::to_string(line);
}

void write_sum(std::ostream& out, const char* what, const Share& share) {
  const int percent = static_cast<int>(share.percent());  // never 100 while something is missing
  out << "<div class=\"sum\"><b>" << percent << " %</b> " << what << "<br><span>" << share.reached << " of "
      << share.wanted << "</span><span class=\"bar\"><i style=\"width:" << share.percent()
      << "%\"></i></span></div>";
}

void write_missing(std::ostream& out, const Coverage& coverage, std::size_t file) {
  std::ostringstream rows;
  std::size_t count = 0;
  const auto add = [&](std::uint32_t line, const std::string& owner, const std::string& name,
                       const std::vector<std::string>& missing) {
    if (missing.empty()) return;
    ++count;
    rows << "<tr><td><a href=\"#" << anchor_of(file, line) << "\">" << html_text(owner) << "</a></td><td>"
         << html_text(name) << "</td><td>";
    for (std::size_t i = 0; i < missing.size(); ++i) rows << (i == 0 ? "" : ", ") << missing[i];
    rows << "</td></tr>\n";
  };
  for (const SiteTally& tally : coverage.sites)
    add(tally.site.line, tally.site.owner, tally.site.name, missing_of(tally));
  for (const ThresholdTally& tally : coverage.thresholds)
    add(tally.threshold.line, tally.threshold.owner, tally.threshold.text + " [" + tally.threshold.name + "]",
        missing_of(tally));
  if (count == 0) return;
  out << "<details class=\"card missing\"><summary>" << count << (count == 1 ? " place is" : " places are")
      << " not fully reached</summary><table><tbody>" << rows.str() << "</tbody></table></details>\n";
}

void write_source(std::ostream& out, const Coverage& coverage, std::size_t file) {
  const auto lines = lines_of(coverage);
  out << "<div class=\"source\">\n";
  std::istringstream text(coverage.text);
  std::string line;
  for (std::uint32_t number = 1; std::getline(text, line); ++number) {
    const auto found = lines.find(number);
    const HtmlLine counted = found == lines.end() ? HtmlLine{} : found->second;
    const std::string anchor = anchor_of(file, number);
    out << "<div class=\"line " << class_of(counted.share) << "\" id=\"" << anchor << "\"><a href=\"#"
        << anchor << "\">" << number << "</a><div class=\"counts\">" << counted.counts << "</div><code>"
        << html_text(line) << "</code></div>\n";
  }
  out << "</div>\n";
}

void write_file(std::ostream& out, const Coverage& coverage, std::size_t file) {
  out << "<section><h2>" << html_text(coverage.path) << "</h2>\n<p class=\"hint\">"
      << counted(coverage.cases, "case", "cases") << "</p>\n<div class=\"sums\">";
  write_sum(out, "of criteria", coverage.criteria());
  write_sum(out, "of branches", coverage.branches());
  write_sum(out, "of limits", coverage.limits());
  out << "</div>\n";
  write_missing(out, coverage, file);
  write_source(out, coverage, file);
  out << "</section>\n";
}

}  // namespace

std::string coverage_html(const std::vector<const Coverage*>& all) {
  return filled_page(embedded_text("coverage.html"), [&](std::string_view name) {
    if (name != "files") return std::string();
    std::ostringstream out;
    for (std::size_t i = 0; i < all.size(); ++i) write_file(out, *all[i], i);
    return out.str();
  });
}

}  // namespace eligo

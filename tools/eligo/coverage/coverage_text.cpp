#include "tools/eligo/coverage/coverage_text.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "tools/eligo/report/explain_text.h"

namespace eligo {

namespace {

using nlohmann::ordered_json;

/// A criterion, a score or a definition: one line of the table.
struct CoverageRow {
  std::string owner;
  std::array<std::size_t, 4> outcomes{};
  bool has_outcomes = false;
  Share branches;
  Share limits;
  std::vector<std::pair<std::string, std::vector<std::string>>> missing;
};

std::vector<CoverageRow> rows_of(const Coverage& coverage) {
  std::vector<CoverageRow> rows;
  const auto row_of = [&](const std::string& owner) -> CoverageRow& {
    for (CoverageRow& row : rows) {
      if (row.owner == owner) return row;
    }
    rows.emplace_back();
    rows.back().owner = owner;
    return rows.back();
  };
  for (const SiteTally& tally : coverage.sites) {
    CoverageRow& row = row_of(tally.site.owner);
    if (tally.site.kind == Site::Kind::criterion) {
      row.outcomes = tally.cases;
      row.has_outcomes = true;
    } else {
      row.branches += share_of(tally);
    }
    if (auto missing = missing_of(tally); !missing.empty())
      row.missing.emplace_back(tally.site.name, std::move(missing));
  }
  for (const ThresholdTally& tally : coverage.thresholds) {
    const Threshold& threshold = tally.threshold;
    CoverageRow& row = row_of(threshold.owner);
    row.limits += share_of(tally);
    if (auto missing = missing_of(tally); !missing.empty())
      row.missing.emplace_back(threshold.text + " [" + threshold.name + "]", std::move(missing));
  }
  return rows;
}

std::string percent_text(const Share& share) {
  if (share.wanted == 0) return "";
  std::array<char, 16> text{};
  // Never `100` while something is missing.
  const int percent = static_cast<int>(share.percent());
  std::snprintf(text.data(), text.size(), "%d %%", percent);
  return text.data();
}

Tone tone_of(const Share& share) {
  if (share.reached == share.wanted) return Tone::good;
  return share.percent() < 75 ? Tone::bad : Tone::open;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : ", ") + words[i];
  return text;
}

constexpr int number_width = 9;
constexpr int share_width = 10;

std::string head_line(int name_width) {
  std::string line = padded("", name_width);
  for (const char* title : {"met", "not met", "unknown", "n/a"}) line += padded_left(title, number_width);
  return line + padded_left("branches", share_width) + padded_left("limits", share_width);
}

ordered_json share_json(const Share& share) {
  return {{"reached", share.reached}, {"wanted", share.wanted}, {"percent", share.percent()}};
}

}  // namespace

std::string coverage_text(const Coverage& coverage, const Style& style) {
  const std::vector<CoverageRow> rows = rows_of(coverage);
  const int name_width = style.width - 4 * number_width - 2 * share_width;
  std::string text = paint(coverage.path, Tone::strong, style) + ": " + percent_text(coverage.all()) +
                     " by " + counted(coverage.cases, "case", "cases") + '\n';
  text += paint(head_line(name_width), Tone::dim, style) + '\n';
  for (const CoverageRow& row : rows) {
    text += paint(padded(shortened(row.owner, name_width - 1), name_width), Tone::strong, style);
    for (std::size_t s = 0; s < row.outcomes.size(); ++s)
      text += padded_left(row.has_outcomes ? grouped(row.outcomes[s]) : "", number_width);
    for (const Share& share : {row.branches, row.limits})
      text += paint(padded_left(percent_text(share), share_width), tone_of(share), style);
    text += '\n';
    for (const auto& [name, missing] : row.missing) {
      for (const std::string& line : wrapped(name + ": " + joined(missing), style.width - 6))
        text += "      " + paint(line, Tone::dim, style) + '\n';
    }
  }
  const auto sum = [&](const char* what, const Share& share) {
    text += "  " + padded(what, 10) + paint(padded_left(percent_text(share), 6), tone_of(share), style) +
            "  " + grouped(share.reached) + " of " + grouped(share.wanted) + '\n';
  };
  sum("criteria", coverage.criteria());
  sum("branches", coverage.branches());
  sum("limits", coverage.limits());
  return text;
}

ordered_json coverage_json(const Coverage& coverage) {
  ordered_json sites = ordered_json::array();
  for (const auto& [site, cases] : coverage.sites) {
    ordered_json outcomes = ordered_json::object();
    for (std::size_t s = 0; s < cases.size(); ++s) {
      if (site.is_wanted[s] || cases[s] > 0)
        outcomes[std::string(status_name(static_cast<Status>(s)))] = cases[s];
    }
    sites.push_back({{"kind", kind_name(site.kind)},
                     {"in", site.owner},
                     {"name", site.name},
                     {"line", site.line},
                     {"outcomes", std::move(outcomes)}});
  }
  ordered_json limits = ordered_json::array();
  for (const auto& [threshold, cases] : coverage.thresholds) {
    ordered_json positions = ordered_json::object();
    for (std::size_t p = 0; p < cases.size(); ++p) {
      if (threshold.is_wanted[p]) positions[std::string(position_name(static_cast<Position>(p)))] = cases[p];
    }
    limits.push_back({{"in", threshold.owner},
                      {"limit", threshold.name},
                      {"rule", threshold.text},
                      {"line", threshold.line},
                      {"cases", std::move(positions)}});
  }
  return {{"file", coverage.path},
          {"cases", coverage.cases},
          {"criteria", share_json(coverage.criteria())},
          {"branches", share_json(coverage.branches())},
          {"limits", share_json(coverage.limits())},
          {"all", share_json(coverage.all())},
          {"sites", std::move(sites)},
          {"thresholds", std::move(limits)}};
}

}  // namespace eligo

#include "tools/eligo/coverage/coverage.h"

#include "runtime/completions/joint.h"
#include "tools/eligo/coverage/positions.h"
#include "tools/eligo/report/explain_text.h"

namespace eligo {

namespace {

template <typename Tally, typename Wanted>
Share share(const Tally& tally, const Wanted& is_wanted) {
  Share result;
  for (std::size_t i = 0; i < is_wanted.size(); ++i) {
    if (!is_wanted[i]) continue;
    ++result.wanted;
    if (tally.cases[i] > 0) ++result.reached;
  }
  return result;
}

/// Whole rules are answered exactly, as `screen` does; branches as the evaluator leaves them.
Status outcome_of(const Site& site, NodeId node, const Workspace& workspace, Joint& joint) {
  const bool is_rule = site.kind == Site::Kind::criterion || site.kind == Site::Kind::reading;
  const Truth direct = workspace[node].truth;
  return status_of(is_rule && !direct.is_settled() ? joint.of(node).truth : direct, site.polarity);
}

}  // namespace

double Share::percent() const {
  return wanted == 0 ? 100 : 100.0 * static_cast<double>(reached) / static_cast<double>(wanted);
}

Share& Share::operator+=(const Share& other) {
  reached += other.reached;
  wanted += other.wanted;
  return *this;
}

Share share_of(const SiteTally& tally) { return share(tally, tally.site.is_wanted); }
Share share_of(const ThresholdTally& tally) { return share(tally, tally.threshold.is_wanted); }

Coverage::Coverage(std::string path_, std::string text_, const Plan& plan, std::uint32_t file)
    : path(std::move(path_)), text(std::move(text_)) {
  Sites found = sites_of(plan, file);
  for (Site& site : found.sites) sites.push_back({std::move(site), {}});
  for (Threshold& threshold : found.thresholds) thresholds.push_back({std::move(threshold), {}});
}

void Coverage::add(const Plan& plan, const PatientFacts& patient, Workspace& workspace) {
  ++cases;
  for (ThresholdTally& tally : thresholds) {
    const auto positions = positions_of(plan, patient, workspace, tally.threshold);
    for (std::size_t p = 0; p < tally.cases.size(); ++p) tally.cases[p] += positions[p] ? 1 : 0;
  }
  Joint joint(plan, patient, workspace);
  for (SiteTally& tally : sites) {
    std::array<bool, 4> reached{};
    for (const NodeId node : tally.site.nodes) {
      reached[static_cast<std::size_t>(outcome_of(tally.site, node, workspace, joint))] = true;
    }
    for (std::size_t s = 0; s < reached.size(); ++s) tally.cases[s] += reached[s] ? 1 : 0;
  }
}

Share Coverage::criteria() const {
  Share sum;
  for (const SiteTally& tally : sites) {
    if (tally.site.kind == Site::Kind::criterion) sum += share_of(tally);
  }
  return sum;
}

Share Coverage::branches() const {
  Share sum;
  for (const SiteTally& tally : sites) {
    if (tally.site.kind != Site::Kind::criterion) sum += share_of(tally);
  }
  return sum;
}

Share Coverage::limits() const {
  Share sum;
  for (const ThresholdTally& tally : thresholds) sum += share_of(tally);
  return sum;
}

Share Coverage::all() const {
  Share sum = criteria();
  sum += branches();
  sum += limits();
  return sum;
}

std::vector<std::string> missing_of(const SiteTally& tally) {
  std::vector<std::string> missing;
  for (std::size_t s = 0; s < tally.cases.size(); ++s) {
    if (tally.site.is_wanted[s] && tally.cases[s] == 0)
      missing.emplace_back(status_words(static_cast<Status>(s)));
  }
  return missing;
}

std::vector<std::string> missing_of(const ThresholdTally& tally) {
  std::vector<std::string> missing;
  for (std::size_t p = 0; p < tally.cases.size(); ++p) {
    if (tally.threshold.is_wanted[p] && tally.cases[p] == 0)
      missing.emplace_back(p == 1 ? "on it" : p == 0 ? "just under" : "just over");
  }
  return missing;
}

}  // namespace eligo

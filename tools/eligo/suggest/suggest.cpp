#include "tools/eligo/suggest/suggest.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "tools/eligo/report/explain_text.h"
#include "tools/eligo/suggest/changes.h"
#include "tools/eligo/test/case_runner.h"

namespace eligo {

namespace {

constexpr const char* invented_day = "2025-06-10";  // of a base patient that is made
constexpr int most_base_facts = 40;
constexpr std::size_t most_pairs = 10'000;  // of changes that are tried together

/// A case to be tried: a name, statements that differ from the base, and what it expects.
struct Rerun {
  std::string name;
  std::string statement;
  std::string expectations = "  expect verdict eligible\n";
};

std::string without_quotes(std::string text) {
  std::replace(text.begin(), text.end(), '"', '\'');
  return text;
}

std::string name_of_patient(std::string_view block) {
  constexpr std::string_view head = "patient ";
  const std::size_t end = block.find_first_of(" \r\n", head.size());
  return std::string(block.substr(head.size(), end - head.size()));
}

class Suggester {
 public:
  Suggester(std::string path, std::string protocol, CompileOptions options, Coverage coverage)
      : path_(std::move(path)),
        protocol_(std::move(protocol)),
        options_(std::move(options)),
        coverage_(std::move(coverage)) {}

  Suggestions run(std::string base) {
    Suggestions made;
    made.before = coverage_.all();
    base_ = base.empty() ? made_base() : std::move(base);
    const std::vector<SuggestedChange> changes = changes_now();
    if (!problem_.empty()) {
      made.problem = problem_;
      return made;
    }
    std::vector<Rerun> trials{{"the base patient", "", ""}};
    trials.front().expectations = Rerun().expectations;
    for (const SuggestedChange& change : changes) trials.push_back({change.text, change.text});
    std::vector<Rerun> kept = choose(trials);
    std::vector<Rerun> pairs = pairs_of(kept, changes);
    for (Rerun& found : choose(pairs)) kept.push_back(std::move(found));
    made.cases = kept.size();
    made.text = text_of(kept);
    made.after = coverage_.all();
    list_missing(made.left);
    return made;
  }

 private:
  using Seen = std::function<void(const Rerun&, const Plan&, const PatientFacts&, Workspace&)>;

  [[nodiscard]] std::string text_of(const std::vector<Rerun>& trials,
                                    std::vector<std::uint32_t>* begins = nullptr) const {
    std::string text =
        "# Suggested by `eligo test --suggest`. Each case expects what the rules come to as they stand:\n"
        "# look at each before you keep it.\ncases for " +
        protocol_ + "\n\n" + base_ + "\n";
    const std::string name = name_of_patient(base_);
    for (const Rerun& trial : trials) {
      if (begins != nullptr) begins->push_back(static_cast<std::uint32_t>(text.size()));
      text += "case \"" + without_quotes(trial.name) + "\" like " + name + '\n';
      if (!trial.statement.empty()) text += "  " + trial.statement + '\n';
      text += trial.expectations;
    }
    return text;
  }

  /// Compiles and runs the trials; those that the compiler refuses are dropped.
  bool try_all(std::vector<Rerun>& trials, const Seen& seen) {
    for (int round = 0; round < 3; ++round) {
      std::vector<std::uint32_t> begins;
      CompileOptions options = options_;
      options.texts[path_] = text_of(trials, &begins);
      const CaseFile compiled = compile_cases(path_, options);
      if (compiled.compilation.plan && !compiled.compilation.has_errors()) {
        for (std::size_t i = 0; i < compiled.cases.size(); ++i) {
          const Plan& plan = *compiled.compilation.plan;
          run_case(plan, compiled.cases[i], [&](const PatientFacts& patient, Workspace& workspace) {
            seen(trials[i], plan, patient, workspace);
          });
        }
        return true;
      }
      if (!drop_refused(compiled.compilation, begins, trials)) return false;
    }
    return false;
  }

  bool drop_refused(const Compilation& compilation, const std::vector<std::uint32_t>& begins,
                    std::vector<Rerun>& trials) {
    std::set<std::size_t> refused;
    for (const Diagnostic& diagnostic : compilation.diagnostics) {
      if (diagnostic.severity != Severity::error) continue;
      const auto after = std::upper_bound(begins.begin(), begins.end(), diagnostic.span.begin);
      if (diagnostic.span.file != 0 || after == begins.begin()) {
        problem_ = diagnostic.message;
        return false;
      }
      refused.insert(static_cast<std::size_t>(after - begins.begin()) - 1);
    }
    if (!compilation.unreadable.empty()) problem_ = compilation.unreadable;
    const bool is_any_refused = !refused.empty();
    while (!refused.empty()) {
      trials.erase(trials.begin() + static_cast<std::ptrdiff_t>(*refused.rbegin()));
      refused.erase(std::prev(refused.end()));
    }
    return is_any_refused;
  }

  /// What one change reached, with a second one: a woman, and her pregnancy test.
  static std::vector<Rerun> pairs_of(const std::vector<Rerun>& kept,
                                     const std::vector<SuggestedChange>& changes) {
    std::vector<Rerun> pairs;
    for (const Rerun& first : kept) {
      if (first.statement.empty()) continue;
      for (const SuggestedChange& second : changes) {
        if (pairs.size() == most_pairs) return pairs;
        if (first.statement.find(second.fact) == std::string::npos)
          pairs.push_back({"", first.statement + "\n  " + second.text});
      }
    }
    return pairs;
  }

  std::vector<SuggestedChange> changes_now() {
    std::vector<SuggestedChange> changes;
    std::vector<Rerun> base{{"the base patient", ""}};
    try_all(base, [&](const Rerun&, const Plan& plan, const PatientFacts& patient, Workspace& workspace) {
      const auto& as_of = patient.anchors[plan.as_of.value];
      if (as_of && as_of->is_exact())
        changes = changes_of(plan, workspace, as_of->first);
      else
        problem_ = "the base patient has no exact date for the day the rules are asked on";
    });
    return changes;
  }

  /// A patient with all anchors and complete lists, to whom one fact after another is added as long as that
  /// brings a criterion nearer to passing.
  std::string made_base() {
    CompileOptions options = options_;
    options.texts[path_] = "cases for " + protocol_ + "\n";
    const CaseFile compiled = compile_cases(path_, options);
    if (!compiled.compilation.plan) {
      problem_ = compiled.compilation.diagnostics.empty() ? compiled.compilation.unreadable
                                                          : compiled.compilation.diagnostics.front().message;
      return "patient base\n";
    }
    std::map<std::string, std::string> facts;
    for (const Anchor& anchor : compiled.compilation.plan->vocabulary.anchors)
      facts[anchor.name] = anchor.name + ' ' + invented_day;
    facts["complete"] = "complete observations, conditions, treatments, procedures";
    int best = -1;
    for (int round = 0; round < most_base_facts; ++round) {
      base_ = block_of(facts);
      std::vector<Rerun> trials;
      std::map<std::string, std::string> fact_of;
      for (const SuggestedChange& change : changes_now()) {
        if (change.text.starts_with("without ")) continue;
        trials.push_back({change.text, change.text});
        fact_of[change.text] = change.fact;
      }
      std::string better;
      try_all(trials,
              [&](const Rerun& trial, const Plan& plan, const PatientFacts& patient, Workspace& workspace) {
                const int score = nearness(plan, screen(plan, patient, workspace));
                if (score <= best) return;
                best = score;
                better = trial.statement;
              });
      if (better.empty()) break;
      facts[fact_of[better]] = better;
    }
    return block_of(facts);
  }

  static std::string block_of(const std::map<std::string, std::string>& facts) {
    std::string block = "patient base\n";
    for (const auto& [fact, statement] : facts) block += "  " + statement + '\n';
    return block;
  }

  /// Two for each criterion that passes, one for each that is open.
  static int nearness(const Plan& plan, const ScreeningOutcome& screening) {
    int score = 0;
    for (const CriterionOutcome& outcome : screening.criteria) {
      if (rules_out(outcome.status, plan.criteria[outcome.criterion].polarity)) continue;
      score += outcome.status == Status::unknown ? 1 : 2;
    }
    return score;
  }

  /// Those that reach something new, in the order tried; taken into the coverage, named, with expectations.
  std::vector<Rerun> choose(std::vector<Rerun>& trials) {
    std::vector<Rerun> kept;
    try_all(
        trials, [&](const Rerun& trial, const Plan& plan, const PatientFacts& patient, Workspace& workspace) {
          const Coverage before = coverage_;
          coverage_.add(plan, patient, workspace);
          Rerun found{"", trial.statement, ""};
          std::set<std::string> owners;
          for (std::size_t i = 0; i < coverage_.sites.size(); ++i) {
            const Site& site = coverage_.sites[i].site;
            for (std::size_t s = 0; s < 4; ++s) {
              if (!site.is_wanted[s] || before.sites[i].cases[s] > 0 || coverage_.sites[i].cases[s] == 0)
                continue;
              name(found, site.name + ' ' + std::string(status_words(static_cast<Status>(s))));
              owners.insert(site.owner);
              if (site.kind == Site::Kind::reading)
                found.expectations += "  expect " + site.owner + ' ' +
                                      std::string(status_words(static_cast<Status>(s))) + " under " +
                                      site.name + '\n';
            }
          }
          for (std::size_t i = 0; i < coverage_.thresholds.size(); ++i) {
            const Threshold& limit = coverage_.thresholds[i].threshold;
            for (std::size_t p = 0; p < 3; ++p) {
              const bool is_new = before.thresholds[i].cases[p] == 0 && coverage_.thresholds[i].cases[p] > 0;
              if (!limit.is_wanted[p] || !is_new) continue;
              name(found, limit.owner + ' ' + std::string(position_name(static_cast<Position>(p))) + ' ' +
                              limit.name);
              owners.insert(limit.owner);
            }
          }
          if (owners.empty()) {
            coverage_ = before;
            return;
          }
          expect(found, owners, plan, screen(plan, patient, workspace));
          kept.push_back(std::move(found));
        });
    return kept;
  }

  static void name(Rerun& trial, const std::string& reached) {
    constexpr std::size_t most_letters = 90;
    if (trial.name.empty())
      trial.name = reached;
    else if (trial.name.size() + reached.size() < most_letters)
      trial.name += "; " + reached;
  }

  static void expect(Rerun& trial, const std::set<std::string>& owners, const Plan& plan,
                     const ScreeningOutcome& screening) {
    std::string plain;
    for (const CriterionOutcome& outcome : screening.criteria) {
      const std::string& id = plan.criteria[outcome.criterion].id;
      if (owners.contains(id))
        plain += "  expect " + id + ' ' + std::string(status_words(outcome.status)) + '\n';
    }
    trial.expectations = plain + trial.expectations + "  expect verdict " +
                         std::string(verdict_name(screening.verdict)) + '\n';
  }

  void list_missing(std::vector<std::string>& left) const {
    const auto add = [&](const std::string& what, const std::vector<std::string>& missing) {
      for (const std::string& one : missing) left.push_back(what + ": " + one);
    };
    for (const SiteTally& tally : coverage_.sites)
      add(tally.site.owner + ' ' + tally.site.name, missing_of(tally));
    for (const ThresholdTally& tally : coverage_.thresholds)
      add(tally.threshold.owner + ' ' + tally.threshold.text + " [" + tally.threshold.name + "]",
          missing_of(tally));
  }

  std::string path_;
  std::string protocol_;
  CompileOptions options_;
  Coverage coverage_;
  std::string base_;
  std::string problem_;
};

}  // namespace

std::string first_patient(std::string_view case_file) {
  constexpr std::string_view head = "patient ";
  std::size_t begin = case_file.starts_with(head) ? 0 : case_file.find("\npatient ");
  if (begin == std::string_view::npos) return "";
  if (case_file[begin] == '\n') ++begin;
  std::size_t end = case_file.find('\n', begin);
  // The block's statements are indented.
  while (end + 1 < case_file.size() && (case_file[end + 1] == ' ' || case_file[end + 1] == '\t'))
    end = std::min(case_file.find('\n', end + 1), case_file.size());
  return std::string(case_file.substr(begin, end - begin)) + '\n';
}

Suggestions suggest_cases(const std::string& path, const std::string& protocol, const CompileOptions& options,
                          Coverage coverage, std::string base) {
  return Suggester(path, protocol, options, std::move(coverage)).run(std::move(base));
}

}  // namespace eligo

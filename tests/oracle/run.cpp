#include "tests/oracle/run.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iostream>
#include <thread>

#include "tests/oracle/counts.h"
#include "tests/oracle/sample.h"
#include "tests/oracle/show.h"

namespace eligo::oracle {
namespace {

constexpr std::size_t progress = 80'000;  ///< pairs from one line of progress to the next

/// What came of one sample.
struct Report {
  Counts counts;
  std::vector<std::size_t> notable;  ///< pairs to be shown
  std::string skipped;
};

/// One after another, the samples that no one has looked at yet.
class Samples {
 public:
  Samples(const Options& options, std::size_t first, std::size_t count)
      : options_(options), first_(first), reports_(count) {}

  void look(const std::string& path) {
    BothSides sides(path, options_.limit);
    for (std::size_t i = next_++; i < reports_.size(); i = next_++) reports_[i] = report(first_ + i, sides);
  }

  [[nodiscard]] const std::vector<Report>& reports() const { return reports_; }

 private:
  Report report(std::size_t number, BothSides& sides) const {
    Report report;
    const Sample sample = oracle::sample(options_.seed, number);
    const bool is_compiled = sides.take(sample.protocol);
    for (std::size_t i = 0; i < Sample::size; ++i) {
      const std::size_t pair = number * Sample::size + i;
      if (pair < options_.start || pair >= options_.start + options_.pairs) continue;
      ++report.counts.pairs;
      if (is_compiled) {
        compare(pair, sample, sides, report);
      } else if (++report.counts.uncompiled == 1) {
        report.notable.push_back(pair);
      }
    }
    return report;
  }

  void compare(std::size_t pair, const Sample& sample, BothSides& sides, Report& report) const {
    const Patient& patient = sample.patients[pair % Sample::size];
    const auto answers = sides.ask(patient);
    if (!answers) {
      ++report.counts.unsound;
      report.notable.push_back(pair);
      return;
    }
    report.counts.add(*answers);
    const Difference least = options_.only_unsound ? Difference::unsound : Difference::inexact;
    bool is_notable = options_.print || answers->difference() >= least;
    if (options_.properties) {
      if (const auto breach = find_breach(sample.protocol, patient, sides.runtime(), few_fillings)) {
        ++report.counts.breaches[static_cast<std::size_t>(breach->property)];
        is_notable = true;
      }
    }
    if (options_.settling && answers->runtime.screening.verdict == Verdict::undetermined) {
      const SettlingCounts settling = look_at_settling(sample.protocol, patient, sides.runtime());
      report.counts.add(settling);
      is_notable |= settling.missed > 0;
    }
    if (is_notable) report.notable.push_back(pair);
    if (!options_.skipped) return;
    for (std::size_t c = 0; c < answers->definition.criteria.size(); ++c) {
      if (answers->definition.criteria[c]) continue;
      report.skipped += "SKIPPED " + text(sample.protocol.criteria[c].rule) + " ||| " + json(patient) + "\n";
    }
  }

  const Options& options_;
  std::size_t first_;
  std::vector<Report> reports_;
  std::atomic<std::size_t> next_ = 0;
};

/// Looks at so many samples, from `first` on, all jobs at once.
std::vector<Report> look(const Options& options, std::size_t first, std::size_t count,
                         const std::filesystem::path& folder) {
  Samples samples(options, first, count);
  std::vector<std::jthread> jobs;
  for (std::size_t job = 0; job < options.jobs; ++job) {
    jobs.emplace_back([&, job] { samples.look((folder / (std::to_string(job) + ".crit")).string()); });
  }
  jobs.clear();  // waits for them
  return samples.reports();
}

/// Adds up the reports in the order of their numbers and prints what they hold.
class Summary {
 public:
  Summary(const Options& options, const std::filesystem::path& folder)
      : options_(options), sides_((folder / "shown.crit").string(), options.limit) {}

  void add(const Report& report) {
    std::cout << report.skipped;
    for (const std::size_t pair : report.notable) {
      if (shown_++ < options_.show) std::cout << shown(pair, options_, sides_) << std::flush;
    }
    const std::size_t before = counts_.pairs;
    counts_.add(report.counts);
    if (before / progress != counts_.pairs / progress)
      std::cout << "up to pair " << options_.start + counts_.pairs << ": " << text(counts_) << std::endl;
  }

  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  const Options& options_;
  BothSides sides_;
  Counts counts_;
  std::size_t shown_ = 0;
};

Counts run(const Options& options, const std::filesystem::path& folder) {
  Summary summary(options, folder);
  const std::size_t end = (options.start + options.pairs + Sample::size - 1) / Sample::size;
  const std::size_t at_once = 64 * options.jobs;
  for (std::size_t first = options.start / Sample::size; first < end; first += at_once) {
    for (const Report& report : look(options, first, std::min(at_once, end - first), folder))
      summary.add(report);
  }
  return summary.counts();
}

}  // namespace

bool run(const Options& options) {
  const auto folder = std::filesystem::temp_directory_path() / ("eligo-oracle-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const Counts counts = run(options, folder);
  std::filesystem::remove_all(folder);
  std::cout << text(counts) << std::endl;
  const bool is_exact_enough = !options.exact || counts.inexact == 0;
  return counts.uncompiled == 0 && counts.unsound == 0 && counts.breaches == decltype(counts.breaches){} &&
         is_exact_enough;
}

}  // namespace eligo::oracle

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <iostream>

#include "tests/oracle/generate.h"
#include "tests/oracle/runtime_side.h"

/// Holds the runtime against the definition, on random protocols and patients.
namespace eligo::oracle {
namespace {

constexpr int patients_a_protocol = 8;

struct Options {
  std::uint64_t seed = 1;
  std::size_t pairs = 20'000;
  std::size_t start = 0;
  std::size_t limit = 500;
  std::size_t show = 5;
  bool print = false;
  bool exact = false;
  bool only_unsound = false;
  bool skipped = false;
};

struct Counts {
  std::size_t pairs = 0, criteria = 0, unknown = 0, undetermined = 0, joint = 0, skipped = 0, unsound = 0,
              inexact = 0;
  std::size_t uncompiled = 0;
};

const char* name(const std::optional<Status>& status) {
  static constexpr std::array<const char*, 4> names{"met", "not met", "unknown", "not applicable"};
  return status ? names[static_cast<std::size_t>(*status)] : "skipped";
}
const char* name(const std::optional<Verdict>& verdict) {
  static constexpr std::array<const char*, 3> names{"eligible", "ineligible", "undetermined"};
  return verdict ? names[static_cast<std::size_t>(*verdict)] : "skipped";
}

enum class Difference : std::uint8_t { none, inexact, unsound };

/// Settled where the definition leaves it open or says otherwise: unsound. Open, or passed without saying
/// that it does not apply, where the definition settles it: inexact.
Difference difference(Status runtime, std::optional<Status> definition) {
  if (!definition || runtime == *definition) return Difference::none;
  const bool is_weaker = runtime == Status::unknown || *definition == Status::not_applicable;
  return is_weaker ? Difference::inexact : Difference::unsound;
}

Difference difference(Verdict runtime, std::optional<Verdict> definition) {
  if (!definition || runtime == *definition) return Difference::none;
  return runtime == Verdict::undetermined ? Difference::inexact : Difference::unsound;
}

Difference difference(const Screening& runtime, const Screening& definition) {
  Difference result = difference(*runtime.verdict, definition.verdict);
  for (std::size_t i = 0; i < definition.criteria.size(); ++i) {
    result = std::max(result, difference(*runtime.criteria[i], definition.criteria[i]));
  }
  return result;
}

void count(const Screening& definition, Counts& counts) {
  for (const auto& status : definition.criteria) {
    ++counts.criteria;
    if (!status) ++counts.skipped;
    if (status == Status::unknown) ++counts.unknown;
  }
  if (definition.verdict == Verdict::undetermined) ++counts.undetermined;
}

void print(const Counts& counts) {
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  std::cout << counts.pairs << " pairs, " << counts.criteria
            << " criteria: " << share(counts.unknown, counts.criteria) << " % unknown, "
            << share(counts.undetermined, counts.pairs) << " % of patients undetermined, " << counts.joint
            << " settled jointly, " << share(counts.skipped, counts.criteria) << " % skipped, "
            << counts.uncompiled << " not compiled; " << counts.unsound << " unsound, " << counts.inexact
            << " inexact" << std::endl;
}

void show(std::size_t pair, const std::string& protocol, const std::string& patient, const Screening& runtime,
          const Screening& definition) {
  std::cout << "---- pair " << pair << "\n"
            << protocol.substr(protocol.find("group agents")) << patient << "\n";
  for (std::size_t i = 0; i < definition.criteria.size(); ++i) {
    std::cout << "  criterion " << i + 1 << ": runtime " << name(runtime.criteria[i]) << ", definition "
              << name(definition.criteria[i]) << "\n";
  }
  std::cout << "  verdict: runtime " << name(runtime.verdict) << ", definition " << name(definition.verdict)
            << std::endl;
}

int run(const Options& options) {
  const auto folder = std::filesystem::temp_directory_path() / ("eligo-oracle-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  Counts counts;
  std::size_t shown = 0;
  for (std::size_t p = options.start / patients_a_protocol; counts.pairs < options.pairs; ++p) {
    Random random(options.seed * 1'000'000'007U + p);
    const Protocol protocol = random_protocol(random);
    const std::string source = text(protocol);
    Runtime runtime(source, (folder / "trial.crit").string());
    if (!runtime.error().empty()) {
      ++counts.uncompiled;
      if (shown++ < options.show)
        std::cout << "---- protocol " << p << "\n"
                  << source.substr(source.find("group agents")) << runtime.error();
      counts.pairs += patients_a_protocol;
      continue;
    }
    for (int i = 0; i < patients_a_protocol; ++i) {
      const Patient patient = random_patient(protocol, random);
      const std::string document = json(patient);
      const auto answer = runtime.screen(document);
      ++counts.pairs;
      if (!answer) {
        std::cout << "unreadable: " << document << "\n";
        ++counts.unsound;
        continue;
      }
      const Screening definition = screen(protocol, patient, options.limit);
      count(definition, counts);
      if (answer->needed_joint_completion) ++counts.joint;
      const Difference found = difference(answer->screening, definition);
      if (options.skipped &&
          std::count(definition.criteria.begin(), definition.criteria.end(), std::nullopt) > 0) {
        for (std::size_t c = 0; c < definition.criteria.size(); ++c) {
          if (!definition.criteria[c])
            std::cout << "SKIPPED " << text(protocol.criteria[c].rule) << " ||| " << document << "\n";
        }
      }
      if (found == Difference::unsound) ++counts.unsound;
      if (found == Difference::inexact) ++counts.inexact;
      const bool is_shown = options.print ? true
                                          : found != Difference::none &&
                                                (found == Difference::unsound || !options.only_unsound);
      if (is_shown && shown++ < options.show)
        show(p * patients_a_protocol + i, source, document, answer->screening, definition);
    }
    if (counts.pairs % 80'000 < patients_a_protocol) print(counts);
  }
  print(counts);
  std::filesystem::remove_all(folder);
  return counts.unsound + counts.uncompiled > 0 || (options.exact && counts.inexact > 0) ? 1 : 0;
}

}  // namespace
}  // namespace eligo::oracle

int main(int argc, char** argv) {
  eligo::oracle::Options options;
  CLI::App app("Random protocols and patients, answered by the runtime and by the definition.");
  app.add_option("--seed", options.seed, "which random numbers");
  app.add_option("--pairs", options.pairs, "how many patients");
  app.add_option("--start", options.start, "the first pair, to go on where a run stopped");
  app.add_option("--limit", options.limit, "completions a criterion, beyond which it is skipped");
  app.add_option("--show", options.show, "so many differences in full");
  app.add_flag("--print", options.print, "show every pair, alike or not");
  app.add_flag("--unsound", options.only_unsound, "show no inexact ones");
  app.add_flag("--skipped", options.skipped, "show what is skipped");
  app.add_flag("--exact", options.exact, "an inexact answer is a failure, too");
  CLI11_PARSE(app, argc, argv);
  return eligo::oracle::run(options);
}

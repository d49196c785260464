#include <CLI/CLI.hpp>

#include "tests/oracle/run.h"

/// Holds the runtime against the definition, on random protocols and patients.
int main(int argc, char** argv) {
  eligo::oracle::Options options;
  CLI::App app("Random protocols and patients, answered by the runtime and by the definition.");
  app.add_option("--seed", options.seed, "which random numbers");
  app.add_option("--pairs", options.pairs, "how many patients");
  app.add_option("--start", options.start, "the first pair, to go on where a run stopped");
  const auto* pair = app.add_option("--pair", options.start, "show this one alone");
  app.add_option("--jobs", options.jobs, "so many at once; the results are the same")
      ->check(CLI::Range(1, 1024));
  app.add_option("--limit", options.limit, "completions a criterion, beyond which it is skipped");
  app.add_option("--show", options.show, "so many differences in full");
  app.add_flag("--properties", options.properties,
               "see, too, that a gap filled changes nothing settled, and that evidence is sound and minimal");
  app.add_flag("--settling", options.settling,
               "answer questions that are said to settle a verdict, and those that are not, at random");
  app.add_flag("--shrink", options.shrink, "what is shown is made as small as it can be");
  app.add_flag("--print", options.print, "show every pair, alike or not");
  app.add_flag("--unsound", options.only_unsound, "show no inexact ones");
  app.add_flag("--skipped", options.skipped, "show what is skipped");
  app.add_flag("--exact", options.exact, "an inexact answer is a failure, too");
  CLI11_PARSE(app, argc, argv);
  if (pair->count() > 0) {
    options.pairs = 1;
    options.print = true;
  }
  return eligo::oracle::run(options) ? 0 : 1;
}

// What exact answers cost: the patients of a file, each evaluated and read off with independent conditions
// alone, and with the cases of shared gaps. Patients without an open answer and those with one are counted
// apart. Figures are the best of several rounds; only their ratios carry over to other machines.
//
//   eligo_benchmark_exactness [PROTOCOL PATIENTS]

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "compiler/source/compilation.h"
#include "runtime/evaluate/grounds.h"
#include "runtime/ingest/patient_parser.h"
#include "runtime/screen/verdict.h"

namespace {

using namespace eligo;  // NOLINT(google-build-using-namespace)

constexpr int rounds = 25;

/// The outcomes as evaluation leaves them, with reasons and assumptions, but without cases.
void read_off(const Plan& plan, const Workspace& workspace) {
  Grounds grounds(plan, workspace);
  for (const Criterion& criterion : plan.criteria) {
    const Status status = status_of(workspace[criterion.root].truth, criterion.polarity);
    if (status == Status::unknown) grounds.reasons(criterion.root);
    grounds.assumptions(criterion.root);
  }
}

/// Microseconds for one patient.
template <typename Work>
double time_of(const std::vector<PatientFacts>& patients, Work work) {
  double best = 1e9;
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (const PatientFacts& patient : patients) work(patient);
    const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - start;
    best = std::min(best, taken.count());
  }
  return best / static_cast<double>(patients.size());
}

void report(const char* name, const Plan& plan, const std::vector<PatientFacts>& patients) {
  if (patients.empty()) return;
  Workspace workspace;
  const double fast = time_of(patients, [&](const PatientFacts& patient) {
    evaluate(plan, patient, workspace);
    read_off(plan, workspace);
  });
  const double exact = time_of(patients, [&](const PatientFacts& patient) {
    evaluate(plan, patient, workspace);
    screen(plan, patient, workspace);
  });
  double slowest = 0;
  for (const PatientFacts& patient : patients) {
    const auto start = std::chrono::steady_clock::now();
    evaluate(plan, patient, workspace);
    screen(plan, patient, workspace);
    const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - start;
    slowest = std::max(slowest, taken.count());
  }
  fmt::print(
      "{:<28} {:>5} patients  {:>8.1f} us independent  {:>8.1f} us exact  ratio {:.2f}  slowest {:.0f} us\n",
      name, patients.size(), fast, exact, exact / fast, slowest);
}

int run(const std::string& protocol, const std::string& file) {
  const Compilation compiled = compile_file(protocol);
  if (!compiled.plan) return 1;
  const Plan& plan = *compiled.plan;
  PatientParser parser(plan.vocabulary);
  std::vector<PatientFacts> settled;
  std::vector<PatientFacts> open;
  std::ifstream lines(file);
  Workspace workspace;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    PatientFacts patient;
    DataNotices notices;
    if (!parser.parse(line, ++number, patient, notices)) continue;
    evaluate(plan, patient, workspace);
    const bool is_open = std::any_of(
        plan.criteria.begin(), plan.criteria.end(),
        [&](const Criterion& criterion) { return !workspace[criterion.root].truth.is_settled(); });
    (is_open ? open : settled).push_back(std::move(patient));
  }
  report("every criterion settled", plan, settled);
  report("some criterion open", plan, open);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string protocol = argc > 2 ? argv[1] : "criteria/nct06710717/nct06710717.crit";
  const std::string patients = argc > 2 ? argv[2] : "criteria/nct06710717/patients.ndjson";
  return run(protocol, patients);
}

#include "tools/eligo/diff/moves.h"

#include "runtime/ingest/patient_parser.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/screen/notices.h"

namespace eligo {
namespace {

/// One version, ready to screen one patient after another.
class MovedSide {
 public:
  explicit MovedSide(const Plan& plan) : plan_(plan), parser_(plan) {}

  std::optional<ScreeningOutcome> screen(std::string_view json, std::size_t line, DataNotices& notices) {
    if (!parser_.parse(json, line, patient_, notices)) return std::nullopt;
    evaluate(plan_, patient_, workspace_);
    return eligo::screen(plan_, patient_, workspace_);
  }

  /// The outcome of one of its criteria.
  [[nodiscard]] std::optional<Status> status(const ScreeningOutcome& screening,
                                             const Criterion* criterion) const {
    if (criterion == nullptr) return std::nullopt;
    return screening.criteria[static_cast<std::size_t>(criterion - plan_.criteria.data())].status;
  }

 private:
  const Plan& plan_;
  PatientParser parser_;
  PatientFacts patient_;
  Workspace workspace_;
};

/// What a criterion makes of a patient's verdict. A criterion that is not there rules nobody out.
amendment::Standing standing(std::optional<Status> status, const Criterion* criterion) {
  if (!status) return amendment::Standing::passes;
  return amendment::standing_of(*status, criterion->polarity);
}

class MovedRun {
 public:
  MovedRun(const Plan& old, const Plan& now, const amendment::Amendment& amendment)
      : old_(old), now_(now), amendment_(amendment) {}

  Moves moves;

  void patient(std::string_view json, std::size_t line, DataNotices& notices) {
    DataNotices unheard;  // the new version says the same
    const auto before = old_.screen(json, line, unheard);
    const auto after = now_.screen(json, line, notices);
    if (!before || !after) return;
    ++moves.patients;
    ++moves.before[static_cast<std::size_t>(before->verdict)];
    ++moves.after[static_cast<std::size_t>(after->verdict)];
    Move move{after->patient, before->verdict, after->verdict, {}};
    for (std::size_t i = 0; i < amendment_.criteria.size(); ++i) {
      const amendment::CriterionChange& change = amendment_.criteria[i];
      const auto was = old_.status(*before, change.old);
      const auto is = now_.status(*after, change.now);
      if (standing(was, change.old) != standing(is, change.now)) move.criteria.push_back({i, was, is});
    }
    if (before->verdict != after->verdict) {
      moves.moved.push_back(std::move(move));
    } else if (!move.criteria.empty()) {
      ++moves.moved_within;
    }
  }

 private:
  MovedSide old_;
  MovedSide now_;
  const amendment::Amendment& amendment_;
};

}  // namespace

Moves find_moves(const Plan& old, const Plan& now, const amendment::Amendment& amendment,
                 const std::vector<std::string>& files, int& status) {
  MovedRun run(old, now, amendment);
  NoticePrinter printer(false, false, now.vocabulary);
  for (const std::string& name : files) {
    PatientFile file(name);
    if (!file.error().empty()) {
      status = cannot_run(name + ": " + file.error());
      return std::move(run.moves);
    }
    printer.begin(name);
    std::string_view json;
    std::size_t line = 0;
    bool is_there = true;
    while (is_there) {
      DataNotices notices;
      is_there = file.next(json, line, notices);
      if (is_there) run.patient(json, line, notices);
      printer.add(notices);
    }
    printer.end();
  }
  if (printer.has_unreadable()) status = exit_findings;
  return std::move(run.moves);
}

}  // namespace eligo

#include "eligo/screener.h"

#include <algorithm>
#include <utility>

#include "runtime/host/guarded.h"
#include "runtime/host/screener_core.h"
#include "runtime/ingest/dictionary.h"
#include "runtime/screen/readings.h"
#include "runtime/screen/settling.h"
#include "runtime/words/explain.h"
#include "runtime/words/questions.h"
#include "runtime/words/reason_text.h"
#include "runtime/words/screening_json.h"

// The front door. A Screener holds a ScreenerCore, which takes a patient from a document to the outcomes, and
// copies the outcomes into the host's Screening with the patient's id. The Screening also takes the number of
// the call: `explain`, `ask`, `readings` and `json` read the core's storage, which holds one patient only, so
// they refuse a Screening with any other number.
//
//   Result<Screener> screener = Screener::make(protocol);
//   Screening screening;
//   if (Error error = screener->screen(document, screening)) …
//   screening.verdict();

namespace eligo {
inline namespace v1 {

/// The Screener's storage.
struct Screener::Core {
  Core(Protocol of, ReadingChoice readings, ingest::Dictionary names, fhir::RunFacts run,
       const ScreenerOptions& options)
      : protocol(std::move(of)),
        dictionary(std::move(names)),
        limits(options.limits),
        cancelled(options.cancelled),
        core(*protocol.plan(), std::move(readings), &dictionary) {
    core.set_limits(limits, cancelled);
    core.set_run_facts(std::move(run));
  }

  [[nodiscard]] bool is_cancelled() const {
    return cancelled != nullptr && cancelled->load(std::memory_order_relaxed);
  }

  Protocol protocol;
  ingest::Dictionary dictionary;
  Limits limits;
  const std::atomic<bool>* cancelled;
  ScreenerCore core;
  std::shared_ptr<const int> token = std::make_shared<const int>(0);
  std::uint64_t serial = 0;  ///< of the last call
  std::optional<LostDocument> lost;
};

/// Copies the outcomes of a core into a host's Screening, whose storage is used again.
class ScreeningFiller {
 public:
  ScreeningFiller(const ScreenerCore& core, Screening& out)
      : plan_(core.plan()), facts_(core.facts()), outcome_(core.outcome()), out_(out) {}

  void fill(const Protocol& protocol, const DataNotices& notices) {
    out_.patient_ = outcome_.patient;
    out_.verdict_ = outcome_.verdict;
    if (out_.criteria_.size() < outcome_.criteria.size()) out_.criteria_.resize(outcome_.criteria.size());
    out_.criterion_count_ = outcome_.criteria.size();
    for (std::size_t i = 0; i < outcome_.criteria.size(); ++i) fill(outcome_.criteria[i], out_.criteria_[i]);
    out_.conflict_.clear();
    for (const std::uint32_t index : outcome_.conflict) out_.conflict_.emplace_back(plan_.criteria[index].id);
    out_.notices_.clear();
    for (const DataNotice& notice : notices.all())
      out_.notices_.push_back({notice.text, notice.line, notice.column});
    out_.protocol_ = protocol;
  }

 private:
  void fill(const CriterionOutcome& outcome, CriterionResult& result) const {
    const Criterion& criterion = plan_.criteria[outcome.criterion];
    result.id = criterion.id;
    result.polarity = criterion.polarity;
    result.status = outcome.status;
    result.reading = outcome.reading;
    result.parts.clear();
    for (const PartOutcome& part : outcome.parts) result.parts.push_back({part.id, part.status});
    result.reasons.clear();
    for (const Reason& reason : outcome.reasons) {
      OpenReason& open = result.reasons.emplace_back();
      open.code = reason_name(reason.code);
      if (reason.fact.exists()) open.fact = plan_.vocabulary[reason.fact].name;
      open.text = reason_text(plan_, facts_, reason);
    }
  }

  const Plan& plan_;
  const PatientFacts& facts_;
  const ScreeningOutcome& outcome_;
  Screening& out_;
};

namespace {

Error stale() {
  return {"screening-stale",
          "this screening is not the one that the Screener filled last",
          {},
          "ask before the next patient is screened, or screen the patient again"};
}

Error unreadable(const DataNotices& notices, std::optional<LostDocument>& lost) {
  Error error{"document-unreadable", "this is no patient that can be read", {}, {}};
  if (notices.all().empty()) return error;
  const DataNotice& notice = notices.all().back();
  lost = LostDocument{notice.line, notice.column, notice.patient, notice.text};
  error.message = notice.text;
  error.place = "line " + std::to_string(notice.line);
  if (notice.column > 0) error.place += ", column " + std::to_string(notice.column);
  return error;
}

ConditionState state_of(Truth truth) {
  if (truth.is_inapplicable()) return ConditionState::not_applicable;
  if (truth.is_holding()) return ConditionState::holds;
  return truth.is_failing() ? ConditionState::fails : ConditionState::open;
}

Explanation explanation_of(ExplainedNode&& node) {
  Explanation result;
  result.text = std::move(node.text);
  result.label = std::move(node.label);
  result.is_quantity = node.is_quantity;
  result.state = state_of(node.truth);
  result.value = std::move(node.value);
  result.window = std::move(node.window);
  for (RecordLine& line : node.records) {
    result.records.push_back(
        {std::move(line.text), std::move(line.why), line.role == Role::decided, std::move(line.source)});
  }
  result.reasons = std::move(node.reasons);
  result.assumptions = std::move(node.assumptions);
  result.file = std::move(node.file);
  result.line = node.line;
  for (ExplainedNode& part : node.parts) result.parts.push_back(explanation_of(std::move(part)));
  return result;
}

}  // namespace

Screener::Screener(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Screener::Screener(Screener&&) noexcept = default;
Screener& Screener::operator=(Screener&&) noexcept = default;
Screener::~Screener() = default;

Result<Screener> Screener::make(Protocol protocol, const ScreenerOptions& options) noexcept {
  return guarded([&]() -> Result<Screener> {
    std::string why;
    auto readings = choose_readings(*protocol.plan(), options.readings, why);
    if (!readings) return Error{"reading-unknown", why, {}, {}};
    std::vector<ingest::Dictionary::Error> errors;
    auto dictionary = ingest::Dictionary::read(options.dictionary, protocol.plan()->vocabulary, errors);
    if (!errors.empty()) {
      return Error{
          "dictionary-invalid", errors.front().text, "line " + std::to_string(errors.front().line), {}};
    }
    fhir::RunFacts run;
    for (const std::string& given : options.anchors) {
      why = fhir::add_anchor(run, given, protocol.plan()->vocabulary);
      if (!why.empty()) return Error{"anchor-invalid", given + ": " + why, {}, {}};
    }
    for (const std::string& given : options.complete) {
      why = fhir::add_complete(run, given);
      if (!why.empty()) return Error{"complete-invalid", given + ": " + why, {}, {}};
    }
    return Screener(std::make_unique<Core>(std::move(protocol), std::move(*readings), std::move(dictionary),
                                           std::move(run), options));
  });
}

const Protocol& Screener::protocol() const noexcept { return core_->protocol; }

const LostDocument* Screener::lost() const noexcept { return core_->lost ? &*core_->lost : nullptr; }

Error Screener::screen(std::string_view document, Screening& out, std::size_t line) noexcept {
  out.clear();
  core_->lost.reset();
  Error error = guarded([&]() -> Error {
    Core& self = *core_;
    ++self.serial;
    if (document.size() > self.limits.document_bytes) {
      Error refused{"document-too-large",
                    "the document has more than " + std::to_string(self.limits.document_bytes) + " bytes",
                    {},
                    "raise Limits::document_bytes if this is one patient"};
      self.lost = LostDocument{line, 0, {}, refused.message};
      return refused;
    }
    DataNotices notices;
    if (!self.core.read(document, line, notices)) return unreadable(notices, self.lost);
    self.core.judge();
    if (self.is_cancelled()) {
      self.lost = LostDocument{line, 0, self.core.facts().id, "the screening was cancelled"};
      return {"cancelled", "the screening was cancelled", {}, {}};
    }
    ScreeningFiller(self.core, out).fill(self.protocol, notices);
    out.screener_ = self.token;
    out.serial_ = self.serial;
    return {};
  });
  if (!error) return error;
  out.clear();
  if (!core_->lost) core_->lost.emplace(LostDocument{line, 0, {}, "out of memory"});  // takes none itself
  return error;
}

Error Screener::screen(const Patient& patient, Screening& out) noexcept {
  out.clear();
  std::string_view document;
  if (Error error = guarded([&]() -> Error {
        document = patient.json();
        return {};
      })) {
    return error;
  }
  return screen(document, out);
}

Result<Screening> Screener::screen(std::string_view document) noexcept {
  Screening screening;
  Error error = screen(document, screening);
  if (error) return error;
  return screening;
}

Result<Screening> Screener::screen(const Patient& patient) noexcept {
  Screening screening;
  Error error = screen(patient, screening);
  if (error) return error;
  return screening;
}

bool Screener::is_current(const Screening& screening) const noexcept {
  return !screening.is_empty() && screening.screener_ == core_->token && screening.serial_ == core_->serial;
}

Result<Explanation> Screener::explain(const Screening& screening, std::string_view criterion) noexcept {
  return guarded([&]() -> Result<Explanation> {
    if (!is_current(screening)) return stale();
    ScreenerCore& core = core_->core;
    for (const CriterionOutcome& outcome : core.outcome().criteria) {
      if (core.plan().criteria[outcome.criterion].id != criterion) continue;
      return explanation_of(eligo::explain(core.plan(), core.facts(), core.workspace(), outcome.root));
    }
    return Error{"criterion-unknown", "the protocol has no criterion " + std::string(criterion), {}, {}};
  });
}

Result<std::vector<OpenQuestion>> Screener::ask(const Screening& screening) noexcept {
  return guarded([&]() -> Result<std::vector<OpenQuestion>> {
    if (!is_current(screening)) return stale();
    ScreenerCore& core = core_->core;
    ScreeningOutcome marked = core.outcome();  // so that what `json` says does not hang on what was asked
    mark_settling(core.plan(), core.facts(), core.workspace(), marked);
    std::vector<OpenQuestion> questions;
    for (AskText& ask : questions_of(core.plan(), marked)) {
      OpenQuestion& question = questions.emplace_back();
      question.text = std::move(ask.text);
      for (const std::uint32_t index : ask.criteria)
        question.criteria.emplace_back(core.plan().criteria[index].id);
      question.settles_alone = std::any_of(ask.asks.begin(), ask.asks.end(), [&](std::size_t index) {
        return marked.asks[index].settles_alone;
      });
    }
    return questions;
  });
}

Result<std::vector<ReadingResult>> Screener::readings(const Screening& screening) noexcept {
  return guarded([&]() -> Result<std::vector<ReadingResult>> {
    if (!is_current(screening)) return stale();
    ScreenerCore& core = core_->core;
    std::vector<ReadingResult> results;
    for (const ReadingEffect& effect : reading_effects(core.plan(), core.facts(), core.workspace())) {
      const Criterion& criterion = core.plan().criteria[effect.criterion];
      results.push_back({criterion.id, criterion.readings[effect.reading].id, effect.status, effect.verdict});
    }
    return results;
  });
}

Result<std::string> Screener::json(const Screening& screening) noexcept {
  return guarded([&]() -> Result<std::string> {
    if (!is_current(screening)) return stale();
    const ScreenerCore& core = core_->core;
    return screening_json(core.plan(), core.facts(), core.outcome());
  });
}

}  // namespace v1
}  // namespace eligo

#include "tools/eligo/screen/screener.h"

#include <algorithm>
#include <deque>
#include <future>
#include <memory>
#include <span>
#include <utility>

#include "runtime/evaluate/evaluate.h"
#include "runtime/screen/evidence.h"
#include "runtime/words/evidence_text.h"
#include "runtime/words/json_writer.h"
#include "runtime/words/reason_text.h"
#include "runtime/words/screening_json.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/report/readable.h"
#include "tools/eligo/screen/notices.h"
#include "tools/eligo/terminal/progress.h"

namespace eligo {

namespace {

/// Adds a member to the line of a verdict: which other readings, each taken alone, would change it.
void add_readings(const Plan& plan, const std::vector<ReadingEffect>& effects, std::string& json) {
  JsonWriter list;
  list.open('[');
  for (const ReadingEffect& effect : effects) {
    const Criterion& criterion = plan.criteria[effect.criterion];
    list.open('{');
    list.member("reading", criterion.readings[effect.reading].id);
    list.member("criterion", criterion.id);
    list.member("status", status_name(effect.status));
    list.member("verdict", verdict_name(effect.verdict));
    list.close('}');
  }
  list.close(']');
  json.pop_back();
  json += ",\"readings\":" + list.take() + '}';
}

}  // namespace

ReportScreener::ReportScreener(const Plan& plan, const ScreenRequest& request)
    : request_(request), core_(plan, request.readings) {}

bool ReportScreener::is_asked_for(const CriterionOutcome& outcome) const {
  const std::vector<std::string>& only = request_.only_criteria;
  return only.empty() ||
         std::find(only.begin(), only.end(), plan().criteria[outcome.criterion].id) != only.end();
}

bool ReportScreener::wants_evidence(const CriterionOutcome& outcome, Verdict verdict) const {
  if (request_.evidence == EvidenceOf::criteria) return is_asked_for(outcome);
  return verdict == Verdict::eligible ||
         rules_out(outcome.status, plan().criteria[outcome.criterion].polarity);
}

ScreeningOutcome ReportScreener::narrowed(ScreeningOutcome screening) const {
  std::erase_if(screening.criteria, [&](const CriterionOutcome& outcome) { return !is_asked_for(outcome); });
  return screening;
}

bool ReportScreener::parse_asked_for(std::string_view json, std::size_t line, DataNotices& notices) {
  DataNotices own;
  const bool is_read = core_.read(json, line, own);
  const bool is_asked_for = is_read && patient().id == request_.only_patient;
  if (is_asked_for || !is_read) {
    for (const DataNotice& notice : own.all()) notices.add(notice);
  }
  return is_asked_for;
}

bool ReportScreener::screen(std::string_view json, std::size_t line, bool wants_trees, Screened& out,
                            DataNotices& notices) {
  if (!(request_.only_patient.empty() ? core_.read(json, line, notices)
                                      : parse_asked_for(json, line, notices))) {
    return false;
  }
  core_.judge();
  out.screening = core_.outcome();
  out.effects.clear();
  out.reasons.clear();
  out.questions.clear();
  out.trees.clear();
  out.evidence.clear();
  out.settling.clear();
  if (request_.marks_settling || request_.explains_json)
    mark_settling(plan(), patient(), core_.workspace(), out.screening);
  if (request_.wants_effects) out.effects = reading_effects(plan(), patient(), core_.workspace());
  if (request_.wants_texts) add_texts(out);
  if (wants_trees || request_.explains_json) add_explanation(out, wants_trees);
  if (request_.wants_json) {
    const Details details{&core_.workspace(), out.evidence, out.settling};
    out.json = screening_json(plan(), patient(), narrowed(out.screening),
                              request_.explains_json ? &details : nullptr);
    if (request_.wants_readings) add_readings(plan(), out.effects, out.json);
  }
  return true;
}

void ReportScreener::add_texts(Screened& out) const {
  for (const CriterionOutcome& outcome : out.screening.criteria) {
    auto& texts = out.reasons.emplace_back();
    for (const Reason& reason : outcome.reasons) texts.push_back(reason_text(plan(), patient(), reason));
  }
  out.questions = questions_of(plan(), out.screening);
}

void ReportScreener::add_explanation(Screened& out, bool wants_trees) {
  const std::size_t most_sets = out.screening.asks.size() + 20;  // each question alone, and some sets
  out.settling = settling_sets(plan(), patient(), core_.workspace(), out.screening, most_sets);
  for (const CriterionOutcome& outcome : out.screening.criteria) {
    auto& texts = out.evidence.emplace_back();
    if (wants_evidence(outcome, out.screening.verdict))
      texts = evidence_texts(plan(), patient(), smallest_evidence(plan(), patient(), outcome));
    if (wants_trees)
      out.trees.push_back(readable(explain(plan(), patient(), core_.workspace(), outcome.root)));
  }
}

namespace {

/// A stretch of a file, and all that one thread needs to screen it. Its storage is used again from stretch to
/// stretch.
class Batch {
 public:
  Batch(const Plan& plan, const ScreenRequest& request) : screener_(plan, request) {}

  static constexpr std::size_t max_patients = 256;
  static constexpr std::size_t max_bytes = 1U << 20U;

  /// Takes the file's next documents, the first `trees` of them with explanations. False at the file's end.
  bool fill(PatientFile& file, std::size_t limit, std::size_t trees) {
    notices_ = {};
    document_count_ = 0;
    std::size_t bytes = 0;
    std::string_view json;
    std::size_t line = 0;
    while (document_count_ < limit && bytes < max_bytes) {
      if (!file.next(json, line, notices_)) return false;
      if (document_count_ == documents_.size()) documents_.emplace_back();
      Document& document = documents_[document_count_];
      document.json.assign(json);
      document.line = line;
      document.wants_trees = document_count_ < trees;
      bytes += json.size();
      ++document_count_;
    }
    return true;
  }

  void screen() {
    screened_count_ = 0;
    for (std::size_t i = 0; i < document_count_; ++i) {
      if (screened_count_ == screened_.size()) screened_.emplace_back();
      const Document& document = documents_[i];
      Screened& out = screened_[screened_count_];
      if (screener_.screen(document.json, document.line, document.wants_trees, out, notices_))
        ++screened_count_;
    }
  }

  [[nodiscard]] std::size_t document_count() const { return document_count_; }
  [[nodiscard]] std::span<const Screened> screened() const { return {screened_.data(), screened_count_}; }
  [[nodiscard]] const DataNotices& notices() const { return notices_; }

 private:
  struct Document {
    std::string json;
    std::size_t line = 0;
    bool wants_trees = false;
  };

  ReportScreener screener_;
  std::vector<Document> documents_;
  std::size_t document_count_ = 0;
  std::vector<Screened> screened_;
  std::size_t screened_count_ = 0;
  DataNotices notices_;
};

/// One run over all files. Batches are filled and handed on in order by the calling thread, and screened by
/// others, or, for one job, by the calling thread as well.
class CohortRun {
 public:
  CohortRun(const Plan& plan, const ScreenRequest& request, const std::function<void(const Screened&)>& take)
      : plan_(plan), request_(request), take_(take), notices_(request.is_strict) {}

  int screen(const std::vector<std::string>& files) {
    int status = exit_success;
    for (const std::string& name : files) {
      PatientFile file(name);
      if (!file.error().empty()) {
        status = cannot_run(name + ": " + file.error());
        continue;
      }
      notices_.begin(name);
      screen(file, name);
      progress_.clear();
      notices_.end();
      if (notices_.is_fatal()) return cannot_run("stopped there, as --strict asks");
    }
    return status == exit_success && notices_.has_unreadable() ? exit_findings : status;
  }

 private:
  struct Task {
    std::unique_ptr<Batch> batch;
    std::future<void> done;  // last, so that it is waited for before the batch goes
  };

  void screen(PatientFile& file, const std::string& name) {
    const std::size_t most_under_way = request_.jobs > 1 ? std::size_t{2} * request_.jobs : 1;
    std::deque<Task> under_way;
    bool is_there = true;
    while (true) {
      while (is_there && under_way.size() < most_under_way) is_there = start(file, under_way);
      if (under_way.empty()) return;
      Task task = std::move(under_way.front());
      under_way.pop_front();
      task.done.get();
      say(task.batch->notices());
      if (notices_.is_fatal()) return;
      for (const Screened& screened : task.batch->screened()) take_(screened);
      patients_ += task.batch->screened().size();
      progress_.show(name, file.bytes_read(), file.size(), patients_);
      idle_.push_back(std::move(task.batch));
    }
  }

  bool start(PatientFile& file, std::deque<Task>& under_way) {
    std::unique_ptr<Batch> batch = idle_batch();
    // A strict run must not hand on what stands behind the first notice.
    const std::size_t limit = request_.is_strict ? 1 : Batch::max_patients;
    const bool is_more = batch->fill(file, limit, trees_left());
    documents_ += batch->document_count();
    const auto policy = request_.jobs > 1 ? std::launch::async : std::launch::deferred;
    std::future<void> done = std::async(policy, [batch = batch.get()] { batch->screen(); });
    under_way.push_back({std::move(batch), std::move(done)});
    return is_more;
  }

  std::unique_ptr<Batch> idle_batch() {
    if (idle_.empty()) return std::make_unique<Batch>(plan_, request_);
    std::unique_ptr<Batch> batch = std::move(idle_.back());
    idle_.pop_back();
    return batch;
  }

  [[nodiscard]] std::size_t trees_left() const {
    return request_.trees > documents_ ? request_.trees - documents_ : 0;
  }

  void say(const DataNotices& notices) {
    if (notices.all().empty()) return;
    progress_.clear();
    notices_.add(notices);
  }

  const Plan& plan_;
  const ScreenRequest& request_;
  const std::function<void(const Screened&)>& take_;
  NoticePrinter notices_;
  ProgressBar progress_;
  std::vector<std::unique_ptr<Batch>> idle_;
  std::size_t documents_ = 0;
  std::size_t patients_ = 0;
};

}  // namespace

int screen_files(const Plan& plan, const std::vector<std::string>& files, const ScreenRequest& request,
                 const std::function<void(const Screened&)>& take) {
  return CohortRun(plan, request, take).screen(files);
}

}  // namespace eligo

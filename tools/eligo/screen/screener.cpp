#include "tools/eligo/screen/screener.h"

#include <algorithm>
#include <deque>
#include <exception>
#include <filesystem>
#include <future>
#include <memory>
#include <new>
#include <optional>
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
    : request_(request), core_(plan, request.readings, request.dictionary) {
  core_.set_limits(request.inputs.limits, nullptr);
  core_.set_form(request.inputs.form);
  core_.set_run_facts(request.inputs.run_facts);
}

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
  Batch(const Plan& plan, const ScreenRequest& request) : plan_(plan), request_(request) {}

  static constexpr std::size_t max_patients = 256;
  static constexpr std::size_t max_bytes = 1U << 20U;

  /// Takes the file's next documents, the first `trees` of them with explanations. False at the file's end.
  bool fill(InputSource& file, std::size_t limit, std::size_t trees) {
    notices_ = {};
    lost_.clear();
    document_count_ = 0;
    std::size_t bytes = 0;
    std::string_view json;
    std::size_t line = 0;
    while (document_count_ < limit && bytes < max_bytes) {
      const bool is_there = file.next(json, line, notices_);
      lost_.note(notices_, document_count_);
      if (!is_there) return false;
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
      if (screen(documents_[i], screened_[screened_count_])) {
        document_of_.resize(screened_.size());
        document_of_[screened_count_++] = i;
      } else {
        lost_.note(notices_, i);
      }
    }
  }

  /// Hands on the patients that were screened and the documents that were lost, in the order of the file.
  void hand_on(const std::string& file, const std::function<void(const Screened&)>& take,
               const TakeLost& lose) {
    for (std::size_t i = 0; i < screened_count_; ++i) {
      lost_.hand_on(document_of_[i], file, lose);
      take(screened_[i]);
    }
    lost_.hand_on(document_count_, file, lose);
  }

  /// Hands every screened patient to `see`, with the line of the document.
  void each(const std::function<void(const Screened&, std::size_t line)>& see) const {
    for (std::size_t i = 0; i < screened_count_; ++i) see(screened_[i], documents_[document_of_[i]].line);
  }

  [[nodiscard]] std::size_t document_count() const { return document_count_; }
  [[nodiscard]] std::size_t screened_count() const { return screened_count_; }
  [[nodiscard]] const DataNotices& notices() const { return notices_; }

 private:
  struct Document {
    std::string json;
    std::size_t line = 0;
    bool wants_trees = false;
  };

  /// A patient who cannot be screened is lost; the others are not.
  bool screen(const Document& document, Screened& out) {
    try {
      if (!screener_) screener_.emplace(plan_, request_);
      return screener_->screen(document.json, document.line, document.wants_trees, out, notices_);
    } catch (const std::bad_alloc&) {
      return lose(document, "there is not enough memory");
    } catch (const std::exception&) {
      return lose(document, "there is a fault in the program; please report it, with the document");
    }
  }

  bool lose(const Document& document, const std::string& why) {
    screener_.reset();  // what it holds may be half made
    notices_.add(
        {DataNotice::Kind::unreadable, {}, document.line, 0, "this patient cannot be screened: " + why});
    return false;
  }

  const Plan& plan_;
  const ScreenRequest& request_;
  std::optional<ReportScreener> screener_;
  std::vector<Document> documents_;
  std::size_t document_count_ = 0;
  std::vector<Screened> screened_;
  std::vector<std::size_t> document_of_;  // by screened patient
  std::size_t screened_count_ = 0;
  LostDocuments lost_;
  DataNotices notices_;
};

/// What a file is like from outside, by which a change is seen.
struct FileState {
  std::uintmax_t size = 0;
  std::filesystem::file_time_type time;

  static std::optional<FileState> of(const std::string& path) {
    std::error_code error;
    if (path == "-" || !std::filesystem::is_regular_file(path, error)) return std::nullopt;
    const FileState state{std::filesystem::file_size(path, error),
                          std::filesystem::last_write_time(path, error)};
    return error ? std::nullopt : std::optional(state);
  }
  bool operator==(const FileState&) const = default;
};

/// One run over all files. Batches are filled and handed on in order by the calling thread, and screened by
/// others, or, for one job, by the calling thread as well.
class CohortRun {
 public:
  CohortRun(const Plan& plan, const ScreenRequest& request, const std::function<void(const Screened&)>& take,
            const TakeLost& lose)
      : plan_(plan),
        request_(request),
        take_(take),
        lose_(lose),
        notices_(request.is_strict, request.shows_values, plan.vocabulary) {}

  int screen(const std::vector<std::string>& files) {
    int status = exit_success;
    for (const InputGroup& group : grouped_inputs(files, request_.inputs)) {
      const std::string& name = group.paths.front();
      const std::unique_ptr<InputSource> source = open_inputs(group, request_.inputs);
      InputSource& file = *source;
      if (!file.error().empty()) {
        status = cannot_run(name + ": " + file.error());
        continue;
      }
      if (request_.see) file.show_to(request_.see);
      std::vector<std::optional<FileState>> states;
      for (const std::string& path : group.paths) states.push_back(FileState::of(path));
      const std::size_t before = documents_;
      notices_.begin(name);
      pass_over(file);
      const bool is_kept = screen(file, name);
      if (is_kept && documents_ == before) notices_.warn("it holds no patient");
      progress_.clear();
      notices_.end();
      if (!is_kept) return exit_cannot_run;
      if (notices_.is_fatal()) return cannot_run("stopped there, as --strict asks");
      if (!file.error().empty())
        status = group.kind == InputGroup::Kind::documents ? exit_cannot_run  // told as a notice
                                                           : cannot_run(file.error());
      for (std::size_t i = 0; i < states.size(); ++i) {
        if (FileState::of(group.paths[i]) == states[i]) continue;
        status = cannot_run(group.paths[i] +
                            ": it has changed while it was read, so its answers may be of neither state");
      }
    }
    return status == exit_success && notices_.has_unreadable() ? exit_findings : status;
  }

 private:
  struct Task {
    std::unique_ptr<Batch> batch;
    std::future<void> done;  // last, so that it is waited for before the batch goes
  };

  /// Passes over what an earlier run answered: a line for each document, and for each stretch that is none.
  void pass_over(InputSource& file) {
    std::string_view json;
    std::size_t line = 0;
    while (passed_over_ < request_.answered) {
      DataNotices lost;
      const bool is_there = file.next(json, line, lost);
      passed_over_ += lost.all().size() + (is_there ? 1 : 0);
      if (!is_there) return;
      ++documents_;
    }
  }

  /// False if answers cannot be kept.
  bool screen(InputSource& file, const std::string& name) {
    const std::size_t most_under_way = request_.jobs > 1 ? std::size_t{2} * request_.jobs : 1;
    std::deque<Task> under_way;
    bool is_there = true;
    while (true) {
      while (is_there && under_way.size() < most_under_way) is_there = start(file, under_way);
      if (under_way.empty()) return true;
      Task task = std::move(under_way.front());
      under_way.pop_front();
      task.done.get();
      say(task.batch->notices());
      compare_ids(*task.batch, name);
      if (notices_.is_fatal()) return true;
      task.batch->hand_on(name, take_, lose_);
      if (!request_.keep()) return false;
      patients_ += task.batch->screened_count();
      progress_.show(name, file.bytes_read(), file.size(), patients_);
      idle_.push_back(std::move(task.batch));
    }
  }

  bool start(InputSource& file, std::deque<Task>& under_way) {
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

  void compare_ids(const Batch& batch, const std::string& name) {
    if (request_.ids == nullptr) return;
    batch.each([&](const Screened& screened, std::size_t line) {
      const std::string text = request_.ids->add(screened.screening.patient, name, line);
      if (text.empty()) return;
      progress_.clear();
      notices_.warn(line, text);
    });
  }

  const Plan& plan_;
  const ScreenRequest& request_;
  const std::function<void(const Screened&)>& take_;
  const TakeLost& lose_;
  NoticePrinter notices_;
  ProgressBar progress_;
  std::vector<std::unique_ptr<Batch>> idle_;
  std::size_t documents_ = 0;
  std::size_t patients_ = 0;
  std::size_t passed_over_ = 0;
};

}  // namespace

int screen_files(const Plan& plan, const std::vector<std::string>& files, const ScreenRequest& request,
                 const std::function<void(const Screened&)>& take, const TakeLost& lose) {
  return CohortRun(plan, request, take, lose).screen(files);
}

}  // namespace eligo

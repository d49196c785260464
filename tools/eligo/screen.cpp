// `eligo screen`: patients in, verdicts out.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "compiler/source/digest.h"
#include "tools/eligo/audit/audit_log.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/screen/answers.h"
#include "tools/eligo/screen/cohort.h"
#include "tools/eligo/screen/cohort_text.h"
#include "tools/eligo/screen/input_options.h"
#include "tools/eligo/screen/limit_options.h"
#include "tools/eligo/screen/patient_ids.h"
#include "tools/eligo/screen/report_html.h"
#include "tools/eligo/screen/run_description.h"
#include "tools/eligo/screen/screener.h"

namespace eligo {

namespace {

struct ScreenOptions {
  std::string protocol;
  std::vector<std::string> readings;
  std::vector<std::string> library_folders;
  std::vector<std::string> limits;
  InputOptions inputs;
  std::string dictionary;
  std::string report;
  std::string output;
  bool resumes = false;
  std::string audit;
  std::string user;
  bool wants_readings = false;
  bool wants_trees = false;
  bool is_strict = false;
  bool shows_values = false;
  unsigned jobs = 1;
  Format format = Format::human;

  [[nodiscard]] bool is_json() const { return format == Format::json; }
  /// Whether the answers go to a file line by line, so that a run that was ended can be gone on with.
  [[nodiscard]] bool keeps_answers() const { return is_json() && !output.empty(); }
  [[nodiscard]] AnswerOptions for_answers() const {
    return {is_json(), readings, limits, inputs.said(), wants_readings, wants_trees, is_strict};
  }
};

/// Why the options do not go together; empty if they do.
std::string contradiction(const ScreenOptions& options) {
  if (options.wants_trees && !options.is_json())
    return "--explain belongs to --format json; `eligo explain` shows one patient to people";
  if (options.resumes && !options.keeps_answers())
    return "--resume belongs to --format json with --output FILE: it goes on with that file";
  if (options.resumes && !options.report.empty())
    return "--report needs every patient, so it does not go with --resume";
  if (!options.user.empty() && options.audit.empty()) return "--audit-user belongs to --audit FILE";
  return {};
}

/// One run of `eligo screen`.
class ScreenRun {
 public:
  explicit ScreenRun(ScreenOptions& options) : options_(options) {}

  int run() {
    if (const std::string why = contradiction(options_); !why.empty()) return cannot_run(why);
    if (!take_limits(options_.limits, settings_.limits)) return exit_cannot_run;
    plan_ = load_protocol(options_.protocol, options_.library_folders, files_);
    if (!plan_) return exit_cannot_run;
    const auto readings = choose_readings(*plan_, options_.readings);
    if (!readings) return exit_cannot_run;
    dictionary_ = load_dictionary(options_.dictionary, plan_->vocabulary, files_);
    if (!dictionary_ || !take_inputs(options_.inputs, plan_->vocabulary, *dictionary_, files_, settings_))
      return exit_cannot_run;
    begun_ = time_now();
    if (options_.keeps_answers() || !options_.audit.empty())
      description_ = run_description(*plan_, files_, options_.for_answers());
    cohort_.emplace(*plan_);
    if (!options_.report.empty()) page_.emplace(*plan_, *readings);
    if (!open_outputs()) return exit_cannot_run;
    const int status = finish(screen(*readings));
    return options_.audit.empty() || write_audit(status) ? status : exit_cannot_run;
  }

 private:
  /// Found out before the work is done rather than after it.
  bool open_outputs() {
    if (!files_.is_output_safe()) return false;
    if (!options_.report.empty() && !files_.can_write(options_.report)) return false;
    if (!options_.audit.empty() && !can_write_audit()) return false;
    if (options_.keeps_answers()) return open_answers();
    return options_.output.empty() || files_.can_write(options_.output);
  }

  bool can_write_audit() {
    std::string why;
    if (!files_.can_write(options_.audit) || !files_.can_write(options_.audit + ".head")) return false;
    if (audit::can_append(options_.audit, why)) return true;
    cannot_run(options_.audit + ": no entry can be added: " + why);
    return false;
  }

  bool open_answers() {
    nlohmann::ordered_json run = description_;
    const bool is_once =
        std::any_of(options_.inputs.files.begin(), options_.inputs.files.end(), [](const std::string& file) {
          std::error_code ignored;
          return file == "-" || (std::filesystem::exists(file, ignored) &&
                                 !std::filesystem::is_regular_file(file, ignored) &&
                                 !std::filesystem::is_directory(file, ignored));
        });
    if (is_once && options_.resumes) {
      cannot_run("--resume needs files: what is read once only cannot be read again");
      return false;
    }
    if (!is_once) {
      const auto patients = digests_of(options_.inputs.files);
      if (!patients) return false;
      run["patients"] = *patients;
    }
    return answers_.open(options_.output, files_, run.dump(), options_.resumes,
                         [&](std::string_view line) { take_earlier(line); });
  }

  /// The id of a patient whom the earlier run answered.
  void take_earlier(std::string_view line) {
    static constexpr std::string_view key = "{\"patient\":\"";
    ++earlier_;
    if (!line.starts_with(key)) return;
    std::size_t end = key.size();
    while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
    if (end >= line.size()) return;
    const auto id = nlohmann::json::parse(line.substr(key.size() - 1, end + 2 - key.size()), nullptr, false);
    if (id.is_string()) ids_.add(id.get_ref<const std::string&>(), options_.output, earlier_);
  }

  int screen(const ReadingChoice& readings) {
    ScreenRequest request;
    request.dictionary = &*dictionary_;
    request.readings = readings;
    request.inputs = settings_;
    request.wants_json = options_.is_json();
    request.explains_json = options_.wants_trees;
    request.wants_readings = options_.wants_readings;
    request.wants_effects = options_.wants_readings || page_;
    request.marks_settling = !options_.is_json() || page_;
    request.evidence = options_.wants_trees ? EvidenceOf::criteria : EvidenceOf::verdict;
    request.wants_texts = page_.has_value();
    request.trees = page_ ? ReportPage::max_trees : 0;
    request.is_strict = options_.is_strict;
    request.shows_values = options_.shows_values;
    request.jobs = options_.jobs;
    request.ids = &ids_;
    request.answered = answers_.answered().lines;
    request.keep = [&] { return answers_.flush(); };
    if (!options_.audit.empty())
      request.see = [&](const std::string& file, std::string_view bytes) { inputs_.see(file, bytes); };
    const auto take = [&](const Screened& screened) {
      cohort_->add(screened.screening, screened.effects);
      if (page_) page_->add(screened);
      if (request.wants_json) answers_.add(screened.json);
    };
    const auto lose = [&](const std::string& file, const DataNotice& notice) {
      ++cohort_->unreadable;
      if (request.wants_json) answers_.add(unreadable_json(file, notice));
    };
    const int status = screen_files(*plan_, options_.inputs.files, request, take, lose);
    return status == exit_success && answers_.answered().unreadable > 0 ? exit_findings : status;
  }

  /// Writes what is written at the end. Nothing is put over an older file by a run that did not succeed.
  int finish(int status) {
    if (!options_.is_json() && (cohort_->patients > 0 || status == exit_success)) {
      const Style style = options_.output.empty() ? style_of(stdout) : Style{};
      std::string text = cohort_text(*cohort_, style);
      if (options_.wants_readings) text += readings_text(*cohort_, style);
      if (options_.output.empty()) {
        print(text);
        if (!flush_output()) return exit_cannot_run;
      } else if (status != exit_cannot_run && !files_.write(options_.output, text)) {
        return exit_cannot_run;
      }
      human_digest_ = digest(std::string_view(text));
    }
    if (status == exit_cannot_run) {
      if (const std::string left = answers_.unfinished(); !left.empty() && options_.keeps_answers())
        cannot_run("the answers so far are in " + left + "; --resume goes on with them");
      if (page_) cannot_run(options_.report + " is not written, since not all could be screened");
      return status;
    }
    if (page_ && !files_.write(options_.report, page_->text(*cohort_))) return exit_cannot_run;
    return answers_.finish() ? status : exit_cannot_run;
  }

  bool write_audit(int status) {
    nlohmann::ordered_json entry = {{"begun", begun_},
                                    {"ended", time_now()},
                                    {"user", options_.user.empty() ? system_user() : options_.user}};
    entry.update(description_);
    entry["patients"] = inputs_.json(options_.inputs.files);
    nlohmann::ordered_json counts;
    const Answered& earlier = answers_.answered();
    for (const Verdict verdict : {Verdict::eligible, Verdict::ineligible, Verdict::undetermined})
      counts[std::string(verdict_name(verdict))] =
          cohort_->count(verdict) + earlier.verdicts[static_cast<std::size_t>(verdict)];
    counts["unreadable"] = cohort_->unreadable + earlier.unreadable;
    entry["verdicts"] = std::move(counts);
    entry["answers"] = options_.is_json() ? answers_.digest() : human_digest_;
    entry["exit"] = status;
    std::string why;
    if (audit::append(options_.audit, entry, why)) return true;
    cannot_run(options_.audit + ": the entry of this run cannot be added: " + why);
    return false;
  }

  ScreenOptions& options_;
  InputSettings settings_;
  RunFiles files_;
  std::optional<Plan> plan_;
  std::optional<ingest::Dictionary> dictionary_;
  nlohmann::ordered_json description_;
  std::string begun_;
  std::optional<Cohort> cohort_;
  std::optional<ReportPage> page_;
  Answers answers_;
  PatientIds ids_;
  InputDigests inputs_;
  std::size_t earlier_ = 0;
  std::string human_digest_;
};

}  // namespace

void add_screen(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("screen", "patients in, verdicts out");
  auto options = std::make_shared<ScreenOptions>();
  command->add_option("PROTOCOL", options->protocol, "the criteria (.crit), or a saved plan")
      ->required()
      ->option_text(" ");
  add_inputs(*command, options->inputs);
  command->add_option("--report", options->report, "write a page for the browser that holds the whole cohort")
      ->option_text("FILE");
  command
      ->add_option("--output,-o", options->output,
                   "write the answers there (default: standard output), once all are given")
      ->option_text("FILE");
  command->add_flag("--resume", options->resumes,
                    "go on with the run that was ended while it wrote --output, with --format json");
  command->add_option("--audit", options->audit, "add an entry about this run: docs/audit.md")
      ->option_text("FILE");
  command->add_option("--audit-user", options->user, "who runs it (default: the system's name of the user)")
      ->option_text("NAME");
  command
      ->add_option("--reading", options->readings, "the reading to take of its criterion; may be given again")
      ->option_text("ID")
      ->allow_extra_args(false);
  command->add_flag("--readings", options->wants_readings,
                    "tell for whom each other reading changes the verdict");
  command->add_flag("--explain", options->wants_trees,
                    "with --format json: the tree of sub-conditions of each criterion");
  command->add_flag("--strict", options->is_strict, "stop at data that is not understood or cannot be used");
  command->add_flag("--show-values", options->shows_values,
                    "let warnings tell the patients' ids and what their records hold");
  command->add_option("--jobs", options->jobs, "threads; the answers are the same for any number")
      ->check(CLI::Range(1, 256).description(""))
      ->option_text("N");
  command
      ->add_option("--library-path", options->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR")
      ->allow_extra_args(false);
  add_dictionary(*command, options->dictionary);
  add_limits(*command, options->limits);
  add_format(*command, options->format);
  command->footer(
      "Exit status: 0 all screened, 1 some patients could not be read, 2 nothing could be done.\n\n"
      "Example:\n  eligo screen trial.crit patients.ndjson --report cohort.html\n"
      "  eligo screen trial.crit - --format json < patients.ndjson\n"
      "  eligo screen trial.crit patients.ndjson --format json --output answers.ndjson --resume");
  command->callback([options, &status] { status = ScreenRun(*options).run(); });
}

}  // namespace eligo

#include "tools/python/src/cohort_stream.h"

#include <stdexcept>
#include <thread>
#include <utility>

#include "tools/python/src/core_error.h"

namespace eligo::python {
namespace {

class ReadDocuments : public DocumentSource {
 public:
  explicit ReadDocuments(Documents documents) : documents_(std::move(documents)) {}

  bool next(CohortDocument& out) override {
    auto entry = documents_.next();
    if (!entry) throw CoreError(entry.error());
    if (!*entry) return false;
    if (const auto* document = std::get_if<DocumentText>(&**entry)) {
      out.text.assign(document->text);
      out.line = document->line;
    } else {
      out.lost = std::get<LostDocument>(**entry);
      out.line = out.lost->line;
    }
    return true;
  }

 private:
  Documents documents_;
};

class ListedDocuments : public DocumentSource {
 public:
  ListedDocuments(std::vector<std::string> documents, std::size_t first_line)
      : documents_(std::move(documents)), first_line_(first_line) {}

  bool next(CohortDocument& out) override {
    if (at_ == documents_.size()) return false;
    out.text = std::move(documents_[at_]);
    out.line = first_line_ + at_++;
    return true;
  }

 private:
  std::vector<std::string> documents_;
  std::size_t first_line_;
  std::size_t at_ = 0;
};

std::unique_ptr<DocumentSource> read_source(Result<Documents> documents) {
  if (!documents) throw CoreError(documents.error());
  return std::make_unique<ReadDocuments>(std::move(*documents));
}

void set_lost(PatientResult& result, const std::string& file, const LostDocument& lost, std::string error) {
  const auto line = lost_json(file, lost);
  if (!line) throw std::bad_alloc();
  result.json = *line;
  result.patient = lost.patient;
  result.error = std::move(error);
  result.why = lost.text;
}

}  // namespace

std::unique_ptr<DocumentSource> file_source(const std::string& path, const Limits& limits) {
  return read_source(Documents::open(path, limits));
}

std::unique_ptr<DocumentSource> text_source(std::string_view text, const Limits& limits) {
  return read_source(Documents::of_text(text, limits));
}

std::unique_ptr<DocumentSource> list_source(std::vector<std::string> documents, std::size_t first_line) {
  return std::make_unique<ListedDocuments>(std::move(documents), first_line);
}

void screen_into(Screener& screener, Screening& screening, const std::string& file, PatientResult& result) {
  const CohortDocument& document = result.document;
  if (document.lost) return set_lost(result, file, *document.lost, "document-unreadable");
  if (const Error error = screener.screen(document.text, screening, document.line)) {
    if (error.code == "out-of-memory") throw std::bad_alloc();
    return set_lost(result, file, *screener.lost(), error.code);
  }
  auto json = screener.json(screening);
  if (!json) throw CoreError(json.error());
  result.json = std::move(*json);
  result.patient = screening.patient();
  result.verdict = screening.verdict();
  for (const CriterionResult& criterion : screening.criteria()) result.statuses.push_back(criterion.status);
  result.notices.assign(screening.notices().begin(), screening.notices().end());
}

CohortStream::CohortStream(Protocol protocol, ScreenerOptions options, unsigned threads, std::string file,
                           std::unique_ptr<DocumentSource> source, bool keeps_documents)
    : protocol_(std::move(protocol)),
      options_(std::move(options)),
      file_(std::move(file)),
      source_(std::move(source)),
      keeps_documents_(keeps_documents),
      screenings_(threads) {
  for (unsigned i = 0; i < threads; ++i) {
    auto screener = Screener::make(protocol_, options_);
    if (!screener) throw CoreError(screener.error());
    screeners_.push_back(std::move(*screener));
  }
}

std::vector<PatientResult> CohortStream::fill() {
  std::vector<PatientResult> results;
  std::size_t bytes = 0;
  const std::size_t threads = screeners_.size();
  while (results.size() < most_patients * threads && bytes < most_bytes * threads) {
    PatientResult result;
    if (!source_->next(result.document)) break;
    bytes += result.document.text.size();
    results.push_back(std::move(result));
  }
  return results;
}

void CohortStream::screen(std::vector<PatientResult>& results, std::size_t worker,
                          std::atomic<std::size_t>& at) {
  for (std::size_t i = at++; i < results.size(); i = at++) {
    screen_into(screeners_[worker], screenings_[worker], file_, results[i]);
    if (!keeps_documents_) results[i].document = {{}, results[i].document.line, {}};
  }
}

std::vector<PatientResult> CohortStream::next() {
  std::vector<PatientResult> results = fill();
  std::atomic<std::size_t> at = 0;
  const std::size_t workers = std::min(screeners_.size(), results.size());
  std::vector<std::exception_ptr> faults(workers);
  const auto work = [&](std::size_t worker) {
    try {
      screen(results, worker, at);
    } catch (...) {
      faults[worker] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < workers; ++i) threads.emplace_back(work, i);
    if (workers > 0) work(0);
  }
  for (const std::exception_ptr& fault : faults)
    if (fault) std::rethrow_exception(fault);
  return results;
}

}  // namespace eligo::python

#include <memory>

#include "eligo/compile.h"
#include "eligo/eligo.h"
#include "tests/memory/work.h"

namespace eligo::memory {
namespace {

/// All that a Screening says.
std::string text_of(const Screening& screening) {
  std::string text(screening.patient());
  text += std::string(": ") + std::string(verdict_name(screening.verdict())) + '\n';
  for (const CriterionResult& one : screening.criteria()) {
    text += std::string(one.id) + ' ' + std::string(status_name(one.status)) + ' ' + std::string(one.reading);
    for (const OpenReason& reason : one.reasons) text += "; " + std::string(reason.code) + ' ' + reason.text;
    for (const PartResult& part : one.parts)
      text += ", " + std::string(part.id) + ' ' + std::string(status_name(part.status));
    text += '\n';
  }
  for (const std::string_view id : screening.conflict()) text += "conflict " + std::string(id) + '\n';
  for (const RecordNotice& one : screening.notices()) text += "notice " + one.text + '\n';
  return text;
}

std::string text_of(const Explanation& one) {
  std::string text = one.label + '|' + one.text + '|' + std::to_string(static_cast<int>(one.state)) + '|' +
                     one.value + '|' + one.window + '\n';
  for (const ExplainedRecord& record : one.records) text += "- " + record.text + ' ' + record.why + '\n';
  for (const std::string& reason : one.reasons) text += "? " + reason + '\n';
  for (const std::string& assumed : one.assumptions) text += "* " + assumed + '\n';
  for (const Explanation& part : one.parts) text += text_of(part);
  return text;
}

std::string text_of(const std::vector<OpenQuestion>& questions) {
  std::string text;
  for (const OpenQuestion& one : questions)
    text += one.text + (one.settles_alone ? " alone" : "") + std::to_string(one.criteria.size()) + '\n';
  return text;
}

std::string text_of(const std::vector<ReadingResult>& results) {
  std::string text;
  for (const ReadingResult& one : results)
    text += std::string(one.reading) + ' ' + std::string(status_name(one.status)) + ' ' +
            std::string(verdict_name(one.verdict)) + '\n';
  return text;
}

std::string text_of(const std::string& text) { return text; }

template <typename Value>
Outcome outcome_of(const Result<Value>& result) {
  return result ? Outcome{false, text_of(*result)} : failed(result.error());
}

/// The objects that a host keeps from one patient to the next.
struct Host {
  explicit Host(const Trial& trial)
      : protocol(*compile_protocol(trial.path).protocol),
        screener(std::move(*Screener::make(protocol))),
        documents(trial.documents) {}

  /// Screens a document with memory enough: the screening and all that is said about it.
  std::string all_of(const std::string& document) {
    if (const Error error = screener.screen(document, screening)) return failed(error).answer;
    return text_of(screening) + all_about();
  }
  /// What is said about the screening that was filled last.
  std::string all_about() {
    std::string text;
    for (const CriterionResult& one : screening.criteria())
      text += outcome_of(screener.explain(screening, one.id)).answer;
    text += outcome_of(screener.json(screening)).answer;
    text += outcome_of(screener.ask(screening)).answer;
    return text + outcome_of(screener.readings(screening)).answer;
  }
  /// Another patient, then the first once more: what is left of one must not show in the next.
  std::string everybody() {
    std::string text;
    for (auto document = documents.rbegin(); document != documents.rend(); ++document)
      text += all_of(*document);
    return text;
  }

  Protocol protocol;
  Screener screener;
  Screening screening;
  std::vector<std::string> documents;
};

using HostPointer = std::shared_ptr<Host>;

Outcome screened(const HostPointer& host, const Error& error) {
  if (!error) return {false, text_of(host->screening)};
  if (!host->screening.is_empty()) return {false, "a screening after an error: " + text_of(host->screening)};
  return failed(error);
}

Work making(const HostPointer& host, bool is_large) {
  ScreenerOptions options;
  options.dictionary = "# of one house\ntreatments \"MTX\" = methotrexate\n";
  options.readings = {std::string(host->protocol.criteria()[1].readings[0])};
  const auto make = [=](Shortage& shortage) {
    auto made = under(shortage, [&] { return Screener::make(host->protocol, options); });
    if (!made) return failed(made.error());
    return outcome_of(made->json(*made->screen(host->documents.front())));
  };
  return {"making a Screener", make, [=] { return host->everybody(); }, is_large};
}

/// As a host's code builds a patient. A call that throws is made again.
Patient built(Shortage& shortage) {
  const auto insist = [&](const auto& call) {
    try {
      under(shortage, call);
    } catch (const std::bad_alloc&) {
      call();
    }
  };
  Patient patient{std::string_view()};
  insist([&] { patient.clear("P-built, by code that builds it as a host does"); });
  insist([&] { patient.anchor("enrolment", "2025-06-30"); });
  insist([&] { patient.attribute("birth-date", "1990-05-17"); });
  insist([&] { patient.attribute("sex", "female"); });
  for (const double value : {300.0, 30.5}) {
    insist([&] {
      patient.add(
          Observation{.fact = "ALT", .value = value, .unit = "U/L", .date = "2025-06-20", .high = 40.0});
    });
  }
  insist([&] { patient.add(Condition{.fact = "gout", .onset = "2024-03"}); });
  insist([&] { patient.add(Treatment{.fact = "methotrexate", .start = "2025-01-10", .end = "2025-03-01"}); });
  insist([&] { patient.add(Procedure{.fact = "biopsy of an organ", .date = "2025-06-21"}); });
  insist([&] { patient.add(PatientAnswer{.question = "a question", .answer = true}); });
  insist([&] { patient.complete("conditions"); });
  return patient;
}

Work building(const HostPointer& host) {
  const auto build = [=](Shortage& shortage) {
    const Patient patient = built(shortage);
    std::string document;
    try {
      document = under(shortage, [&] { return std::string(patient.json()); });
    } catch (const std::bad_alloc&) {
      document = patient.json();
    }
    return Outcome{false, document};
  };
  return {"building a patient", build, [=] { return host->everybody(); }};
}

/// One document, of a Screener that has screened others, or of a new one.
Work screening(const HostPointer& host, std::size_t which, bool is_large) {
  const auto screen = [=](Shortage& shortage) {
    const Error error =
        under(shortage, [&] { return host->screener.screen(host->documents[which], host->screening); });
    return screened(host, error);
  };
  return {"screening patient " + std::to_string(which + 1), screen, [=] { return host->everybody(); },
          is_large};
}

Work first_screening(const HostPointer& host, bool is_large) {
  const auto screen = [=](Shortage& shortage) {
    Screener fresh = std::move(*Screener::make(host->protocol));
    const auto once = outcome_of(under(shortage, [&] { return fresh.screen(host->documents.front()); }));
    const auto again = outcome_of(fresh.screen(host->documents.front()));
    return once.is_out_of_memory || once.answer == again.answer ? once : again;
  };
  return {"a new Screener's first patient", screen, [=] { return host->everybody(); }, is_large};
}

/// Asks about the screening that was filled last; afterwards all else is asked about the same one.
template <typename Question>
Work asking(const HostPointer& host, std::string name, bool is_large, Question question) {
  const auto ask = [=](Shortage& shortage) {
    if (const Error error = host->screener.screen(host->documents.front(), host->screening))
      return failed(error);
    return outcome_of(under(shortage, [&] { return question(*host); }));
  };
  return {std::move(name), ask, [=] { return text_of(host->screening) + host->all_about(); }, is_large};
}

}  // namespace

std::vector<Work> screener_works(const Trial& trial) {
  const auto host = std::make_shared<Host>(trial);
  const bool is_large = trial.is_large;
  std::vector<Work> works{making(host, is_large), first_screening(host, is_large)};
  for (std::size_t i = 0; i < trial.documents.size(); ++i) works.push_back(screening(host, i, is_large));
  if (!is_large) works.push_back(building(host));
  for (std::size_t i = 0; i < host->protocol.criteria().size(); ++i) {
    if (is_large && i % 10 != 0) continue;
    const std::string id(host->protocol.criteria()[i].id);
    works.push_back(asking(host, "explaining " + id, is_large,
                           [id](Host& of) { return of.screener.explain(of.screening, id); }));
  }
  works.push_back(asking(host, "asking", is_large, [](Host& of) { return of.screener.ask(of.screening); }));
  works.push_back(
      asking(host, "other readings", is_large, [](Host& of) { return of.screener.readings(of.screening); }));
  works.push_back(asking(host, "JSON", is_large, [](Host& of) { return of.screener.json(of.screening); }));
  return works;
}

}  // namespace eligo::memory

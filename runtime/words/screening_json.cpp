#include "runtime/words/screening_json.h"

#include <string_view>

#include "runtime/words/describe.h"
#include "runtime/words/explain.h"
#include "runtime/words/json_writer.h"
#include "runtime/words/reason_text.h"

namespace eligo {
namespace {

std::string_view kind_name(Polarity polarity) {
  return polarity == Polarity::inclusion ? "inclusion" : "exclusion";
}

std::string_view truth_name(Truth truth) {
  if (truth.is_holding()) return status_name(Status::met);
  if (truth.is_failing()) return status_name(Status::not_met);
  return status_name(truth.is_inapplicable() ? Status::not_applicable : Status::unknown);
}

std::string_view role_name(Role role) {
  switch (role) {
    case Role::decided: return "decided";
    case Role::considered: return "considered";
    case Role::maybe: return "may_count";
    case Role::outside_window: return "outside_window";
    case Role::after_as_of: return "after_as_of";
    case Role::filtered: return "filtered";
    case Role::void_: return "void";
    case Role::superseded: return "superseded";
  }
  return {};
}

/// Writes one screening.
class ScreeningWriter {
 public:
  ScreeningWriter(const Plan& plan, const PatientFacts& patient, const Details* details)
      : plan_(plan),
        patient_(patient),
        details_(details),
        workspace_(details != nullptr ? details->workspace : nullptr) {}

  std::string write(const ScreeningOutcome& screening) {
    out_.open('{');
    out_.member("patient", screening.patient);
    out_.member("protocol", plan_.protocol);
    if (!plan_.version.empty()) out_.member("version", plan_.version);
    out_.member("digest", plan_.digest);
    out_.member("verdict", verdict_name(screening.verdict));
    write_some("conflict", screening.conflict,
               [&](std::uint32_t criterion) { out_.text(plan_.criteria[criterion].id); });
    write_list("criteria", screening.criteria, [&](const CriterionOutcome& c) { write_criterion(c); });
    write_list("ask", screening.asks, [&](const Ask& ask) { write_ask(ask); });
    if (details_ != nullptr) {
      write_some("settle", details_->settling,
                 [&](const SettlingSet& set) { write_settling(set, screening); });
    }
    if (workspace_ != nullptr && !plan_.instruments.empty()) {
      write_list("scores", plan_.instruments, [&](const Instrument& i) { write_instrument(i); });
    }
    out_.close('}');
    return out_.take();
  }

 private:
  template <typename List, typename Write>
  void write_list(std::string_view name, const List& list, Write write) {
    out_.key(name);
    out_.open('[');
    for (const auto& entry : list) write(entry);
    out_.close(']');
  }

  /// An empty list is left out.
  template <typename List, typename Write>
  void write_some(std::string_view name, const List& list, Write write) {
    if (!list.empty()) write_list(name, list, write);
  }

  void write_some(std::string_view name, std::string_view text) {
    if (!text.empty()) out_.member(name, text);
  }

  void write_flag(std::string_view name) {
    out_.key(name);
    out_.literal("true");
  }

  void write_texts(std::string_view name, const std::vector<std::string>& texts) {
    write_some(name, texts, [&](const std::string& text) { out_.text(text); });
  }

  void write_criterion(const CriterionOutcome& outcome) {
    const Criterion& criterion = plan_.criteria[outcome.criterion];
    out_.open('{');
    out_.member("id", criterion.id);
    out_.member("kind", kind_name(criterion.polarity));
    out_.member("status", status_name(outcome.status));
    if (details_ != nullptr) write_source(criterion);
    if (outcome.is_by_branches) write_flag("by_cases");
    write_some("reading", outcome.reading);
    write_some("parts", outcome.parts, [&](const PartOutcome& part) {
      out_.open('{');
      out_.member("id", part.id);
      out_.member("status", status_name(part.status));
      out_.close('}');
    });
    write_some("reasons", outcome.reasons, [&](const Reason& reason) { write_reason(reason); });
    write_some("assumptions", outcome.assumptions, [&](AssumptionId id) { write_assumption(id); });
    if (details_ != nullptr) write_texts("evidence", details_->evidence[outcome.criterion]);
    if (workspace_ != nullptr) {
      out_.key("explanation");
      write_explanation(explain(plan_, patient_, *workspace_, outcome.root));
    }
    out_.close('}');
  }

  /// The protocol's own sentence, and where its rule stands.
  void write_source(const Criterion& criterion) {
    write_some("quotation", criterion.quotation);
    const SourceRef& at = plan_.refs[criterion.source];
    if (at.file < plan_.sources.size()) write_place(plan_.sources[at.file].name, at.line);
  }

  void write_place(std::string_view file, std::uint32_t line) {
    out_.member("file", file);
    out_.key("line");
    out_.literal(std::to_string(line));
  }

  void write_subject(const Reason& reason) {
    if (reason.fact.exists()) out_.member("fact", plan_.vocabulary[reason.fact].name);
    if (reason.anchor.exists()) out_.member("anchor", plan_.vocabulary[reason.anchor].name);
    if (reason.field.exists()) out_.member("field", plan_.vocabulary[reason.field].name);
  }

  void write_reason(const Reason& reason) {
    out_.open('{');
    out_.member("code", reason_name(reason.code));
    write_subject(reason);
    if (reason.record.exists()) {
      out_.member("record", record_text(plan_, patient_, reason.record));
      write_some("source", patient_.source_of(patient_.records[reason.record.value]));
    }
    if (reason.other.fact.exists()) out_.member("against_fact", plan_.vocabulary[reason.other.fact].name);
    if (reason.other.anchor.exists())
      out_.member("against_anchor", plan_.vocabulary[reason.other.anchor].name);
    out_.member("text", reason_text(plan_, patient_, reason));
    out_.close('}');
  }

  void write_assumption(AssumptionId id) {
    const Assumption& assumption = plan_.assumptions[id.value];
    out_.open('{');
    write_some("facts", assumption.facts, [&](FactId fact) { out_.text(plan_.vocabulary[fact].name); });
    out_.member("because", assumption.because);
    out_.close('}');
  }

  void write_ask(const Ask& ask) {
    out_.open('{');
    write_subject(ask.reason);
    write_list("for", ask.criteria,
               [&](std::uint32_t criterion) { out_.text(plan_.criteria[criterion].id); });
    if (ask.settles_alone) write_flag("alone");
    if (ask.unknown) write_unknown(*ask.unknown);
    out_.member("text", request_text(plan_, ask));
    out_.close('}');
  }

  void write_unknown(const UnknownName& unknown) {
    out_.member("list", list_name(unknown.list));
    write_some("name", unknown.name);
    write_some("system", unknown.system);
    write_some("code", unknown.code);
  }

  void write_settling(const SettlingSet& set, const ScreeningOutcome& screening) {
    out_.open('{');
    out_.member("verdict", verdict_name(set.verdict));
    write_list("ask", set.asks,
               [&](std::size_t ask) { out_.text(request_text(plan_, screening.asks[ask])); });
    out_.close('}');
  }

  void write_range(std::string_view name, const Range& range) {
    constexpr int digits = 12;
    out_.key(name);
    out_.open('{');
    if (range.low) {
      out_.key("low");
      out_.literal(range.low->value.text(digits));
    }
    if (range.high) {
      out_.key("high");
      out_.literal(range.high->value.text(digits));
    }
    out_.member("text", range_text(range));
    out_.close('}');
  }

  void write_truth(std::string_view id, NodeId node) {
    out_.open('{');
    out_.member("id", id);
    out_.member("status", truth_name((*workspace_)[node].truth));
    out_.close('}');
  }

  void write_instrument(const Instrument& instrument) {
    out_.open('{');
    out_.member("name", instrument.name);
    write_some("label", instrument.label);
    if (instrument.entry.exists()) out_.member("entry", truth_name((*workspace_)[instrument.entry].truth));
    if (instrument.total.exists()) write_range("total", (*workspace_)[instrument.total].range);
    write_some("domains", instrument.domains, [&](const Domain& domain) {
      out_.open('{');
      out_.member("name", domain.name);
      write_range("points", (*workspace_)[domain.points].range);
      out_.close('}');
    });
    write_some("states", instrument.states, [&](const State& state) { write_truth(state.name, state.node); });
    out_.close('}');
  }

  void write_explanation(const ExplainedNode& node) {  // NOLINT(misc-no-recursion): as deep as the rule
    out_.open('{');
    write_some("label", node.label);
    out_.member("text", node.text);
    if (!node.is_quantity) out_.member("status", truth_name(node.truth));
    write_some("value", node.value);
    write_some("window", node.window);
    write_some("records", node.records, [&](const RecordLine& record) {
      out_.open('{');
      out_.member("role", role_name(record.role));
      out_.member("text", record.text);
      write_some("why", record.why);
      write_some("source", record.source);
      out_.close('}');
    });
    write_texts("reasons", node.reasons);
    write_texts("assumptions", node.assumptions);
    if (!node.file.empty()) write_place(node.file, node.line);
    write_some("parts", node.parts, [&](const ExplainedNode& part) { write_explanation(part); });
    out_.close('}');
  }

  const Plan& plan_;
  const PatientFacts& patient_;
  const Details* details_;
  const Workspace* workspace_;
  JsonWriter out_;
};

}  // namespace

std::string screening_json(const Plan& plan, const PatientFacts& patient, const ScreeningOutcome& screening,
                           const Details* details) {
  return ScreeningWriter(plan, patient, details).write(screening);
}

}  // namespace eligo

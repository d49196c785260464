#include "tools/eligo/screen/report_html.h"

#include <nlohmann/json.hpp>
#include <sstream>
#include <unordered_map>

#include "tools/eligo/report/embedded.h"
#include "tools/eligo/report/html.h"

namespace eligo {

namespace {

using nlohmann::ordered_json;

/// JSON that may stand inside a script element: no `<` (which might end it), and the two line ends that
/// JavaScript knows beside JSON's written as escapes. Broken UTF-8 becomes `�`.
std::string script_safe(const ordered_json& json) {
  const std::string text = json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<') {
      safe += "\\u003c";
    } else if (text.compare(i, 3, "\u2028") == 0 || text.compare(i, 3, "\u2029") == 0) {
      safe += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      safe += text[i];
    }
  }
  return safe;
}

/// A list of JSON texts in which every text stands once; an index names it.
class Table {
 public:
  std::size_t index_of(const std::string& json) {
    const auto [at, is_new] = index_.emplace(json, index_.size());
    if (is_new) entries_.push_back(&at->first);
    return at->second;
  }

  void write(std::ostream& out) const {
    out << '[';
    for (std::size_t i = 0; i < entries_.size(); ++i) out << (i == 0 ? "" : ",\n") << *entries_[i];
    out << ']';
  }

 private:
  std::unordered_map<std::string, std::size_t> index_;
  std::vector<const std::string*> entries_;  // the map's keys do not move
};

/// m, n, u, a: met, not met, unknown, not applicable.
char status_letter(Status status) { return "mnua"[static_cast<std::size_t>(status)]; }

/// 0 fails, 1 holds, 2 open, 3 not applicable, 4 a quantity.
int outcome_number(const ExplainedNode& explanation) {
  if (explanation.is_quantity) return 4;
  if (explanation.truth.is_failing()) return 0;
  if (explanation.truth.is_holding()) return 1;
  return explanation.truth.is_inapplicable() ? 3 : 2;
}

ordered_json criterion_json(const Cohort& cohort, std::size_t index) {
  const Criterion& criterion = cohort.plan.criteria[index];
  const CriterionTally& tally = cohort.criteria[index];
  ordered_json readings = ordered_json::array();
  for (const Reading& reading : criterion.readings)
    readings.push_back({{"id", reading.id}, {"label", reading.label}});
  const SourceRef& source = cohort.plan.refs[criterion.source];
  return {{"id", criterion.id},
          {"kind", criterion.polarity == Polarity::inclusion ? "inclusion" : "exclusion"},
          {"quote", criterion.quotation},
          {"rule", cohort.plan.refs[cohort.plan[criterion.root].source].text},
          {"file", cohort.plan.sources.size() > source.file ? cohort.plan.sources[source.file].name : ""},
          {"line", source.line},
          {"notes", criterion.notes},
          {"reviews", criterion.reviews},
          {"listedUnder", criterion.listed_under},
          {"readings", std::move(readings)},
          {"counts", tally.by_status},
          {"ruledOut", tally.ruled_out},
          {"ruledOutAlone", tally.ruled_out_alone},
          {"remaining", tally.remaining},
          {"open", tally.open}};
}

ordered_json readings_json(const Cohort& cohort) {
  ordered_json all = ordered_json::array();
  for (const ReadingTally& tally : cohort.readings) {
    ordered_json changes = ordered_json::array();
    for (const VerdictChange& change : tally.changes) {
      changes.push_back({change.patient, static_cast<int>(change.from), static_cast<int>(change.to)});
    }
    all.push_back({{"criterion", tally.criterion},
                   {"reading", tally.reading},
                   {"changed", tally.changed},
                   {"changes", std::move(changes)}});
  }
  return all;
}

ordered_json assumptions_json(const Cohort& cohort) {
  ordered_json all = ordered_json::array();
  for (std::size_t i = 0; i < cohort.plan.assumptions.size(); ++i) {
    if (cohort.leaned_on[i] == 0) continue;
    const Assumption& assumption = cohort.plan.assumptions[i];
    all.push_back({{"text", cohort.plan.refs[assumption.source].text},
                   {"because", assumption.because},
                   {"patients", cohort.leaned_on[i]}});
  }
  return all;
}

}  // namespace

struct ReportPage::Data {
  Data(const Plan& of, ReadingChoice choice) : plan(of), readings(std::move(choice)) {}

  const Plan& plan;
  ReadingChoice readings;
  std::size_t seen = 0;
  std::size_t treed = 0;
  Table strings;
  Table nodes;
  std::string patients;  // JSON of those listed, parted by commas

  std::size_t text(const std::string& value) { return strings.index_of(script_safe(value)); }

  ordered_json texts(const std::vector<std::string>& values) {
    ordered_json all = ordered_json::array();
    for (const std::string& value : values) all.push_back(text(value));
    return all;
  }

  /// A node of an explanation as the array that patients.js reads; equal ones are kept once for all patients.
  std::size_t node(const ExplainedNode& explanation) {
    ordered_json records = ordered_json::array();
    for (const RecordLine& record : explanation.records) {
      records.push_back(
          {text(with_source(record.text, record.source)), static_cast<int>(record.role), text(record.why)});
    }
    ordered_json parts = ordered_json::array();
    for (const ExplainedNode& part : explanation.parts) parts.push_back(node(part));
    const ordered_json json = {outcome_number(explanation),
                               text(explanation.text),
                               text(explanation.label),
                               text(explanation.value),
                               text(explanation.window),
                               std::move(records),
                               texts(explanation.reasons),
                               texts(explanation.assumptions),
                               std::move(parts),
                               text(explanation.file),
                               explanation.line};
    return nodes.index_of(json.dump());
  }

  /// What only few patients have: criteria that cannot all pass, criteria settled only jointly, what
  /// several answers may settle together, and the smallest evidence.
  ordered_json rest(const Screened& screened, const std::vector<SettlingSet>& sets) {
    ordered_json json = ordered_json::object();
    const ScreeningOutcome& screening = screened.screening;
    if (!screening.conflict.empty()) json["conflict"] = screening.conflict;
    for (const CriterionOutcome& outcome : screening.criteria) {
      if (outcome.is_by_branches) json["byCases"].push_back(outcome.criterion);
    }
    const std::vector<std::string> together = joint_powers(screened.questions, sets);
    if (!together.empty()) json["together"] = texts(together);
    for (std::size_t i = 0; i < screened.evidence.size(); ++i) {
      if (screened.evidence[i].empty()) continue;
      json["restsOn"][std::to_string(screening.criteria[i].criterion)] = texts(screened.evidence[i]);
    }
    return json;
  }

  [[nodiscard]] ordered_json head(const Cohort& cohort) const {
    ordered_json header = ordered_json::array();
    for (const HeaderEntry& entry : plan.header) header.push_back({entry.word, entry.text});
    ordered_json sources = ordered_json::array();
    for (const SourceFile& file : plan.sources) sources.push_back({file.name, file.digest});
    ordered_json in_force = ordered_json::array();
    for (std::size_t c = 0; c < readings.size(); ++c) {
      if (readings[c] >= 0) in_force.push_back({c, readings[c]});
    }
    ordered_json criteria = ordered_json::array();
    for (std::size_t c = 0; c < plan.criteria.size(); ++c) criteria.push_back(criterion_json(cohort, c));
    ordered_json asks = ordered_json::array();
    for (const AskTally& ask : cohort.wanted()) {
      asks.push_back(
          {{"text", ask.text}, {"patients", ask.patients}, {"alone", ask.alone}, {"criteria", ask.criteria}});
    }
    return {{"protocol", plan.protocol},
            {"title", plan.title},
            {"version", plan.version},
            {"digest", plan.digest},
            {"header", std::move(header)},
            {"sources", std::move(sources)},
            {"inForce", std::move(in_force)},
            {"total", cohort.patients},
            {"unreadable", cohort.unreadable},
            {"verdicts", cohort.verdicts},
            {"ruledOutJointly", cohort.ruled_out_jointly},
            {"treed", treed},
            {"criteria", std::move(criteria)},
            {"asks", std::move(asks)},
            {"readings", readings_json(cohort)},
            {"assumptions", assumptions_json(cohort)}};
  }
};

ReportPage::ReportPage(const Plan& plan, ReadingChoice readings)
    : data_(std::make_unique<Data>(plan, std::move(readings))) {}

ReportPage::~ReportPage() = default;

void ReportPage::add(const Screened& screened) {
  if (data_->seen++ >= max_patients) return;
  const ScreeningOutcome& screening = screened.screening;
  std::string statuses;
  ordered_json reasons = ordered_json::object();
  for (std::size_t i = 0; i < screening.criteria.size(); ++i) {
    statuses += status_letter(screening.criteria[i].status);
    if (screened.reasons[i].empty()) continue;
    reasons[std::to_string(screening.criteria[i].criterion)] = data_->texts(screened.reasons[i]);
  }
  const std::vector<SettlingSet> sets = in_questions(screened.settling, screened.questions);
  ordered_json asks = ordered_json::array();
  for (std::size_t i = 0; i < screened.questions.size(); ++i) {
    const AskText& question = screened.questions[i];
    asks.push_back({data_->text(question.text), question.criteria, data_->text(power_of(i, sets))});
  }
  ordered_json effects = ordered_json::array();
  for (const ReadingEffect& effect : screened.effects) {
    effects.push_back({effect.criterion, effect.reading, static_cast<int>(effect.verdict)});
  }
  ordered_json trees = ordered_json::array();
  for (const ExplainedNode& tree : screened.trees) trees.push_back(data_->node(tree));
  if (!screened.trees.empty()) ++data_->treed;

  const ordered_json patient = {screening.patient, static_cast<int>(screening.verdict),
                                statuses,          std::move(reasons),
                                std::move(asks),   std::move(effects),
                                std::move(trees),  data_->rest(screened, sets)};
  if (!data_->patients.empty()) data_->patients += ",\n";
  data_->patients += script_safe(patient);
}

std::string ReportPage::text(const Cohort& cohort) const {
  std::ostringstream out;
  std::string_view page = embedded_text("report.html");
  while (true) {
    const std::size_t begin = page.find("{{");
    out << page.substr(0, begin);
    if (begin == std::string_view::npos) break;
    const std::size_t end = page.find("}}", begin);
    const std::string_view name = page.substr(begin + 2, end - begin - 2);
    page.remove_prefix(end + 2);
    if (name == "policy") {
      out << "{{policy}}";
    } else if (name == "title") {
      out << html_text(cohort.plan.protocol);
    } else if (name == "data") {
      out << "{\"head\":" << script_safe(data_->head(cohort)) << ",\n\"strings\":";
      data_->strings.write(out);
      out << ",\n\"nodes\":";
      data_->nodes.write(out);
      out << ",\n\"patients\":[" << data_->patients << "]}";
    } else {
      out << embedded_text(name);
    }
  }
  return with_policy(std::move(out).str());
}

}  // namespace eligo

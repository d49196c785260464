// Explanations: the tree of a criterion with all that led to its answer.
//
// Each node of the plan that the author would recognise becomes one part, with its own words, its answer,
// the records it looked at, and the reasons if it is open. For `most recent ALT within 28 days up to
// screening < 3 x ULN`:
//
//     most recent ALT within 28 days up to screening < 3 x ULN     holds
//       window   2025-02-10 to 2025-03-10
//       record   ALT 62 U/L on 2025-02-27 (normal 0 to 40 U/L)
//       record   ALT 200 U/L on 2024-11-02                         outside the window
//
// The text of a part is quoted from the source. Nodes that the compiler added and no author wrote are
// passed over: their operands stand in their place. Scores, definitions, domains and derived quantities
// bear their names, and their own rules follow below them.
//
// The plan shares equal nodes, so the tree written out may be far larger than the plan: it ends at
// `most_parts` and at `deepest_part`. A renderer (tools/eligo/report) lays the tree out; nothing here knows a
// terminal or a page.
#include "runtime/words/explain.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "runtime/evaluate/filters.h"
#include "runtime/words/describe.h"
#include "runtime/words/reason_text.h"

namespace eligo {
namespace {

/// Sub-trees may be shared, so a tree written out in full could grow without end.
constexpr std::size_t most_parts = 4000;
constexpr std::size_t deepest_part = 60;

/// The name that the author gave a node.
struct Title {
  enum class Kind : std::uint8_t { derived, state, total, domain };
  Kind kind = Kind::derived;
  std::uint32_t index = 0;  ///< of the instrument or derived quantity
  std::uint32_t inner = 0;  ///< of the domain or state
};

std::string_view role_text(Role role) {
  switch (role) {
    case Role::outside_window: return "outside the window";
    case Role::after_as_of: return "after the as-of date";
    case Role::filtered: return "not as asked for";
    case Role::void_: return "entered in error";
    case Role::superseded: return "not the one asked for";
    case Role::maybe:  // the role says it, and the reasons below it say why
    case Role::decided:
    case Role::considered: break;
  }
  return {};
}

std::string window_text(const QueryResult& answer) {
  const bool has_from = answer.from.last > earliest_day;
  const bool has_to = answer.to.first < latest_day;
  if (has_from && has_to) {
    const std::string from = date_text(answer.from);
    const std::string to = date_text(answer.to);
    return from == to ? from : from + " to " + to;
  }
  if (has_from) return "from " + date_text(answer.from);
  return has_to ? "up to " + date_text(answer.to) : std::string();
}

class Explainer {
 public:
  Explainer(const Plan& plan, const PatientFacts& patient, const Workspace& workspace, NodeId root)
      : plan_(plan), patient_(patient), workspace_(workspace) {
    name_instruments();
    for (const Node& node : plan.nodes) {
      if (node.op == Op::number) limits_.push_back(node.value);
    }
    for (std::uint32_t i = 0; i < plan.derived.size(); ++i) {
      titles_.try_emplace(plan.derived[i].node.value, Title{Title::Kind::derived, i, 0});
    }
    for (const Criterion& criterion : plan.criteria) {
      if (criterion.root == root) name_parts(criterion.parts);
      for (const Reading& reading : criterion.readings) {
        if (reading.root == root) name_parts(reading.parts);
      }
    }
  }

  ExplainedNode node(NodeId id, std::size_t depth = 0) {
    const auto title = titles_.find(id.value);
    ExplainedNode result = title == titles_.end() ? plain(id, depth) : titled(id, title->second, depth);
    if (const auto part = parts_.find(id.value); part != parts_.end()) result.label = part->second;
    return result;
  }

 private:
  // ---- names

  void name_instruments() {
    for (std::uint32_t i = 0; i < plan_.instruments.size(); ++i) {
      const Instrument& instrument = plan_.instruments[i];
      for (std::uint32_t s = 0; s < instrument.states.size(); ++s) {
        titles_.try_emplace(instrument.states[s].node.value, Title{Title::Kind::state, i, s});
      }
      if (instrument.total.exists())
        titles_.try_emplace(instrument.total.value, Title{Title::Kind::total, i, 0});
      for (std::uint32_t d = 0; d < instrument.domains.size(); ++d) {
        titles_.try_emplace(instrument.domains[d].points.value, Title{Title::Kind::domain, i, d});
      }
    }
  }

  void name_parts(const std::vector<Part>& parts) {
    for (const Part& part : parts) parts_.try_emplace(part.node.value, part.id);
  }

  // ---- the pieces of an explanation

  const SourceRef& ref(std::uint32_t source) const {
    static const SourceRef none;
    return source < plan_.refs.size() ? plan_.refs[source] : none;
  }

  /// An explanation with its answer and place, and nothing below it.
  ExplainedNode head(NodeId id) {
    ++count_;
    const Node& node = plan_[id];
    const NodeResult& answer = workspace_[id];
    const SourceRef& at = ref(node.source);
    ExplainedNode result;
    result.text = at.text;
    result.truth = answer.truth;
    result.is_quantity = !is_truth(node.op);
    if (result.is_quantity)
      result.value =
          answer.absent.is_holding() ? "not on record" : quantity_text(answer.range, node.unit, limits_);
    if (at.file < plan_.sources.size()) result.file = plan_.sources[at.file].name;
    result.line = at.line;
    return result;
  }

  bool is_too_much(std::size_t depth) const { return depth >= deepest_part || count_ >= most_parts; }

  std::span<const NodeId> operands(const Node& node) const {
    return {plan_.operands.data() + node.first_operand, node.operand_count};
  }

  // ---- nodes with a name

  ExplainedNode titled(NodeId id, const Title& title, std::size_t depth) {
    ExplainedNode result = head(id);
    if (title.kind == Title::Kind::derived) {
      result.text = plan_.derived[title.index].name;
      result.label = plan_.derived[title.index].label;
      if (!is_too_much(depth)) result.parts.push_back(plain(id, depth + 1));
      return result;
    }
    const Instrument& instrument = plan_.instruments[title.index];
    if (title.kind == Title::Kind::state) {
      result.text = instrument.name + " is " + instrument.states[title.inner].name;
      result.label = instrument.label;
      if (!is_too_much(depth)) result.parts.push_back(plain(id, depth + 1));
    } else if (title.kind == Title::Kind::total) {
      result.text = "total of " + instrument.name;
      result.label = instrument.label;
      for (const Domain& domain : instrument.domains) {
        if (!is_too_much(depth)) result.parts.push_back(domain_of(domain, depth + 1));
      }
    } else {
      result = domain_of(instrument.domains[title.inner], depth);
    }
    return result;
  }

  ExplainedNode domain_of(const Domain& domain, std::size_t depth) {
    ExplainedNode result = head(domain.points);
    result.text = domain.name;
    for (const Item& item : domain.items) {
      if (is_too_much(depth)) break;
      ExplainedNode part = head(item.when);
      ExplainedNode when = node(item.when, depth + 2);
      part.text = item.points.text() + (item.points == Number(1) ? " point" : " points");
      if (!item.label.empty()) part.text += ": " + item.label;
      part.label = item.id;
      part.parts.push_back(std::move(when));
      result.parts.push_back(std::move(part));
    }
    return result;
  }

  // ---- nodes without one

  ExplainedNode plain(NodeId id, std::size_t depth) {
    const Node& node = plan_[id];
    const bool passes_through =
        node.op == Op::scale || ((node.op == Op::all || node.op == Op::any) && node.operand_count == 1);
    if (passes_through && !is_too_much(depth)) {
      ExplainedNode inner = this->node(operands(node)[0], depth + 1);
      if (node.op == Op::scale) inner.value = head(id).value;
      return inner;
    }
    ExplainedNode result = head(id);
    if (is_too_much(depth)) return result;
    if (node.query.exists()) {
      add_query(node, result, depth);
    } else {
      std::vector<NodeId> seen;
      add_operands(node, result, depth, seen);
    }
    return result;
  }

  /// Operands that the author did not write apart from the node itself are taken into it: `no X`, `from 18 to
  /// 65`.
  void add_operands(const Node& node, ExplainedNode& result, std::size_t depth, std::vector<NodeId>& seen) {
    for (std::uint32_t i = 0; i < node.operand_count; ++i) {
      const NodeId id = operands(node)[i];
      const Node& operand = plan_[id];
      if (operand.op == Op::number || operand.op == Op::truth || is_passed_over(node, i)) continue;
      if (std::find(seen.begin(), seen.end(), id) != seen.end()) continue;
      seen.push_back(id);
      if (is_too_much(depth)) return;
      const bool is_named = titles_.contains(id.value) || parts_.contains(id.value);
      if (is_named || !(operand.source == node.source || is_begun_by(node, operand))) {
        result.parts.push_back(this->node(id, depth + 1));
        if (is_each(node) && operand.query.exists())
          result.parts.back().label = asked_text(plan_[operand.query]);
      } else if (operand.query.exists()) {
        if (!is_truth(operand.op)) result.value = head(id).value;
        add_query(operand, result, depth);
      } else {
        add_operands(operand, result, depth, seen);
      }
    }
  }

  /// Whether the operand is what a chain such as `a * b / c` begins with: `a * b`.
  bool is_begun_by(const Node& node, const Node& operand) const {
    const auto is_step = [](Op op) {
      return op == Op::add || op == Op::subtract || op == Op::multiply || op == Op::divide;
    };
    const SourceRef& whole = ref(node.source);
    const SourceRef& part = ref(operand.source);
    return is_step(node.op) && is_step(operand.op) && whole.file == part.file && whole.line == part.line &&
           whole.column == part.column && whole.text.starts_with(part.text);
  }

  /// Whether the operands are one condition, asked of one drug after the other: only its name tells them
  /// apart.
  bool is_each(const Node& node) const {
    const std::span<const NodeId> all = operands(node);
    return node.op == Op::count && all.size() > 1 && plan_[all[0]].source == plan_[all[1]].source;
  }

  std::string asked_text(const Query& query) const {
    std::string text;
    for (const FactId fact : query.asked) text += (text.empty() ? "" : "/") + plan_.vocabulary[fact].name;
    return text;
  }

  /// Branches of a choice that are not taken.
  bool is_passed_over(const Node& node, std::uint32_t index) const {
    if (node.op == Op::otherwise) return index == 1 && !workspace_[operands(node)[0]].absent.may_hold();
    if (node.op != Op::choose && node.op != Op::choose_truth) return false;
    const Truth when = workspace_[operands(node)[0]].truth;
    return (index == 1 && !when.may_hold()) || (index == 2 && when.is_holding());
  }

  // ---- queries

  void add_query(const Node& node, ExplainedNode& result, std::size_t depth) {
    const Query& query = plan_[node.query];
    const QueryResult& answer = workspace_.queries[node.query.value];
    const bool has_window = query.kind != FactKind::attribute || node.op == Op::age;
    if (has_window) result.window = node.op == Op::age ? date_text(answer.to) : window_text(answer);
    for (std::uint32_t i = 0; i < answer.evidence_count; ++i) {
      const Evidence& evidence = workspace_.evidence[answer.first_evidence + i];
      if (patient_.records[evidence.record.value].is_possible) {
        add_entry(evidence, result);
        continue;
      }
      result.records.push_back({evidence.record, evidence.role, record_text(plan_, patient_, evidence.record),
                                why_text(query, evidence),
                                std::string(patient_.source_of(patient_.records[evidence.record.value]))});
    }
    if (query.kind == FactKind::attribute) add_attribute(query, result);
    for (std::uint32_t i = 0; i < answer.reason_count; ++i) {
      result.reasons.push_back(reason_text(plan_, patient_, workspace_.reasons[answer.first_reason + i]));
    }
    add_assumptions(query, answer, result);
    for (const ValueTest& test : query.tests) {
      if (is_too_much(depth)) break;
      if (test.when.exists()) result.parts.push_back(this->node(test.when, depth + 1));
      if (test.kind == ValueTest::Kind::against_node)
        result.parts.push_back(this->node(test.node, depth + 1));
    }
  }

  /// An entry that nobody understood stands there once, and not as all that it may be.
  void add_entry(const Evidence& evidence, ExplainedNode& result) const {
    const RecordId entry = patient_.itself(evidence.record);
    const bool is_known = std::any_of(result.records.begin(), result.records.end(),
                                      [&](const RecordLine& line) { return line.record == entry; });
    if (is_known) return;
    result.records.push_back({entry, evidence.role, record_text(plan_, patient_, entry),
                              std::string(flaw_text(Flaw::not_understood)),
                              std::string(patient_.source_of(patient_.records[entry.value]))});
  }

  std::string why_text(const Query& query, const Evidence& evidence) const {
    const Record& record = patient_.records[evidence.record.value];
    if (evidence.role == Role::void_ && !record.standing.empty()) return std::string(record.standing);
    if (evidence.role == Role::maybe && record.flaw == Flaw::unconfirmed) return std::string(record.standing);
    if (evidence.role == Role::maybe && record.flaw != Flaw::none) return std::string(flaw_text(record.flaw));
    if (evidence.role == Role::maybe && record.has_bad_date) return std::string(flaw_text(Flaw::bad_date));
    if (evidence.role == Role::superseded && query.selector == Selector::most_recent) return "not the latest";
    const std::string fields =
        evidence.role == Role::filtered ? fields_against(query, evidence.record) : std::string();
    return fields.empty() ? std::string(role_text(evidence.role)) : fields;
  }

  /// The fields of the record that differ from those that the query asks for.
  std::string fields_against(const Query& query, RecordId record) const {
    std::string text;
    std::vector<Reason> doubts;
    for (const Filter& filter : query.filters) {
      if (!passes(plan_, patient_, query, filter, record.value, doubts).is_failing()) continue;
      const std::string& name = plan_.vocabulary[filter.field].name;
      if (!text.empty()) text += "; ";
      if (filter.kind == Filter::Kind::recorded) {
        text += "no " + name + " is recorded";
      } else if (filter.kind == Filter::Kind::not_recorded) {
        text += "a " + name + " is recorded";
      } else {
        text += "not the " + name + " asked for";
      }
    }
    return text;
  }

  void add_attribute(const Query& query, ExplainedNode& result) const {
    for (const FactId fact : query.asked) {
      const Attribute* attribute = patient_.attribute(fact);
      if (attribute == nullptr) continue;
      result.records.push_back(
          {{},
           Role::decided,
           plan_.vocabulary[fact].name + " " + attribute_text(plan_.vocabulary, *attribute),
           {},
           std::string(attribute->source)});
    }
  }

  void add_assumptions(const Query& query, const QueryResult& answer, ExplainedNode& result) const {
    if (answer.rests_on_complete_list) {
      result.assumptions.push_back("the list of " + std::string(list_name(query.kind)) +
                                   " is declared complete");
    }
    if (answer.rests_on_absence) {
      for (const Record& record : patient_.records) {
        if (record.status != RecordStatus::absent || !speaks_of(record.fact, query.asked)) continue;
        result.assumptions.push_back(plan_.vocabulary[record.fact].name + " is stated to be absent");
      }
    }
    if (answer.assumption.exists()) {
      const Assumption& assumption = plan_.assumptions[answer.assumption.value];
      const std::string& written = ref(assumption.source).text;
      result.assumptions.push_back(written.empty() ? "assumed because " + assumption.because : written);
    }
  }

  /// Whether an absence of `fact` is one of a fact asked.
  bool speaks_of(FactId fact, const std::vector<FactId>& asked) const {
    return fact.exists() && std::any_of(asked.begin(), asked.end(), [&](FactId one) {
             const auto& broader = plan_.vocabulary[one].broader;
             return one == fact || std::find(broader.begin(), broader.end(), fact) != broader.end();
           });
  }

  const Plan& plan_;
  const PatientFacts& patient_;
  const Workspace& workspace_;
  std::unordered_map<std::uint32_t, Title> titles_;       // by NodeId
  std::unordered_map<std::uint32_t, std::string> parts_;  // by NodeId
  std::vector<Number> limits_;                            // that a value may be compared with
  std::size_t count_ = 0;
};

}  // namespace

ExplainedNode explain(const Plan& plan, const PatientFacts& patient, const Workspace& workspace,
                      NodeId root) {
  return Explainer(plan, patient, workspace, root).node(root);
}

}  // namespace eligo

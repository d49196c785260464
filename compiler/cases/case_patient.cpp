#include "compiler/cases/case_patient.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/cases/case_value.h"
#include "runtime/model/near_miss.h"
#include "runtime/values/contains.h"
#include "runtime/values/date.h"

namespace eligo {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* list_name(FactKind kind) {
  switch (kind) {
    case FactKind::attribute: return "attributes";
    case FactKind::observation: return "observations";
    case FactKind::condition: return "conditions";
    case FactKind::treatment: return "treatments";
    case FactKind::procedure: return "procedures";
    case FactKind::question: return "answers";
  }
  return "";
}

std::string spelled(const Place& word) {
  return word.kind() == Syntax::text ? text_content(word.text()) : std::string(word.text());
}

/// `<= 10` as data writes a bound: `<=10`.
std::string bound(std::string_view sign, std::string_view number) {
  std::string plain = sign == "≥" ? ">=" : sign == "≤" ? "<=" : std::string(sign);
  if (plain == "=") plain.clear();
  return plain + std::string(number);
}

}  // namespace

struct CasePatient::Data {
  const Vocabulary& vocabulary;
  const Scope& scope;
  Findings& findings;
  Json document;
  std::set<std::string> stated;  ///< in this block

  Finding refuse(const Place& place, std::string message) {
    return findings.add(codes::wrong_case_value, place.span(), std::move(message));
  }
  CaseValues values() { return {vocabulary, scope, findings}; }

  /// A date as written, checked.
  std::string date(const Place& place) {
    const Place written = place.kind() == Syntax::date ? place : place.child(Syntax::date);
    if (!parse_date(written.text()))
      findings.add(codes::bad_date, written.span(), "there is no date `" + std::string(written.text()) + "`");
    return std::string(written.text());
  }

  Json& list(FactKind kind) { return document[list_name(kind)]; }

  /// Takes out the records of a fact.
  void erase(const Fact& fact) {
    if (fact.kind == FactKind::attribute) {
      if (document.contains("attributes")) document["attributes"].erase(fact.name);
      return;
    }
    Json& records = list(fact.kind);
    const char* key = fact.kind == FactKind::question ? "question" : "fact";
    Json kept = Json::array();
    for (auto& record : records) {
      if (record[key] != fact.name) kept.push_back(std::move(record));
    }
    records = std::move(kept);
  }

  void value_of(const Place& piece, Json& record, const Fact& fact);
  void attribute(const Place& statement, const Fact& fact);
  void record(const Place& statement, const Fact& fact);
  void qualify(const Place& piece, Json& record, const Fact& fact);
  void field(const char* name, const Place& value, Json& record) {
    values().check_field(value, name);
    record[name] = spelled(value);
  }
  bool ingredient(const std::vector<Place>& parts, Json& record, const Fact& fact);
  void unknown(const Place& name, const std::string& message, std::vector<std::string_view> known = {});
};

CasePatient::CasePatient(const Vocabulary& vocabulary, const Scope& scope, Findings& findings)
    : data_(new Data{vocabulary, scope, findings, Json::object(), {}}) {}
CasePatient::CasePatient(const CasePatient& other) : data_(new Data(*other.data_)) {}
CasePatient::~CasePatient() = default;

void CasePatient::begin_block() { data_->stated.clear(); }
void CasePatient::name(const std::string& id) { data_->document["patient"] = id; }
std::string CasePatient::json() const {
  return data_->document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void CasePatient::state(const Place& statement) {
  Data& d = *data_;
  const Place name = statement.child(Syntax::name);
  const std::string text(name.text());
  if (d.vocabulary.anchor_by_name.contains(text)) {
    const Place date = statement.child(Syntax::date);
    if (!date.exists() || statement.children().size() != 2) {
      d.refuse(statement, "an anchor has a date: `" + text + " 2025-03-01`");
    } else {
      d.document["anchors"][text] = d.date(date);
    }
    return;
  }
  const Symbol* symbol = d.scope.find(text);
  if (symbol == nullptr || symbol->kind != Symbol::Kind::fact) {
    std::vector<std::string_view> anchors;
    for (const auto& anchor : d.vocabulary.anchors) anchors.push_back(anchor.name);
    for (const std::string_view word : {"complete", "expect", "without"}) anchors.push_back(word);
    d.unknown(name, "there is no fact or anchor `" + text + "`", std::move(anchors));
    return;
  }
  const Fact& fact = d.vocabulary.facts[symbol->index];
  if (d.stated.insert(fact.name).second) d.erase(fact);
  if (fact.kind == FactKind::attribute) {
    d.attribute(statement, fact);
  } else {
    d.record(statement, fact);
  }
}

/// Reports a name that is neither a fact nor one of `known`, unless its declaration is to blame.
void CasePatient::Data::unknown(const Place& name, const std::string& message,
                                std::vector<std::string_view> known) {
  if (scope.excuses(name.text())) return;
  const auto facts = scope.names([](const Symbol& s) { return s.kind == Symbol::Kind::fact; });
  known.insert(known.end(), facts.begin(), facts.end());
  findings.add(codes::unknown_name, name.span(), message)
      .did_you_mean(near_misses(name.text(), known), name.span());
}

void CasePatient::Data::attribute(const Place& statement, const Fact& fact) {
  const auto pieces = statement.children();
  if (pieces.size() != 2) {
    refuse(statement, "an attribute has one value: `" + fact.name + " …`");
    return;
  }
  const Place& value = pieces[1];
  Json& slot = document["attributes"][fact.name];
  if (value.kind() == Syntax::date) {
    values().check_value(value, fact);
    slot = date(value);
  } else if (value.kind() == Syntax::value_words) {
    if (fact.type.kind == ValueKind::list) {
      slot = Json::array();
      for (const Place& word : value.children()) {
        if (spelled(word) != "none") slot.push_back(spelled(word));
      }
      return;
    }
    if (value.first().next().exists()) {
      refuse(value, "`" + fact.name + "` has one value");
      return;
    }
    values().check_value(value.first(), fact);
    slot = spelled(value.first());
  } else if (value.kind() == Syntax::value_number) {
    values().check_value(value, fact);
    const Place number = value.child(Syntax::number);
    const Place sign = value.child(Syntax::operator_);
    const Place unit = value.child(Syntax::unit);
    std::string text = bound(sign.exists() ? sign.text() : "", number.text());
    if (unit.exists()) text += " " + std::string(unit.text());
    slot = text;
  } else {
    refuse(value, "this is no value of `" + fact.name + "`");
  }
}

void CasePatient::Data::value_of(const Place& piece, Json& record, const Fact& fact) {
  const bool has_value = fact.kind == FactKind::observation;
  if (piece.kind() == Syntax::date) {
    refuse(piece, "the date of what? Before it stands `on`, `from`, `since` or `to`")
        .fix("on that day", {piece.span().file, piece.span().begin, piece.span().begin}, "on ")
        .fix("from that day on", {piece.span().file, piece.span().begin, piece.span().begin}, "since ");
    return;
  }
  if (piece.kind() == Syntax::titre || piece.kind() == Syntax::value_number) {
    const bool is_dose = fact.kind == FactKind::treatment && piece.kind() == Syntax::value_number;
    if (!has_value && !is_dose) {
      refuse(piece,
             "`" + fact.name + "` is " + std::string(kind_name(fact.kind)) + ", which has no such value");
      return;
    }
    if (is_dose)
      values().check_dose(piece, fact);
    else
      values().check_value(piece, fact);
  }
  if (piece.kind() == Syntax::titre) {
    std::string text(piece.text());
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == ' '; }), text.end());
    record["value"] = text;
    return;
  }
  if (piece.kind() == Syntax::value_number) {
    const Place number = piece.child(Syntax::number);
    const Place sign = piece.child(Syntax::operator_);
    const Place unit = piece.child(Syntax::unit);
    // Written out as text, so that the decimal reaches the evaluator as it stands.
    record[has_value ? "value" : "dose"] = bound(sign.exists() ? sign.text() : "", number.text());
    if (unit.exists()) record["unit"] = std::string(unit.text());
    return;
  }
  const Place word = piece.first();
  if (word.next().exists()) {
    refuse(piece, "one value is asked for here");
    return;
  }
  if (fact.kind == FactKind::question || has_value) {
    values().check_value(word, fact);
    record[has_value ? "value" : "answer"] = spelled(word);
  } else if (fact.kind == FactKind::treatment && spelled(word) == "ongoing") {
    record["ongoing"] = true;
  } else {
    values().check_status(word, fact.kind);
    record["status"] = spelled(word);
  }
}

/// The dose of an ingredient of a combination: `with codeine 30 mg/day`. False if it is none.
bool CasePatient::Data::ingredient(const std::vector<Place>& parts, Json& record, const Fact& fact) {
  const Symbol* symbol = scope.find(parts[0].text());
  const bool is_fact = symbol != nullptr && symbol->kind == Symbol::Kind::fact;
  if (!is_fact || !contains(fact.ingredients, FactId{symbol->index})) return false;
  const Fact& own = vocabulary.facts[symbol->index];
  values().check_field(parts[1], "dose");
  Json one{{"fact", own.name}, {"dose", spelled(parts[1])}};
  if (parts.size() > 2) one["unit"] = std::string(parts[2].text());
  record["ingredients"].push_back(std::move(one));
  return true;
}

void CasePatient::Data::qualify(const Place& piece, Json& record, const Fact& fact) {
  const bool is_condition = fact.kind == FactKind::condition;
  const bool is_treatment = fact.kind == FactKind::treatment;
  switch (piece.kind()) {
    case Syntax::on_date: record[is_condition ? "onset" : "date"] = date(piece); break;
    case Syntax::since_date:
      record[is_condition ? "onset" : "start"] = date(piece);
      if (is_condition) record["status"] = "active";
      if (is_treatment) record["ongoing"] = true;
      break;
    case Syntax::from_date: record[is_condition ? "onset" : "start"] = date(piece); break;
    case Syntax::to_date:
      record[is_condition ? "resolved" : "end"] = date(piece);
      if (is_condition) record["status"] = "resolved";
      break;
    case Syntax::normal: {
      const Place low = piece.child(Syntax::normal_from);
      const Place high = piece.child(Syntax::to_date);
      if (low.exists()) record["reference"]["low"] = std::string(low.first().text());
      if (high.exists()) record["reference"]["high"] = std::string(high.first().text());
      const Place unit = piece.child(Syntax::unit);
      if (unit.exists() && record.value("unit", std::string()) != unit.text())
        refuse(unit, "the normal range is given in the unit of the result");
      break;
    }
    case Syntax::response: field("response", piece.first(), record); break;
    case Syntax::by_method: field("method", piece.first(), record); break;
    case Syntax::for_indication: field("indication", piece.first(), record); break;
    case Syntax::with_field: {
      const auto parts = piece.children();
      const std::string field(parts[0].text());
      if (ingredient(parts, record, fact)) break;
      if (!vocabulary.field_by_name.contains(fold_word(field)) && !scope.excuses(field)) {
        std::vector<std::string_view> names;
        for (const auto& f : vocabulary.fields) names.push_back(f.name);
        for (const FactId one : fact.ingredients) names.push_back(vocabulary[one].name);
        findings.add(codes::unknown_name, parts[0].span(), "records have no field `" + field + "`")
            .did_you_mean(near_misses(field, names), parts[0].span());
      }
      values().check_field(parts[1], field);
      record[field] = spelled(parts[1]);
      if (parts.size() > 2) record["unit"] = std::string(parts[2].text());
      break;
    }
    case Syntax::entered_in_error: record["status"] = "entered-in-error"; break;
    case Syntax::planned_status: record["status"] = "planned"; break;
    default: value_of(piece, record, fact); break;
  }
}

void CasePatient::Data::record(const Place& statement, const Fact& fact) {
  Json made = Json::object();
  made[fact.kind == FactKind::question ? "question" : "fact"] = fact.name;
  const auto pieces = statement.children();
  const std::size_t before = findings.count();
  for (std::size_t i = 1; i < pieces.size() && findings.count() == before; ++i)
    qualify(pieces[i], made, fact);  // a slip may spoil the pieces behind it
  Json& records = list(fact.kind);
  if (records.is_null()) records = Json::array();
  records.push_back(std::move(made));
}

void CasePatient::declare_complete(const Place& statement) {
  Data& d = *data_;
  const Place from = statement.child(Syntax::from_date);
  const Place to = statement.child(Syntax::to_date);
  for (const Place& word : statement.children(Syntax::word)) {
    const std::string name(word.text());
    static constexpr const char* lists[] = {"observations", "conditions", "treatments", "procedures",
                                            "answers"};  // NOLINT
    const bool is_list = std::find(std::begin(lists), std::end(lists), name) != std::end(lists);
    const Symbol* symbol = d.scope.find(name);
    if (name == "none") {
      d.document["complete"] = Json::array();
      continue;
    }
    if (!is_list && (symbol == nullptr || symbol->kind != Symbol::Kind::fact)) {
      d.unknown(word, "there is no fact and no list `" + name + "` that could be complete",
                {std::begin(lists), std::end(lists)});
      continue;
    }
    Json entry = name;
    if (from.exists() || to.exists()) {
      entry = Json{{"list", name}};
      if (from.exists()) entry["from"] = d.date(from);
      if (to.exists()) entry["to"] = d.date(to);
    }
    d.document["complete"].push_back(std::move(entry));
  }
}

void CasePatient::remove(const Place& statement) {
  Data& d = *data_;
  for (const Place& name : statement.children(Syntax::name)) {
    const std::string text(name.text());
    const Symbol* symbol = d.scope.find(text);
    if (d.vocabulary.anchor_by_name.contains(text)) {
      if (d.document.contains("anchors")) d.document["anchors"].erase(text);
    } else if (symbol != nullptr && symbol->kind == Symbol::Kind::fact) {
      d.erase(d.vocabulary.facts[symbol->index]);
    } else {
      std::vector<std::string_view> anchors;
      for (const auto& anchor : d.vocabulary.anchors) anchors.push_back(anchor.name);
      d.unknown(name, "there is no fact or anchor `" + text + "`", std::move(anchors));
    }
  }
}

}  // namespace eligo

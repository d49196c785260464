#include "tools/eligo/diff/diff_json.h"

#include <nlohmann/json.hpp>

#include "tools/eligo/diff/diff_words.h"

namespace eligo {

using amendment::Change;
using amendment::CriterionChange;
using amendment::Effect;
using amendment::Example;
using amendment::Likelihood;
using nlohmann::ordered_json;

namespace {

std::string_view likelihood_word(Likelihood likelihood) {
  constexpr std::array<std::string_view, 3> words{"no", "yes", "not_decided"};
  return words[static_cast<std::size_t>(likelihood)];
}

std::string_view standing_word(amendment::Standing standing) {
  constexpr std::array<std::string_view, 3> words{"passes", "ruled_out", "open"};
  return words[static_cast<std::size_t>(standing)];
}

ordered_json effect_json(const Effect& effect) {
  ordered_json examples = ordered_json::array();
  for (const ExampleText& text : example_texts(effect)) {
    const Example& example = *text.example;
    examples.push_back({{"before", standing_word(example.before)},
                        {"after", standing_word(example.after)},
                        {"facts", example.facts},
                        {"patient", ordered_json::parse(example.json, nullptr, false)}});
  }
  return {{"effect", effect_word(effect)},
          {"tighter", likelihood_word(effect.tighter)},
          {"looser", likelihood_word(effect.looser)},
          {"data", likelihood_word(effect.data)},
          {"examples", std::move(examples)},
          {"tried", effect.examples.tried}};
}

ordered_json side_json(const Criterion& criterion, const std::string& rule) {
  return {{"id", criterion.id},
          {"kind", criterion.polarity == Polarity::inclusion ? "inclusion" : "exclusion"},
          {"quote", criterion.quotation},
          {"rule", rule},
          {"notes", criterion.notes},
          {"reviews", criterion.reviews}};
}

ordered_json criterion_json(const CriterionChange& change) {
  ordered_json json = {{"change", change_word(change.kind)}};
  if (change.old != nullptr) json["old"] = side_json(*change.old, change.old_rule);
  if (change.now != nullptr) json["new"] = side_json(*change.now, change.new_rule);
  json.update(effect_json(change.effect));
  json["renumbered"] = change.is_renumbered();
  json["reworded"] = change.is_reworded();
  json["rewritten"] = change.is_rewritten();
  json["assumptions"] = {{"removed", change.old_assumptions}, {"added", change.new_assumptions}};
  json["declarations"] = change.declarations;
  ordered_json readings = ordered_json::array();
  for (const amendment::ReadingChange& reading : change.readings) {
    ordered_json one = {{"id", reading.id},
                        {"change", change_word(reading.kind)},
                        {"old", {{"label", reading.old_label}, {"rule", reading.old_rule}}},
                        {"new", {{"label", reading.new_label}, {"rule", reading.new_rule}}}};
    if (reading.kind == Change::changed) one.update(effect_json(reading.effect));
    readings.push_back(std::move(one));
  }
  json["readings"] = std::move(readings);
  return json;
}

ordered_json verdicts_json(const std::array<std::size_t, 3>& counts) {
  ordered_json json;
  for (const Verdict verdict : {Verdict::eligible, Verdict::ineligible, Verdict::undetermined})
    json[std::string(verdict_name(verdict))] = counts[static_cast<std::size_t>(verdict)];
  return json;
}

ordered_json moves_json(const Moves& moves, const amendment::Amendment& amendment) {
  ordered_json moved = ordered_json::array();
  const auto status = [](const std::optional<Status>& is) {
    return is ? ordered_json(status_name(*is)) : ordered_json();
  };
  for (const Move& move : moves.moved) {
    ordered_json by = ordered_json::array();
    for (const CriterionMove& one : move.criteria) {
      const CriterionChange& change = amendment.criteria[one.criterion];
      by.push_back({{"id", change.now != nullptr ? change.now->id : change.old->id},
                    {"before", status(one.before)},
                    {"after", status(one.after)}});
    }
    moved.push_back({{"patient", move.patient},
                     {"before", verdict_name(move.before)},
                     {"after", verdict_name(move.after)},
                     {"by", std::move(by)}});
  }
  return {{"screened", moves.patients},
          {"before", verdicts_json(moves.before)},
          {"after", verdicts_json(moves.after)},
          {"moved", std::move(moved)},
          {"moved_within_verdict", moves.moved_within}};
}

ordered_json version_json(const Plan& plan) {
  return {{"protocol", plan.protocol}, {"version", plan.version}, {"digest", plan.digest}};
}

}  // namespace

std::string amendment_json(const amendment::Amendment& amendment, const Plan& old, const Plan& now,
                           const Moves* moves) {
  ordered_json header = ordered_json::array();
  for (const amendment::HeaderChange& change : amendment.header)
    header.push_back({{"word", change.word}, {"old", change.old_text}, {"new", change.new_text}});
  ordered_json criteria = ordered_json::array();
  for (const CriterionChange& change : amendment.criteria) criteria.push_back(criterion_json(change));
  ordered_json declarations = ordered_json::array();
  for (const amendment::DeclarationChange& change : amendment.declarations) {
    declarations.push_back({{"change", change_word(change.kind)},
                            {"word", change.word},
                            {"name", change.name},
                            {"file", change.file},
                            {"line", change.line},
                            {"old", change.old_text},
                            {"new", change.new_text}});
  }
  ordered_json json = {{"old", version_json(old)},
                       {"new", version_json(now)},
                       {"changes_meaning", amendment.changes_meaning()},
                       {"header", std::move(header)},
                       {"criteria", std::move(criteria)},
                       {"declarations", std::move(declarations)}};
  if (moves != nullptr) json["patients"] = moves_json(*moves, amendment);
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace eligo

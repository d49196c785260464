#include "compiler/compare/amendment_json.h"

#include <array>
#include <string_view>

namespace eligo::amendment {

using nlohmann::ordered_json;

namespace {

std::string_view likelihood_word(Likelihood likelihood) {
  constexpr std::array<std::string_view, 3> words{"no", "yes", "not_decided"};
  return words[static_cast<std::size_t>(likelihood)];
}

std::string_view standing_word(Standing standing) {
  constexpr std::array<std::string_view, 3> words{"passes", "ruled_out", "open"};
  return words[static_cast<std::size_t>(standing)];
}

ordered_json effect_json(const Effect& effect) {
  ordered_json examples = ordered_json::array();
  for (const Example* example : shown_examples(effect)) {
    examples.push_back({{"before", standing_word(example->before)},
                        {"after", standing_word(example->after)},
                        {"facts", example->facts},
                        {"patient", ordered_json::parse(example->json, nullptr, false)}});
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
  for (const ReadingChange& reading : change.readings) {
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

ordered_json version_json(const Plan& plan) {
  return {{"protocol", plan.protocol}, {"version", plan.version}, {"digest", plan.digest}};
}

}  // namespace

ordered_json amendment_json(const Amendment& amendment, const Plan& old, const Plan& now) {
  ordered_json header = ordered_json::array();
  for (const HeaderChange& change : amendment.header)
    header.push_back({{"word", change.word}, {"old", change.old_text}, {"new", change.new_text}});
  ordered_json criteria = ordered_json::array();
  for (const CriterionChange& change : amendment.criteria) criteria.push_back(criterion_json(change));
  ordered_json declarations = ordered_json::array();
  for (const DeclarationChange& change : amendment.declarations) {
    declarations.push_back({{"change", change_word(change.kind)},
                            {"word", change.word},
                            {"name", change.name},
                            {"file", change.file},
                            {"line", change.line},
                            {"old", change.old_text},
                            {"new", change.new_text}});
  }
  return {{"old", version_json(old)},
          {"new", version_json(now)},
          {"changes_meaning", amendment.changes_meaning()},
          {"header", std::move(header)},
          {"criteria", std::move(criteria)},
          {"declarations", std::move(declarations)}};
}

}  // namespace eligo::amendment

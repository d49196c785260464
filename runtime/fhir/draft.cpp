#include "runtime/fhir/draft.h"

#include <algorithm>
#include <charconv>

#include "runtime/ingest/value.h"
#include "runtime/values/contains.h"

namespace eligo::fhir {

std::string_view Draft::begin_key() const {
  return list_ == FactKind::condition ? "onset" : list_ == FactKind::treatment ? "start" : "date";
}

std::string_view Draft::end_key() const { return list_ == FactKind::condition ? "resolved" : "end"; }

void Draft::doubt(std::string why) {
  if (!contains(doubts_, why)) doubts_.push_back(std::move(why));
}

std::string Draft::finish() {
  if (!doubts_.empty()) {
    std::string all;
    for (const std::string& one : doubts_) all += (all.empty() ? "" : "; ") + one;
    json_.member("doubt", all);
  }
  json_.member("source", source_);
  return "{" + json_.take() + "}";
}

std::string span_text(std::string_view first, std::string_view last) {
  if (first.empty() && last.empty()) return {};
  if (first == last) return std::string(first);
  return std::string(first) + "/" + std::string(last);
}

std::string span_text(const DateRange& range) {
  return span_text(date_text(range.first), date_text(range.last));
}

bool Codes::has(std::string_view code) const {
  bool result = false;
  each(*concept_node, [&](const Element& one) {
    each(one["coding"], [&](const Element& coding) { result |= coding["code"].text() == code; });
  });
  return result;
}

std::string_view Codes::first_code() const {
  return (*concept_node).front()["coding"].front()["code"].text();
}

namespace {

/// The names that a concept goes by in words.
std::vector<std::string_view> words_of(const Element& concept_node) {
  std::vector<std::string_view> words;
  each(concept_node, [&](const Element& one) {
    if (one["text"].is_text()) words.push_back(one["text"].text());
    each(one["coding"], [&](const Element& coding) {
      if (coding["display"].is_text()) words.push_back(coding["display"].text());
    });
  });
  std::erase(words, "");
  return words;
}

/// The unit of an age as the calendar counts it; empty of any other.
std::optional<AgeUnit> age_unit(const Element& age) {
  const std::string_view unit = age.any_of({"code", "unit"}).text();
  if (is_among(unit, {"a", "year", "years"})) return AgeUnit::years;
  if (is_among(unit, {"mo", "month", "months"})) return AgeUnit::months;
  if (is_among(unit, {"wk", "week", "weeks"})) return AgeUnit::weeks;
  if (is_among(unit, {"d", "day", "days"})) return AgeUnit::days;
  return std::nullopt;
}

std::optional<int> whole(std::string_view text) {
  int value = 0;
  constexpr int most = 30000;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  return is_whole && value >= 0 && value < most ? std::optional(value) : std::nullopt;
}

}  // namespace

/// From the first day of the lower age to the last day of the higher one.
std::string Drafting::age_span(const Element& low, const Element& high) const {
  if (!birth || low["comparator"].exists() || high["comparator"].exists()) return {};
  DateRange range;
  if (low.exists()) {
    const auto unit = age_unit(low);
    const auto count = whole(low["value"].text());
    if (!unit || !count) return {};
    range.first = add(birth->first, age_period(*unit, *count));
  }
  if (high.exists()) {
    const auto unit = age_unit(high);
    const auto count = whole(high["value"].text());
    if (!unit || !count) return {};
    range.last = add(birth->last, age_period(*unit, *count + 1));
  }
  return low.exists() || high.exists() ? span_text(range) : std::string();
}

std::string Drafting::when(const Element& resource, std::string_view element, std::string_view latest) {
  const auto of = [&](std::string_view type) -> const Element& {
    return resource[std::string(element) + std::string(type)];
  };
  for (const std::string_view type : {"DateTime", "Instant", "Date"}) {
    if (of(type).exists()) return std::string(of(type).text());
  }
  if (const Element& period = of("Period"); period.exists()) {
    const std::string_view end = period["end"].text();
    return span_text(period["start"].text(), end.empty() ? latest : end);
  }
  std::string span;
  if (of("Age").exists()) span = age_span(of("Age"), of("Age"));
  if (const Element& range = of("Range"); range.exists()) span = age_span(range["low"], range["high"]);
  return span.empty() ? span_text({}, latest) : span;
}

std::vector<FactKind> Drafting::kinds_of(const Element& concept_node, FactKind own) {
  std::vector<FactKind> kinds;
  each(concept_node, [&](const Element& one) {
    each(one["coding"], [&](const Element& coding) {
      for (const FactId fact : names.code(own, coding["system"].text(), coding["code"].text()).facts)
        kinds.push_back(vocabulary[fact].kind);
    });
  });
  if (!kinds.empty()) return kinds;
  for (const std::string_view word : words_of(concept_node)) {
    const ingest::NameMatch& match = names.fact(word, std::nullopt);
    if (match.is_near_miss) continue;
    for (const FactId fact : match.facts) kinds.push_back(vocabulary[fact].kind);
    if (!kinds.empty()) return kinds;
  }
  return kinds;
}

bool Drafting::is_known(const Element& concept_node) {
  return !kinds_of(concept_node, FactKind::observation).empty();
}

FactKind Drafting::list_of(const Element& concept_node, FactKind own) {
  const std::vector<FactKind> kinds = kinds_of(concept_node, own);
  const bool is_own = kinds.empty() || contains(kinds, own) || kinds.front() == FactKind::attribute;
  return is_own ? own : kinds.front();
}

void Drafting::name(Draft& draft, const Element& concept_node, std::optional<FactKind> only,
                    std::string_view otherwise) {
  bool is_known_code = false;
  bool has_code = false;
  JsonWriter codes;
  codes.open('[');
  each(concept_node, [&](const Element& one) {
    each(one["coding"], [&](const Element& coding) {
      const std::string_view code = coding["code"].text();
      if (code.empty()) return;
      const auto& match = names.code(draft.list(), coding["system"].text(), code);
      const bool is_other = only && std::any_of(match.facts.begin(), match.facts.end(),
                                                [&](FactId fact) { return vocabulary[fact].kind != *only; });
      if (is_other) return;
      is_known_code |= !match.facts.empty() || match.is_other;
      has_code = true;
      codes.open('{');
      codes.member("system", coding["system"].text());
      codes.member("code", code);
      codes.close('}');
    });
  });
  codes.close(']');
  const std::vector<std::string_view> words = words_of(concept_node);
  if (!is_known_code) {
    // The first word that the vocabulary has; else the first of all.
    const auto known = std::find_if(words.begin(), words.end(), [&](std::string_view word) {
      const ingest::NameMatch& match = names.fact(word, draft.list());
      return !match.is_near_miss && !match.facts.empty() &&
             (!only || vocabulary[match.facts.front()].kind == *only);
    });
    std::string word(known != words.end() ? *known : words.empty() ? otherwise : words.front());
    if (only && known == words.end() && !word.empty()) word = "allergy to " + word;
    draft.member(draft.list() == FactKind::question ? "question" : "fact", word);
  }
  if (!has_code) return;
  draft.json().key("codes");
  draft.json().literal(codes.take());
}

void Drafting::field(Draft& draft, std::string_view name, const Element& concepts) {
  if (!concepts.exists() || !names.field(name).field.exists()) return;
  if (concepts.is_list() && concepts.first() != nullptr && concepts.first()->next() != nullptr)
    return;  // several: which of them is meant is not known
  std::vector<std::string_view> all = words_of(concepts);
  each(concepts, [&](const Element& one) {
    each(one["coding"], [&](const Element& coding) { all.push_back(coding["code"].text()); });
  });
  std::erase(all, "");
  if (all.empty()) return;
  const Field& field = vocabulary.fields[names.field(name).field.value];
  const auto is_listed = [&](std::string_view word) {
    if (field.type.kind == ValueKind::fact) {
      const ingest::NameMatch& match = names.fact(word, std::nullopt);
      return !match.is_near_miss && !match.facts.empty();
    }
    return vocabulary.word_by_text.contains(fold_word(word));
  };
  const auto found = std::find_if(all.begin(), all.end(), is_listed);
  draft.member(name, found == all.end() ? all.front() : *found);
}

void Drafting::field(Draft& draft, std::string_view name, std::string_view text) {
  if (names.field(name).field.exists()) draft.member(name, text);
}

}  // namespace eligo::fhir

#include "runtime/words/phrases.h"

#include <algorithm>
#include <array>

#include "runtime/words/explain.h"

namespace eligo {
namespace {

std::string counted(std::int32_t number, std::string_view unit) {
  return std::to_string(number) + " " + std::string(unit) + (number == 1 ? "" : "s");
}

std::string anchor_words(const Plan& plan, const WindowEnd& end) {
  if (!end.anchor.exists()) return date_text(end.fixed);
  const Anchor& anchor = plan.vocabulary[end.anchor];
  if (anchor.label == anchor.name) return "the day of " + anchor.name;
  return "the " + anchor.label;
}

std::string part_words(const Reach::Part& part) {
  if (part.half_lives.is_zero()) return period_words(part.period);
  const bool is_one = part.half_lives == Number(1);
  return part.half_lives.text() + (is_one ? " half-life" : " half-lives") + " of the drug";
}

std::string reach_words(const Reach& reach) {
  if (reach.choice == Reach::Choice::only) return part_words(reach.first);
  const bool longer = reach.choice == Reach::Choice::longer;
  return (longer ? "the longer of " : "the shorter of ") + part_words(reach.first) + " and " +
         part_words(reach.second);
}

std::string end_words(const Plan& plan, const WindowEnd& end) {
  const std::string anchor = anchor_words(plan, end);
  if (end.direction != 0)
    return reach_words(end.reach) + (end.direction < 0 ? " before " : " after ") + anchor;
  if (end.shift == 0) return anchor;
  return (end.shift < 0 ? "the day before " : "the day after ") + anchor;
}

/// The far end named in full, the near one as `that day` where both are counted from one day.
std::string between_words(const Plan& plan, const Window& window) {
  const WindowEnd& from = *window.from;
  const WindowEnd& to = *window.to;
  if (from.direction == 0 && to.direction == 0 && from.shift == to.shift && from.anchor == to.anchor &&
      from.fixed == to.fixed)
    return " on " + end_words(plan, from);
  const bool is_one_anchor = from.anchor.exists() && from.anchor == to.anchor;
  std::string near = end_words(plan, to);
  if (is_one_anchor && to.direction == 0)
    near = to.shift == 0 ? "that day" : (to.shift < 0 ? "the day before it" : "the day after it");
  if (is_one_anchor && from.direction == 0 && to.direction != 0)
    near = reach_words(to.reach) + (to.direction < 0 ? " before it" : " after it");
  return " from " + end_words(plan, from) + " to " + near + ", both included";
}

std::string default_window(const Plan& plan, Selector selector) {
  if (traits(selector).window == SelectorTraits::Window::open) return {};
  const bool is_one_day = traits(selector).window == SelectorTraits::Window::on;
  if (!plan.as_of.exists()) return is_one_day ? " on the as-of date" : " up to the as-of date";
  WindowEnd as_of;
  as_of.anchor = plan.as_of;
  return (is_one_day ? " on " : " up to ") + anchor_words(plan, as_of);
}

std::string filter_value(const Plan& plan, const Filter& filter) {
  const Vocabulary& vocabulary = plan.vocabulary;
  if (!filter.facts.empty()) return facts_words(plan, filter.facts);
  std::vector<std::string> values;
  // The filter holds every spelling; people read the first of each word.
  const ValueType& type = vocabulary[filter.field].type;
  for (std::size_t i = 0; i < type.words.size(); ++i) {
    const bool is_asked = std::any_of(filter.words.begin(), filter.words.end(), [&](WordId word) {
      const auto at = type.word_index.find(word.value);
      return at != type.word_index.end() && at->second == i;
    });
    if (is_asked) values.push_back(vocabulary.words[type.words[i].value]);
  }
  return alternatives(values);
}

}  // namespace

std::string_view comparison_words(Comparison comparison) {
  constexpr std::array<std::string_view, 6> words{"is below",          "is at most",  "is equal to",
                                                  "is different from", "is at least", "is above"};
  return words[static_cast<std::size_t>(comparison)];
}

std::string fact_words(const Plan& plan, FactId fact) {
  const Fact& named = plan.vocabulary[fact];
  const bool says_more = !named.label.empty() && fold_word(named.label) != fold_word(named.name);
  return says_more ? named.name + " (" + named.label + ")" : named.name;
}

std::string facts_words(const Plan& plan, const std::vector<FactId>& facts) {
  constexpr std::size_t most_named = 3;
  const auto has_broader = [&](FactId fact) {
    const auto& broader = plan.vocabulary[fact].broader;
    return std::any_of(broader.begin(), broader.end(), [&](FactId other) {
      return std::find(facts.begin(), facts.end(), other) != facts.end();
    });
  };
  std::vector<std::string> names;
  for (const FactId fact : facts) {
    if (has_broader(fact)) continue;
    const auto& narrower = plan.vocabulary[fact].narrower;
    std::string name = fact_words(plan, fact);
    if (narrower.size() > most_named) {
      name += " with its " + std::to_string(narrower.size()) + " kinds";
    } else if (!narrower.empty()) {
      name += " with its kinds";
      for (const FactId kind : narrower)
        name += (kind == narrower.front() ? " " : ", ") + plan.vocabulary[kind].name;
    }
    names.push_back(std::move(name));
  }
  return alternatives(names);
}

std::string unit_words(std::string_view unit) {
  constexpr std::array<std::string_view, 10> raised{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  if (unit == "Cel") return "°C";
  std::string words;
  if (unit.starts_with("10*")) {
    words = "10";
    unit.remove_prefix(3);
    while (!unit.empty() && unit.front() >= '0' && unit.front() <= '9') {
      words += raised[static_cast<std::size_t>(unit.front() - '0')];
      unit.remove_prefix(1);
    }
  }
  for (const char c : unit) {
    if (c != '[' && c != ']') words += c;
  }
  return words;
}

std::string with_unit(const std::string& number, std::string_view unit) {
  if (unit.empty()) return number;
  return number + (unit.starts_with("10*") ? " × " : " ") + unit_words(unit);
}

std::string alternatives(const std::vector<std::string>& items) {
  std::string result;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) result += i + 1 == items.size() ? " or " : ", ";
    result += items[i];
  }
  return result;
}

std::string period_words(const Period& period) {
  if (period.months != 0 && period.days == 0) {
    return period.months % 12 == 0 ? counted(period.months / 12, "year") : counted(period.months, "month");
  }
  if (period.months != 0) return counted(period.months, "month") + " and " + counted(period.days, "day");
  if (period.days != 0 && period.days % 7 == 0)
    return counted(period.days / 7, "week") + " (" + counted(period.days, "day") + ")";
  return counted(period.days, "day");
}

std::string window_words(const Plan& plan, const Query& query) {
  const Window& window = query.window;
  if (window.from && window.to) return between_words(plan, window);
  if (window.from) return " from " + end_words(plan, *window.from) + " on";
  if (window.to) return " up to and including " + end_words(plan, *window.to);
  return default_window(plan, query.selector);
}

std::string filter_words(const Plan& plan, const std::vector<Filter>& filters) {
  std::string result;
  for (const Filter& filter : filters) {
    const Field& field = plan.vocabulary[filter.field];
    switch (filter.kind) {
      case Filter::Kind::is: result += " where " + field.name + " is " + filter_value(plan, filter); break;
      case Filter::Kind::is_not:
        result += " where " + field.name + " is not " + filter_value(plan, filter);
        break;
      case Filter::Kind::compare:
        result += " where " + field.name + " " + std::string(comparison_words(filter.comparison)) + " " +
                  with_unit(range_text(filter.limit), field.type.unit_text);
        break;
      case Filter::Kind::recorded: result += " with " + field.name + " recorded"; break;
      case Filter::Kind::not_recorded: result += " with no " + field.name + " recorded"; break;
    }
  }
  return result;
}

std::string limit_words(const Plan& plan, const ValueType& type, const Number& number) {
  if (type.kind == ValueKind::titre) return "1:" + number.text();
  if (type.kind == ValueKind::grade) {
    const auto index = number.whole();
    if (index && *index >= 0 && static_cast<std::size_t>(*index) < type.words.size())
      return plan.vocabulary.words[type.words[static_cast<std::size_t>(*index)].value];
  }
  if (type.kind == ValueKind::percent_of_predicted) return number.text() + " % of predicted";
  return with_unit(number.text(), type.unit_text);
}

}  // namespace eligo

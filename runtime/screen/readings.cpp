#include "runtime/screen/readings.h"

#include <algorithm>
#include <string_view>

#include "runtime/model/near_miss.h"

namespace eligo {
namespace {

/// All readings of a protocol by name.
struct NamedReading {
  std::string_view name;
  std::size_t criterion;
  int reading;
};

std::vector<NamedReading> readings_of(const Plan& plan) {
  std::vector<NamedReading> all;
  for (std::size_t c = 0; c < plan.criteria.size(); ++c) {
    for (std::size_t r = 0; r < plan.criteria[c].readings.size(); ++r) {
      all.push_back({plan.criteria[c].readings[r].id, c, static_cast<int>(r)});
    }
  }
  return all;
}

std::string unknown_reading(const std::string& name, const std::vector<NamedReading>& all) {
  std::string text = "there is no reading " + name;
  if (all.empty()) return text + ": the protocol names none";
  std::vector<std::string_view> names;
  names.reserve(all.size());
  for (const NamedReading& reading : all) names.push_back(reading.name);
  const auto near = near_misses(name, names, 1);
  if (!near.empty()) return text + "; did you mean " + near.front() + '?';
  text += "; the protocol has";
  for (const std::string_view known : names) text.append(" ").append(known);
  return text;
}

}  // namespace

std::optional<ReadingChoice> choose_readings(const Plan& plan, const std::vector<std::string>& names,
                                             std::string& why) {
  const std::vector<NamedReading> all = readings_of(plan);
  ReadingChoice choice(plan.criteria.size(), -1);
  for (const std::string& name : names) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& r) { return r.name == name; });
    if (found == all.end()) {
      why = unknown_reading(name, all);
      return std::nullopt;
    }
    int& chosen = choice[found->criterion];
    if (chosen >= 0 && chosen != found->reading) {
      why = "two readings of " + plan.criteria[found->criterion].id + " at once: name one of them";
      return std::nullopt;
    }
    chosen = found->reading;
  }
  return choice;
}

}  // namespace eligo

#include "tools/eligo/needs/phrases.h"

#include "runtime/words/phrases.h"

namespace eligo {

std::vector<std::string> asker_names(const Needs& needs, const std::vector<std::uint32_t>& askers) {
  std::vector<std::string> names;
  names.reserve(askers.size());
  for (const std::uint32_t asker : askers) names.push_back(needs.askers[asker]);
  return names;
}

std::vector<std::string> window_phrases(const Plan& plan, const std::vector<Window>& windows) {
  std::vector<std::string> phrases;
  for (const Window& window : windows) {
    Query query;
    query.selector = Selector::planned;  // it has no window of its own
    query.window = window;
    const std::string words = window_words(plan, query);
    phrases.push_back(words.empty() ? "at any time" : words.substr(1));
  }
  return phrases;
}

}  // namespace eligo

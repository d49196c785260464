#include "runtime/ingest/dictionary.h"

#include <algorithm>

#include "runtime/ingest/names.h"
#include "runtime/ingest/systems.h"
#include "runtime/ingest/value.h"
#include "runtime/model/near_miss.h"

namespace eligo::ingest {

/// Reads a dictionary line by line.
class DictionaryReader {
 public:
  DictionaryReader(const Vocabulary& vocabulary, std::vector<Dictionary::Error>& errors)
      : vocabulary_(vocabulary), errors_(errors) {}

  Dictionary read(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      read_line(trimmed(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return std::move(dictionary_);
  }

 private:
  void error(std::string text) { errors_.push_back({line_, std::move(text)}); }

  void read_line(std::string_view line) {
    std::vector<std::string> words;
    if (!split(line, words) || words.empty()) return;
    const auto equals = std::find(words.begin(), words.end(), "=");
    const auto before = equals - words.begin();
    if (equals == words.end() || before < 2 || before > 3 || words.end() - equals != 2) {
      return error(
          "a line is written `treatments \"MTX\" = methotrexate`: the list, the name or the system and "
          "the code, and what it means");
    }
    const auto list = list_kind(words.front());
    if (!list)
      return error(in_quotes(words.front()) + " is no list of a patient" + nearest_list(words.front()));
    const std::optional<FactId> fact = fact_of(words.back(), *list);
    if (!fact) return;
    const std::size_t kind = static_cast<std::size_t>(*list);
    if (before == 2) {
      add_name(words[1], kind, *fact);
    } else {
      const std::string key = code_key(words[1], words[2]);
      add(dictionary_.codes_[kind], key, in_quotes(words[1]) + " " + in_quotes(words[2]), *fact);
    }
  }

  /// Words between spaces; in quotation marks one may hold spaces, and with a backslash quotation marks. `#`
  /// begins a comment.
  bool split(std::string_view line, std::vector<std::string>& words) {
    for (std::size_t at = 0; at < line.size();) {
      if (line[at] == ' ' || line[at] == '\t') {
        ++at;
      } else if (line[at] == '#') {
        return true;
      } else if (line[at] == '"') {
        std::string word;
        for (++at; at < line.size() && line[at] != '"'; ++at) {
          const bool is_escaped = line[at] == '\\' && at + 1 < line.size();
          if (is_escaped) ++at;
          word += is_escaped && line[at] == 'n' ? '\n' : line[at];
        }
        if (at == line.size()) {
          error("the quotation mark is not closed: add `\"` behind the name");
          return false;
        }
        ++at;
        words.push_back(std::move(word));
      } else {
        const std::size_t end = std::min(line.find_first_of(" \t\"", at), line.size());
        words.emplace_back(line.substr(at, end - at));
        at = end;
      }
    }
    return true;
  }

  static std::string nearest_list(std::string_view name) {
    constexpr std::array<std::string_view, 6> lists{"attributes", "observations", "conditions",
                                                    "treatments", "procedures",   "answers"};
    const auto near = near_misses(name.substr(0, 60), {lists.begin(), lists.end()}, 1);
    return near.empty()
               ? "; lists are attributes, observations, conditions, treatments, procedures and answers"
               : "; the nearest one is " + in_quotes(near.front());
  }

  /// None: an error, or `?`. A fact that does not exist: `other`.
  std::optional<FactId> fact_of(const std::string& name, FactKind list) {
    if (name == "?") return std::nullopt;  // not said yet: it stays open
    if (name == "other") return FactId{};
    const auto found = vocabulary_.fact_by_name.find(fold_word(name));
    if (found == vocabulary_.fact_by_name.end()) {
      std::vector<std::string_view> names;
      for (const Fact& fact : vocabulary_.facts) {
        if (fact.kind == list) names.push_back(fact.name);
      }
      const auto near = near_misses(std::string_view(name).substr(0, 60), names, 1);
      error("there is no fact " + in_quotes(name) +
            (near.empty() ? "; what is none of the vocabulary's facts is written `other`"
                          : "; the nearest one is " + in_quotes(near.front())));
      return std::nullopt;
    }
    if (vocabulary_[found->second].kind != list) {
      error(in_quotes(name) + " does not stand in " + std::string(list_name(list)) + ", but in " +
            std::string(list_name(vocabulary_[found->second].kind)));
      return std::nullopt;
    }
    return found->second;
  }

  void add_name(const std::string& name, std::size_t kind, FactId fact) {
    const std::string folded = fold_word(name);
    const auto known = vocabulary_.fact_by_name.find(folded);
    if (known != vocabulary_.fact_by_name.end() && known->second != fact) {
      return error(in_quotes(name) + " is a name of the vocabulary's " +
                   in_quotes(vocabulary_[known->second].name) + " already, and cannot mean anything else");
    }
    add(dictionary_.names_[kind], folded, in_quotes(name), fact);
  }

  void add(Dictionary::Meanings& meanings, const std::string& key, const std::string& text, FactId fact) {
    const auto [place, is_new] = meanings.try_emplace(key, fact);
    if (!is_new && place->second != fact)
      error(text + " stands twice and means two things: leave one line out");
  }

  const Vocabulary& vocabulary_;
  std::vector<Dictionary::Error>& errors_;
  Dictionary dictionary_;
  std::size_t line_ = 0;
};

namespace {

/// In quotation marks, so that it is one word.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '\n') result += '\\';
    result += c == '\n' ? 'n' : c;
  }
  return result + '"';
}

}  // namespace

Dictionary Dictionary::read(std::string_view text, const Vocabulary& vocabulary, std::vector<Error>& errors) {
  return DictionaryReader(vocabulary, errors).read(text);
}

const FactId* Dictionary::name(std::optional<FactKind> list, std::string_view name) const {
  const std::string folded = fold_word(name);
  for (std::size_t kind = 0; kind < names_.size(); ++kind) {
    if (list && static_cast<std::size_t>(*list) != kind) continue;
    if (const auto found = names_[kind].find(folded); found != names_[kind].end()) return &found->second;
  }
  return nullptr;
}

const FactId* Dictionary::code(FactKind list, std::string_view key) const {
  const Meanings& codes = codes_[static_cast<std::size_t>(list)];
  const auto found = codes.find(std::string(key));
  return found == codes.end() ? nullptr : &found->second;
}

std::size_t Dictionary::size() const {
  std::size_t count = 0;
  for (const auto* all : {&names_, &codes_}) {
    for (const Meanings& meanings : *all) count += meanings.size();
  }
  return count;
}

std::string dictionary_line(FactKind list, std::string_view system, std::string_view name,
                            std::string_view meaning) {
  std::string line(list_name(list));
  if (!system.empty()) line += ' ' + quoted(system);
  line += ' ' + quoted(name) + " = ";
  return line += meaning.empty() ? "?" : meaning;
}

std::string code_key(std::string_view system, std::string_view code) {
  const CodeSystem known = code_system(system);
  return std::string(known.name) + '|' + comparable_code(known, code);
}

}  // namespace eligo::ingest

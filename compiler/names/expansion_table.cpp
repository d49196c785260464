#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "compiler/names/expansion_file.h"
#include "runtime/ingest/value.h"
#include "runtime/values/ascii.h"

/// Expansions as tables: of OMOP's CONCEPT_ANCESTOR with the codes beside the numbers, or plain lists.
namespace eligo {
namespace {

/// `Ancestor concept code` → `ancestorconceptcode`
std::string head_word(std::string_view cell) {
  std::string result;
  for (const char c : cell) {
    if (is_letter(c)) result += eligo::lower(c);
  }
  return result;
}

class TableReader {
 public:
  TableReader(std::string_view text, const ExpansionRoot& root) : text_(text), root_(root) {}

  ExpansionContent run() {
    while (!text_.empty() && content_.problem.empty()) {
      const std::size_t end = std::min(text_.find('\n'), text_.size());
      const std::string_view line = ingest::trimmed(text_.substr(0, end));
      text_.remove_prefix(std::min(end + 1, text_.size()));
      ++line_;
      if (line.starts_with('#')) {
        read_remark(line.substr(1));
      } else if (!line.empty()) {
        read_line(line);
      }
    }
    if (content_.problem.empty()) is_pairs() ? take_pairs() : take_codes();
    if (content_.problem.empty()) put_in_order(content_, root_);
    return std::move(content_);
  }

 private:
  /// A row: the code that is below, and the one above it; or their numbers where the codes are not beside.
  struct Row {
    std::string ancestor;
    std::string descendant;
  };
  /// Columns by their place.
  struct Head {
    std::optional<std::size_t> code, ancestor, ancestor_id, descendant_id, system, ancestor_system, version;
  };

  [[nodiscard]] bool is_pairs() const { return head_.ancestor || head_.ancestor_id; }

  void fail(const std::string& problem) {
    if (content_.problem.empty()) content_.problem = "line " + std::to_string(line_) + ": " + problem;
  }

  /// `# version 2025-03-01`
  void read_remark(std::string_view line) {
    constexpr std::string_view word = "version ";
    line = ingest::trimmed(line);
    if (line.starts_with(word)) content_.version = ingest::trimmed(line.substr(word.size()));
  }

  void read_line(std::string_view line) {
    if (!has_head_) {
      sign_ = line.find('\t') != line.npos ? '\t' : line.find(',') == line.npos ? ';' : ',';
      has_head_ = true;
      if (read_head(cells_of(line)) || !content_.problem.empty()) return;
    }
    const std::vector<std::string> cells = cells_of(line);
    if (!content_.problem.empty()) return;
    if (++rows_ > max_expansion_entries * 8) return fail("there are more than two million rows");
    const auto cell = [&](std::optional<std::size_t> column) {
      return column && *column < cells.size() ? cells[*column] : std::string();
    };
    const auto code = [&](std::optional<std::size_t> column) {
      return ingest::comparable_code(root_.system, cell(column));
    };
    if (!is_own(cell(head_.system))) return;
    if (code(head_.code).empty()) return fail("there is no code");
    if (!cell(head_.version).empty()) versions_.insert(cell(head_.version));
    if (head_.ancestor) {
      if (is_own(cell(head_.ancestor_system))) pairs_.push_back({code(head_.ancestor), code(head_.code)});
    } else if (head_.ancestor_id) {
      code_by_id_.emplace(cell(head_.descendant_id), code(head_.code));
      pairs_.push_back({cell(head_.ancestor_id), cell(head_.descendant_id)});
    } else {
      content_.codes.push_back(code(head_.code));
    }
  }

  [[nodiscard]] bool is_own(const std::string& system) const {
    return system.empty() || ingest::code_system(system).name == root_.system.name;
  }

  /// False if the first line is a row already.
  bool read_head(const std::vector<std::string>& cells) {
    bool is_head = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string word = head_word(cells[i]);
      const auto take = [&](std::optional<std::size_t>& column, std::initializer_list<const char*> words) {
        if (column || std::find(words.begin(), words.end(), word) == words.end()) return;
        column = i;
        is_head = true;
      };
      take(head_.code, {"code", "conceptcode", "descendantconceptcode", "descendantcode", "descendant"});
      take(head_.ancestor, {"ancestorconceptcode", "ancestorcode", "ancestor"});
      take(head_.ancestor_id, {"ancestorconceptid"});
      take(head_.descendant_id, {"descendantconceptid"});
      take(head_.system, {"vocabularyid", "descendantvocabularyid", "system", "codesystem"});
      take(head_.ancestor_system, {"ancestorvocabularyid"});
      take(head_.version, {"vocabularyversion", "systemversion", "version"});
    }
    if (!is_head && cells.size() > 1) {
      fail(
          "the columns have no names; write `code`, or `ancestor_concept_code` and "
          "`descendant_concept_code`");
    } else if (is_head && !head_.code) {
      fail("there is no column of codes; write the concepts' codes beside their numbers");
    } else if (!head_.ancestor && head_.ancestor_id.has_value() != head_.descendant_id.has_value()) {
      fail("`ancestor_concept_id` and `descendant_concept_id` stand together");
    }
    if (!is_head) head_.code = 0;
    return is_head;
  }

  /// Cells may stand in quotation marks, which are doubled inside.
  std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells(1);
    bool is_quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool is_doubled = is_quoted && line.substr(i, 2) == "\"\"";
      if (line[i] == '"' && !is_doubled) {
        is_quoted = !is_quoted;
      } else if (line[i] == sign_ && !is_quoted) {
        cells.emplace_back();
      } else {
        cells.back() += line[i];
        i += is_doubled ? 1 : 0;
      }
    }
    if (is_quoted) fail("a quotation mark is not closed");
    for (std::string& cell : cells) cell = std::string(ingest::trimmed(cell));
    return cells;
  }

  void take_codes() {
    take_versions();
    content_.has_root =
        std::find(content_.codes.begin(), content_.codes.end(), root_.code) != content_.codes.end();
  }

  void take_versions() { content_.system_versions.assign(versions_.begin(), versions_.end()); }

  /// Below the root is what has it as an ancestor. A code that stands above the root, or above one below it,
  /// may be meant for one of them.
  void take_pairs() {
    take_versions();
    if (!head_.ancestor) name_by_codes();
    std::unordered_set<std::string_view> below;
    for (const Row& row : pairs_) {
      if (row.ancestor != root_.code) continue;
      content_.has_root = true;
      below.insert(row.descendant);
    }
    below.insert(root_.code);
    for (const Row& row : pairs_) {
      if (below.contains(row.descendant) && !below.contains(row.ancestor) && !row.ancestor.empty())
        content_.open.push_back(row.ancestor);
    }
    content_.codes.assign(below.begin(), below.end());
  }

  /// An ancestor whose code does not stand here has none.
  void name_by_codes() {
    for (Row& row : pairs_) {
      for (std::string* number : {&row.ancestor, &row.descendant}) {
        const auto found = code_by_id_.find(*number);
        *number = found == code_by_id_.end() ? std::string() : found->second;
      }
    }
  }

  std::string_view text_;
  const ExpansionRoot& root_;
  ExpansionContent content_;
  std::size_t line_ = 0;
  std::size_t rows_ = 0;
  bool has_head_ = false;
  char sign_ = ',';
  Head head_;
  std::vector<Row> pairs_;
  std::unordered_map<std::string, std::string> code_by_id_;
  std::set<std::string> versions_;
};

std::string without_hyphens(std::string_view text) {
  std::string result(text);
  std::erase(result, '-');
  return result;
}

}  // namespace

ExpansionContent read_expansion_table(std::string_view text, const ExpansionRoot& root) {
  return TableReader(text, root).run();
}

void put_in_order(ExpansionContent& content, const ExpansionRoot& root) {
  const auto sort = [](std::vector<std::string>& codes) {
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  };
  sort(content.codes);
  sort(content.open);
  for (auto& [system, codes] : content.mapped) sort(codes);
  std::erase_if(content.open, [&](const std::string& code) {
    return std::binary_search(content.codes.begin(), content.codes.end(), code);
  });
  for (const std::string& code : content.codes) {
    if (!content.problem.empty() || ingest::is_code_of(root.system, code)) continue;
    content.problem = ingest::in_quotes(code) + " is no code of " + std::string(root.system.name);
  }
  if (content.problem.empty() && content.codes.size() + content.open.size() > max_expansion_entries)
    content.problem = "it holds more than " + std::to_string(max_expansion_entries) + " codes";
}

/// A date may be written with its hyphens or without.
bool is_of_version(const ExpansionContent& content, std::string_view stated) {
  const std::string wanted = without_hyphens(stated);
  const auto is_wanted = [&](const std::string& seen) {
    const std::string version = without_hyphens(seen);
    return version == wanted || version.ends_with("/version/" + wanted);
  };
  const auto& versions = content.system_versions;
  return is_wanted(content.version) ||
         (!versions.empty() && std::all_of(versions.begin(), versions.end(), is_wanted));
}

}  // namespace eligo

#include <algorithm>
#include <array>
#include <unordered_map>

#include "compiler/lint/ask.h"
#include "compiler/source/provenance.h"

/// Forms whose meaning is right and that are read less easily than they could be.
namespace eligo::lint {
namespace {

template <typename Visit>
void each_node(const Checked& program, std::initializer_list<Syntax> kinds, const Visit& visit) {
  const SyntaxTree& tree = program.main().tree;
  for (std::uint32_t node = 0; node < tree.nodes.size(); ++node) {
    if (std::find(kinds.begin(), kinds.end(), tree[node].kind) != kinds.end())
      visit(Place{&program.main(), node});
  }
}

bool is_join(const Place& place) {
  return (place.kind() == Syntax::conjunction || place.kind() == Syntax::disjunction) &&
         place.first().next().exists();
}

/// The number behind a leading letter: 7 of `I7`; nothing for another form.
std::optional<int> number_of_id(std::string_view id, char letter) {
  if (id.size() < 2 || id.size() > 6 || id.front() != letter) return std::nullopt;
  int number = 0;
  for (const char c : id.substr(1)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

void single_item_list(const Checked& program, LintReporter& report) {
  each_node(program, {Syntax::all_of, Syntax::any_of}, [&](const Place& list) {
    const auto items = list.children(Syntax::item);
    if (items.size() != 1 || items[0].has(Syntax::part_name)) return;
    auto finding = report.add(list.span(), "a list of one item");
    const Place inner = unwrap_condition(items[0].children().back());
    const std::string_view source = list.module->tree.source;
    const bool has_comment =
        source.substr(list.span().begin, list.span().end - list.span().begin).find('#') !=
        std::string_view::npos;
    if (!has_comment)
      finding.fix("write the item alone", list.span(),
                  is_join(inner) ? "(" + std::string(inner.text()) + ")" : std::string(inner.text()));
  });
}

void needless_brackets(const Checked& program, LintReporter& report) {
  each_node(program, {Syntax::group_condition}, [&](const Place& bracket) {
    const Place inner = unwrap_condition(bracket.first());
    const bool is_needed =
        is_join(inner) || (inner.kind() == Syntax::unless && inner.first().next().exists());
    if (is_needed) return;
    report.add(bracket.span(), "brackets around a single condition")
        .fix("write it without", bracket.span(), std::string(inner.text()));
  });
}

void typographic_sign(const Checked& program, LintReporter& report) {
  each_node(program, {Syntax::operator_}, [&](const Place& sign) {
    const std::string_view text = sign.text();
    const std::string_view plain = text == "≥" ? ">=" : text == "≤" ? "<=" : text == "≠" ? "!=" : "";
    if (plain.empty()) return;
    report.add(sign.span(), "a sign of the word processor")
        .fix("write `" + std::string(plain) + "`", sign.span(), std::string(plain));
  });
}

void nested_same_list(const Checked& program, LintReporter& report) {
  each_node(program, {Syntax::all_of, Syntax::any_of}, [&](const Place& list) {
    for (const Place& item : list.children(Syntax::item)) {
      if (item.has(Syntax::part_name)) continue;
      const Place inner = unwrap_condition(item.children().back());
      if (inner.kind() == list.kind())
        report.add(inner.span(), "a list inside a list of the same kind: one list says the same");
    }
  });
}

void count_as_list(const Checked& program, LintReporter& report) {
  each_node(program, {Syntax::amount_of}, [&](const Place& list) {
    const auto size = list.children(Syntax::item).size();
    const Place amount = list.first();
    const auto number = Number::parse(amount.first().text());
    const auto whole = number ? number->whole() : std::nullopt;
    if (!whole) return;
    const bool is_least = amount.kind() == Syntax::at_least;
    std::string_view word;
    if (is_least && *whole == 1) word = "any";
    if (is_least && size > 1 && *whole == static_cast<std::int64_t>(size)) word = "all";
    if (!is_least && *whole == 0) word = "none";
    if (word.empty()) return;
    const Span span{amount.span().file, amount.span().begin, amount.span().end};
    report.add(span, "`" + std::string(word) + " of` says the same in a word")
        .fix("write `" + std::string(word) + "`", span, std::string(word));
  });
}

void words_one_by_one(const Checked& program, LintReporter& report) {
  each_node(program, {Syntax::any_of, Syntax::disjunction}, [&](const Place& list) {
    std::unordered_map<std::string, int> asked;
    const auto sides = list.kind() == Syntax::any_of ? list.children(Syntax::item) : list.children();
    for (const Place& side : sides) {
      const Place inner = unwrap_condition(list.kind() == Syntax::any_of ? side.children().back() : side);
      if (inner.kind() != Syntax::state_is || has_below(inner, {Syntax::is_not, Syntax::one_of_words}))
        continue;
      if (++asked[std::string(inner.first().text())] == 2)
        report.add(inner.span(), "the same is asked for two words: `is one of { …; … }` asks once");
    }
  });
}

void long_rule(const Checked& program, LintReporter& report) {
  static constexpr int most = 12;
  for (const CheckedCriterion& criterion : program.criteria()) {
    int conditions = 0;
    each_below(criterion.rule, [&](const Place& at) {
      const Syntax kind = at.kind();
      const bool is_leaf = kind == Syntax::comparison || kind == Syntax::presence ||
                           kind == Syntax::state_is || kind == Syntax::active || kind == Syntax::ever ||
                           kind == Syntax::receiving || kind == Syntax::name_condition ||
                           kind == Syntax::record_count;
      conditions += is_leaf ? 1 : 0;
    });
    if (conditions > most)
      report.add(criterion.head(), criterion.id() + " asks " + std::to_string(conditions) +
                                       " conditions: `define` gives parts of it a name");
  }
}

void deep_rule(const Checked& program, LintReporter& report) {
  static constexpr int most = 3;
  for (const CheckedCriterion& criterion : program.criteria()) {
    std::vector<std::uint32_t> ends;  // of the lists that hold the node at hand, seen from the outside
    const SyntaxTree& tree = program.main().tree;
    int deepest = 0;
    // Parents stand behind their children, so walking backwards meets the outer lists first.
    const std::uint32_t first = criterion.rule.node + 1 - tree[criterion.rule.node].size;
    for (std::uint32_t node = criterion.rule.node + 1; node-- > first;) {
      while (!ends.empty() && node < ends.back()) ends.pop_back();
      const Syntax kind = tree[node].kind;
      if (kind != Syntax::all_of && kind != Syntax::any_of && kind != Syntax::none_of &&
          kind != Syntax::amount_of)
        continue;
      ends.push_back(node + 1 - tree[node].size);
      deepest = std::max(deepest, static_cast<int>(ends.size()));
    }
    if (deepest > most)
      report.add(criterion.head(), criterion.id() + " nests its lists " + std::to_string(deepest) +
                                       " deep: `define` gives the inner ones a name");
  }
}

void id_of_other_kind(const Checked& program, LintReporter& report) {
  for (const CheckedCriterion& criterion : program.criteria()) {
    const char own = criterion.is_exclusion() ? 'E' : 'I';
    const char other = criterion.is_exclusion() ? 'I' : 'E';
    if (number_of_id(criterion.plan->id, own) || !number_of_id(criterion.plan->id, other)) continue;
    report.add(criterion.head(), criterion.id() + " is an " +
                                     (criterion.is_exclusion() ? "exclusion" : "inclusion") +
                                     " and is named like the other kind");
  }
}

void ids_out_of_order(const Checked& program, LintReporter& report) {
  std::array<int, 2> last{};
  for (const CheckedCriterion& criterion : program.criteria()) {
    const auto number = number_of_id(criterion.plan->id, criterion.is_exclusion() ? 'E' : 'I');
    if (!number) continue;
    int& before = last.at(criterion.is_exclusion() ? 1 : 0);
    if (*number < before) report.add(criterion.head(), criterion.id() + " stands behind a higher number");
    before = std::max(before, *number);
  }
}

void name_of_reading(const Checked& program, LintReporter& report) {
  for (const CheckedCriterion& criterion : program.criteria()) {
    for (const Place& reading : criterion.block.children(Syntax::reading)) {
      const Place name = reading.child(Syntax::name);
      if (name.text().find(criterion.plan->id) == std::string_view::npos)
        report.add(name.span(), "the name of this reading does not tell that it is one of " + criterion.id())
            .note("such as `R-" + criterion.plan->id + "`");
    }
  }
}

void name_of_part(const Checked& program, LintReporter& report) {
  for (const CheckedCriterion& criterion : program.criteria()) {
    each_below(criterion.rule, [&](const Place& at) {
      if (at.kind() == Syntax::part_name && !at.text().starts_with(criterion.plan->id))
        report.add(at.span(), "the name of this part does not tell that it is one of " + criterion.id())
            .note("such as `" + criterion.plan->id + "a`");
    });
  }
}

void empty_text(const Checked& program, LintReporter& report) {
  each_node(program, {Syntax::text}, [&](const Place& text) {
    if (text_content(text.text()).empty()) report.add(text.span(), "a text without a word");
  });
}

void duplicate_quotation(const Checked& program, LintReporter& report) {
  std::unordered_map<std::string, const CheckedCriterion*> seen;
  for (const CheckedCriterion& criterion : program.criteria()) {
    if (criterion.words.empty()) continue;
    const auto [first, is_new] =
        seen.try_emplace(folded_quotation(text_content(criterion.quotation.text())), &criterion);
    if (is_new) continue;
    report
        .add(criterion.quotation.span(),
             criterion.id() + " quotes the same sentence as " + first->second->id())
        .note("there", first->second->quotation.span());
  }
}

void header_word_twice(const Checked& program, LintReporter& report) {
  for (const Place& head : program.blocks({Syntax::protocol_head})) {
    std::unordered_map<std::string_view, Place> seen;
    for (const Place& entry : head.children(Syntax::header_entry)) {
      const Place word = entry.child(Syntax::header_word);
      const auto [first, is_new] = seen.try_emplace(word.text(), word);
      if (is_new || word.text() == "note") continue;
      report.add(word.span(), "`" + std::string(word.text()) + "` stands twice in this head")
          .note("first here", first->second.span());
    }
  }
}

void late_use(const Checked& program, LintReporter& report) {
  bool has_begun = false;
  for (const std::uint32_t node : program.main().tree.blocks) {
    const Place block{&program.main(), node};
    const Syntax kind = block.kind();
    if (kind == Syntax::use && has_begun)
      report.add(block.span(), "`use` stands behind what the file declares; it is looked for at the top");
    has_begun =
        has_begun || (kind != Syntax::use && kind != Syntax::protocol_head && kind != Syntax::library_head &&
                      kind != Syntax::cases_head && kind != Syntax::waive);
  }
}

void unfinished_comment(const Checked& program, LintReporter& report) {
  const std::string_view source = program.main().tree.source;
  for (const auto& comment : program.main().tree.comments) {
    const std::string_view text = source.substr(comment.begin, comment.end - comment.begin);
    for (const std::string_view mark : {"TODO", "FIXME", "XXX"}) {
      if (text.find(mark) == std::string_view::npos) continue;
      report
          .add({program.main().file, comment.begin, comment.end},
               "a comment that leaves something to be done")
          .note("`review \"…\"` in the criterion shows it in every report");
      break;
    }
  }
}

}  // namespace eligo::lint

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "compiler/lint/ask.h"

/// Names that are declared and not used, and libraries that are taken in for nothing.
namespace eligo::lint {
namespace {

bool is_name(Syntax kind) {
  return kind == Syntax::name || kind == Syntax::name_quantity || kind == Syntax::name_condition ||
         kind == Syntax::word;
}

/// How often each name stands in the file, its own declaration included.
std::unordered_map<std::string_view, int> names_of(const Module& module) {
  std::unordered_map<std::string_view, int> result;
  const SyntaxTree& tree = module.tree;
  for (std::uint32_t node = 0; node < tree.nodes.size(); ++node) {
    const Syntax kind = tree[node].kind;
    // A node that holds nothing but a name of its own is counted once, by the inner one.
    if (is_name(kind) && tree[node].size == 1) ++result[tree.text(node)];
    if (kind == Syntax::age) ++result["birth-date"];
    if (kind == Syntax::dose_of || kind == Syntax::unchanged) ++result["dose"];
    if (kind == Syntax::number_of_lines) ++result["line"];
    if (kind == Syntax::by_filter) ++result["method"];
  }
  return result;
}

/// A library with everything that it uses.
void gather(const Checked& program, const Module& module, std::unordered_set<const Module*>& all);

const Module* module_of(const Checked& program, std::string_view path) {
  for (const auto& module : program.modules().modules) {
    if (program.files()[module->file].name == std::string(path) + ".crit" || module->name == path)
      return module.get();
  }
  return nullptr;
}

void gather(const Checked& program, const Module& module, std::unordered_set<const Module*>& all) {
  if (!all.insert(&module).second) return;
  for (const std::uint32_t node : module.tree.blocks) {
    const Place block{&module, node};
    if (block.kind() != Syntax::use) continue;
    if (const Module* used = module_of(program, block.child(Syntax::path).text()))
      gather(program, *used, all);
  }
}

/// Whether the file depends on anything that the library declares.
bool gives_something(const Module& library, const std::unordered_map<std::string_view, int>& names,
                     bool asks_any) {
  for (const std::uint32_t node : library.tree.blocks) {
    const Place block{&library, node};
    const Place name = block.child(Syntax::name);
    if (!name.exists()) continue;
    if (names.contains(name.text())) return true;
    // A kind of something that is asked about adds its records to it, and so does what contains it.
    for (const Syntax relation : {Syntax::is_a, Syntax::contains}) {
      for (const Place& clause : block.children(relation)) {
        for (const Place& broader : clause.children(Syntax::name)) {
          if (names.contains(broader.text())) return true;
        }
      }
    }
    const Syntax kind = block.kind();
    if (asks_any && (kind == Syntax::treatment || kind == Syntax::condition || kind == Syntax::procedure))
      return true;
  }
  return false;
}

/// The lines of a block, with the line break behind it.
Span whole_lines(const Place& block) {
  const std::string_view source = block.module->tree.source;
  Span span = block.span();
  span.begin = static_cast<std::uint32_t>(span.begin == 0 ? 0 : source.rfind('\n', span.begin - 1) + 1);
  const std::size_t end = source.find('\n', span.end);
  span.end = static_cast<std::uint32_t>(end == std::string_view::npos ? source.size() : end + 1);
  return span;
}

void report_unused(const Checked& program, LintReporter& report, std::initializer_list<Syntax> kinds,
                   std::string_view message) {
  if (!program.is_protocol()) return;  // the declarations of a library are used elsewhere
  const auto names = names_of(program.main());
  for (const Place& block : program.blocks(kinds)) {
    const Place name = block.child(Syntax::name);
    const auto count = names.find(name.text());
    if (count != names.end() && count->second > 1) continue;
    if (block.has(Syntax::is_a) || block.has(Syntax::contains))
      continue;  // its records count for another name
    report.add(name.span(), "`" + std::string(name.text()) + "` " + std::string(message));
  }
}

}  // namespace

void unused_library(const Checked& program, LintReporter& report) {
  if (!program.is_protocol()) return;  // a library may take in others for its users
  const auto names = names_of(program.main());
  bool asks_any = false;
  for (const SyntaxNode& node : program.main().tree.nodes)
    asks_any = asks_any || node.kind == Syntax::any_fact;
  struct Use {
    Place place;
    const Module* library;
    std::unordered_set<const Module*> taken;
    bool is_needed = true;
  };
  std::vector<Use> uses;
  for (const Place& use : program.blocks({Syntax::use})) {
    const Module* library = module_of(program, use.child(Syntax::path).text());
    if (library == nullptr) continue;
    uses.push_back({use, library, {}});
    gather(program, *library, uses.back().taken);
  }
  for (Use& use : uses) {
    // A library that another one takes in as well is there without this one.
    const bool is_used = std::any_of(use.taken.begin(), use.taken.end(), [&](const Module* module) {
      const bool is_elsewhere = std::any_of(uses.begin(), uses.end(), [&](const Use& other) {
        return other.is_needed && &other != &use && other.taken.contains(module);
      });
      return (module == use.library || !is_elsewhere) && gives_something(*module, names, asks_any);
    });
    use.is_needed = is_used;
    if (is_used) continue;
    const Place path = use.place.child(Syntax::path);
    const std::string_view source = program.main().tree.source;
    const Span lines = whole_lines(use.place);
    const bool stands_alone =
        source.substr(lines.begin, lines.end - lines.begin).find('#') == std::string_view::npos;
    auto finding = report.add(path.span(), "nothing of `" + std::string(path.text()) + "` is used here");
    if (stands_alone) finding.fix("take the line out", lines, "");
  }
}

void unused_group(const Checked& program, LintReporter& report) {
  report_unused(program, report, {Syntax::group}, "is a group that nothing here asks about");
}

void unused_definition(const Checked& program, LintReporter& report) {
  report_unused(program, report, {Syntax::define, Syntax::derive, Syntax::score, Syntax::definition},
                "is defined and used nowhere");
}

void unused_fact(const Checked& program, LintReporter& report) {
  report_unused(program, report,
                {Syntax::observation, Syntax::condition, Syntax::treatment, Syntax::procedure,
                 Syntax::attribute, Syntax::field, Syntax::anchor},
                "is declared here and asked for nowhere");
}

void question_unasked(const Checked& program, LintReporter& report) {
  report_unused(program, report, {Syntax::question}, "is a question that no criterion asks");
}

void name_in_two_places(const Checked& program, LintReporter& report) {
  const Scope& scope = program.scope();
  const auto warn = [&](const Place& name, std::string_view what) {
    const Symbol* symbol = scope.find(name.text());
    if (symbol == nullptr) return;
    report
        .add(name.span(), "`" + std::string(name.text()) + "` is " + std::string(what) + " here and " +
                              std::string(described(*symbol, program.vocabulary())) + " elsewhere")
        .note("declared there", symbol->block.child(Syntax::name).span());
  };
  for (const Place& block : program.blocks({Syntax::anchor})) warn(block.child(Syntax::name), "a day");
  for (const Place& block : program.blocks({Syntax::field})) warn(block.child(Syntax::name), "a field");
  const SyntaxTree& tree = program.main().tree;
  for (std::uint32_t node = 0; node < tree.nodes.size(); ++node) {
    if (tree[node].kind == Syntax::part_name) warn({&program.main(), node}, "a part of a rule");
    if (tree[node].kind == Syntax::domain) warn(Place{&program.main(), node}.child(Syntax::name), "a domain");
  }
}

void group_member_twice(const Checked& program, LintReporter& report) {
  for (const Place& block : program.blocks({Syntax::group})) {
    const auto names = block.children(Syntax::name);
    std::unordered_map<std::uint32_t, Place> seen;  // by fact
    std::unordered_map<std::string_view, Place> by_name;
    const auto& group = program.scope().groups[program.scope().find(names[0].text())->index];
    for (std::size_t i = 1; i < names.size() && i <= group.items.size(); ++i) {
      const auto [first, is_new] = by_name.try_emplace(names[i].text(), names[i]);
      std::optional<Place> other;
      if (!is_new) other = first->second;
      for (const FactId fact : group.items[i - 1].facts) {
        const auto [at, is_first] = seen.try_emplace(fact.value, names[i]);
        if (!is_first && !other) other = at->second;
      }
      if (!other) continue;
      report
          .add(names[i].span(), is_new ? "a fact of this item is in the group already, by another item"
                                       : "this stands in the group already")
          .note("there", other->span());
    }
  }
}

}  // namespace eligo::lint

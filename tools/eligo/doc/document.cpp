#include "tools/eligo/doc/document.h"

#include <algorithm>

#include "tools/eligo/doc/chapters.h"
#include "tools/eligo/doc/passages.h"

namespace eligo {
namespace {

/// The source text named in the protocol's head, as compilation took it in; null if there is none.
const SourceText* source_text(const Compilation& compiled, const ModuleSet& set) {
  const auto& header = compiled.plan->header;
  const auto named = std::find_if(header.rbegin(), header.rend(),
                                  [](const HeaderEntry& entry) { return entry.word == "source"; });
  // It is read last of all files, behind the modules.
  if (named == header.rend() || compiled.files.size() <= set.modules.size()) return nullptr;
  return &compiled.files.back();
}

std::string library_title(const Module& library) {
  for (const std::uint32_t node : library.tree.blocks) {
    const Place text = Place{&library, node}.child(Syntax::text);
    const Syntax kind = library.tree[node].kind;
    const bool is_instrument = kind == Syntax::score || kind == Syntax::definition || kind == Syntax::derive;
    if (is_instrument && text.exists()) return text_content(text.text());
  }
  return {};
}

}  // namespace

Document make_document(const std::string& path, const CompileOptions& options, const Compilation& compiled) {
  Compilation again;  // the syntax of the same files, in the same order
  const ModuleSet set = load_modules(path, options, again);
  const Module& main = *set.modules.back();
  Plan plan = *compiled.plan;
  const auto spellings = word_spellings(set);
  for (std::string& word : plan.vocabulary.words) {
    if (const auto spelt = spellings.find(word); spelt != spellings.end()) word = spelt->second;
  }
  const DocDeclarations declarations(set);
  const DocSource from{plan, declarations, declarations.used_by(main)};

  Document document;
  document.is_library = main.kind == Module::Kind::library;
  document.name = main.name;
  document.title = document.is_library ? library_title(main) : plan.title;
  document.version = plan.version;
  document.digest = plan.digest;
  if (plan.as_of.exists()) document.as_of = plan.vocabulary[plan.as_of].label;
  document.header = plan.header;
  document.criteria = make_criteria(from, main);
  if (const SourceText* source = source_text(compiled, set)) {
    document.has_source = true;
    document.passages = make_passages(main, source->text);
  }
  document.instruments = make_instruments(from);
  document.derived = make_derived(from);
  document.groups = make_groups(from);
  document.facts = make_facts(from);
  document.files = plan.sources;
  count_cases(path, options, document);
  return document;
}

}  // namespace eligo

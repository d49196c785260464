#include "tools/eligo/doc/chapters.h"

namespace eligo {
namespace {

std::string published_in(const Place& block) {
  const Place source = block.child(Syntax::source);
  return source.exists() ? text_content(source.first().text()) : std::string();
}

std::vector<DomainText> domains_of(const DocSource& from, const Instrument& instrument, const Place& block) {
  std::vector<DomainText> domains;
  const auto places = block.children(Syntax::domain);
  for (std::size_t d = 0; d < instrument.domains.size(); ++d) {
    const Domain& domain = instrument.domains[d];
    const auto items = places[d].children(Syntax::score_item);
    DomainText made{domain.name, domain.tags, domain.is_sum, {}};
    for (std::size_t i = 0; i < domain.items.size(); ++i) {
      const Item& item = domain.items[i];
      const std::string written = written_lines(items[i].children().back());
      made.items.push_back(
          {item.points.text(), item.id, item.label, from.rule(written, item.when, items[i])});
    }
    domains.push_back(std::move(made));
  }
  return domains;
}

/// A derived quantity's steps and its formula, a line each.
std::string formula_lines(const Place& block) {
  std::string lines;
  for (const Place& step : block.children(Syntax::let)) lines += written_lines(step) + '\n';
  return lines + written_lines(block.child(Syntax::value));
}

/// The file that declares a block, as reports name it.
std::string file_of(const DocSource& from, const Place& block) {
  return from.plan.sources[block.module->file].name;
}

}  // namespace

std::vector<InstrumentText> make_instruments(const DocSource& from) {
  std::vector<InstrumentText> instruments;
  for (const Instrument& instrument : from.plan.instruments) {
    if (!from.used.contains(instrument.name)) continue;
    const Place block = from.declarations.find(instrument.name);
    InstrumentText made;
    made.name = instrument.name;
    made.label = instrument.label;
    made.published = instrument.published;
    if (instrument.total.exists()) made.maximum = block.child(Syntax::out_of).first().text();
    made.file = file_of(from, block);
    if (instrument.entry.exists()) {
      const Place entry = block.child(Syntax::entry);
      made.entry = from.rule(written_lines(entry.first()), instrument.entry, entry, {}, made.name);
    }
    made.domains = domains_of(from, instrument, block);
    const auto states = block.children(Syntax::state);
    for (std::size_t s = 0; s < instrument.states.size(); ++s) {
      const std::string written = written_lines(states[s].children().back());
      made.states.push_back(
          {instrument.states[s].name, from.rule(written, instrument.states[s].node, block, {}, made.name)});
    }
    made.remarks = remarks_of(block);
    instruments.push_back(std::move(made));
  }
  return instruments;
}

std::vector<DerivedText> make_derived(const DocSource& from) {
  std::vector<DerivedText> all;
  for (const Derived& derived : from.plan.derived) {
    if (!from.used.contains(derived.name)) continue;
    const Place block = from.declarations.find(derived.name);
    all.push_back({derived.name, derived.label, derived.unit, published_in(block), file_of(from, block),
                   from.rule(formula_lines(block), derived.node, block, {}, derived.name),
                   remarks_of(block)});
  }
  return all;
}

}  // namespace eligo

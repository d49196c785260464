#include <algorithm>
#include <utility>

#include "compiler/lower/lower.h"

/// Criteria with their clauses and readings, named conditions, derived quantities.
namespace eligo {
namespace {

std::vector<std::string> texts(const Place& block, Syntax kind) {
  std::vector<std::string> result;
  for (const Place& clause : block.children(kind))
    result.push_back(text_content(clause.child(Syntax::text).text()));
  return result;
}

/// A node as written, in one line: white space folded, comments left out, the items of lists parted by `;`.
/// Of a list itself only the head, since its items are shown one by one.
std::string one_line(const Place& place, std::uint32_t begin, std::uint32_t end) {
  const SyntaxTree& tree = place.module->tree;
  const SyntaxNode& self = tree[place.node];
  const Syntax kind = self.kind;
  const bool is_list = kind == Syntax::all_of || kind == Syntax::any_of || kind == Syntax::none_of ||
                       kind == Syntax::amount_of;
  std::vector<std::uint32_t> starts;  // of items that follow another
  for (std::uint32_t node = place.node + 1 - self.size; node <= place.node; ++node) {
    const std::uint32_t next =
        tree[node].kind == Syntax::item ? tree[node].next_sibling : SyntaxNode::no_node;
    if (next != SyntaxNode::no_node) starts.push_back(tree[next].begin);
  }
  std::string result;
  bool gap = false;
  bool is_comment = false;
  bool is_quoted = false;
  for (std::uint32_t at = begin; at < end; ++at) {
    const char c = tree.source[at];
    if (c == '"') is_quoted = !is_quoted;
    if (c == '#' && !is_quoted) is_comment = true;
    if (c == '\n') is_comment = false;
    if (is_comment) continue;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      gap = !result.empty();
      continue;
    }
    if (is_list && c == '{') return result + " the following";
    const bool starts_item = std::find(starts.begin(), starts.end(), at) != starts.end();
    if (starts_item && result.back() != ';') result += ';';
    if (gap) result += ' ';
    gap = false;
    result += c;
  }
  return result;
}

std::string one_line(const Place& place) {
  const SyntaxNode& self = place.module->tree[place.node];
  return one_line(place, self.begin, self.end);
}

}  // namespace

std::uint32_t Lowerer::source(const Place& first, const Place& last) {
  const Span span = first.span();
  const LineColumn at = lines_.locate(span);
  return builder_.add(SourceRef{span.file, at.line, at.column, one_line(first, span.begin, last.span().end)});
}

std::uint32_t Lowerer::source(const Place& place) {
  const auto [entry, is_new] = sources_.try_emplace({place.module, place.node}, 0U);
  if (is_new) {
    const Span span = place.span();
    const LineColumn at = lines_.locate(span);
    entry->second = builder_.add(SourceRef{span.file, at.line, at.column, one_line(place)});
  }
  return entry->second;
}

std::vector<Part> Lowerer::take_parts() { return std::exchange(parts_, {}); }

void Lowerer::report_cycle(const Place& name) {
  std::string chain;
  for (const auto& [other, definition] : definitions_) {
    if (definition.progress == Progress::running) chain += (chain.empty() ? "`" : ", `") + other + "`";
  }
  findings_.add(codes::definition_cycle, name.span(), quoted(name) + " depends on itself")
      .note("definitions on the way: " + chain);
}

void Lowerer::report_chain(const Place& place, std::string_view what, std::size_t most,
                           std::string_view advice) {
  if (std::exchange(is_chain_reported_, true)) return;
  findings_
      .add(codes::chain_too_long, place.span(),
           std::string(what) + " more than " + std::to_string(most) + ", which is the limit")
      .note(std::string(advice));
}

bool Lowerer::is_too_deep(NodeId node, const Place& place) {
  if (!node.exists() || depths_.of(node) <= most_plan_depth) return false;
  report_chain(
      place, "the steps that lead to this, one upon the other, are", most_plan_depth,
      "let less depend on each other, or join conditions in one list: `all of { … }`, `sum of { … }`");
  return true;
}

bool Lowerer::are_too_many(std::size_t terms, const Place& place) {
  if (terms <= most_plan_depth) return false;
  report_chain(place, "the terms of this expression are", most_plan_depth,
               "put them in a list: `sum of { … }`, `largest of { … }`");
  return true;
}

bool Lowerer::Level::is_too_deep(const Place& place) const {
  if (lowerer_.level_ <= most) return false;
  lowerer_.report_chain(place, "the levels of definitions and brackets that lead here are", most,
                        "declare what others depend on before them, or let less depend on each other");
  return true;
}

std::vector<AssumptionId> Lowerer::assumptions(const Place& block) {
  std::vector<AssumptionId> result;
  for (const Place& clause : block.children(Syntax::assume)) {
    Assumption assumption;
    assumption.because = text_content(clause.child(Syntax::text).text());
    assumption.source = source(clause);
    if (const Place name = clause.child(Syntax::name); name.exists()) {
      Query named;
      if (!name_facts(name, named)) continue;
      assumption.facts = named.facts;
    }
    if (const Place when = clause.child(Syntax::assume_when); when.exists()) {
      const Inside inside(*this);
      assumption.when = condition(when.first());
    }
    result.push_back(builder_.add(std::move(assumption)));
  }
  return result;
}

/// The rule of a criterion or reading: its condition, under `only for` if it has one.
NodeId Lowerer::rule(const Place& block) {
  NodeId requirement;
  NodeId applies;
  for (const Place& piece : block.children()) {
    if (piece.kind() == Syntax::only_for) applies = condition(piece.first());
    if (piece.kind() == Syntax::unless) requirement = condition(piece);
  }
  if (!applies.exists()) return requirement;
  return builder_.op(Op::only_for, {applies, requirement}, source(block));
}

void Lowerer::criterion(const Place& block, Polarity polarity) {
  Criterion made;
  made.id = block.child(Syntax::name).text();
  made.polarity = polarity;
  made.source = source(block.child(Syntax::name));
  if (const Place quotation = block.child(Syntax::text); quotation.exists())
    made.quotation = text_content(quotation.text());
  made.notes = texts(block, Syntax::note);
  made.reviews = texts(block, Syntax::review);
  if (const Place listed = block.child(Syntax::listed); listed.exists())
    made.listed_under = listed.child(Syntax::word).text();
  const auto own = assumptions(block);
  assumptions_ = own;
  made.root = rule(block);
  is_too_deep(made.root, block.child(Syntax::name));
  made.parts = take_parts();
  for (const Place& piece : block.children(Syntax::reading)) {
    Reading reading;
    reading.id = piece.child(Syntax::name).text();
    reading.label = text_content(piece.child(Syntax::text).text());
    reading.source = source(piece);
    for (const auto& review : texts(piece, Syntax::review))
      made.reviews.push_back(reading.id + ": " + review);
    for (const auto& note : texts(piece, Syntax::note)) made.notes.push_back(reading.id + ": " + note);
    for (const auto& criterion : plan_.criteria) {
      for (const auto& other : criterion.readings) {
        if (other.id == reading.id)
          findings_.add(codes::defined_twice, piece.child(Syntax::name).span(),
                        "the reading `" + reading.id + "` is declared twice");
      }
    }
    // A reading is a rule of its own; the criterion's assumptions hold for it as well.
    assumptions_ = own;
    const auto more = assumptions(piece);
    assumptions_.insert(assumptions_.end(), more.begin(), more.end());
    reading.root = rule(piece);
    is_too_deep(reading.root, piece.child(Syntax::name));
    reading.parts = take_parts();
    made.readings.push_back(std::move(reading));
  }
  assumptions_.clear();
  plan_.criteria.push_back(std::move(made));
}

void Lowerer::criteria(const Module& module) {
  for (const std::uint32_t node : module.tree.blocks) {
    const Place block{&module, node};
    if (block.kind() == Syntax::inclusion) criterion(block, Polarity::inclusion);
    if (block.kind() == Syntax::exclusion) criterion(block, Polarity::exclusion);
  }
}

void Lowerer::definitions(const Module& module) {
  for (const std::uint32_t node : module.tree.blocks) {
    const Place name = Place{&module, node}.child(Syntax::name);
    if (!name.exists()) continue;
    const Symbol* symbol = scope_.find(name.text());
    if (symbol == nullptr || symbol->block.node != node || symbol->block.module != &module) continue;
    if (definitions_[std::string(name.text())].progress != Progress::fresh) continue;
    switch (symbol->kind) {
      case Symbol::Kind::define: defined(*symbol, name); break;
      case Symbol::Kind::derive: derived(*symbol, name); break;
      case Symbol::Kind::score:
      case Symbol::Kind::definition: instrument(*symbol, name); break;
      default: break;
    }
  }
}

NodeId Lowerer::defined(const Symbol& symbol, const Place& name) {
  auto& definition = definitions_[std::string(name.text())];
  if (definition.progress == Progress::running) {
    report_cycle(name);
    return stand_in(name);
  }
  if (definition.progress == Progress::fresh) {
    const Level level(*this, Level::of_definition);
    if (level.is_too_deep(name)) return stand_in(name);
    definition.progress = Progress::running;
    const Inside inside(*this);
    assumptions_ = assumptions(symbol.block);
    definition.value.node = condition(symbol.block.child(Syntax::unless));
    is_too_deep(definition.value.node, symbol.block.child(Syntax::name));
    definition.progress = Progress::done;
  }
  return definition.value.node;
}

Value Lowerer::derived(const Symbol& symbol, const Place& name) {
  auto& definition = definitions_[std::string(name.text())];
  if (definition.progress == Progress::running) {
    report_cycle(name);
    return {stand_in(name), {}};
  }
  if (definition.progress == Progress::done) return definition.value;
  const Level level(*this, Level::of_definition);
  if (level.is_too_deep(name)) return {stand_in(name), {}};
  definition.progress = Progress::running;
  const Place& block = symbol.block;
  const Place unit_place = block.child(Syntax::unit);
  Type type = plain();
  bool is_good = true;
  {
    const Inside inside(*this);
    assumptions_ = assumptions(block);
    if (unit_place.text() != "1") {
      const auto unit = read_unit(unit_place, findings_);
      is_good = unit.has_value();
      if (unit) type = {Type::Kind::quantity, *unit, std::string(unit_place.text()), {}, false};
    }
    for (const Place& step : block.children(Syntax::let)) {
      const Place step_name = step.child(Syntax::name);
      if (scope_.find(step_name.text()) != nullptr || let_.contains(step_name.text())) {
        findings_.add(codes::defined_twice, step_name.span(),
                      quoted(step_name) + " stands for something else already");
      }
      let_[std::string(step_name.text())] = quantity(step.children().back());
    }
    const Place written = block.child(Syntax::value).first();
    const Value value = quantity(written);
    definition.value = {value.node, type};
    if (value.type.kind == Type::Kind::error || !is_good) {
      definition.value.type.kind = Type::Kind::error;
    } else if (value.type.is_plain()) {
      definition.value.node =
          builder_.scale(value.node, 1, 0, source(block.child(Syntax::name)), type.unit_text);
    } else {
      const auto node = in_unit_of(value, type, written);
      if (node) definition.value.node = *node;
      if (!node) definition.value.type.kind = Type::Kind::error;
    }
  }
  is_too_deep(definition.value.node, block.child(Syntax::name));
  definition.progress = Progress::done;
  if (definition.value.type.kind != Type::Kind::error) {
    const Place label = block.child(Syntax::text);
    plan_.derived.push_back({std::string(name.text()),
                             label.exists() ? text_content(label.text()) : std::string(), type.unit_text,
                             definition.value.node});
  }
  return definition.value;
}

}  // namespace eligo

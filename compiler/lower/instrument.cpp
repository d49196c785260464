#include <algorithm>

#include "compiler/lower/lower.h"
#include "runtime/model/near_miss.h"

/// Scores and definitions: their domains, totals and states.
namespace eligo {

const Instrument* Lowerer::instrument(const Symbol& symbol, const Place& name) {
  auto& definition = definitions_[std::string(name.text())];
  if (definition.progress == Progress::running) {
    report_cycle(name);
    return nullptr;
  }
  if (definition.progress == Progress::done) return &plan_.instruments[definition.index];
  const Level level(*this, Level::of_definition);
  if (level.is_too_deep(name)) return nullptr;
  definition.progress = Progress::running;
  const Place& block = symbol.block;
  Instrument made;
  made.name = block.child(Syntax::name).text();
  if (const Place label = block.child(Syntax::text); label.exists()) made.label = text_content(label.text());
  if (const Place source = block.child(Syntax::source); source.exists())
    made.published = text_content(source.first().text());
  {
    const Inside inside(*this);
    assumptions_ = assumptions(block);
    inside_score_ = &made;
    if (block.kind() == Syntax::score) lower_score(block, made);
    lower_states(block, made);
    is_too_deep(made.total, block.child(Syntax::name));
    for (const State& state : made.states) is_too_deep(state.node, block.child(Syntax::name));
  }
  definition.index = static_cast<std::uint32_t>(plan_.instruments.size());
  definition.progress = Progress::done;
  plan_.instruments.push_back(std::move(made));
  return &plan_.instruments.back();
}

void Lowerer::lower_score(const Place& block, Instrument& made) {
  if (const Place entry = block.child(Syntax::entry); entry.exists()) made.entry = condition(entry.first());
  std::vector<NodeId> points;
  for (const Place& domain : block.children(Syntax::domain)) {
    lower_domain(domain, made);
    points.push_back(made.domains.back().points);
  }
  made.total = builder_.op(Op::sum, points, source(block.child(Syntax::name)));
  check_maximum(block, made);
}

void Lowerer::lower_domain(const Place& place, Instrument& made) {
  Domain domain;
  domain.name = place.child(Syntax::name).text();
  domain.is_sum = place.has(Syntax::domain_sum);
  for (const Place& tag : place.children(Syntax::tag)) domain.tags.emplace_back(tag.text());
  for (const auto& other : made.domains) {
    if (other.name == domain.name)
      findings_.add(codes::defined_twice, place.child(Syntax::name).span(),
                    "the domain `" + domain.name + "` is declared twice");
  }
  const NodeId nothing = builder_.number(0, source(place));
  std::vector<NodeId> points;
  for (const Place& piece : place.children(Syntax::score_item)) {
    Item item;
    if (const Place name = piece.child(Syntax::name); name.exists()) item.id = name.text();
    if (const Place label = piece.child(Syntax::text); label.exists())
      item.label = text_content(label.text());
    item.points = read_number(piece.child(Syntax::number), findings_).value_or(0);
    item.when = condition(piece.children().back());
    const std::uint32_t here = source(piece);
    points.push_back(builder_.op(Op::choose, {item.when, builder_.number(item.points, here), nothing}, here));
    domain.items.push_back(std::move(item));
  }
  domain.points = builder_.op(domain.is_sum ? Op::sum : Op::largest, points, source(place));
  made.domains.push_back(std::move(domain));
}

void Lowerer::check_maximum(const Place& block, const Instrument& made) {
  const Place stated = block.child(Syntax::out_of);
  const auto maximum = read_number(stated.first(), findings_);
  Number sum = 0;
  for (const auto& domain : made.domains) {
    Number most = 0;
    for (const auto& item : domain.items) {
      if (item.points.sign() < 0) continue;
      if (domain.is_sum) {
        most = most + item.points;
      } else if (item.points > most) {
        most = item.points;
      }
    }
    sum = sum + most;
  }
  if (!maximum || *maximum == sum) return;
  auto finding =
      findings_.add(codes::score_maximum, stated.span(),
                    "the points of this score add up to " + sum.text() + ", not to " + maximum->text());
  for (std::size_t i = 0; i < made.domains.size(); ++i) {
    Number most = 0;
    for (const auto& item : made.domains[i].items)
      most = made.domains[i].is_sum ? most + item.points : std::max(most, item.points);
    finding.note(made.domains[i].name + ": " + most.text(),
                 block.children(Syntax::domain)[i].child(Syntax::name).span());
  }
}

void Lowerer::lower_states(const Place& block, Instrument& made) {
  for (const Place& state : block.children(Syntax::state)) {
    const std::string name(state.child(Syntax::name).text());
    for (const auto& other : made.states) {
      if (other.name == name)
        findings_.add(codes::defined_twice, state.child(Syntax::name).span(),
                      "the state `" + name + "` is declared twice");
    }
    const NodeId node = condition(state.children().back());
    made.states.push_back({name, node});
  }
}

/// The score that `total`, `points for` and `domain` speak of: the one named, or the one they stand in.
const Instrument* Lowerer::score_of(const Place& place, const Place& name) {
  if (!name.exists()) {
    if (inside_score_ != nullptr && inside_score_->total.exists()) return inside_score_;
    findings_.add(codes::not_a_score, place.span(), "of which score? Outside a score say `of NAME`");
    return nullptr;
  }
  const Symbol* symbol = resolve(name, "a score");
  if (symbol == nullptr) return nullptr;
  if (symbol->kind != Symbol::Kind::score) {
    findings_.add(codes::not_a_score, name.span(),
                  quoted(name) + " is " + std::string(described(*symbol, vocabulary_)) + ", not a score");
    return nullptr;
  }
  return instrument(*symbol, name);
}

Value Lowerer::total(const Place& place) {
  const Instrument* score = score_of(place, place.child(Syntax::name));
  if (score == nullptr) return {stand_in(place), {}};
  const Place tag = place.child(Syntax::tag);
  if (!tag.exists()) return {score->total, plain()};
  std::vector<NodeId> points;
  std::vector<std::string_view> tags;
  for (const auto& domain : score->domains) {
    tags.insert(tags.end(), domain.tags.begin(), domain.tags.end());
    if (std::find(domain.tags.begin(), domain.tags.end(), tag.text()) != domain.tags.end())
      points.push_back(domain.points);
  }
  if (points.empty()) {
    findings_
        .add(codes::unknown_domain, tag.span(), "no domain of `" + score->name + "` is tagged " + quoted(tag))
        .did_you_mean(near_misses(tag.text(), tags), tag.span());
    return {stand_in(place), {}};
  }
  return {builder_.op(Op::sum, points, source(place)), plain()};
}

Value Lowerer::points_for(const Place& place) {
  const auto names = place.children(Syntax::name);
  const Instrument* score = score_of(place, names[1]);
  if (score == nullptr) return {stand_in(place), {}};
  std::vector<std::string_view> domains;
  for (const auto& domain : score->domains) {
    if (domain.name == names[0].text()) return {domain.points, plain()};
    domains.push_back(domain.name);
  }
  findings_
      .add(codes::unknown_domain, names[0].span(), "`" + score->name + "` has no domain " + quoted(names[0]))
      .did_you_mean(near_misses(names[0].text(), domains), names[0].span());
  return {stand_in(place), {}};
}

NodeId Lowerer::domain_count(const Place& place) {
  const Amount wanted = amount(place);
  const Instrument* score = score_of(place, place.child(Syntax::name));
  if (score == nullptr) return stand_in(place);
  const Place tag = place.child(Syntax::tag);
  const std::uint32_t here = source(place);
  const NodeId nothing = builder_.number(0, here);
  std::vector<NodeId> operands;
  std::vector<std::string_view> tags;
  for (const auto& domain : score->domains) {
    tags.insert(tags.end(), domain.tags.begin(), domain.tags.end());
    if (tag.exists() && std::find(domain.tags.begin(), domain.tags.end(), tag.text()) == domain.tags.end())
      continue;
    operands.push_back(builder_.compare(domain.points, Comparison::greater, nothing, here));
  }
  if (tag.exists() && operands.empty()) {
    findings_
        .add(codes::unknown_domain, tag.span(), "no domain of `" + score->name + "` is tagged " + quoted(tag))
        .did_you_mean(near_misses(tag.text(), tags), tag.span());
    return stand_in(place);
  }
  if (wanted.low > static_cast<std::int32_t>(operands.size())) {
    findings_.add(codes::impossible_count, place.span(),
                  "there are only " + std::to_string(operands.size()) + " such domains");
  }
  return builder_.count(wanted.low, wanted.high, operands, here);
}

NodeId Lowerer::entry_reference(const Place& place) {
  if (inside_score_ != nullptr && inside_score_->entry.exists()) return inside_score_->entry;
  findings_.add(codes::not_a_score, place.span(),
                "`entry` stands for the entry criterion of the score it stands in, and there is none here");
  return stand_in(place);
}

}  // namespace eligo

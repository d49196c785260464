#include "compiler/lint/checked.h"

#include <algorithm>

#include "compiler/lint/regions.h"
#include "compiler/program.h"

namespace eligo::lint {

Checked::Checked(Program& program, const std::vector<SourceText>& files)
    : main_(*program.main()),
      modules_(program.modules()),
      scope_(program.scope()),
      plan_(program.plan()),
      files_(files),
      nodes_(program.lowerer().conditions_of(*program.main())) {
  if (!is_protocol()) return;
  // The lowerer takes the criteria in the order in which they stand.
  std::size_t next = 0;
  for (const Place& block : blocks({Syntax::inclusion, Syntax::exclusion})) {
    CheckedCriterion made;
    made.block = block;
    made.plan = &plan_.criteria[next++];
    made.rule = block.child(Syntax::unless);
    made.quotation = block.child(Syntax::text);
    if (made.quotation.exists())
      made.words = Quotation(made.quotation.text(), main_.file, made.quotation.span().begin);
    made.is_answered = block.has(Syntax::note) || block.has(Syntax::review) || block.has(Syntax::reading);
    criteria_.push_back(std::move(made));
  }
}

Checked::~Checked() = default;

std::vector<Place> Checked::blocks(std::initializer_list<Syntax> kinds) const {
  std::vector<Place> result;
  for (const std::uint32_t block : main_.tree.blocks) {
    if (std::find(kinds.begin(), kinds.end(), main_.tree[block].kind) != kinds.end())
      result.push_back({&main_, block});
  }
  return result;
}

NodeId Checked::node(const Place& condition) const {
  return condition.node < nodes_.size() ? nodes_[condition.node] : NodeId{};
}

const Fact* Checked::fact(std::string_view name) const {
  const Symbol* symbol = scope_.find(name);
  if (symbol == nullptr || symbol->kind != Symbol::Kind::fact) return nullptr;
  return &plan_.vocabulary.facts[symbol->index];
}

Regions& Checked::regions() const {
  if (!regions_) regions_ = std::make_unique<Regions>(plan_);
  return *regions_;
}

bool has_below(const Place& place, std::initializer_list<Syntax> kinds) {
  bool found = false;
  each_below(place, [&](const Place& at) {
    found = found || std::find(kinds.begin(), kinds.end(), at.kind()) != kinds.end();
  });
  return found;
}

Place unwrap_condition(Place place) {
  for (;;) {
    const Syntax kind = place.kind();
    const bool is_level = kind == Syntax::unless || kind == Syntax::disjunction ||
                          kind == Syntax::conjunction || kind == Syntax::group_condition;
    if (!is_level || place.first().next().exists()) return place;
    place = place.first();
  }
}

Place unwrap_quantity(Place place) {
  for (;;) {
    const Syntax kind = place.kind();
    const bool is_level = kind == Syntax::otherwise || kind == Syntax::sum || kind == Syntax::product ||
                          kind == Syntax::power || kind == Syntax::group_quantity;
    if (!is_level || place.first().next().exists()) return place;
    place = place.first();
  }
}

Place asked_name(const Place& question) {
  if (const Place course = question.child(Syntax::course); course.exists()) return course.child(Syntax::name);
  return question.child(Syntax::name);
}

}  // namespace eligo::lint

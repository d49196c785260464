#include "tools/eligo/doc/chapters.h"

namespace eligo {
namespace {

/// The lines of a rule: `only for …` and the condition.
std::string rule_lines(const Place& block) {
  std::string lines;
  for (const Place& piece : block.children()) {
    if (piece.kind() != Syntax::only_for && piece.kind() != Syntax::unless) continue;
    if (!lines.empty()) lines += '\n';
    lines += written_lines(piece);
  }
  return lines;
}

}  // namespace

RuleText DocSource::rule(const std::string& written, NodeId root, const Place& block,
                         const std::vector<Part>& parts, const std::string& own) const {
  return {written, wording(plan, root, {parts, declarations.spoken_of(block), own})};
}

Remarks remarks_of(const Place& block) {
  Remarks remarks{clause_texts(block, Syntax::note), clause_texts(block, Syntax::review), {}};
  for (const Place& clause : block.children(Syntax::assume))
    remarks.assumptions.push_back(written_lines(clause));
  return remarks;
}

std::vector<DocCriterion> make_criteria(const DocSource& from, const Module& protocol) {
  std::vector<DocCriterion> criteria;
  for (const std::uint32_t node : protocol.tree.blocks) {
    const Place block{&protocol, node};
    if (block.kind() != Syntax::inclusion && block.kind() != Syntax::exclusion) continue;
    const Criterion& criterion = from.plan.criteria[criteria.size()];
    DocCriterion made;
    made.id = criterion.id;
    made.polarity = criterion.polarity;
    made.quotation = criterion.quotation;
    made.line = from.plan.refs[criterion.source].line;
    made.rule = from.rule(rule_lines(block), criterion.root, block, criterion.parts);
    made.remarks = remarks_of(block);
    made.listed_under = criterion.listed_under;
    if (const Place listed = block.child(Syntax::listed); listed.exists())
      made.listed_because = text_content(listed.child(Syntax::text).text());
    for (const Place& piece : block.children(Syntax::reading)) {
      const Reading& reading = criterion.readings[made.readings.size()];
      made.readings.push_back({reading.id, reading.label,
                               from.rule(rule_lines(piece), reading.root, piece, reading.parts),
                               remarks_of(piece), 0});
    }
    criteria.push_back(std::move(made));
  }
  return criteria;
}

}  // namespace eligo

#include "tools/python/src/plan_facts.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <memory>

#include "eligo/protocol.h"
#include "runtime/ingest/asked_facts.h"
#include "runtime/ingest/names.h"
#include "runtime/model/plan.h"
#include "runtime/values/contains.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace eligo::python {
namespace {

using TupleList = nb::typed<nb::list, nb::typed<nb::tuple, nb::any, nb::ellipsis>>;
using Names = std::vector<std::string>;

constexpr std::string_view value_name(ValueKind kind) {
  switch (kind) {
    case ValueKind::none: return "none";
    case ValueKind::quantity:
    case ValueKind::percent_of_predicted: return "number";
    case ValueKind::titre: return "titre";
    case ValueKind::grade: return "grade";
    case ValueKind::word:
    case ValueKind::list:
    case ValueKind::fact: return "word";
    case ValueKind::date: return "date";
  }
  return "none";
}

Names names_of(const Vocabulary& vocabulary, const std::vector<FactId>& facts) {
  Names names;
  for (const FactId fact : facts) names.push_back(vocabulary[fact].name);
  return names;
}

/// The fact's codes and those below them: pairs of system and code.
TupleList codes_of(const Fact& fact) {
  nb::list codes;
  for (const Code& code : fact.codes) codes.append(nb::make_tuple(code.system, code.code));
  for (const CodeExpansion& expansion : fact.expansions) {
    for (const std::string& code : expansion.codes) codes.append(nb::make_tuple(expansion.system, code));
  }
  return codes;
}

/// Of each fact: name, list, kind of its values, codes, other spellings, the facts that it is a, and whether
/// a question looks at it.
TupleList facts_of(const Protocol& protocol) {
  const Plan& plan = *protocol.plan();
  const std::vector<FactId> asked = ingest::asked_facts(plan);
  nb::list list;
  for (std::uint32_t i = 0; i < plan.vocabulary.facts.size(); ++i) {
    const Fact& fact = plan.vocabulary.facts[i];
    list.append(nb::make_tuple(fact.name, ingest::list_name(fact.kind), value_name(fact.type.kind),
                               codes_of(fact), fact.aliases, names_of(plan.vocabulary, fact.broader),
                               contains(asked, FactId{i})));
  }
  return list;
}

Names fields_of(const Protocol& protocol) {
  Names names;
  for (const Field& field : protocol.plan()->vocabulary.fields) names.push_back(field.name);
  return names;
}

Names anchors_of(const Protocol& protocol) {
  Names names;
  for (const Anchor& anchor : protocol.plan()->vocabulary.anchors) names.push_back(anchor.name);
  return names;
}

/// The lists of which a question asks for any record, of whatever fact.
Names lists_of_any(const Protocol& protocol) {
  Names names;
  for (const Query& query : protocol.plan()->queries) {
    const std::string name(ingest::list_name(query.kind));
    if (query.is_any_fact && !contains(names, name)) names.push_back(name);
  }
  return names;
}

/// The facts that each question looks at, every set once.
std::vector<Names> questions_of(const Protocol& protocol) {
  const Plan& plan = *protocol.plan();
  std::vector<Names> questions;
  for (const Query& query : plan.queries) {
    Names names = names_of(plan.vocabulary, query.facts);
    if (!names.empty() && !contains(questions, names)) questions.push_back(std::move(names));
  }
  return questions;
}

/// The facts that each code of a system means in a list; several where it may be any of them.
std::vector<Names> code_facts(const Protocol& protocol, std::string_view list, std::string_view system,
                              const Names& codes) {
  const Vocabulary& vocabulary = protocol.plan()->vocabulary;
  ingest::NameIndex index(vocabulary);
  const auto kind = ingest::list_kind(list);
  if (!kind) throw std::invalid_argument("no list is called " + std::string(list));
  std::vector<Names> facts;
  facts.reserve(codes.size());
  for (const std::string& code : codes)
    facts.push_back(names_of(vocabulary, index.code(*kind, system, code).facts));
  return facts;
}

/// Of some facts those that each code of a system says not to be: its system is one in which their codes are
/// whole.
std::vector<Names> code_denials(const Protocol& protocol, const Names& facts, std::string_view system,
                                const Names& codes) {
  const Vocabulary& vocabulary = protocol.plan()->vocabulary;
  const ingest::NameIndex index(vocabulary);
  std::vector<Names> denied;
  denied.reserve(codes.size());
  for (const std::string& code : codes) {
    Names& names = denied.emplace_back();
    for (const std::string& fact : facts) {
      const auto found = vocabulary.fact_by_name.find(fold_word(fact));
      if (found != vocabulary.fact_by_name.end() && index.excludes(system, code, found->second))
        names.push_back(fact);
    }
  }
  return denied;
}

/// Usual name, family, and whether its codes take in those that begin with them.
std::tuple<std::string, std::string, bool> code_system_of(std::string_view text) {
  const ingest::CodeSystem system = ingest::code_system(text);
  return {std::string(system.name), std::string(system.family), system.is_hierarchy};
}

/// The protocol with facts that no further code of the system means: a record under such a code is none of
/// them. Whoever gives a record such a code has looked for them before.
Protocol with_whole_system(const Protocol& protocol, const std::string& system, const Names& facts) {
  auto plan = std::make_shared<Plan>(*protocol.plan());
  for (const std::string& name : facts) {
    const auto found = plan->vocabulary.fact_by_name.find(fold_word(name));
    if (found == plan->vocabulary.fact_by_name.end())
      throw std::invalid_argument("the vocabulary has no fact " + name);
    Fact& fact = plan->vocabulary.facts[found->second.value];
    const std::string root = "of " + fact.name;  // no code of data
    CodeExpansion expansion;
    expansion.system = system;
    expansion.root = ingest::comparable_code(ingest::code_system(system), root);
    expansion.file = "the tables' own vocabulary";
    expansion.codes = {expansion.root};
    fact.codes.push_back({system, root});
    fact.expansions.push_back(std::move(expansion));
  }
  return Protocol(std::move(plan));
}

}  // namespace

void define_plan_facts(nb::module_& module) {
  module.def("facts", &facts_of, "protocol"_a);
  module.def("fields", &fields_of, "protocol"_a);
  module.def("anchors", &anchors_of, "protocol"_a);
  module.def("lists_of_any", &lists_of_any, "protocol"_a);
  module.def("questions", &questions_of, "protocol"_a);
  module.def("code_facts", &code_facts, "protocol"_a, "list"_a, "system"_a, "codes"_a);
  module.def("code_denials", &code_denials, "protocol"_a, "facts"_a, "system"_a, "codes"_a);
  module.def("code_system", &code_system_of, "name"_a);
  module.def("with_whole_system", &with_whole_system, "protocol"_a, "system"_a, "facts"_a);
}

}  // namespace eligo::python

#include "compiler/names/scope.h"

#include <cctype>

#include "runtime/model/near_miss.h"

namespace eligo {

const Symbol* Scope::find(std::string_view name) const {
  const auto found = symbols.find(std::string(name));
  return found == symbols.end() ? nullptr : &found->second;
}

namespace {

/// A sentence as messages have it: with a small letter and without its full stop.
std::string as_message(std::string sentence) {
  if (sentence.ends_with('.')) sentence.pop_back();
  if (!sentence.empty())
    sentence[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(sentence[0])));
  return sentence;
}

}  // namespace

std::optional<Unit> read_unit(const Place& unit, Findings& findings) {
  UnitError error;
  auto result = parse_unit(unit.text(), &error);
  if (!result) {
    findings.add(codes::unknown_unit, unit.span(), as_message(std::move(error.text)))
        .did_you_mean(error.suggestions, unit.span());
  }
  return result;
}

std::optional<Number> read_number(const Place& number, Findings& findings) {
  auto result = Number::parse(number.text());
  if (!result) {
    findings.add(codes::number_limit, number.span(),
                 "a number may have at most " + std::to_string(Number::max_digits) + " digits");
  }
  return result;
}

std::string_view kind_name(FactKind kind) {
  switch (kind) {
    case FactKind::attribute: return "an attribute";
    case FactKind::observation: return "an observation";
    case FactKind::condition: return "a condition";
    case FactKind::treatment: return "a treatment";
    case FactKind::procedure: return "a procedure";
    case FactKind::question: return "a question";
  }
  return {};
}

std::string_view plural_name(FactKind kind) {
  switch (kind) {
    case FactKind::attribute: return "attributes";
    case FactKind::observation: return "observations";
    case FactKind::condition: return "conditions";
    case FactKind::treatment: return "treatments";
    case FactKind::procedure: return "procedures";
    case FactKind::question: return "questions";
  }
  return {};
}

std::string_view kind_name(Symbol::Kind kind) {
  switch (kind) {
    case Symbol::Kind::fact: return "a fact";
    case Symbol::Kind::group: return "a group";
    case Symbol::Kind::define: return "a named condition";
    case Symbol::Kind::derive: return "a derived quantity";
    case Symbol::Kind::score: return "a score";
    case Symbol::Kind::definition: return "a definition";
    case Symbol::Kind::criterion: return "a criterion";
  }
  return {};
}

std::string_view described(const Symbol& symbol, const Vocabulary& vocabulary) {
  return symbol.kind == Symbol::Kind::fact ? kind_name(vocabulary.facts[symbol.index].kind)
                                           : kind_name(symbol.kind);
}

}  // namespace eligo

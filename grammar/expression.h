#pragma once

#include "grammar/node.h"

/// Conditions and quantities as seen from the rules that hold them. Their own rules are compiled apart, in
/// condition.cpp and quantity.cpp, which keeps each compilation short.
namespace eligo::grammar {

using Input = p::memory_input<p::tracking_mode::lazy, p::eol::lf, const char*>;

bool match_condition(Input& in, Builder& builder);
bool match_quantity(Input& in, Builder& builder);

template <bool (*Match)(Input&, Builder&)>
struct compiled_apart {
  using rule_t = compiled_apart;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control>
  static bool match(Input& in, Builder& builder) {
    return Match(in, builder);
  }
};
struct condition : compiled_apart<match_condition> {};
struct quantity : compiled_apart<match_quantity> {};

/// Matches one rule from where the input stands, as each of these functions does.
template <typename Rule>
bool match_rule(Input& in, Builder& builder) {
  return p::match<Rule, p::apply_mode::nothing, p::rewind_mode::required, p::nothing, tree_control>(in,
                                                                                                    builder);
}

}  // namespace eligo::grammar

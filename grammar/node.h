#pragma once

#include "grammar/lexical.h"

/// How rules become nodes of the tree.
namespace eligo::grammar {

/// A rule that becomes a node when it matches.
template <Syntax Kind, typename... Rules>
struct node : p::seq<Rules...> {
  static constexpr Syntax kind = Kind;
};

/// An optional or repeated sequence whose nodes are taken back if it fails half-way.
template <typename... Rules>
struct maybe : p::opt<p::seq<Rules...>> {};
template <typename... Rules>
struct many : p::star<p::seq<Rules...>> {};

template <typename Rule>
concept makes_node = requires {
  Rule::kind;
};

/// Keeps the tree in step with the match: every rule that fails takes back the nodes that it built.
template <typename Rule>
struct tree_control : p::normal<Rule> {
  template <typename Input>
  static void start(const Input& in, Builder& builder) {
    builder.open(in.current(), in.end());
  }
  template <typename Input>
  static void success(const Input& in, Builder& builder) {
    if constexpr (makes_node<Rule>) {
      builder.close(Rule::kind, in.current());
    } else {
      builder.keep();
    }
  }
  template <typename Input>
  static void failure(const Input& /*in*/, Builder& builder) {
    builder.take_back();
  }
};

/// One level of nesting, counted against `max_nesting`.
template <typename Rule>
struct nested {
  using rule_t = nested;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& builder) {
    builder.descend(in.current());
    const bool matched = Control<Rule>::template match<A, M, Action, Control>(in, builder);
    builder.ascend();
    return matched;
  }
};

using name_node = node<Syntax::name, name>;
using any_word_node = node<Syntax::name, any_word>;
using word_node = node<Syntax::word, any_word>;
using text_node = node<Syntax::text, text>;
using number_node = node<Syntax::number, number>;
using integer_node = node<Syntax::int_number, int_number>;
using unit_node = node<Syntax::unit, unit>;
using date_node = node<Syntax::date, date>;
using titre_node = node<Syntax::titre, titre>;
using operator_node = node<Syntax::operator_, comparator>;
using path_node = node<Syntax::path, path>;

using optional_text = p::opt<text_node>;

}  // namespace eligo::grammar

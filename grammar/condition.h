#pragma once

#include "grammar/record.h"

/// Conditions: each holds or fails for a patient.
namespace eligo::grammar {

struct test;

// ---- comparisons

struct normal_limit : node<Syntax::normal_limit, maybe<number_node, p::sor<ELIGO_WORD("x"), sign<'*'>>>,
                           node<Syntax::word, p::sor<ELIGO_WORD("ULN"), ELIGO_WORD("LLN")>>> {};
struct limit : p::sor<normal_limit, titre_node, quantity> {};
struct when_limit
    : node<Syntax::when_limit, sign<','>, ELIGO_WORD("or"), operator_node, limit, ELIGO_WORD("when"), test> {
};
struct compare_limit : node<Syntax::compare_limit, operator_node, limit, many<when_limit>> {};
struct end_limit : p::sor<titre_node, literal> {};
struct compare_between
    : node<Syntax::compare_between, ELIGO_WORD("from"), end_limit, ELIGO_WORD("to"), end_limit> {};
struct bare_outcome : p::sor<compare_limit, compare_between, is_value> {};
/// `< 3 10*9/L without more-likely-cause`: asked of the very record that was selected.
struct and_is : node<Syntax::and_is, p::plus<p::sor<by_filter, where_filter, with_filter, without_filter>>> {
};
struct outcome : p::seq<bare_outcome, p::opt<and_is>> {};

struct comparison
    : node<Syntax::comparison, quantity, p::sor<compare_limit, compare_between>, p::opt<and_is>> {};

// ---- states and names

/// `sex is female`, `most recent pregnancy-test is negative`, `doris-2021 is remission`.
struct state_is : node<Syntax::state_is, p::sor<selection, name_node>, is_value, p::opt<and_is>> {};
struct entry_reference : node<Syntax::entry_reference, ELIGO_WORD("entry")> {};
struct name_condition : node<Syntax::name_condition, name> {};

// ---- records

struct presence_selector
    : node<Syntax::selector, p::sor<ELIGO_WORD("any"), ELIGO_WORD("no"), ELIGO_WORD("every")>> {};
struct presence
    : node<Syntax::presence, presence_selector, what, qualifiers, p::opt<window>, p::opt<outcome>> {};
struct ever : node<Syntax::ever, ELIGO_WORD("ever"), name_node, qualifiers> {};
struct active : node<Syntax::active, ELIGO_WORD("active"), name_node, qualifiers, p::opt<window>> {};
struct receiving : node<Syntax::receiving, ELIGO_WORD("receiving"), p::opt<ELIGO_WORD("any")>, what,
                        qualifiers, p::opt<window>> {};
struct planned : node<Syntax::planned, ELIGO_WORD("planned"), name_node, qualifiers, p::opt<window>> {};
struct unchanged : node<Syntax::unchanged, ELIGO_WORD("dose"), ELIGO_WORD("of"), name_node, qualifiers,
                        ELIGO_WORD("unchanged"), ELIGO_WORD("for"), period, direction, day> {};

// ---- counts

struct at_least : node<Syntax::at_least, ELIGO_WORD("at"), ELIGO_WORD("least"), integer_node> {};
struct at_most : node<Syntax::at_most, ELIGO_WORD("at"), ELIGO_WORD("most"), integer_node> {};
struct exactly : node<Syntax::exactly, ELIGO_WORD("exactly"), integer_node> {};
struct amount : p::sor<at_least, at_most, exactly> {};

struct part_name : node<Syntax::part_name, name> {};
struct item : node<Syntax::item, maybe<part_name, sign<':'>>, condition> {};

struct all_of : node<Syntax::all_of, ELIGO_WORD("all"), ELIGO_WORD("of"), braced<item>> {};
struct any_of : node<Syntax::any_of, ELIGO_WORD("any"), ELIGO_WORD("of"), braced<item>> {};
struct none_of : node<Syntax::none_of, ELIGO_WORD("none"), ELIGO_WORD("of"), braced<item>> {};
struct amount_of : node<Syntax::amount_of, amount, ELIGO_WORD("of"), braced<item>> {};
struct drug_count : node<Syntax::drug_count, amount, ELIGO_WORD("drugs"), ELIGO_WORD("of"), name_node,
                         ELIGO_WORD("each"), ELIGO_WORD("with"), test> {};
struct domain_count
    : node<Syntax::domain_count, amount, p::opt<node<Syntax::tag, name>>,
           p::sor<ELIGO_WORD("domains"), ELIGO_WORD("domain")>, maybe<ELIGO_WORD("of"), name_node>> {};
struct apart : node<Syntax::apart, ELIGO_WORD("at"), ELIGO_WORD("least"), period, ELIGO_WORD("apart")> {};
struct record_count : node<Syntax::record_count, amount, ELIGO_WORD("results"), ELIGO_WORD("of"), what,
                           qualifiers, p::opt<apart>, p::opt<window>, p::opt<outcome>> {};

// ---- composition

/// A bracket around a condition; one around a quantity is told by the token behind it.
struct condition_bracket {
  using rule_t = condition_bracket;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& builder) {
    return !bracket_is_quantity(builder.skip(in.current(), in.end()), in.end());
  }
};
struct group_condition : node<Syntax::group_condition, condition_bracket, sign<'('>, condition, sign<')'>> {};
struct negation : node<Syntax::negation, ELIGO_WORD("not"), test> {};

struct simple_test : p::sor<negation, all_of, any_of, none_of, amount_of, drug_count, domain_count,
                            record_count, group_condition, presence, ever, active, receiving, planned,
                            unchanged, entry_reference, state_is, comparison, name_condition> {};
struct test : nested<simple_test> {};

struct conjunction : node<Syntax::conjunction, test, many<ELIGO_WORD("and"), test>> {};
struct disjunction : node<Syntax::disjunction, conjunction, many<ELIGO_WORD("or"), conjunction>> {};
struct condition_levels : node<Syntax::unless, disjunction, maybe<ELIGO_WORD("unless"), disjunction>> {};

}  // namespace eligo::grammar

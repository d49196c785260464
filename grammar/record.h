#pragma once

#include "grammar/expression.h"
#include "grammar/window.h"

/// Which records: `most recent ALT by ELISA where response is insufficient`, `course of methotrexate lasting
/// …`.
namespace eligo::grammar {

/// A number with its unit, as it is written.
struct predicted : node<Syntax::predicted, ELIGO_WORD("predicted")> {};
struct literal : node<Syntax::literal, number_node, p::opt<unit_node>, p::opt<predicted>> {};

struct one_of_words : node<Syntax::one_of_words, ELIGO_WORD("one"), ELIGO_WORD("of"),
                           braced<p::sor<word_node, integer_node>>> {};
struct is_not : node<Syntax::is_not, ELIGO_WORD("not")> {};
struct word_value : p::sor<titre_node, integer_node, text_node, node<Syntax::word, value_word>> {};
struct is_value : node<Syntax::is_value, ELIGO_WORD("is"), p::opt<is_not>, p::sor<one_of_words, word_value>> {
};

struct field_is : node<Syntax::field_is, is_value> {};
struct field_compare : node<Syntax::field_compare, operator_node, number_node, p::opt<unit_node>> {};

struct by_filter : node<Syntax::by_filter, ELIGO_WORD("by"), word_node> {};
struct where_filter
    : node<Syntax::where_filter, ELIGO_WORD("where"), any_word_node, p::sor<field_is, field_compare>> {};
struct gaps : node<Syntax::gaps, ELIGO_WORD("with"), ELIGO_WORD("gaps"), ELIGO_WORD("of"), ELIGO_WORD("at"),
                   ELIGO_WORD("most"), period> {};
struct with_filter : node<Syntax::with_filter, ELIGO_WORD("with"), any_word_node> {};
struct without_filter : node<Syntax::without_filter, ELIGO_WORD("without"), any_word_node> {};
struct lasting : node<Syntax::lasting, ELIGO_WORD("lasting"), ELIGO_WORD("at"), ELIGO_WORD("least"), period> {
};
struct for_total : node<Syntax::for_total, ELIGO_WORD("for"), ELIGO_WORD("a"), ELIGO_WORD("total"),
                        ELIGO_WORD("of"), ELIGO_WORD("at"), ELIGO_WORD("least"), period> {};
struct qualifier : p::sor<by_filter, where_filter, gaps, with_filter, without_filter, lasting, for_total> {};
struct qualifiers : p::star<qualifier> {};

/// `course`, with its drug unless `each with` gives it.
struct course : node<Syntax::course, ELIGO_WORD("course"), maybe<ELIGO_WORD("of"), name_node>> {};
struct any_fact : node<Syntax::any_fact,
                       p::sor<ELIGO_WORD("treatment"), ELIGO_WORD("condition"), ELIGO_WORD("procedure")>> {};
struct what : p::sor<course, any_fact, name_node> {};

struct record_selector
    : node<Syntax::selector, p::sor<p::seq<ELIGO_WORD("most"), ELIGO_WORD("recent")>, ELIGO_WORD("previous"),
                                    ELIGO_WORD("first"), ELIGO_WORD("highest"), ELIGO_WORD("lowest")>> {};
struct selection : node<Syntax::selection, record_selector, name_node, qualifiers, p::opt<window>> {};

struct number_of_lines : node<Syntax::number_of_lines, ELIGO_WORD("number"), ELIGO_WORD("of"),
                              ELIGO_WORD("lines"), ELIGO_WORD("of"), name_node, qualifiers, p::opt<window>> {
};
struct number_of
    : node<Syntax::number_of, ELIGO_WORD("number"), ELIGO_WORD("of"), what, qualifiers, p::opt<window>> {};
struct dose_of
    : node<Syntax::dose_of, ELIGO_WORD("dose"), ELIGO_WORD("of"), name_node, qualifiers, p::opt<on_day>> {};

}  // namespace eligo::grammar

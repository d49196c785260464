#pragma once

#include "grammar/expression.h"
#include "grammar/vocabulary.h"

/// Inclusions and exclusions, with their clauses; named conditions and derived quantities.
namespace eligo::grammar {

struct only_for : node<Syntax::only_for, ELIGO_WORD("only"), ELIGO_WORD("for"), condition> {};
struct review : node<Syntax::review, ELIGO_WORD("review"), text_node> {};
struct because : p::seq<ELIGO_WORD("because"), text_node> {};
struct assume_when : node<Syntax::assume_when, ELIGO_WORD("when"), condition> {};
struct assume : node<Syntax::assume, ELIGO_WORD("assume"),
                     p::sor<ELIGO_WORD("none"), p::seq<ELIGO_WORD("no"), name_node>>, ELIGO_WORD("if"),
                     ELIGO_WORD("not"), ELIGO_WORD("recorded"), p::opt<assume_when>, because> {};
struct listed : node<Syntax::listed, ELIGO_WORD("listed"), ELIGO_WORD("under"),
                     node<Syntax::word, p::sor<ELIGO_WORD("inclusion"), ELIGO_WORD("exclusion")>>, because> {
};
struct reading : node<Syntax::reading, ELIGO_WORD("reading"), name_node, text_node, p::opt<only_for>,
                      condition, p::star<p::sor<note, review, assume>>> {};

struct rule_clause : p::sor<note, review, assume, listed, source> {};
/// Readings stand last: a clause after a reading belongs to it.
struct rule_clauses : p::seq<p::star<rule_clause>, p::star<reading>> {};

struct inclusion : node<Syntax::inclusion, ELIGO_WORD("inclusion"), name_node, optional_text,
                        p::opt<only_for>, condition, rule_clauses> {};
struct exclusion : node<Syntax::exclusion, ELIGO_WORD("exclusion"), name_node, optional_text,
                        p::opt<only_for>, condition, rule_clauses> {};
struct define : node<Syntax::define, ELIGO_WORD("define"), name_node, optional_text, condition,
                     p::star<p::sor<note, review, assume, source>>> {};

struct let : node<Syntax::let, ELIGO_WORD("let"), name_node, sign<'='>, quantity> {};
struct value : node<Syntax::value, ELIGO_WORD("value"), quantity> {};
struct derive
    : node<Syntax::derive, ELIGO_WORD("derive"), name_node, optional_text, ELIGO_WORD("in"), unit_node,
           p::star<p::sor<source, note, let, assume>>, value, p::star<p::sor<source, note, review, assume>>> {
};

struct criterion_block : p::sor<inclusion, exclusion, define, derive> {};

}  // namespace eligo::grammar

#pragma once

#include "grammar/criterion.h"

/// Scores and definitions.
namespace eligo::grammar {

struct out_of : node<Syntax::out_of, ELIGO_WORD("out"), ELIGO_WORD("of"), number_node> {};
struct entry : node<Syntax::entry, ELIGO_WORD("entry"), condition> {};
struct score_item
    : node<Syntax::score_item, number_node, p::opt<name_node>, optional_text, ELIGO_WORD("when"), condition> {
};
struct domain_max : node<Syntax::domain_max, ELIGO_WORD("max")> {};
struct domain_sum : node<Syntax::domain_sum, ELIGO_WORD("sum")> {};
struct domain_rule : p::sor<domain_max, domain_sum> {};
struct tag : node<Syntax::tag, name> {};
struct domain : node<Syntax::domain, ELIGO_WORD("domain"), name_node, p::star<tag>, domain_rule,
                     optional_text, braced<score_item>> {};
struct state : node<Syntax::state, name_node, optional_text, ELIGO_WORD("when"), condition> {};
struct instrument_clause : p::sor<source, note, review, assume> {};

struct score : node<Syntax::score, ELIGO_WORD("score"), name_node, optional_text, out_of,
                    p::star<p::sor<instrument_clause, entry, domain, state>>> {};
struct definition : node<Syntax::definition, ELIGO_WORD("definition"), name_node, optional_text,
                         p::star<p::sor<instrument_clause, state>>> {};
struct instrument_block : p::sor<score, definition> {};

}  // namespace eligo::grammar

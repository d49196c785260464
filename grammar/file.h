#pragma once

#include "grammar/cases.h"
#include "grammar/instrument.h"

/// The blocks of a file.
namespace eligo::grammar {

struct header_word : node<Syntax::header_word, p::sor<
#define ELIGO_HEADER_WORD(text) ELIGO_WORD(text),
#include "grammar/header_words.def"
#undef ELIGO_HEADER_WORD
                                                   p::failure>> {
};
struct header_entry : node<Syntax::header_entry, header_word, text_node> {};
struct as_of : node<Syntax::as_of, ELIGO_WORD("as"), ELIGO_WORD("of"), name_node> {};

struct protocol_head
    : node<Syntax::protocol_head, ELIGO_WORD("protocol"), name_node, p::star<p::sor<as_of, header_entry>>> {};
struct library_head : node<Syntax::library_head, ELIGO_WORD("library"), path_node, optional_text,
                           p::star<p::sor<note, source>>> {};
struct cases_head : node<Syntax::cases_head, ELIGO_WORD("cases"), ELIGO_WORD("for"), path_node> {};
struct use : node<Syntax::use, ELIGO_WORD("use"), path_node> {};
struct waive : node<Syntax::waive, ELIGO_WORD("waive"), text_node, because> {};

struct block : p::sor<protocol_head, library_head, cases_head, use, waive, vocabulary_block, criterion_block,
                      instrument_block, case_block> {};

}  // namespace eligo::grammar

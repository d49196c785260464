#pragma once

#include "grammar/cases.h"
#include "grammar/instrument.h"

/// What a file is made of.
namespace eligo::grammar {

struct header_word
    : node<Syntax::header_word,
           p::sor<ELIGO_WORD("title"), ELIGO_WORD("sponsor"), ELIGO_WORD("version"), ELIGO_WORD("status"),
                  ELIGO_WORD("summary"), ELIGO_WORD("keywords"), ELIGO_WORD("sexes"), ELIGO_WORD("ages"),
                  ELIGO_WORD("location"), ELIGO_WORD("launched"), ELIGO_WORD("updated"),
                  ELIGO_WORD("completion"), ELIGO_WORD("source"), ELIGO_WORD("note")>> {};
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

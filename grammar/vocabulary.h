#pragma once

#include "grammar/node.h"

/// Declarations of the facts that can be known of a patient.
namespace eligo::grammar {

struct note : node<Syntax::note, ELIGO_WORD("note"), text_node> {};
struct source : node<Syntax::source, ELIGO_WORD("source"), text_node> {};

// ---- kinds of values

/// One word of the data with its other spellings: `detected, positive`, `3, "3+"`.
struct word_choice : node<Syntax::word_choice, p::sor<word_node, integer_node>,
                          p::star<sign<','>, p::sor<word_node, integer_node, text_node>>> {};
struct molar_mass : node<Syntax::molar_mass, ELIGO_WORD("of"), number_node, unit_node> {};
struct normal_range
    : node<Syntax::normal_range, ELIGO_WORD("with"), ELIGO_WORD("normal"), ELIGO_WORD("range")> {};
struct kind_in : node<Syntax::kind_in, ELIGO_WORD("in"), unit_node, p::opt<molar_mass>> {};
struct kind_titre : node<Syntax::kind_titre, ELIGO_WORD("titre")> {};
struct kind_grade
    : node<Syntax::kind_grade, ELIGO_WORD("grade"), word_choice, p::plus<p::seq<sign<'<'>, word_choice>>> {};
struct kind_one_of : node<Syntax::kind_one_of, ELIGO_WORD("one"), ELIGO_WORD("of"), braced<word_choice>> {};
struct kind_words : node<Syntax::kind_words, ELIGO_WORD("words"), p::opt<braced<word_choice>>> {};
struct kind_list : node<Syntax::kind_list, ELIGO_WORD("list")> {};
struct kind_date : node<Syntax::kind_date, ELIGO_WORD("date")> {};
struct kind_yes_no : node<Syntax::kind_yes_no, ELIGO_WORD("yes"), ELIGO_WORD("or"), ELIGO_WORD("no")> {};
struct kind_percent_predicted
    : node<Syntax::kind_percent_predicted, ELIGO_WORD("percent"), ELIGO_WORD("of"), ELIGO_WORD("predicted")> {
};
struct kind_percent : node<Syntax::kind_percent, ELIGO_WORD("percent")> {};
struct kind_number : node<Syntax::kind_number, ELIGO_WORD("number")> {};
struct kind_fact : node<Syntax::kind_fact, ELIGO_WORD("condition")> {};
struct value_kind : p::sor<kind_in, kind_titre, kind_grade, kind_one_of, kind_words, kind_list, kind_date,
                           kind_yes_no, kind_percent_predicted, kind_percent, kind_number, kind_fact> {};

// ---- clauses

struct code_system : node<Syntax::code_system, any_word> {};
/// A code stands behind a system. Letters on the next line are a clause, not a code; nor is `and` of `and
/// below`.
struct code_follows {
  using rule_t = code_follows;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& builder) {
    const char* next = builder.skip(in.current(), in.end());
    return is_code_of_system(in.current(), next, in.end());
  }
};
struct code_value : node<Syntax::code, code> {};
/// `and below from "cancer.csv" version "2025-03-01"`: every code below this one, as a file lists them.
struct below : node<Syntax::below, ELIGO_WORD("and"), ELIGO_WORD("below"), ELIGO_WORD("from"), text_node,
                    maybe<ELIGO_WORD("version"), text_node>> {};
/// `ATC L04AX03, L01BA01, RxNorm 6851`: a system holds until the next one is named.
struct code_entry : p::seq<maybe<code_system, code_follows>, code_value, p::opt<below>> {};
struct codes : node<Syntax::codes, ELIGO_WORD("codes"), comma_list<code_entry>> {};
struct plausible : node<Syntax::plausible, ELIGO_WORD("plausible"), number_node, ELIGO_WORD("to"),
                        number_node, p::opt<unit_node>> {};
struct is_a : node<Syntax::is_a, ELIGO_WORD("is"), p::sor<ELIGO_WORD("a"), ELIGO_WORD("an")>, name_node> {};
/// What a combination is made of: `contains codeine, paracetamol`.
struct contains_clause : node<Syntax::contains, ELIGO_WORD("contains"), comma_list<name_node>> {};
struct also : node<Syntax::also, ELIGO_WORD("also"), comma_list<any_word_node>> {};

/// `also in mmol/mol as value * 0.09148 + 2.152`: the line by which a result in another unit becomes one in
/// the fact's own.
struct conversion_line;
struct recorded_value : node<Syntax::recorded_value, ELIGO_WORD("value")> {};
struct bracketed_line : node<Syntax::group_quantity, sign<'('>, nested<conversion_line>, sign<')'>> {};
struct line_operand : p::sor<number_node, recorded_value, bracketed_line> {};
struct line_product : node<Syntax::product, line_operand, many<product_sign, line_operand>> {};
struct conversion_line : node<Syntax::sum, line_product, many<sum_sign, line_product>> {};
struct also_in : node<Syntax::also_in, ELIGO_WORD("also"), ELIGO_WORD("in"),
                      comma_list<p::sor<unit_node, text_node>>, maybe<ELIGO_WORD("as"), conversion_line>> {};

struct half_life : node<Syntax::half_life, ELIGO_WORD("half-life"), number_node, unit_node> {};
/// How long a condition can last: `lasting at most 45 weeks`.
struct longest : node<Syntax::longest, ELIGO_WORD("lasting"), ELIGO_WORD("at"), ELIGO_WORD("most"),
                      number_node, unit_node> {};
/// Whom a fact can be of: `only where sex is female`.
struct only_where_words : node<Syntax::one_of_words, ELIGO_WORD("one"), ELIGO_WORD("of"), braced<word_node>> {
};
struct only_where : node<Syntax::only_where, ELIGO_WORD("only"), ELIGO_WORD("where"), name_node,
                         ELIGO_WORD("is"), p::sor<only_where_words, word_node>> {};
struct judged_by : node<Syntax::judged_by, ELIGO_WORD("judged"), ELIGO_WORD("by"), name_node> {};
struct fact_clauses : p::star<p::sor<codes, plausible, is_a, contains_clause, also_in, also, half_life,
                                     longest, only_where, note, source>> {};

// ---- blocks

/// The order of two anchors: `not before screening`.
struct not_before : node<Syntax::not_before, ELIGO_WORD("not"), ELIGO_WORD("before"), name_node> {};
struct anchor : node<Syntax::anchor, ELIGO_WORD("anchor"), name_node, optional_text, p::star<not_before>,
                     p::opt<note>> {};
struct attribute
    : node<Syntax::attribute, ELIGO_WORD("attribute"), name_node, optional_text, value_kind, fact_clauses> {};
struct field
    : node<Syntax::field, ELIGO_WORD("field"), any_word_node, optional_text, value_kind, fact_clauses> {};
struct observation : node<Syntax::observation, ELIGO_WORD("observation"), name_node, optional_text,
                          value_kind, p::opt<normal_range>, fact_clauses> {};
struct condition_fact
    : node<Syntax::condition, ELIGO_WORD("condition"), name_node, optional_text, fact_clauses> {};
struct treatment : node<Syntax::treatment, ELIGO_WORD("treatment"), name_node, optional_text, fact_clauses> {
};
struct procedure : node<Syntax::procedure, ELIGO_WORD("procedure"), name_node, optional_text, fact_clauses> {
};
struct question : node<Syntax::question, ELIGO_WORD("question"), name_node, optional_text, p::opt<judged_by>,
                       fact_clauses> {};
struct group : node<Syntax::group, ELIGO_WORD("group"), name_node, optional_text, braced<name_node>,
                    p::star<p::sor<note, source>>> {};

struct vocabulary_block
    : p::sor<anchor, attribute, field, observation, condition_fact, treatment, procedure, question, group> {};

}  // namespace eligo::grammar

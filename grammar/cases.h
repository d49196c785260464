#pragma once

#include "grammar/expression.h"

/// Case files: patients, and the answers expected for them.
namespace eligo::grammar {

using moment_node = node<Syntax::date, moment>;
struct on_date : node<Syntax::on_date, ELIGO_WORD("on"), moment_node> {};
struct since_date : node<Syntax::since_date, ELIGO_WORD("since"), moment_node> {};
struct from_date : node<Syntax::from_date, ELIGO_WORD("from"), moment_node> {};
struct to_date : node<Syntax::to_date, ELIGO_WORD("to"), moment_node> {};
struct normal_from : node<Syntax::normal_from, p::opt<ELIGO_WORD("from")>, number_node> {};
struct normal_to : node<Syntax::to_date, p::sor<p::seq<ELIGO_WORD("up"), ELIGO_WORD("to")>, ELIGO_WORD("to")>,
                        number_node> {};
struct normal : node<Syntax::normal, sign<'('>, ELIGO_WORD("normal"), p::opt<normal_from>, p::opt<normal_to>,
                     p::opt<unit_node>, sign<')'>> {};
/// A word of the vocabulary; in quotes: data as they may come.
struct field_word : p::sor<word_node, text_node> {};
struct response : node<Syntax::response, ELIGO_WORD("response"), field_word> {};
struct by_method : node<Syntax::by_method, ELIGO_WORD("by"), field_word> {};
struct for_indication : node<Syntax::for_indication, ELIGO_WORD("for"), field_word> {};
struct field_quantity : p::seq<number_node, p::opt<unit_node>> {};
struct with_field
    : node<Syntax::with_field, ELIGO_WORD("with"), any_word_node, p::sor<field_quantity, field_word>> {};
struct entered_in_error
    : node<Syntax::entered_in_error, ELIGO_WORD("entered"), ELIGO_WORD("in"), ELIGO_WORD("error")> {};
struct planned_status : node<Syntax::planned_status, ELIGO_WORD("planned")> {};

struct value_number : node<Syntax::value_number, p::opt<operator_node>, number_node, p::opt<unit_node>> {};
struct value_titre : node<Syntax::titre, p::opt<comparator>, titre> {};
struct same_line {
  using rule_t = same_line;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& builder) {
    return !has_line_break(in.current(), builder.skip(in.current(), in.end()));
  }
};
using statement_word_node = node<Syntax::word, statement_word>;
struct value_words : node<Syntax::value_words, comma_list<p::sor<statement_word_node, text_node>>> {};
struct statement_value : p::seq<same_line, p::sor<value_titre, node<Syntax::date, long_date>, value_words>> {
};
struct statement_qualifier
    : p::seq<same_line, p::sor<on_date, since_date, from_date, to_date, normal, response, by_method,
                               for_indication, with_field, entered_in_error, planned_status, value_number>> {
};
/// `under` is the reading of the expectation before it, on the next line, too.
struct stated_name : p::seq<p::not_at<ELIGO_WORD("under")>, name_node> {};
struct statement
    : node<Syntax::statement, stated_name, p::opt<statement_value>, p::star<statement_qualifier>> {};
struct complete_statement : node<Syntax::complete_statement, ELIGO_WORD("complete"), comma_list<word_node>,
                                 p::opt<from_date>, p::opt<to_date>> {};
struct without_statement : node<Syntax::without_statement, ELIGO_WORD("without"), comma_list<any_word_node>> {
};

struct expect_verdict : node<Syntax::expect_verdict, ELIGO_WORD("verdict"), word_node> {};
struct expect_status
    : node<Syntax::expect_status,
           p::sor<ELIGO_WORD("met"), p::seq<ELIGO_WORD("not"), ELIGO_WORD("met")>, ELIGO_WORD("unknown"),
                  p::seq<ELIGO_WORD("not"), ELIGO_WORD("applicable")>>> {};
struct expect_condition : node<Syntax::expect_condition, sign<'('>, condition, sign<')'>, expect_status> {};
struct expect_id : node<Syntax::expect_id, name_node, expect_status> {};
struct expect_under : node<Syntax::expect_under, ELIGO_WORD("under"), comma_list<name_node>> {};
struct expect_because
    : node<Syntax::expect_because, ELIGO_WORD("because"), p::sor<text_node, node<Syntax::word, reason>>> {};
struct expect
    : node<Syntax::expect, ELIGO_WORD("expect"), p::sor<expect_verdict, expect_condition, expect_id>,
           p::opt<expect_under>, p::opt<expect_because>> {};

struct case_line : p::sor<expect, complete_statement, without_statement, statement> {};
struct case_lines : maybe<case_line, p::star<p::seq<separator, case_line>>> {};
struct like : node<Syntax::like, ELIGO_WORD("like"), name_node> {};
struct patient : node<Syntax::patient, ELIGO_WORD("patient"), name_node, p::opt<like>, p::opt<sign<';'>>,
                      case_lines, p::star<sign<';'>>> {};
struct case_ : node<Syntax::case_, ELIGO_WORD("case"), text_node, p::opt<like>, p::opt<sign<';'>>, case_lines,
                    p::star<sign<';'>>> {};

struct case_block : p::sor<patient, case_> {};

}  // namespace eligo::grammar

#pragma once

#include "grammar/node.h"

/// Windows: `within 12 weeks up to enrolment`, `before screening`, `on 2025-03-01`.
namespace eligo::grammar {

struct as_of_date : node<Syntax::as_of_date, ELIGO_WORD("the"), ELIGO_WORD("as-of"), ELIGO_WORD("date")> {};
struct day : p::sor<as_of_date, date_node, name_node> {};

struct half_lives : node<Syntax::half_lives, number_node, ELIGO_WORD("half-lives")> {};
struct period : node<Syntax::period, number_node, unit_node> {};
struct reach_part : p::sor<half_lives, period> {};
struct longer : node<Syntax::longer, ELIGO_WORD("the"), ELIGO_WORD("longer"), ELIGO_WORD("of"), reach_part,
                     ELIGO_WORD("and"), reach_part> {};
struct shorter : node<Syntax::shorter, ELIGO_WORD("the"), ELIGO_WORD("shorter"), ELIGO_WORD("of"), reach_part,
                      ELIGO_WORD("and"), reach_part> {};
struct reach : p::sor<longer, shorter, reach_part> {};

struct up_to : p::seq<ELIGO_WORD("up"), ELIGO_WORD("to")> {};
struct direction
    : node<Syntax::direction, p::sor<up_to, ELIGO_WORD("before"), ELIGO_WORD("from"), ELIGO_WORD("after")>> {
};
struct open_direction
    : node<Syntax::direction,
           p::sor<up_to, ELIGO_WORD("before"), ELIGO_WORD("from"), ELIGO_WORD("after"), ELIGO_WORD("on")>> {};
struct far_direction : node<Syntax::direction, p::sor<ELIGO_WORD("before"), ELIGO_WORD("after")>> {};

struct window_within : node<Syntax::window_within, ELIGO_WORD("within"), reach, direction, day> {};
/// `from screening`; `from 18 to 65` is a comparison, so a number is no day here.
struct window_open : node<Syntax::window_open, open_direction, day> {};
struct window_at_least
    : node<Syntax::window_at_least, ELIGO_WORD("at"), ELIGO_WORD("least"), period, far_direction, day> {};

struct window : p::sor<window_within, window_at_least, window_open> {};
struct on_day : node<Syntax::window_open, node<Syntax::direction, ELIGO_WORD("on")>, day> {};

}  // namespace eligo::grammar

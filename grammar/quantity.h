#pragma once

#include "grammar/record.h"

/// Quantities: `(140 - a) * w / (72 * c)`, `most recent weight in kg`, `total of sledai-2k`.
namespace eligo::grammar {

struct age : node<Syntax::age, ELIGO_WORD("age"), p::opt<on_day>> {};
struct total : node<Syntax::total, ELIGO_WORD("total"),
                    maybe<ELIGO_WORD("of"), node<Syntax::tag, name>, ELIGO_WORD("domains")>,
                    maybe<ELIGO_WORD("of"), name_node>> {};
struct points_for : node<Syntax::points_for, ELIGO_WORD("points"), ELIGO_WORD("for"), name_node,
                         ELIGO_WORD("of"), name_node> {};
struct sum_of : node<Syntax::sum_of, ELIGO_WORD("sum"), ELIGO_WORD("of"), braced<quantity>> {};
struct smallest_of : node<Syntax::smallest_of, ELIGO_WORD("smallest"), ELIGO_WORD("of"), braced<quantity>> {};
struct largest_of : node<Syntax::largest_of, ELIGO_WORD("largest"), ELIGO_WORD("of"), braced<quantity>> {};
struct choice : node<Syntax::choice, ELIGO_WORD("if"), condition, ELIGO_WORD("then"), quantity,
                     ELIGO_WORD("else"), quantity> {};
struct name_quantity : node<Syntax::name_quantity, name> {};
struct group_quantity : node<Syntax::group_quantity, sign<'('>, quantity, sign<')'>> {};

struct primary : p::sor<literal, group_quantity, choice, selection, number_of_lines, number_of, dose_of, age,
                        sum_of, smallest_of, largest_of, points_for, total, name_quantity> {};
struct in_unit : node<Syntax::in_unit, ELIGO_WORD("in"), unit_node> {};
struct converted : p::seq<nested<primary>, p::opt<in_unit>> {};

struct power_sign : node<Syntax::operator_, sign<'^'>> {};

// Each level is a node even around a single operand; the checker looks through those.
struct power : node<Syntax::power, converted, maybe<power_sign, converted>> {};
struct product : node<Syntax::product, power, many<product_sign, power>> {};
struct sum : node<Syntax::sum, product, many<sum_sign, product>> {};
struct quantity_levels : node<Syntax::otherwise, sum, many<ELIGO_WORD("otherwise"), sum>> {};

}  // namespace eligo::grammar

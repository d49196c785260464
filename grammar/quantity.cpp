#include "grammar/quantity.h"

namespace eligo::grammar {

bool match_quantity(Input& in, Builder& builder) { return match_rule<quantity_levels>(in, builder); }

}  // namespace eligo::grammar

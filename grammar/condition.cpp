#include "grammar/condition.h"

namespace eligo::grammar {

bool match_condition(Input& in, Builder& builder) { return match_rule<condition_levels>(in, builder); }

}  // namespace eligo::grammar

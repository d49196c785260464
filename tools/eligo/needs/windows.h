#pragma once

#include <vector>

#include "runtime/model/plan.h"

namespace eligo {

/// The window of a query, or the one that counts where none was written.
Window asked_window(const Plan& plan, const Query& query);

/// Adds a window to those that lie in no other. Windows that cannot be compared (by another anchor, in
/// half-lives) stand side by side.
void add_widest(std::vector<Window>& windows, const Window& window);

}  // namespace eligo

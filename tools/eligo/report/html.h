#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace eligo {

/// Text as HTML shows it.
std::string html_text(std::string_view text);

/// A page of the program's own, each `{{name}}` in it replaced: by what `fill` gives for the name, or, where
/// that is empty, by the embedded file of that name.
std::string filled_page(std::string_view page, const std::function<std::string(std::string_view)>& fill);

}  // namespace eligo

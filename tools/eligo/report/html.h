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

/// The page with a content security policy in the place of its first `{{policy}}`: it loads nothing, and runs
/// the scripts that stand in it between `<script>` and `</script>` and no others. Texts of data must be
/// escaped before.
std::string with_policy(std::string page);

}  // namespace eligo

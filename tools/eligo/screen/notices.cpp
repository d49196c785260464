#include "tools/eligo/screen/notices.h"

#include "tools/eligo/terminal/terminal.h"

namespace eligo {

namespace {

/// `FILE:LINE:COLUMN: error: text`, the form that editors jump to.
void print_line(const std::string& place, bool is_error, const std::string& text) {
  const Style style = style_of(stderr);
  const std::string word = is_error ? paint("error", Tone::bad, style) : paint("warning", Tone::open, style);
  std::fprintf(stderr, "%s: %s: %s\n", harmless(place).c_str(), word.c_str(), harmless(text).c_str());
}

/// `FILE:LINE`; documents that several files make have no line of their own.
std::string place_of(const std::string& file, std::size_t line) {
  return line == 0 ? file : file + ":" + std::to_string(line);
}

/// A notice without ` (entry 3 of observations)`: what is wrong with one record as with another.
std::string without_place(const std::string& text) {
  const std::size_t open = text.find(" (entry ");
  const std::size_t close = open == std::string::npos ? open : text.find(')', open);
  return close == std::string::npos ? text : text.substr(0, open) + text.substr(close + 1);
}

}  // namespace

void NoticePrinter::begin(const std::string& file) {
  file_ = file == "-" ? "standard input" : file;
  unusable_.clear();
  not_shown_ = 0;
  warnings_ = 0;
  repeated_.clear();
}

void NoticePrinter::warn(std::size_t line, const std::string& text) {
  if (++warnings_ <= max_unusable) print_line(place_of(file_, line), false, text);
}

void NoticePrinter::warn(const std::string& text) {
  has_any_ = true;
  print_line(file_, strict_, text);
}

/// The text with `…` in the place of whatever stands in backticks and is no name of the vocabulary.
std::string NoticePrinter::without_values(std::string_view text) const {
  if (shows_values_) return std::string(text);
  std::string result;
  while (true) {
    const std::size_t open = text.find('`');
    const std::size_t close = open == std::string_view::npos ? open : text.find('`', open + 1);
    if (close == std::string_view::npos) return result.append(text);
    const std::string quoted(text.substr(open + 1, close - open - 1));
    const std::string name = fold_word(quoted);
    const bool is_name = vocabulary_.fact_by_name.contains(name) ||
                         vocabulary_.field_by_name.contains(name) ||
                         vocabulary_.anchor_by_name.contains(name);
    result.append(text.substr(0, open)).append(is_name ? "`" + quoted + "`" : "`…`");
    text.remove_prefix(close + 1);
  }
}

void NoticePrinter::print(const DataNotice& notice) const {
  std::string place = place_of(file_, notice.line);
  if (notice.column > 0) place += ":" + std::to_string(notice.column);
  const bool is_error = strict_ || notice.kind == DataNotice::Kind::unreadable;
  const bool names_patient = shows_values_ && !notice.patient.empty();
  print_line(place, is_error, (names_patient ? notice.patient + ": " : "") + without_values(notice.text));
}

void NoticePrinter::add_unusable(const DataNotice& notice) {
  const std::string text = without_place(without_values(notice.text));
  if (const auto same = unusable_.find(text); same != unusable_.end()) {
    ++same->second;
  } else if (unusable_.size() < max_unusable) {
    unusable_.emplace(text, 1);
    print(notice);
  } else {
    ++not_shown_;
  }
}

void NoticePrinter::add(const DataNotices& notices) {
  for (std::size_t i = 0; i < notices.all().size(); ++i) {
    const DataNotice& notice = notices.all()[i];
    has_any_ = true;
    switch (notice.kind) {
      case DataNotice::Kind::unreadable:
        has_unreadable_ = true;
        print(notice);
        break;
      case DataNotice::Kind::unusable_record: add_unusable(notice); break;
      default: {
        Repeated& repeated = repeated_[notice.text];
        if (repeated.count == 0) repeated.line = notice.line;
        repeated.count += notices.count(i);
      }
    }
  }
}

void NoticePrinter::end() {
  for (const auto& [text, count] : unusable_) {
    if (count > 1) print_line(file_, strict_, text + " (" + counted(count, "time", "times") + " in all)");
  }
  if (not_shown_ > 0) {
    print_line(file_, strict_, counted(not_shown_, "more record", "more records") + " could not be used");
  }
  if (warnings_ > max_unusable) {
    const std::size_t more = warnings_ - max_unusable;
    print_line(file_, false, counted(more, "more patient", "more patients") + " without an id of their own");
  }
  for (const auto& [text, repeated] : repeated_) {
    const std::string times = repeated.count > 1 ? " (" + counted(repeated.count, "time", "times") + ")" : "";
    print_line(place_of(file_, repeated.line), strict_, text + times);
  }
  repeated_.clear();
}

}  // namespace eligo

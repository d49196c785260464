#include "tools/eligo/screen/notices.h"

#include "tools/eligo/terminal/terminal.h"

namespace eligo {

namespace {

/// `FILE:LINE:COLUMN: error: text`, the form that editors jump to.
void print_line(const std::string& place, bool is_error, const std::string& text) {
  const Style style = style_of(stderr);
  const std::string word = is_error ? paint("error", Tone::bad, style) : paint("warning", Tone::open, style);
  std::fprintf(stderr, "%s: %s: %s\n", place.c_str(), word.c_str(), harmless(text).c_str());
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
  repeated_.clear();
}

void NoticePrinter::print(const DataNotice& notice) const {
  std::string place = file_ + ":" + std::to_string(notice.line);
  if (notice.column > 0) place += ":" + std::to_string(notice.column);
  const bool is_error = strict_ || notice.kind == DataNotice::Kind::unreadable;
  print_line(place, is_error, notice.patient.empty() ? notice.text : notice.patient + ": " + notice.text);
}

void NoticePrinter::add_unusable(const DataNotice& notice) {
  const std::string text = without_place(notice.text);
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
  for (const auto& [text, repeated] : repeated_) {
    const std::string times = repeated.count > 1 ? " (" + counted(repeated.count, "time", "times") + ")" : "";
    print_line(file_ + ":" + std::to_string(repeated.line), strict_, text + times);
  }
  repeated_.clear();
}

}  // namespace eligo

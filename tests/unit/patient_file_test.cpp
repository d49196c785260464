#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "runtime/ingest/patient_parser.h"

/// Files of patients: how documents are told apart.
namespace eligo {
namespace {

/// A file that is gone at the end of the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content) {
    const int file = mkstemp(path_.data());
    REQUIRE(file >= 0);
    REQUIRE(write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size()));
    close(file);
  }
  ~TemporaryFile() { std::remove(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_ = "/tmp/eligo_patients_XXXXXX";
};

struct Contents {
  std::vector<std::pair<std::size_t, std::string>> documents;  // line and text
  DataNotices notices;
};

Contents read(std::string_view content) {
  const TemporaryFile temporary(content);
  PatientFile file(temporary.path());
  REQUIRE(file.error().empty());
  CHECK(file.size() == content.size());
  Contents result;
  std::string_view json;
  std::size_t line = 0;
  while (file.next(json, line, result.notices)) result.documents.emplace_back(line, json);
  CHECK(file.bytes_read() == content.size());
  CHECK_FALSE(file.next(json, line, result.notices));
  return result;
}

using Documents = std::vector<std::pair<std::size_t, std::string>>;

}  // namespace

TEST_CASE("patient file: one object a line") {
  CHECK(read("{\"a\":1}\n{\"a\":2}\n").documents == Documents{{1, "{\"a\":1}"}, {2, "{\"a\":2}"}});
  CHECK(read("{}\n\n  \r\n{\"a\":2}").documents == Documents{{1, "{}"}, {4, "{\"a\":2}"}});
  CHECK(read("\xEF\xBB\xBF{}\r\n{}\r\n").documents == Documents{{1, "{}"}, {2, "{}"}});
  CHECK(read("").documents.empty());
  CHECK(read("\n \n").documents.empty());
}

TEST_CASE("patient file: a line that is no object is one line lost") {
  CHECK(read("{}\ngarbage\n{\"a\":2}\n").documents == Documents{{1, "{}"}, {2, "garbage"}, {3, "{\"a\":2}"}});
  CHECK(read("{}\n{\"a\":[\n{\"b\":1}\n").documents ==
        Documents{{1, "{}"}, {2, "{\"a\":["}, {3, "{\"b\":1}"}});
  // The first line as well, though it might have been the start of an object over several lines.
  CHECK(read("{\"a\":[\n{\"b\":1}\n{\"c\":1}\n").documents ==
        Documents{{1, "{\"a\":["}, {2, "{\"b\":1}"}, {3, "{\"c\":1}"}});
  CHECK(read("{\"a\":\"x\n{\"b\":1}\n").documents == Documents{{1, "{\"a\":\"x"}, {2, "{\"b\":1}"}});
  CHECK(read("garbage\n{\"b\":1}\n").documents == Documents{{1, "garbage"}, {2, "{\"b\":1}"}});
  CHECK(read("{} x\n{}").documents == Documents{{1, "{} x"}, {2, "{}"}});
}

TEST_CASE("patient file: objects over several lines") {
  const std::string pretty = "{\n  \"a\": [\n    {\"b\": \"}\\\"{\"}\n  ]\n}";
  CHECK(read(pretty).documents == Documents{{1, pretty}});
  CHECK(read(pretty + "\n\n" + pretty + "\n").documents == Documents{{1, pretty}, {7, pretty}});
  CHECK(read(pretty.substr(0, 20)).documents == Documents{{1, pretty.substr(0, 20)}});
}

TEST_CASE("patient file: a list") {
  CHECK(read("[{\"a\":1},{\"a\":2}]").documents == Documents{{1, "{\"a\":1}"}, {1, "{\"a\":2}"}});
  CHECK(read("[\n  {\n\"a\":1},\n  {\"a\":[2]}\n]\n").documents ==
        Documents{{2, "{\n\"a\":1}"}, {4, "{\"a\":[2]}"}});
  CHECK(read("[]").documents.empty());
  CHECK(read("[]").notices.all().empty());
  CHECK(read("[1, {}]").documents == Documents{{1, "1"}, {1, "{}"}});

  const Contents cut = read("[{\"a\":1},\n");
  CHECK(cut.documents == Documents{{1, "{\"a\":1}"}});
  CHECK(cut.notices.has(DataNotice::Kind::unreadable));
  const Contents cut_inside = read("[{\"a\":1},\n{\"a\":");
  CHECK(cut_inside.documents == Documents{{1, "{\"a\":1}"}});
  REQUIRE(cut_inside.notices.all().size() == 1);
  CHECK(cut_inside.notices.all()[0].line == 2);
}

TEST_CASE("patient file: documents across the edges of the buffer") {
  std::string lines;
  std::string list = "[";
  for (int i = 0; i < 3000; ++i) {
    const std::string document =
        "{\"patient\":\"" + std::to_string(i) + "\",\"x\":\"" + std::string(1000, 'x') + "\"}";
    lines += document + "\n";
    list += (i == 0 ? "" : ",\n") + document;
  }
  const Contents from_lines = read(lines);
  const Contents from_list = read(list + "]");
  REQUIRE(from_lines.documents.size() == 3000);
  CHECK(from_lines.documents[2999].first == 3000);
  CHECK(from_lines.documents == from_list.documents);
}

TEST_CASE("patient file: floods of brackets end in a notice") {
  constexpr std::size_t many = 50U << 20U;
  const Contents lists = read(std::string(many, '['));
  CHECK(lists.documents.empty());
  REQUIRE(lists.notices.all().size() == 1);
  const Contents objects = read(std::string(many, '{') + "\n{}\n");
  REQUIRE(objects.documents.size() == 2);
  CHECK(objects.documents[1] == std::pair<std::size_t, std::string>{2, "{}"});
}

TEST_CASE("patient file: a document that is too long is passed over") {
  const std::string long_text(Limits{}.document_bytes + 10, 'x');
  const Contents contents = read("{}\n{\"a\":\"" + long_text + "\"}\n{\"b\":1}\n");
  CHECK(contents.documents == Documents{{1, "{}"}, {3, "{\"b\":1}"}});
  REQUIRE(contents.notices.all().size() == 1);
  CHECK(contents.notices.all()[0].line == 2);
  CHECK(read("{\"a\":\"" + long_text + "\"}\n{\"b\":1}\n").documents == Documents{{2, "{\"b\":1}"}});
}

TEST_CASE("patient file: what cannot be opened") {
  CHECK_FALSE(PatientFile("/tmp/no/such/file").error().empty());
  CHECK_FALSE(PatientFile("/tmp").error().empty());
}

}  // namespace eligo

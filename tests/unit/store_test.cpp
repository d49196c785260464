// A store takes up what changes in a folder of protocols, and never loses a good version to a bad one.
#include "eligo/store.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include "eligo/compile.h"
#include "eligo/eligo.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

std::string protocol_text(const std::string& name, int age, const std::string& version = "1") {
  return "protocol " + name + "\n  title \"a trial\"\n  version \"" + version +
         "\"\n  sponsor \"nobody\"\n  as of enrolment\n\nuse people\n\ninclusion I1 \"Old enough\"\n  age "
         ">= " +
         std::to_string(age) + " years\n";
}

constexpr std::string_view people = R"(library people

anchor enrolment "day of enrolment"
attribute birth-date date
)";

/// A folder of protocols that goes with the test.
class ProtocolFolder {
 public:
  ProtocolFolder() {
    std::string made = (fs::temp_directory_path() / "eligo-store-XXXXXX").string();
    REQUIRE(::mkdtemp(made.data()) != nullptr);
    path_ = made;
    write("people.crit", people);
  }
  ~ProtocolFolder() {
    std::error_code error;
    fs::permissions(path_, fs::perms::owner_all, error);
    fs::remove_all(path_, error);
  }
  ProtocolFolder(const ProtocolFolder&) = delete;
  ProtocolFolder& operator=(const ProtocolFolder&) = delete;

  [[nodiscard]] std::string path(const std::string& name = {}) const {
    return name.empty() ? path_.string() : (path_ / name).string();
  }
  /// Written elsewhere and renamed into its place, as a host is told to.
  void write(const std::string& name, std::string_view text) const {
    const std::string whole = path(name);
    fs::create_directories(fs::path(whole).parent_path());
    std::ofstream(whole + ".new", std::ios::binary) << text;
    fs::rename(whole + ".new", whole);
  }
  void remove(const std::string& name) const { fs::remove(path(name)); }

  /// A store that takes a change at its first look.
  [[nodiscard]] ProtocolStore store(StoreOptions options = {{}, std::chrono::milliseconds(0)}) const {
    auto opened = ProtocolStore::open(path(), options);
    REQUIRE(opened);
    return std::move(*opened);
  }

 private:
  fs::path path_;
};

bool refreshed(ProtocolStore& store) {
  const Result<bool> result = store.refresh();
  REQUIRE(result);
  return *result;
}

/// The code of the only problem, or none.
std::string problem_of(const ProtocolStore& store) {
  const auto contents = store.contents();
  REQUIRE(contents->problems.size() <= 1);
  return contents->problems.empty() ? std::string() : contents->problems.front().error.code;
}

std::string version_of(const ProtocolStore& store, std::string_view name = "TRIAL") {
  const auto found = store.find(name);
  return found ? std::string(found->protocol.version()) : "none";
}

TEST_CASE("a store holds the protocols of a folder and of those below it, and passes over its libraries") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18));
  folder.write("other/other.crit", protocol_text("OTHER", 21));
  folder.write("notes.txt", "no protocol");
  folder.write(".hidden.crit", "no protocol");
  const ProtocolStore store = folder.store();

  const auto contents = store.contents();
  REQUIRE(contents->protocols.size() == 2);
  CHECK(contents->protocols[0].protocol.name() == "OTHER");
  CHECK(contents->protocols[1].protocol.name() == "TRIAL");
  CHECK(contents->protocols[1].file == folder.path("trial.crit"));
  CHECK(contents->problems.empty());
  CHECK(store.find("TRIAL")->protocol.digest() == contents->protocols[1].protocol.digest());
  CHECK_FALSE(store.find("people"));
}

TEST_CASE("a folder that cannot be read is an error where a store is opened") {
  const auto opened = ProtocolStore::open("/nonexistent/protocols");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == "folder-unreadable");
}

TEST_CASE("a changed protocol gets another number, and who has the old version keeps it") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18, "1"));
  ProtocolStore store = folder.store();
  const auto old = store.find("TRIAL");
  CHECK_FALSE(refreshed(store));

  folder.write("trial.crit", protocol_text("TRIAL", 21, "2"));
  CHECK(version_of(store) == "1");
  CHECK(refreshed(store));
  CHECK(version_of(store) == "2");
  CHECK(store.find("TRIAL")->number > old->number);
  CHECK(old->protocol.version() == "1");
  CHECK_FALSE(refreshed(store));
}

TEST_CASE("a file that is written anew with the same text is no other version") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18));
  ProtocolStore store = folder.store();
  const auto number = store.find("TRIAL")->number;
  folder.write("trial.crit", protocol_text("TRIAL", 18));
  CHECK_FALSE(refreshed(store));
  CHECK(store.find("TRIAL")->number == number);
}

TEST_CASE("a protocol changes with a library that it uses") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18));
  ProtocolStore store = folder.store();
  const std::string digest(store.find("TRIAL")->protocol.digest());
  folder.write("people.crit", std::string(people) + "attribute sex one of { female; male }\n");
  CHECK(refreshed(store));
  CHECK(store.find("TRIAL")->protocol.digest() != digest);
}

TEST_CASE("a protocol changes when a library appears that is found before the one it uses") {
  const ProtocolFolder folder;
  folder.write("near/trial.crit", protocol_text("TRIAL", 18));
  ProtocolStore store = folder.store();
  const std::string digest(store.find("TRIAL")->protocol.digest());
  folder.write("near/people.crit", std::string(people) + "attribute sex one of { female; male }\n");
  CHECK(refreshed(store));
  CHECK(store.find("TRIAL")->protocol.digest() != digest);
}

TEST_CASE("a protocol changes with the text of its source") {
  const ProtocolFolder folder;
  folder.write("source.txt", "Old enough\n");
  const std::string text = protocol_text("TRIAL", 18);
  folder.write("trial.crit", std::string(text).insert(text.find("  as of"), "  source \"source.txt\"\n"));
  ProtocolStore store = folder.store();
  CHECK(problem_of(store).empty());
  const std::string digest(store.find("TRIAL")->protocol.digest());
  folder.write("source.txt", "Old enough \n");
  CHECK(refreshed(store));
  CHECK(store.find("TRIAL")->protocol.digest() != digest);
}

TEST_CASE("of a protocol with mistakes the last good version stays, and the mistakes are told") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18, "1"));
  ProtocolStore store = folder.store();

  folder.write("trial.crit", protocol_text("TRIAL", 18, "2") + "\ninclusion I2 \"ALT\"\n  ALT < 40 U/L\n");
  CHECK(refreshed(store));
  CHECK(version_of(store) == "1");
  const auto contents = store.contents();
  REQUIRE(contents->problems.size() == 1);
  const StoreProblem& problem = contents->problems.front();
  CHECK(problem.file == folder.path("trial.crit"));
  CHECK(problem.error.code == "protocol-invalid");
  REQUIRE_FALSE(problem.diagnostics.empty());
  CHECK(diagnostic_text(problem.diagnostics.front(), problem.files).find("ALT < 40 U/L") !=
        std::string::npos);
  CHECK_FALSE(refreshed(store));

  folder.write("trial.crit", protocol_text("TRIAL", 18, "3"));
  CHECK(refreshed(store));
  CHECK(version_of(store) == "3");
  CHECK(problem_of(store).empty());
}

TEST_CASE("a mistake in a library takes no protocol away") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18));
  ProtocolStore store = folder.store();
  folder.write("people.crit", "library people\n\nanchor\n");
  CHECK(refreshed(store));
  CHECK(problem_of(store) == "protocol-invalid");
  CHECK(version_of(store) == "1");
  folder.remove("people.crit");
  refreshed(store);
  CHECK(problem_of(store) == "protocol-invalid");
  CHECK(version_of(store) == "1");
  folder.write("people.crit", people);
  CHECK(refreshed(store));
  CHECK(problem_of(store).empty());
}

TEST_CASE("a file that is still being written is not taken up, also where it would compile") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18, "1"));
  ProtocolStore store = folder.store({{}, std::chrono::milliseconds(500)});

  const std::string text = protocol_text("TRIAL", 18, "2");
  std::atomic<bool> has_begun = false;
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    // In place, a whole criterion at a time.
    std::ofstream file(folder.path("trial.crit"), std::ios::binary | std::ios::trunc);
    file << text << std::flush;
    for (int i = 2; !stop; ++i) {
      file << "\ninclusion I" << i << " \"Old enough\"\n  age >= 18 years\n" << std::flush;
      has_begun = true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  });
  while (!has_begun) std::this_thread::yield();
  refreshed(store);
  CHECK(version_of(store) == "1");
  CHECK(problem_of(store) == "file-unsettled");
  stop = true;
  writer.join();
  CHECK(refreshed(store));
  CHECK(version_of(store) == "2");
  CHECK(problem_of(store).empty());
}

TEST_CASE("a file that was cut short leaves the last good version") {
  const ProtocolFolder folder;
  const std::string text = protocol_text("TRIAL", 18);
  folder.write("trial.crit", text);
  ProtocolStore store = folder.store();
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{10}, text.find("use"), text.find("inclusion"), text.size() - 8}) {
    CAPTURE(length);
    folder.write("trial.crit", text.substr(0, length));
    refreshed(store);
    CHECK(version_of(store) == "1");
    CHECK_FALSE(problem_of(store).empty());
  }
}

TEST_CASE("saved plans are protocols, too, and damaged ones are refused") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18));
  ProtocolStore from_text = folder.store();
  const std::string plan = *save_protocol(from_text.find("TRIAL")->protocol);
  folder.remove("trial.crit");
  folder.write("trial.plan", plan);
  ProtocolStore store = folder.store();
  CHECK(version_of(store) == "1");
  CHECK(store.find("TRIAL")->protocol.digest() == from_text.find("TRIAL")->protocol.digest());

  for (const std::size_t length : {std::size_t{0}, plan.size() / 2, plan.size() - 1}) {
    CAPTURE(length);
    folder.write("trial.plan", std::string_view(plan).substr(0, length));
    refreshed(store);
    CHECK(version_of(store) == "1");
    CHECK_FALSE(problem_of(store).empty());
  }
  folder.write("trial.plan", plan);
  CHECK(refreshed(store));
  CHECK(problem_of(store).empty());
}

TEST_CASE("a file that is removed takes its protocol along") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18));
  ProtocolStore store = folder.store();
  const auto kept = store.find("TRIAL");
  folder.remove("trial.crit");
  CHECK(refreshed(store));
  CHECK(version_of(store) == "none");
  CHECK(Screener::make(kept->protocol));
}

TEST_CASE("a protocol whose file gets another name stays") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18));
  ProtocolStore store = folder.store();
  fs::rename(folder.path("trial.crit"), folder.path("renamed.crit"));
  refreshed(store);
  CHECK(version_of(store) == "1");
  CHECK(store.find("TRIAL")->file == folder.path("renamed.crit"));
}

TEST_CASE("a folder that goes away takes no protocol along") {
  const ProtocolFolder folder;
  folder.write("trials/trial.crit", protocol_text("TRIAL", 18));
  auto opened = ProtocolStore::open(folder.path("trials"), {{}, std::chrono::milliseconds(0)});
  REQUIRE(opened);
  ProtocolStore& store = *opened;
  fs::rename(folder.path("trials"), folder.path("elsewhere"));
  CHECK(refreshed(store));
  CHECK(problem_of(store) == "folder-unreadable");
  CHECK(version_of(store) == "1");
  fs::rename(folder.path("elsewhere"), folder.path("trials"));
  CHECK(refreshed(store));
  CHECK(problem_of(store).empty());
  CHECK(version_of(store) == "1");
}

TEST_CASE("a folder without the right to read it takes no protocol along") {
  if (::geteuid() == 0) return;  // who may read everything
  const ProtocolFolder folder;
  folder.write("trials/trial.crit", protocol_text("TRIAL", 18));
  ProtocolStore store = folder.store();
  for (const mode_t mode : {mode_t{0}, mode_t{0400}, mode_t{0100}}) {
    CAPTURE(mode);
    ::chmod(folder.path("trials").c_str(), mode);
    refreshed(store);
    CHECK(version_of(store) == "1");
    CHECK(store.contents()->problems.size() >= 1);
  }
  ::chmod(folder.path("trials").c_str(), 0700);
  refreshed(store);
  CHECK(problem_of(store).empty());
}

TEST_CASE("of two files that differ and have one protocol's name neither is taken up") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18, "1"));
  ProtocolStore store = folder.store();

  folder.write("copy.crit", protocol_text("TRIAL", 21, "2"));
  CHECK(refreshed(store));
  CHECK(problem_of(store) == "protocol-ambiguous");
  CHECK(version_of(store) == "1");
  folder.write("trial.crit", protocol_text("TRIAL", 25, "3"));
  refreshed(store);
  CHECK(version_of(store) == "1");
  CHECK(version_of(folder.store()) == "none");  // a new store cannot tell which is meant, either

  folder.remove("trial.crit");
  CHECK(refreshed(store));
  CHECK(problem_of(store).empty());
  CHECK(version_of(store) == "2");
}

TEST_CASE("a saved plan beside the text that it was made from is the same protocol") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18));
  ProtocolStore store = folder.store();
  folder.write("trial.plan", *save_protocol(store.find("TRIAL")->protocol));
  const auto number = store.find("TRIAL")->number;
  refreshed(store);
  CHECK(problem_of(store).empty());
  CHECK(store.find("TRIAL")->number == number);
}

TEST_CASE("a link stands for its file, and one that leads nowhere for none") {
  const ProtocolFolder folder;
  folder.write("versions/1/trial.text", protocol_text("TRIAL", 18, "1"));
  folder.write("versions/2/trial.text", protocol_text("TRIAL", 18, "2"));
  fs::create_directory_symlink("versions/1", folder.path(".data"));
  fs::create_symlink(".data/trial.text", folder.path("trial.crit"));
  fs::create_symlink("nowhere", folder.path("nothing.crit"));
  ProtocolStore store = folder.store();
  CHECK(version_of(store) == "1");
  CHECK(problem_of(store).empty());
  fs::create_directory_symlink("versions/2", folder.path(".data-new"));
  fs::rename(folder.path(".data-new"), folder.path(".data"));
  CHECK(refreshed(store));
  CHECK(version_of(store) == "2");
}

TEST_CASE("a watch takes changes up until it is stopped, and tells of them") {
  const ProtocolFolder folder;
  folder.write("trial.crit", protocol_text("TRIAL", 18, "1"));
  ProtocolStore store = folder.store();
  std::atomic<bool> stop = false;
  std::atomic<int> told = 0;
  std::thread watching([&] {
    store.watch(std::chrono::milliseconds(1), stop, [&](const StoreContents& contents) {
      if (contents.protocols.size() == 1 && contents.problems.empty()) ++told;
      throw 1;  // what a host must not do ends nothing
    });
  });
  folder.write("trial.crit", protocol_text("TRIAL", 18, "2"));
  while (told < 1) std::this_thread::yield();
  CHECK(version_of(store) == "2");
  folder.write("trial.crit", protocol_text("TRIAL", 18, "3"));
  while (told < 2) std::this_thread::yield();
  CHECK(version_of(store) == "3");
  stop = true;
  watching.join();
}

}  // namespace
}  // namespace eligo

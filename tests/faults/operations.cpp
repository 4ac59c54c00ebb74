#include "tests/faults/operations.hpp"

#include <algorithm>

#include "indexer/keeping/doctor.hpp"
#include "indexer/keeping/vault.hpp"

namespace leian::test {
namespace {

using Arguments = std::vector<std::string>;
using Path = std::filesystem::path;

/// An index of two segments, the first with deleted rows.
Result<void> two_segments(const Path& w, int scale) {
  LEIAN_CHECK(take_in(w / "db", petition_lines(0, scale)));
  LEIAN_CHECK(take_in(w / "db", petition_lines(0, scale / 8, 1)));
  return {};
}

Result<void> save_as(const Path& w, const std::string& name) {
  const Ended ended = Child({"snapshot", "create", "--db", w / "db", "--to", w / "vault", name}).wait();
  if (ended.exit == 0) return {};
  return Unexpected(Error{ErrorCode::Internal, {"", ended.err}, {}});
}

Operation load() {
  return {
      "load",
      [](const Path& w, int scale) { return write_new_file(w / "rows.jsonl", petition_lines(0, scale)); },
      [](const Path& w) { return Arguments{"index", "--db", w / "db", "--jobs", "2", w / "rows.jsonl"}; }};
}

Operation update() {
  return {"update",
          [](const Path& w, int scale) -> Result<void> {
            LEIAN_CHECK(two_segments(w, scale));
            return write_new_file(w / "rows.jsonl", petition_lines(1, scale / 16, 2));
          },
          [](const Path& w) {
            return Arguments{"index", "--db", w / "db", w / "rows.jsonl"};
          }};
}

/// So much is new that all segments are merged.
Operation merge() {
  return {"merge",
          [](const Path& w, int scale) -> Result<void> {
            LEIAN_CHECK(two_segments(w, scale));
            return write_new_file(w / "rows.jsonl", petition_lines(scale, scale / 2));
          },
          [](const Path& w) {
            return Arguments{"index", "--db", w / "db", w / "rows.jsonl"};
          }};
}

Operation snapshot() {
  return {
      "snapshot",
      [](const Path& w, int scale) -> Result<void> {
        LEIAN_CHECK(two_segments(w, scale));
        LEIAN_CHECK(save_as(w, "old"));
        LEIAN_CHECK(take_in(w / "db", petition_lines(scale, scale / 2)));
        return {};
      },
      [](const Path& w) { return Arguments{"snapshot", "create", "--db", w / "db", "--to", w / "vault"}; }};
}

Operation restore() {
  return {"restore",
          [](const Path& w, int scale) -> Result<void> {
            LEIAN_CHECK(two_segments(w, scale));
            return save_as(w, "old");
          },
          [](const Path& w) {
            return Arguments{"snapshot", "restore", "--db", w / "new", "--to", w / "vault", "old"};
          },
          "new", true};
}

Operation replace() {
  return {"replace",
          [](const Path& w, int scale) -> Result<void> {
            LEIAN_CHECK(two_segments(w, scale));
            LEIAN_CHECK(save_as(w, "old"));
            LEIAN_CHECK(take_in(w / "db", petition_lines(scale, scale / 2)));
            return {};
          },
          [](const Path& w) {
            return Arguments{"snapshot", "restore",   "--db",      w / "db",
                             "--to",     w / "vault", "--replace", "old"};
          }};
}

Operation upgrade() {
  return {"upgrade",
          [](const Path& w, int scale) -> Result<void> {
            LEIAN_CHECK(two_segments(w, scale));
            return make_format_3(w / "db");
          },
          [](const Path& w) {
            return Arguments{"upgrade", "--db", w / "db", "--jobs", "2"};
          }};
}

std::optional<Contents> contents_if_any(const Path& db) {
  auto contents = contents_of(db);
  if (contents) return std::move(*contents);
  return std::nullopt;
}

std::string describe(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings) text += "\n  " + finding.file + ": " + finding.what.en;
  return text;
}

/// Sound, or no index at all where `may_lack`.
std::optional<std::string> doctor_complaint(const Path& db, bool may_lack) {
  const auto diagnosis = examine(db, *Analyzer::load().value());
  if (!diagnosis && may_lack && diagnosis.error().code == ErrorCode::IndexMissing) return std::nullopt;
  if (!diagnosis) return "doctor: " + diagnosis.error().what.en;
  if (diagnosis->health == Health::Sound) return std::nullopt;
  std::error_code gone;
  if (may_lack && !std::filesystem::exists(db / "MANIFEST", gone)) return std::nullopt;
  return "doctor is not content:" + describe(diagnosis->findings);
}

std::optional<std::string> vault_complaint(const Path& folder) {
  std::error_code gone;
  if (!std::filesystem::exists(folder / "snapshots", gone)) return std::nullopt;
  const auto vault = Vault::open(folder, Vault::Use::Read);
  if (!vault) return "vault: " + vault.error().what.en;
  const auto check = vault->verify("");
  if (!check) return "verify: " + check.error().what.en;
  if (!check->damaged.empty()) return "verify: " + check->damaged[0].what.en;
  return std::nullopt;
}

}  // namespace

const std::vector<Operation>& operations() {
  static const std::vector<Operation> all{load(),    update(),  merge(),  snapshot(),
                                          restore(), replace(), upgrade()};
  return all;
}

Result<std::unique_ptr<Trial>> Trial::of(const Operation& operation, int scale) {
  std::unique_ptr<Trial> trial(new Trial(operation));
  const auto base = trial->folder_ / "base";
  LEIAN_CHECK(make_folder(base));
  LEIAN_CHECK(operation.prepare(base, scale));
  trial->before_ = contents_if_any(base / operation.subject);
  trial->begin();
  const Ended ended = trial->start()->wait();
  if (ended.exit != 0) return Unexpected(Error{ErrorCode::Internal, {"", ended.err}, {}});
  trial->after_ = contents_if_any(trial->subject());
  return trial;
}

const Path& Trial::begin() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_ / "work", ignored);
  work_ = folder_ / "work";
  std::filesystem::copy(folder_ / "base", work_, std::filesystem::copy_options::recursive);
  return work_;
}

std::unique_ptr<Child> Trial::start(const std::function<void()>& first,
                                    const std::function<void()>& last) const {
  return std::make_unique<Child>(operation_.arguments(work_), first, last);
}

std::optional<std::string> Trial::complaint(bool done) {
  auto now = contents_of(subject());
  if (!now && !(before_ == std::nullopt && now.error().code == ErrorCode::IndexMissing))
    return "the index does not open: " + now.error().what.en;
  if (now && *now != before_ && *now != after_)
    return "the index holds neither what it held before nor what it should hold after";
  if (done && (!now || *now != after_)) return "the command did nothing, and said that it had";
  if (auto complaint = doctor_complaint(subject(), before_ == std::nullopt)) return complaint;
  if (auto complaint = vault_complaint(work_ / "vault")) return complaint;
  const bool was_done = operation_.once && now && *now == after_;
  const Ended again = start()->wait();
  if (again.exit != 0 && !(was_done && is_clear_error(again))) return "run again, it fails: " + again.err;
  now = contents_of(subject());
  if (!now || *now != after_) return "run again, it does not reach what it should";
  if (auto complaint = doctor_complaint(subject(), false)) return "after running it again, " + *complaint;
  return vault_complaint(work_ / "vault");
}

bool is_clear_error(const Ended& ended) {
  return ended.exit > 0 && ended.exit <= 3 && ended.err.starts_with("leian: ") &&
         std::count(ended.err.begin(), ended.err.end(), '\n') == 1;
}

}  // namespace leian::test

#include "indexer/keeping/vault.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <numeric>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

using nlohmann::json;

constexpr std::string_view kEnding = ".json";

json encode(const SavedState& state) {
  json files = json::array();
  for (const SavedFile& file : state.files)
    files.push_back({{"path", file.path}, {"size", file.sum.size}, {"sum", file.sum.sum}});
  return {{"name", state.name},       {"created", state.created}, {"generation", state.generation},
          {"records", state.records}, {"format", state.format},   {"analyzer", state.analyzer},
          {"files", std::move(files)}};
}

/// A path that stays inside of the folder it is written to.
bool stays_inside(const std::filesystem::path& path) {
  return path.is_relative() && !path.empty() &&
         std::none_of(path.begin(), path.end(), [](const auto& part) { return part == ".."; });
}

/// Throws json::exception where a member is missing or of the wrong type.
std::optional<SavedState> decode(const json& told) {
  SavedState state;
  state.name = told.at("name").get<std::string>();
  state.created = told.at("created").get<std::string>();
  state.generation = told.at("generation").get<std::uint64_t>();
  state.records = told.at("records").get<std::uint64_t>();
  state.format = told.at("format").get<int>();
  state.analyzer = told.at("analyzer").get<std::string>();
  for (const json& file : told.at("files")) {
    state.files.push_back({file.at("path").get<std::string>(),
                           {file.at("size").get<std::uint64_t>(), file.at("sum").get<std::string>()}});
    if (!stays_inside(state.files.back().path)) return std::nullopt;
  }
  return state;
}

/// What lies in a folder that is none of a vault's own, or nothing.
std::optional<std::string> foreign_entry(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (std::filesystem::directory_iterator at(folder, ignored), end; at != end; at.increment(ignored)) {
    const std::string name = at->path().filename().string();
    if (name != "snapshots" && name != "objects" && name != "tmp" && name != "lock" && name != "lost+found")
      return name;
  }
  return std::nullopt;
}

}  // namespace

std::uint64_t SavedState::bytes() const {
  return std::accumulate(files.begin(), files.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const SavedFile& file) { return sum + file.sum.size; });
}

Result<void> check_snapshot_name(const std::string& name) {
  constexpr std::size_t kMaxBytes = 64;
  const auto fine = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-' || c == '_';
  };
  if (name.empty() || name.size() > kMaxBytes || name[0] == '.' ||
      !std::all_of(name.begin(), name.end(), fine))
    return err(ErrorCode::BadInput, Msg::SnapshotNameBad, name);
  return {};
}

Result<Vault> Vault::open(const std::filesystem::path& folder, Use use) {
  Vault vault(folder);
  std::error_code ignored;
  if (use == Use::Read && !std::filesystem::is_directory(folder / "snapshots", ignored))
    return err(ErrorCode::NotFound, Msg::SnapshotFolderMissing, folder.string());
  if (use == Use::Write) {
    if (const auto foreign = foreign_entry(folder))
      return err(ErrorCode::Conflict, Msg::SnapshotFolderOther, folder.string(), *foreign);
    LEIAN_CHECK(make_folder(folder / "snapshots"));
  }
  LEIAN_CHECK(vault.take_lock(use));
  if (use == Use::Read) return vault;
  LEIAN_CHECK(vault.objects_.prepare());
  LEIAN_CHECK(sync_folder(folder));
  return vault;
}

Result<void> Vault::take_lock(Use use) {
  const auto path = folder_ / "lock";
  lock_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock_ < 0 && use == Use::Read) lock_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (lock_ < 0 && use == Use::Read) return {};  // a medium that cannot be written, and so does not change
  if (lock_ < 0) return err(ErrorCode::Io, Msg::FileUnwritable, path.string(), std::strerror(errno));
  if (::flock(lock_, (use == Use::Read ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0)
    return err(ErrorCode::Conflict, Msg::SnapshotBusy, folder_.string());
  return {};
}

Vault::~Vault() {
  if (lock_ >= 0) ::close(lock_);
}

std::filesystem::path Vault::list_of(const std::string& name) const {
  return folder_ / "snapshots" / (name + std::string(kEnding));
}

bool Vault::has(const std::string& name) const {
  std::error_code ignored;
  return std::filesystem::exists(list_of(name), ignored);
}

std::vector<ListedState> Vault::list() const {
  std::vector<std::string> names;
  std::error_code ignored;
  for (std::filesystem::directory_iterator at(folder_ / "snapshots", ignored), end; at != end;
       at.increment(ignored))
    if (at->path().extension() == kEnding) names.push_back(at->path().stem().string());
  std::sort(names.begin(), names.end());
  std::vector<ListedState> states;
  for (std::string& name : names) {
    auto state = read(name);
    states.push_back({std::move(name), std::move(state)});
  }
  return states;
}

Result<SavedState> Vault::read(const std::string& name) const {
  LEIAN_CHECK(check_snapshot_name(name));
  if (!has(name)) return err(ErrorCode::NotFound, Msg::SnapshotMissing, name, folder_.string());
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::SnapshotListDamaged, name); };
  const auto content = read_file(list_of(name));
  const auto body = content ? body_of(*content) : std::nullopt;
  if (!body) return damaged();
  try {
    auto state = decode(json::parse(*body, nullptr, false));
    if (state && state->name == name) return std::move(*state);
  } catch (const json::exception&) {
    return damaged();
  }
  return damaged();
}

Result<void> Vault::write(const SavedState& state) const {
  return replace_file(list_of(state.name), with_checksum(encode(state).dump()));
}

Result<std::uint64_t> Vault::remove(const std::string& name) const {
  LEIAN_CHECK(check_snapshot_name(name));
  if (!has(name)) return err(ErrorCode::NotFound, Msg::SnapshotMissing, name, folder_.string());
  if (::unlink(list_of(name).c_str()) != 0)
    return err(ErrorCode::Io, Msg::FileUnwritable, list_of(name).string(), std::strerror(errno));
  LEIAN_CHECK(sync_folder(folder_ / "snapshots"));
  std::set<std::string> needed;
  for (const ListedState& other : list()) {
    if (!other.state) return err(ErrorCode::Conflict, Msg::SnapshotGcBlocked, other.name);
    for (const SavedFile& file : other.state->files) needed.insert(ObjectStore::name_of(file.sum));
  }
  return objects_.remove_all_but(needed);
}

Result<VaultCheck> Vault::verify(const std::string& name) const {
  std::vector<ListedState> states;
  if (name.empty())
    states = list();
  else
    states.push_back({name, read(name)});
  if (!name.empty() && !states[0].state && states[0].state.error().code != ErrorCode::IndexDamaged)
    return Unexpected(states[0].state.error());
  VaultCheck check;
  std::set<std::string> seen;
  for (const ListedState& listed : states) {
    ++check.snapshots;
    if (!listed.state) {
      check.damaged.push_back(listed.state.error());
      continue;
    }
    for (const SavedFile& file : listed.state->files) {
      if (!seen.insert(ObjectStore::name_of(file.sum)).second) continue;
      ++check.objects;
      check.bytes += file.sum.size;
      if (auto whole = objects_.check(file.sum); !whole) check.damaged.push_back(std::move(whole).error());
    }
  }
  return check;
}

}  // namespace leian

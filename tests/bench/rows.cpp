#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/corpus.hpp"
#include "tests/bench/query_files.hpp"

namespace leian::bench {
namespace {

std::string value_of(const Record& record, Role role) {
  const Scalar* value = record.first(role);
  return value == nullptr ? "" : to_display(*value);
}

std::string day_of(const Record& record, Role role) {
  constexpr std::size_t kDayBytes = 10;
  const Scalar* value = record.first(role);
  return value == nullptr ? "1970-01-01" : to_display(*value).substr(0, kDayBytes);
}

double yuan_of(const Record& record) {
  const Scalar* value = record.first(Role::Amount);
  const Fen* fen = value == nullptr ? nullptr : std::get_if<Fen>(value);
  return fen == nullptr ? 0 : static_cast<double>(fen->fen) / 100;
}

std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }
/// A peer's facets take no empty label.
std::string facet(const std::string& value) { return quoted(value.empty() ? "无" : value); }
/// The peer takes a city from the first four digits.
std::string region(const std::string& code) { return quoted(code.empty() ? "000000" : code); }

/// Keys in exactly this order, one blank behind each colon: ../shared/peers/README.md.
std::string row_of(const Record& record, const FlatRecord& flat) {
  std::string row = fmt::format(R"({{"id": {}, "kind": "{}", "title": {}, "text": {})", quoted(record.id),
                                flat.kind, quoted(flat.title), quoted(flat.text));
  row += fmt::format(R"(, "cause": {}, "region": {}, "organ": {}, "outcome": {})", facet(flat.cause),
                     region(flat.region), facet(flat.organ), facet(flat.outcome));
  row += fmt::format(R"(, "handler": {}, "level": {})", facet(value_of(record, Role::Handler)),
                     facet(value_of(record, Role::Level)));
  return row +
         fmt::format(R"(, "opened": "{}", "closed": "{}", "amount": {:.2f}}})", flat.opened,
                     day_of(record, Role::Closed), yuan_of(record)) +
         '\n';
}

FlatRecord flattened(const Record& record, const CodeLists& codes) {
  FlatRecord flat;
  flat.kind = record.kind->name();
  flat.title = title_of(record, codes);
  flat.text = text_of(record, codes);
  flat.cause = value_of(record, Role::Cause);
  flat.organ = value_of(record, Role::Organ);
  flat.outcome = value_of(record, Role::Outcome);
  flat.region = value_of(record, Role::Region);
  flat.opened = day_of(record, Role::Opened);
  return flat;
}

}  // namespace

Result<void> write_rows(const std::filesystem::path& corpus, const std::filesystem::path& out) {
  LEIAN_TRY(const KindSet kinds, KindSet::load());
  LEIAN_CHECK(make_folder(out));
  const auto path = out / "rows.jsonl";
  std::ofstream file(path, std::ios::binary);
  Sampler sampler;
  std::uint64_t records = 0;
  std::uint64_t text_bytes = 0;
  LEIAN_CHECK(each_record(corpus, kinds, [&](const Record& record) {
    FlatRecord flat = flattened(record, kinds.codes());
    file << row_of(record, flat);
    ++records;
    text_bytes += flat.title.size() + flat.text.size();
    sampler.offer(std::move(flat));
  }));
  file.close();
  if (!file) return err(ErrorCode::Io, Msg::FileUnwritable, path.string(), "I/O");
  fmt::print(
      "{}\n",
      nlohmann::ordered_json{{"bench", "rows"}, {"records", records}, {"text_bytes", text_bytes}}.dump());
  return write_query_files(sampler.sample(), out);
}

}  // namespace leian::bench

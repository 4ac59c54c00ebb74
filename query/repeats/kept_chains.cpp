#include "query/repeats/kept_chains.hpp"

#include <nlohmann/json.hpp>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/store/checksums.hpp"

namespace leian::query {
namespace {

using nlohmann::json;

constexpr int kFormat = 1;

std::filesystem::path chains_file(const std::filesystem::path& db, const std::string& kind) {
  return db / "repeats" / (kind + ".jsonl");
}

std::string line_of(const KeptChain& chain) {
  json links = json::array();
  for (const KeptLink& link : chain.links)
    links.push_back({{"a", link.a},
                     {"b", link.b},
                     {"confidence", link.confidence},
                     {"same_person", link.same_person},
                     {"days", link.days},
                     {"shared", link.shared}});
  return json{{"ids", chain.ids}, {"links", std::move(links)}}.dump(-1, ' ', false,
                                                                    json::error_handler_t::replace) +
         '\n';
}

/// Throws json::exception where something is missing or of the wrong type.
KeptChain chain_from(const json& told) {
  KeptChain chain;
  chain.ids = told.at("ids").get<std::vector<std::string>>();
  for (const json& link : told.at("links"))
    chain.links.push_back({link.at("a").get<std::uint32_t>(), link.at("b").get<std::uint32_t>(),
                           link.at("confidence").get<double>(), link.at("same_person").get<bool>(),
                           link.at("days").get<std::int64_t>(),
                           link.at("shared").get<std::vector<std::string>>()});
  return chain;
}

/// Throws json::exception; nothing where the file is of another format or not as it was written.
std::optional<KeptChains> chains_from(std::string_view content) {
  const std::size_t end = content.find('\n');
  if (end == content.npos) return std::nullopt;
  const json head = json::parse(content.substr(0, end));
  const std::string_view body = content.substr(end + 1);
  if (head.at("format").get<int>() != kFormat || head.at("sum").get<std::string>() != checksum128(body))
    return std::nullopt;
  KeptChains kept;
  kept.kind = head.at("kind").get<std::string>();
  kept.generation = head.at("generation").get<std::uint64_t>();
  kept.records = head.at("records").get<std::uint64_t>();
  for (std::size_t begin = 0; begin < body.size();) {
    const std::size_t stop = body.find('\n', begin);
    if (stop == body.npos) return std::nullopt;
    kept.chains.push_back(chain_from(json::parse(body.substr(begin, stop - begin))));
    begin = stop + 1;
  }
  return kept;
}

}  // namespace

Result<void> write_chains(const std::filesystem::path& db, const KeptChains& kept) {
  std::string body;
  for (const KeptChain& chain : kept.chains) body += line_of(chain);
  const json head{{"format", kFormat},
                  {"kind", kept.kind},
                  {"generation", kept.generation},
                  {"records", kept.records},
                  {"chains", kept.chains.size()},
                  {"sum", checksum128(body)}};
  const auto path = chains_file(db, kept.kind);
  LEIAN_CHECK(make_folder(path.parent_path()));
  return replace_file(path, head.dump() + '\n' + body);
}

Result<std::optional<KeptChains>> read_chains(const std::filesystem::path& db, const std::string& kind) {
  const auto path = chains_file(db, kind);
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::optional<KeptChains>{};
  LEIAN_TRY(const std::string content, read_file(path));
  std::optional<KeptChains> kept;
  try {
    kept = chains_from(content);
  } catch (const json::exception&) {
  }
  if (!kept) return err(ErrorCode::IndexDamaged, Msg::RepeatsDamaged, path.string());
  return kept;
}

}  // namespace leian::query

#include "query/similar/asked_case.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "query/search/hits.hpp"
#include "query/similar/case_texts.hpp"

namespace leian::query {
namespace {

constexpr std::string_view kAllKinds = "*";

/// Kinds with texts that the index holds records of.
std::vector<std::shared_ptr<const Kind>> kinds_held(const Snapshot& snapshot) {
  std::vector<std::shared_ptr<const Kind>> held;
  for (const auto& kind : snapshot.kinds()->kinds()) {
    const auto& segments = snapshot.segments();
    const bool any = std::any_of(segments.begin(), segments.end(), [&](const SegmentView& view) {
      const Column* column = view.segment->column(kKindColumn);
      return column != nullptr && column->ordinal_of(kind->name()).has_value();
    });
    if (any) held.push_back(kind);
  }
  return held;
}

Result<std::vector<std::shared_ptr<const Kind>>> kinds_answered(const SimilarRequest& request,
                                                                const std::shared_ptr<const Kind>& own,
                                                                const Snapshot& snapshot) {
  if (!request.kind.empty() && request.kind != kAllKinds) {
    LEIAN_TRY(auto kind, snapshot.kinds()->find(request.kind));
    return std::vector{std::move(kind)};
  }
  if (request.kind.empty() && own != nullptr) return std::vector{own};
  return kinds_held(snapshot);
}

Result<void> check_one(const SimilarRequest& request) {
  const int cases = (request.id ? 1 : 0) + (request.text.empty() ? 0 : 1) + (request.given ? 1 : 0);
  if (cases != 1) return err(ErrorCode::BadUsage, Msg::SimilarNeedsOne);
  if (request.text.size() > kMaxTextBytes)
    return err(ErrorCode::TooLarge, Msg::SimilarTextTooLong, request.text.size(), kMaxTextBytes);
  return {};
}

/// A text as each kind reads it; kinds without a text field have nothing to compare.
Result<std::vector<AskedCase>> read_text(const SimilarRequest& request, const CaseReader& reader,
                                         const Snapshot& snapshot) {
  LEIAN_TRY(const auto kinds, kinds_answered(request, nullptr, snapshot));
  std::vector<AskedCase> cases;
  for (const auto& kind : kinds) {
    auto record = reader.read(request.text, kind);
    if (record)
      cases.push_back({kind, std::move(*record)});
    else if (kinds.size() == 1)
      return Unexpected(std::move(record).error());
  }
  return cases;
}

}  // namespace

Result<AskedCases> read_asked(const Asking& asking, const SimilarRequest& request, const CaseReader& reader) {
  LEIAN_CHECK(check_one(request));
  AskedCases asked;
  if (!request.text.empty()) {
    LEIAN_TRY(asked.as, read_text(request, reader, asking.snapshot()));
    return asked;
  }
  Record record;
  if (request.id) {
    LEIAN_TRY(FoundRecord found, find_record(*request.id, asking));
    asked.at = found.at;
    record = std::move(found.record);
  } else {
    record = *request.given;
    reader.complete(record);
  }
  LEIAN_TRY(const auto kinds, kinds_answered(request, record.kind, asking.snapshot()));
  for (const auto& kind : kinds) asked.as.push_back({kind, record});
  return asked;
}

std::u16string story_of(const AskedCase& asked, const Analyzer& analyzer) {
  for (const ChannelSpec& channel : asked.record.kind->likeness())
    if (channel.channel == LikenessChannel::Terms) return story_of(asked.record, channel.from, analyzer);
  return {};
}

}  // namespace leian::query

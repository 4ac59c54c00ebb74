#include "query/repeats/repeats.hpp"

#include <fstream>

#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;
using nlohmann::json;

namespace {

json petition(const std::string& id, const std::string& day, const std::string& title,
              json more = json::object()) {
  json record{{"id", id},          {"kind", "petition"},
              {"title", title},    {"opened", day},
              {"party", "王秀英"}, {"body", title + "，多次反映没有结果，请求尽快处理锦绣澜湾小区的问题。"}};
  record.update(more);
  return record;
}

/// One matter four times, and two others.
std::vector<json> petitions() {
  return {
      petition("p-1", "2018-03-01", "锦绣澜湾小区垃圾站臭味扰民", {{"recheck_decided", "2018-09-01"}}),
      petition("p-2", "2018-05-01", "锦绣澜湾小区垃圾站臭味扰民"),
      petition("p-3", "2018-06-01", "锦绣澜湾小区垃圾站臭味扰民", {{"organ", "辽宁省沈阳市中级人民法院"}}),
      petition("p-4", "2019-01-05", "锦绣澜湾小区垃圾站臭味扰民"),
      {{"id", "q-1"}, {"kind", "petition"}, {"title", "咨询公交线路"}, {"body", "请问十七路车末班几点"}},
      {{"id", "q-2"},
       {"kind", "petition"},
       {"title", "退休金何时补发"},
       {"body", "去年涨的退休金还没有补发到账"}}};
}

void join(const TempIndex& index) {
  JoinRequest request;
  request.kind = "petition";
  if (const auto answer = index.gate().join_repeats(request); !answer) FAIL(answer.error().what.en);
}

RepeatsRequest of_petitions() {
  RepeatsRequest request;
  request.kind = "petition";
  return request;
}

RepeatsAnswer ask(const TempIndex& index, const RepeatsRequest& request = of_petitions()) {
  const auto answer = index.gate().repeats(Principal{}, request);
  if (!answer) FAIL(answer.error().what.en);
  return *answer;
}

std::vector<std::string> ids_of(const RepeatChain& chain) {
  std::vector<std::string> ids;
  for (const ChainMember& member : chain.members) ids.push_back(member.hit.record.id);
  return ids;
}

std::size_t decide(const TempIndex& index, ChainDecision decision) {
  decision.by = "王督导";
  decision.when = "2026-11-25T09:00:00+08:00";
  const auto line = index.gate().decide_repeats(Principal{}, decision);
  if (!line) FAIL(line.error().what.en);
  return *line;
}

}  // namespace

TEST_CASE("a chain tells its petitions in the order in which they came, and where each stands",
          "[query][repeats]") {
  const TempIndex index(petitions());
  join(index);
  const RepeatsAnswer answer = ask(index);
  REQUIRE(answer.total == 1);
  CHECK(answer.members == 4);
  CHECK(answer.records == 6);
  CHECK(ids_of(answer.chains[0]) == std::vector<std::string>{"p-1", "p-2", "p-3", "p-4"});
  CHECK(answer.chains[0].members[0].standing == ChainPlace::First);
  CHECK(answer.chains[0].members[1].standing == ChainPlace::Repeat);
  CHECK(answer.chains[0].members[3].standing == ChainPlace::AfterRecheck);
  CHECK(answer.chains[0].reasons.size() == 3);
  for (const ChainReason& reason : answer.chains[0].reasons) {
    CHECK(reason.same_person);
    CHECK(reason.confidence >= 0.5);
    REQUIRE_FALSE(reason.shared.empty());
    CHECK(reason.shared[0].find("锦绣澜湾小区") != std::string::npos);
  }
}

TEST_CASE("a petition to an organ above all before it has escalated", "[query][repeats]") {
  auto records = petitions();
  records[0]["organ"] = "沈阳市和平区人民法院";
  records[0].erase("recheck_decided");
  const TempIndex index(records);
  join(index);
  const RepeatsAnswer answer = ask(index);
  REQUIRE(answer.total == 1);
  CHECK(answer.chains[0].members[2].standing == ChainPlace::Escalated);
  CHECK(answer.chains[0].members[3].standing == ChainPlace::Repeat);
  RepeatsRequest escalated = of_petitions();
  escalated.standing = "escalated";
  CHECK(ask(index, escalated).total == 1);
  escalated.standing = "after_recheck";
  CHECK(ask(index, escalated).total == 0);
}

TEST_CASE("what people say about chains holds when they are joined anew, and can be taken back",
          "[query][repeats]") {
  const TempIndex index(petitions());
  join(index);
  const std::size_t split = decide(index, {ChainDecision::Word::Split, {"p-2"}, 0, {}, {}});
  CHECK(ids_of(ask(index).chains[0]) == std::vector<std::string>{"p-1", "p-3", "p-4"});
  decide(index, {ChainDecision::Word::Merge, {"q-1", "q-2"}, 0, {}, {}});
  join(index);
  CHECK(ask(index).total == 2);
  RepeatsRequest of_q = of_petitions();
  of_q.id = "q-2";
  const RepeatsAnswer merged = ask(index, of_q);
  REQUIRE(merged.chains.size() == 1);
  CHECK(merged.chains[0].reasons[0].by == "王督导");
  decide(index, {ChainDecision::Word::Undo, {}, split, {}, {}});
  CHECK(ids_of(ask(index).chains[0]) == std::vector<std::string>{"p-1", "p-2", "p-3", "p-4"});
}

TEST_CASE("repeats are narrowed by filters, by size and by a record", "[query][repeats]") {
  const TempIndex index(petitions());
  join(index);
  RepeatsRequest request = of_petitions();
  request.filters = {{"opened", "2019"}};
  CHECK(ask(index, request).total == 1);
  request.filters = {{"opened", "2015"}};
  CHECK(ask(index, request).total == 0);
  request = of_petitions();
  request.least = 5;
  CHECK(ask(index, request).total == 0);
  request = of_petitions();
  request.id = "q-1";
  CHECK(ask(index, request).total == 0);
}

TEST_CASE("what cannot be asked of repeats is said", "[query][repeats]") {
  const TempIndex index(petitions());
  const auto never = index.gate().repeats(Principal{}, of_petitions());
  REQUIRE_FALSE(never);
  CHECK(never.error().code == ErrorCode::NotFound);
  join(index);
  RepeatsRequest request = of_petitions();
  request.id = "no-such";
  CHECK(index.gate().repeats(Principal{}, request).error().code == ErrorCode::NotFound);
  request = of_petitions();
  request.standing = "angry";
  CHECK(index.gate().repeats(Principal{}, request).error().code == ErrorCode::BadUsage);
  request = of_petitions();
  request.kind = "no_kind";
  CHECK(index.gate().repeats(Principal{}, request).error().code == ErrorCode::UnknownKind);
  const auto gate = index.gate();
  CHECK(gate.decide_repeats(Principal{}, {ChainDecision::Word::Merge, {"p-1"}, 0, "a", "b"}).error().code ==
        ErrorCode::BadUsage);
  CHECK(gate.decide_repeats(Principal{}, {ChainDecision::Word::Undo, {}, 7, "a", "b"}).error().code ==
        ErrorCode::BadUsage);
  CHECK(gate.decide_repeats(Principal{}, {ChainDecision::Word::Split, {"gone"}, 0, "a", "b"}).error().code ==
        ErrorCode::NotFound);
  CHECK(gate.decide_repeats(Principal{"guest", false}, {ChainDecision::Word::Split, {"p-1"}, 0, "a", "b"})
            .error()
            .code == ErrorCode::Forbidden);
}

TEST_CASE("kept chains that were damaged are told, and joining again mends them", "[query][repeats]") {
  const TempIndex index(petitions());
  join(index);
  const auto file = index.db() / "repeats" / "petition.jsonl";
  std::string content = leian::test::file_bytes(file);
  content[content.size() - 10] ^= 1;
  std::ofstream(file, std::ios::binary) << content;
  CHECK(index.gate().repeats(Principal{}, of_petitions()).error().code == ErrorCode::IndexDamaged);
  join(index);
  CHECK(ask(index).total == 1);
}

TEST_CASE("a decision cut short by a crash is passed over, a damaged one is told with its line",
          "[query][repeats]") {
  const TempIndex index(petitions());
  join(index);
  decide(index, {ChainDecision::Word::Split, {"p-2"}, 0, {}, {}});
  std::ofstream(decisions_file(index.db()), std::ios::app) << R"({"word": "spl)";
  CHECK(ask(index).members == 3);
  std::ofstream(decisions_file(index.db()), std::ios::app) << "\n";
  const auto damaged = index.gate().repeats(Principal{}, of_petitions());
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().what.en.find("line 2") != std::string::npos);
}

TEST_CASE("rows and fields that a caller may not see are in no chain and no reason",
          "[query][repeats][access]") {
  const TempIndex index(petitions());
  join(index);
  const auto analyzer = Analyzer::load().value();
  const auto opened = Index::open(index.db(), analyzer).value();
  const ReaderLease lease = opened->lease().value();
  const Lexicon lexicon{};
  const Deadline deadline(std::chrono::seconds(60));
  Plan some;
  some.type = Plan::Type::Rows;
  for (const char* id : {"p-1", "p-2", "q-1"}) some.rows.push_back(find_row(lease, id)->value());
  const Scope scope(some, {"body", "party"});
  const Asking within{lease, *analyzer, lexicon, scope, deadline};
  const RepeatsBasis basis{read_chains(index.db(), "petition")->value(), {}};
  const auto answer = answer_repeats(within, of_petitions(), basis);
  REQUIRE(answer);
  REQUIRE(answer->total == 1);
  CHECK(ids_of(answer->chains[0]) == std::vector<std::string>{"p-1", "p-2"});
  for (const ChainReason& reason : answer->chains[0].reasons) {
    CHECK(reason.shared.empty());
    CHECK_FALSE(reason.same_person);
  }
  RepeatsRequest hidden = of_petitions();
  hidden.id = "p-3";
  CHECK(answer_repeats(within, hidden, basis).error().code == ErrorCode::NotFound);
}

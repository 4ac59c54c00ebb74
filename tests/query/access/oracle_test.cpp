// Every total, facet count and order against a scan over all records that shares nothing with the index but
// the folding of text.
#include <cmath>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "corpora/core/paths.hpp"
#include "corpora/synthetic/generator.hpp"
#include "indexer/analysis/record_texts.hpp"
#include "indexer/schema/layout.hpp"
#include "query/access/gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using nlohmann::json;

namespace {

/// A record as the scan sees it.
struct Scanned {
  Record record;
  std::vector<std::pair<std::string, std::u16string>> texts;  // field, folded
};

using Test = std::function<bool(const Scanned&)>;

/// A query as text, and what it means.
struct Question {
  std::string text;
  Test matches;
};

const Value* value_of(const Scanned& scanned, const std::string& field) {
  const auto at = scanned.record.kind->find(field);
  return at && scanned.record.kind->fields()[*at].name == field ? &scanned.record.values[*at] : nullptr;
}

std::set<std::string> strings_of(const Scanned& scanned, const std::string& field) {
  if (field == "kind") return {scanned.record.kind->name()};
  std::set<std::string> strings;
  if (const Value* value = value_of(scanned, field))
    for (const Scalar& item : value->items) {
      if (const auto* text = std::get_if<std::string>(&item)) strings.insert(*text);
      if (const auto* truth = std::get_if<bool>(&item)) strings.insert(*truth ? "true" : "false");
    }
  return strings;
}

std::optional<int> year_of(const Scanned& scanned, const std::string& field) {
  const Value* value = value_of(scanned, field);
  if (value == nullptr || value->items.empty()) return std::nullopt;
  if (const auto* date = std::get_if<Date>(&value->items[0])) return date->year();
  if (const auto* moment = std::get_if<DateTime>(&value->items[0])) return moment->date().year();
  return std::nullopt;
}

/// A generated corpus, indexed in several runs with updates between them, and the same records for scanning.
class World {
 public:
  World() : analyzer_(Analyzer::load().value()), kinds_(KindSet::load().value()), index_({}) {
    GenerateOptions options;
    options.count = 900;
    options.seed = 42;
    options.out = folder_ / "corpus";
    const auto made = generate(options, kinds_);
    if (!made) FAIL(made.error().what.en);
    std::vector<json> rows;
    for (const auto& file : made->files) {
      std::istringstream in(leian::test::file_bytes(file));
      for (std::string line; std::getline(in, line);) rows.push_back(json::parse(line));
    }
    std::shuffle(rows.begin(), rows.end(), random_);
    const std::vector<json> first(rows.begin(), rows.begin() + 700);
    index_.add(first);
    // The rest, and changed forms of some already there: their old forms must not be counted anywhere.
    std::vector<json> second(rows.begin() + 700, rows.end());
    for (int i = 0; i < 60; ++i) {
      rows[static_cast<std::size_t>(i)]["title"] = fmt::format("更正后的标题{}", i);
      second.push_back(rows[static_cast<std::size_t>(i)]);
    }
    index_.add(second);
    for (const json& row : rows) scan(row);
  }

  std::vector<Scanned> records;
  Gate gate() const { return index_.gate(); }
  const Analyzer& analyzer() const { return *analyzer_; }
  const KindSet& kinds() const { return kinds_; }
  const Lexicon& lexicon() const { return *lexicon_; }

  std::uint32_t below(std::size_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
  const Scanned& any_record() { return records[below(records.size())]; }

 private:
  void scan(const json& row) {
    const auto kind = kinds_.find(row.at("kind").get<std::string>()).value();
    Scanned scanned{record_from_json(kinds_, kind, row).value(), {}};
    for (const SearchedText& text : searched_texts(scanned.record, kinds_.codes()))
      scanned.texts.emplace_back(text.field->name, analyzer_->fold(text.text).units);
    records.push_back(std::move(scanned));
  }

  std::shared_ptr<const Analyzer> analyzer_;
  KindSet kinds_;
  std::shared_ptr<const Lexicon> lexicon_ =
      LexiconKeeper(data_folder() / "dictionaries", "/nonexistent", analyzer_).current();
  leian::test::TempFolder folder_;
  leian::test::TempIndex index_;
  std::mt19937 random_{17};
};

Test holds(const std::u16string& needle) {
  return [needle](const Scanned& scanned) {
    return std::any_of(scanned.texts.begin(), scanned.texts.end(),
                       [&](const auto& text) { return text.second.find(needle) != std::u16string::npos; });
  };
}

/// Makes questions out of what stands in the records.
class Questions {
 public:
  explicit Questions(World& world) : world_(world) {}

  Question make(int depth) {
    if (depth == 0 || world_.below(3) == 0) return leaf();
    switch (world_.below(4)) {
      case 0: {
        const Question a = make(depth - 1), b = make(depth - 1);
        return {a.text + " AND " + b.text, [=](const Scanned& s) { return a.matches(s) && b.matches(s); }};
      }
      case 1: {
        const Question a = make(depth - 1), b = make(depth - 1);
        return {"(" + a.text + " OR " + b.text + ")",
                [=](const Scanned& s) { return a.matches(s) || b.matches(s); }};
      }
      case 2: {
        const Question a = leaf(), b = make(depth - 1);
        return {"(" + a.text + " NOT (" + b.text + "))",
                [=](const Scanned& s) { return a.matches(s) && !b.matches(s); }};
      }
      default: {
        const Question a = leaf(), b = leaf();
        return {"(+" + a.text + " -" + b.text + ")",
                [=](const Scanned& s) { return a.matches(s) && !b.matches(s); }};
      }
    }
  }

 private:
  Question leaf() {
    switch (world_.below(6)) {
      case 0:
        return word();
      case 1:
        return phrase(2 + world_.below(7));
      case 2:
        return phrase(1);
      case 3:
        return field_value();
      case 4:
        return years();
      default:
        return field_phrase();
    }
  }

  const std::pair<std::string, std::u16string>& any_text() {
    for (;;) {
      const Scanned& scanned = world_.any_record();
      const auto& text = scanned.texts[world_.below(scanned.texts.size())];
      if (text.second.size() >= 4) return text;
    }
  }

  /// A dictionary word that stands in a text.
  Question word() {
    for (;;) {
      const auto& text = any_text().second;
      std::vector<Span> spans;
      world_.analyzer().words(text, spans);
      const auto found = spans[world_.below(spans.size())].of(text);
      if (found.size() < 2 || !is_ideograph(found[0]) || found.size() > 4) continue;
      if (!world_.analyzer().dictionary().is_word(found) || has_form(found)) continue;
      if (world_.lexicon().also(found) != nullptr) continue;  // lexicon_test.cpp asks for synonyms
      return {to_utf8(found), holds(std::u16string(found))};
    }
  }

  /// What has legal forms is found by them too; operators_oracle_test.cpp asks about those.
  bool has_form(std::u16string_view text) const {
    std::vector<Form> forms;
    world_.analyzer().forms(text, forms);
    return !forms.empty();
  }

  std::u16string stretch(std::u16string_view text, std::size_t length) {
    std::u16string part = any_stretch(text, length);
    for (int again = 0; has_form(part) && again < 20; ++again) part = any_stretch(text, length);
    return has_form(part) ? std::u16string(u"事") : part;
  }

  std::u16string any_stretch(std::u16string_view text, std::size_t length) {
    const std::size_t size = std::min(length, text.size());
    std::u16string part(text.substr(world_.below(text.size() - size + 1), size));
    for (char16_t& unit : part)
      if (unit == u'"' || unit == u'“' || unit == u'”' || unit == u' ' || unit == u'。' || unit == u';' ||
          unit == u'?' || unit == u'!')
        unit = u'事';
    return part;
  }

  Question phrase(std::size_t length) {
    const std::u16string part = stretch(any_text().second, length);
    return {"\"" + to_utf8(part) + "\"", holds(part)};
  }

  Question field_phrase() {
    const auto& [field, text] = any_text();
    const std::u16string part = stretch(text, 3);
    // A field that also has a column is asked by value; that is field_value's business.
    for (const auto& kind : world_.kinds().kinds())
      if (const auto at = kind->find(field); at && kind->fields()[*at].facet) return phrase(3);
    return {field + ":\"" + to_utf8(part) + "\"", [field = field, part](const Scanned& scanned) {
              return std::any_of(scanned.texts.begin(), scanned.texts.end(), [&](const auto& one) {
                return one.first == field && one.second.find(part) != std::u16string::npos;
              });
            }};
  }

  Question field_value() {
    for (const std::string field : {"outcome", "channel", "level", "cause"}) {
      const auto values = strings_of(world_.any_record(), field);
      if (values.empty() || world_.below(2) == 0) continue;
      const std::string value = *values.begin();
      return {field + ":\"" + value + "\"", under(field, value)};
    }
    return word();
  }

 public:
  /// Records whose field holds `value` or a code below it in a list that knows it.
  Test under(const std::string& field, const std::string& value) {
    std::set<std::string> wanted{value};
    // Values are taken from records, so they are codes wherever a list knows them as such.
    bool is_code = false;
    for (const auto& kind : world_.kinds().kinds())
      if (const auto at = kind->find(field))
        if (const auto list = world_.kinds().codes().find(kind->fields()[*at].codes);
            list != world_.kinds().codes().end())
          is_code |= list->second.by_code(value) != nullptr;
    for (const auto& kind : world_.kinds().kinds()) {
      const auto at = kind->find(field);
      if (!at) continue;
      const auto list = world_.kinds().codes().find(kind->fields()[*at].codes);
      if (list == world_.kinds().codes().end()) continue;
      if (const CodeEntry* entry = is_code ? list->second.by_code(value) : list->second.find(value))
        for (const auto& other : list->second.entries())
          for (const CodeEntry* above : list->second.path_to(other.code))
            if (above->code == entry->code) wanted.insert(other.code);
    }
    return [field, wanted](const Scanned& scanned) {
      const auto values = strings_of(scanned, field);
      return std::any_of(values.begin(), values.end(), [&](const auto& v) { return wanted.contains(v); });
    };
  }

 private:
  Question years() {
    const int from = 2012 + static_cast<int>(world_.below(10));
    const int to = from + static_cast<int>(world_.below(4));
    return {fmt::format("closed:{}..{}", from, to), [from, to](const Scanned& scanned) {
              const auto year = year_of(scanned, "closed");
              return year && *year >= from && *year <= to;
            }};
  }

  World& world_;
};

/// The values that stand in matches, each with what narrowing by it would find.
std::map<std::string, std::uint64_t> scan_facet(const World& world, Questions& questions,
                                                const std::string& field, const Test& test) {
  std::map<std::string, std::uint64_t> counts;
  for (const Scanned& scanned : world.records)
    if (test(scanned))
      for (const std::string& value : strings_of(scanned, field)) counts[value] = 0;
  for (auto& [value, count] : counts) {
    const Test narrowed = questions.under(field, value);
    for (const Scanned& scanned : world.records) count += test(scanned) && narrowed(scanned) ? 1 : 0;
  }
  return counts;
}

}  // namespace

TEST_CASE("every total and facet count equals a scan over all records", "[query][oracle]") {
  World world;
  const Gate gate = world.gate();
  Questions questions(world);
  const std::vector<std::string> facets{"kind",    "cause", "region",  "organ",         "outcome",
                                        "handler", "level", "channel", "circumstances", "synthetic"};
  std::uint64_t found = 0;
  for (int n = 0; n < 1500; ++n) {
    const Question question = questions.make(static_cast<int>(world.below(4)));
    SearchRequest request;
    request.text = question.text;
    request.facets = {facets[world.below(facets.size())], "kind"};
    if (request.facets[0] == "kind") request.facets.pop_back();
    request.facet_limit = 100000;
    request.limit = 1000;
    // A facet's own filters are left out of its counts.
    std::map<std::string, Test> filters;
    // Filters: the same field twice widens, different fields narrow.
    const auto narrow = [&](const std::string& field) {
      const auto one = strings_of(world.any_record(), field), two = strings_of(world.any_record(), field);
      if (one.empty() || two.empty()) return;
      const Test either = [a = questions.under(field, *one.begin()),
                           b = questions.under(field, *two.begin())](const Scanned& s) {
        return a(s) || b(s);
      };
      request.filters.push_back({field, *one.begin()});
      request.filters.push_back({field, *two.begin()});
      filters[field] = either;
    };
    if (world.below(3) == 0) narrow("region");
    if (world.below(4) == 0) narrow("cause");
    if (world.below(4) == 0) {
      request.kind = world.any_record().record.kind->name();
    }
    const auto test_without = [&](const std::string& field) -> Test {
      return [&, field](const Scanned& s) {
        if (!question.matches(s) || (!request.kind.empty() && s.record.kind->name() != request.kind))
          return false;
        return std::all_of(filters.begin(), filters.end(),
                           [&](const auto& filter) { return filter.first == field || filter.second(s); });
      };
    };
    const Test test = test_without("");
    CAPTURE(n, request.text, request.kind, request.filters.size());
    const auto answer = gate.search({}, request);
    if (!answer) FAIL(answer.error().what.en);

    std::set<std::string> expected, got;
    for (const Scanned& scanned : world.records)
      if (test(scanned)) expected.insert(scanned.record.id);
    for (const Hit& hit : answer->hits) got.insert(hit.record.id);
    CHECK(answer->total == expected.size());
    CHECK(got == expected);
    for (const FacetCounts& facet : answer->facets) {
      CAPTURE(facet.field);
      std::map<std::string, std::uint64_t> counts;
      for (const Bucket& bucket : facet.buckets) counts[bucket.value] = bucket.count;
      CHECK(counts == scan_facet(world, questions, facet.field, test_without(facet.field)));
      CHECK(facet.distinct == counts.size());
    }
    found += answer->total;
  }
  CHECK(found > 10000);
}

TEST_CASE("sorting by a field and paging through equal a sorted scan", "[query][oracle]") {
  World world;
  const Gate gate = world.gate();
  const auto [field, descending] = GENERATE(
      table<std::string, bool>({{"amount", true}, {"amount", false}, {"closed", true}, {"closed", false}}));
  std::vector<std::string> order;
  for (std::uint32_t offset = 0; offset < world.records.size(); offset += 37) {
    SearchRequest request;
    request.sort = (descending ? "-" : "") + field;
    request.limit = 37;
    request.offset = offset;
    const auto answer = gate.search({}, request).value();
    for (const Hit& hit : answer.hits) order.push_back(hit.record.id);
  }
  CHECK(std::set<std::string>(order.begin(), order.end()).size() == world.records.size());
  std::map<std::string, double> keys;
  for (const std::string& id : order) {
    // As the record is shown: with what was read out of its texts.
    const Scanned scanned{gate.record({}, id).value(), {}};
    double key = std::numeric_limits<double>::infinity();
    if (const Value* value = value_of(scanned, field); value != nullptr && !value->items.empty()) {
      if (const auto* money = std::get_if<Fen>(&value->items[0])) key = static_cast<double>(money->fen);
      if (const auto* date = std::get_if<Date>(&value->items[0])) key = date->days;
      if (const auto* moment = std::get_if<DateTime>(&value->items[0]))
        key = static_cast<double>(moment->seconds);
      if (descending) key = -key;
    }
    keys[scanned.record.id] = key;
  }
  CHECK(std::is_sorted(order.begin(), order.end(),
                       [&](const auto& a, const auto& b) { return keys[a] < keys[b]; }));
}

TEST_CASE("scores do not show how the records are spread over segments", "[query][oracle]") {
  const auto row = [](int i) {
    return json{{"id", fmt::format("p{}", i)},
                {"kind", "petition"},
                {"body", fmt::format("第{}件 物业纠纷 {}", i, i % 3 == 0 ? "停水停电" : "噪音")}};
  };
  std::vector<json> all;
  for (int i = 0; i < 40; ++i) all.push_back(row(i));
  const leian::test::TempIndex one(all);
  leian::test::TempIndex several(std::vector<json>(all.begin(), all.begin() + 35));
  several.add(std::vector<json>(all.begin() + 35, all.end()));
  SearchRequest request;
  request.text = "物业 停水";
  const auto a = one.gate().search({}, request).value();
  const auto b = several.gate().search({}, request).value();
  REQUIRE(a.hits.size() == b.hits.size());
  for (std::size_t i = 0; i < a.hits.size(); ++i)
    CHECK(a.hits[i].score == Approx(b.hits[i].score).epsilon(1e-4));
}

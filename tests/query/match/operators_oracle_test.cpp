// Every operator of the query language against a scan over records that were put together from known pieces:
// the scan knows which word, legal form, sentence and paragraph stands where because it put them there.
#include <functional>
#include <random>
#include <set>

#include "query/access/gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using nlohmann::json;

namespace {

/// Ordinary words that the dictionary cuts whole.
const std::vector<std::string> kWords{"物业", "纠纷", "电梯", "赔偿", "离婚",
                                      "财产", "抚养", "合同", "噪音", "停车"};
/// One form a row, spelled in several ways; none contains another.
const std::vector<std::vector<std::string>> kForms{
    {"第一百三十三条", "第133条", "第 133 条"},
    {"第一千三百三十条", "第1330条"},
    {"民法典第一百四十三条", "《民法典》第143条", "《中华人民共和国民法典》第一百四十三条"},
    {"三万元", "3万元", "30000元", "30000.00元"},
    {"十三万元", "13万元", "130000元"},
    {"二〇一七年九月三十日", "2017-09-30", "2017年9月30日"},
    {"2017年9月3日", "2017.9.3"},
    {"(2017)辽04刑终123号", "〔2017〕辽04刑终123号", "2017辽04刑终123号"},
    {"(2017)辽04刑终124号", "[2017]辽04刑终124号"}};
const std::vector<std::pair<std::string, std::string>> kSections{{"本院认为", "本院认为"},
                                                                 {"判决如下", "判决"}};

/// A word or form where it stands. Places are folded units.
struct Placed {
  std::size_t begin = 0, end = 0;
  int form = -1;  ///< its row in kForms
};

/// A text put together from pieces.
struct Told {
  std::string utf8;
  std::u16string units;
  std::vector<Placed> forms;
  std::vector<std::size_t> sentences, paragraphs;     ///< where they begin
  std::vector<std::pair<std::size_t, int>> sections;  ///< where one begins, and its row in kSections

  void add(const std::string& text, const Analyzer& analyzer) {
    utf8 += text;
    units += analyzer.fold(text).units;
  }
};

struct Record2 {
  std::string id;
  Told title, body;
};

/// An occurrence: where, and nothing else.
using Spans = std::vector<Span>;
using InText = std::function<Spans(const Told&)>;

struct Question {
  std::string text;
  std::function<bool(const Record2&)> matches;
};

class World {
 public:
  World() : analyzer_(Analyzer::load().value()) {
    std::vector<json> rows;
    for (int i = 0; i < 700; ++i) {
      Record2 record{fmt::format("r{}", i), tell(2, false), tell(4 + below(30), true)};
      rows.push_back({{"id", record.id},
                      {"kind", "petition"},
                      {"title", record.title.utf8},
                      {"body", record.body.utf8}});
      records.push_back(std::move(record));
    }
    index_ = std::make_unique<leian::test::TempIndex>(std::vector<json>(rows.begin(), rows.begin() + 600));
    index_->add(std::vector<json>(rows.begin() + 600, rows.end()));
  }

  std::vector<Record2> records;
  Gate gate() const { return index_->gate(); }
  const Analyzer& analyzer() const { return *analyzer_; }
  std::size_t below(std::size_t bound) { return random_() % bound; }
  template <class T>
  const T& any(const std::vector<T>& all) {
    return all[below(all.size())];
  }

 private:
  Told tell(std::size_t pieces, bool with_parts) {
    Told told;
    for (std::size_t i = 0; i < pieces; ++i) {
      if (below(4) == 0) {
        add_form(told);
      } else {
        told.add(any(kWords), *analyzer_);
      }
      told.add("的", *analyzer_);
      if (with_parts && below(4) == 0) end_sentence(told);
    }
    return told;
  }

  void add_form(Told& told) {
    const int form = static_cast<int>(below(kForms.size()));
    const std::size_t begin = told.units.size();
    told.add(any(kForms[static_cast<std::size_t>(form)]), *analyzer_);
    told.forms.push_back({begin, told.units.size(), form});
  }

  void end_sentence(Told& told) {
    told.add("。", *analyzer_);
    told.sentences.push_back(told.units.size());
    if (below(3) == 0) {
      told.utf8 += "\n";
      told.paragraphs.push_back(told.units.size());
    }
    if (below(4) == 0) {
      const int section = static_cast<int>(below(kSections.size()));
      told.sections.emplace_back(told.units.size(), section);
      told.add(kSections[static_cast<std::size_t>(section)].first, *analyzer_);
    }
    told.add("其", *analyzer_);
  }

  std::shared_ptr<const Analyzer> analyzer_;
  std::unique_ptr<leian::test::TempIndex> index_;
  std::mt19937 random_{23};
};

Spans literal_spans(const Told& told, const std::u16string& units) {
  Spans spans;
  for (std::size_t at = 0; at + units.size() <= told.units.size(); ++at)
    if (told.units.compare(at, units.size(), units) == 0)
      spans.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + units.size())});
  return spans;
}

Spans form_spans(const Told& told, int form) {
  Spans spans;
  for (const Placed& placed : told.forms)
    if (placed.form == form)
      spans.push_back({static_cast<std::uint32_t>(placed.begin), static_cast<std::uint32_t>(placed.end)});
  return spans;
}

std::size_t part_of(const std::vector<std::size_t>& begins, std::size_t at) {
  std::size_t part = 0;
  for (const std::size_t begin : begins) part += begin <= at ? 1 : 0;
  return part;
}

/// 'c' with a distance, 's', 'p'.
bool are_near(const Told& told, Span a, Span b, char how, std::size_t distance) {
  if (a.end > b.begin && b.end > a.begin) return false;
  if (a.begin > b.begin) std::swap(a, b);
  if (how == 'c') return b.begin - a.end <= distance;
  for (const char which : {'p', 's'}) {
    const auto& begins = which == 's' ? told.sentences : told.paragraphs;
    if (which == how || which == 'p')
      if (part_of(begins, a.begin) != part_of(begins, b.end - 1)) return false;
  }
  return true;
}

bool in_section(const Told& told, Span span, int section) {
  for (std::size_t i = 0; i < told.sections.size(); ++i) {
    const std::size_t end = i + 1 < told.sections.size() ? told.sections[i + 1].first : told.units.size();
    if (told.sections[i].second == section && span.begin >= told.sections[i].first && span.end <= end)
      return true;
  }
  return false;
}

class Questions {
 public:
  explicit Questions(World& world) : world_(world) {}

  Question make(int depth) {
    if (depth == 0 || world_.below(4) == 0) return leaf();
    const Question a = make(depth - 1), b = make(depth - 1);
    switch (world_.below(5)) {
      case 0:
        return {a.text + (world_.below(2) == 0 ? " AND " : " 与 ") + b.text,
                [=](const Record2& r) { return a.matches(r) && b.matches(r); }};
      case 1:
        return {"(" + a.text + " OR " + b.text + ")",
                [=](const Record2& r) { return a.matches(r) || b.matches(r); }};
      case 2:
        return {"(" + a.text + " NOT (" + b.text + "))",
                [=](const Record2& r) { return a.matches(r) && !b.matches(r); }};
      case 3:
        return {"（" + a.text + "） +(" + b.text + ")",
                [=](const Record2& r) { return a.matches(r) && b.matches(r); }};
      default:
        return {"(" + a.text + ") -(" + b.text + ")",
                [=](const Record2& r) { return a.matches(r) && !b.matches(r); }};
    }
  }

 private:
  /// Something that stands somewhere: what to write and how the scan finds it.
  struct Operand {
    std::string text;
    InText spans;
  };

  Operand word() {
    const std::string word = world_.any(kWords);
    const auto units = world_.analyzer().fold(word).units;
    return {word, [units](const Told& told) { return literal_spans(told, units); }};
  }

  Operand form() {
    const auto row = world_.below(kForms.size());
    return {world_.any(kForms[row]),
            [row](const Told& told) { return form_spans(told, static_cast<int>(row)); }};
  }

  /// A stretch of a record, forms left out.
  Operand phrase() {
    for (;;) {
      const Told& told = world_.any(world_.records).body;
      const std::size_t size = 2 + world_.below(6);
      if (told.units.size() <= size) continue;
      const std::u16string part = told.units.substr(world_.below(told.units.size() - size), size);
      if (part.find_first_of(
              u" \"()[]《》。0123456789.-条元年月日号款零一二三四五六七八九十百千万〇民法典") != part.npos)
        continue;
      return {"\"" + to_utf8(part) + "\"", [part](const Told& told2) { return literal_spans(told2, part); }};
    }
  }

  /// A word, a form, and a word again, as they stand together.
  Operand phrase_with_form() {
    const auto row = world_.below(kForms.size());
    const std::u16string before = world_.analyzer().fold(world_.any(kWords) + "的").units;
    const std::string text = "\"" + to_utf8(before) + world_.any(kForms[row]) + "的\"";
    return {text, [before, row](const Told& told) {
              Spans spans;
              for (const Span& span : form_spans(told, static_cast<int>(row)))
                if (span.begin >= before.size() && span.end < told.units.size() &&
                    told.units[span.end] == u'的' &&
                    told.units.compare(span.begin - before.size(), before.size(), before) == 0)
                  spans.push_back({static_cast<std::uint32_t>(span.begin - before.size()), span.end + 1});
              return spans;
            }};
  }

  Operand operand() {
    switch (world_.below(4)) {
      case 0:
        return form();
      case 1:
        return phrase();
      case 2:
        return phrase_with_form();
      default:
        return word();
    }
  }

  Operand either() {
    if (world_.below(3) != 0) return operand();
    const Operand a = operand(), b = operand();
    return {"(" + a.text + " OR " + b.text + ")", [=](const Told& told) {
              Spans spans = a.spans(told);
              for (const Span& span : b.spans(told)) spans.push_back(span);
              return spans;
            }};
  }

  Operand near() {
    const Operand a = either(), b = either();
    const char how = "csp"[world_.below(3)];
    const std::size_t distance = 1 + world_.below(20);
    const std::string sign = how == 'c'   ? fmt::format(" NEAR/{} ", distance)
                             : how == 's' ? (world_.below(2) == 0 ? " /s " : " 同句 ")
                                          : (world_.below(2) == 0 ? " /p " : " 同段 ");
    return {a.text + sign + b.text, [=](const Told& told) {
              Spans spans;
              for (const Span& one : a.spans(told))
                for (const Span& two : b.spans(told))
                  if (are_near(told, one, two, how, distance))
                    spans.push_back({std::min(one.begin, two.begin), std::max(one.end, two.end)});
              return spans;
            }};
  }

  Operand near_chain() {
    const Operand a = near(), b = operand();
    const std::size_t distance = 1 + world_.below(30);
    // Another nearness than before makes a node of its own around it.
    return {"(" + a.text + ") NEAR/" + std::to_string(distance) + "7 " + b.text, [=](const Told& told) {
              Spans spans;
              for (const Span& one : a.spans(told))
                for (const Span& two : b.spans(told))
                  if (are_near(told, one, two, 'c', distance * 10 + 7))
                    spans.push_back({std::min(one.begin, two.begin), std::max(one.end, two.end)});
              return spans;
            }};
  }

  static std::function<bool(const Record2&)> anywhere(const InText& spans) {
    return [spans](const Record2& r) { return !spans(r.title).empty() || !spans(r.body).empty(); };
  }

  Question leaf() {
    switch (world_.below(7)) {
      case 0: {
        const Operand near = this->near();
        return {near.text, anywhere(near.spans)};
      }
      case 1: {
        const Operand chain = near_chain();
        return {chain.text, anywhere(chain.spans)};
      }
      case 2: {
        const Operand what = world_.below(2) == 0 ? operand() : near();
        const bool title = world_.below(2) == 0;
        const auto spans = what.spans;
        return {(title ? "标题:(" : "内容:(") + what.text + ")",
                [=](const Record2& r) { return !spans(title ? r.title : r.body).empty(); }};
      }
      case 3: {
        const int section = static_cast<int>(world_.below(kSections.size()));
        const Operand what = operand();
        const auto spans = what.spans;
        return {kSections[static_cast<std::size_t>(section)].second + ":" + what.text, [=](const Record2& r) {
                  const auto all = spans(r.body);
                  return std::any_of(all.begin(), all.end(),
                                     [&](const Span& span) { return in_section(r.body, span, section); });
                }};
      }
      default: {
        const Operand what = operand();
        return {what.text, anywhere(what.spans)};
      }
    }
  }

  World& world_;
};

}  // namespace

TEST_CASE("queries with every operator find what a scan finds", "[query][oracle]") {
  World world;
  const Gate gate = world.gate();
  Questions questions(world);
  std::size_t found = 0;
  std::size_t some = 0;
  for (int n = 0; n < 2000; ++n) {
    const Question question = questions.make(static_cast<int>(world.below(4)));
    CAPTURE(n, question.text);
    SearchRequest request;
    request.text = question.text;
    request.limit = 1000;
    const auto answer = gate.search({}, request);
    if (!answer) FAIL(answer.error().what.en);
    std::set<std::string> expected, got;
    for (const Record2& record : world.records)
      if (question.matches(record)) expected.insert(record.id);
    for (const Hit& hit : answer->hits) got.insert(hit.record.id);
    CHECK(answer->total == expected.size());
    CHECK(got == expected);
    found += expected.size();
    some += !expected.empty() && expected.size() < world.records.size() ? 1 : 0;
  }
  CHECK(found > 10000);
  CHECK(some > 1200);  // most questions tell records apart
}

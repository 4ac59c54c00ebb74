// leian-extract-eval: how well elements are extracted, against the labels of judge-judgments.jsonl. Reads
// `fact` and `judgment` only; says precision, recall and F1 per element, and with --show each disagreement
// for a person to judge.
//
//   leian-extract-eval FILE.jsonl [--show ELEMENT] [--faults ADJUDICATED.tsv]
//
// ADJUDICATED.tsv: element, id, value, who is right (text: the label is wrong; label: we are; both: either
// can be said), tab-separated; the second table counts those where the text is right, or both, as agreed.
#include "indexer/extract/extraction.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "corpora/core/files.hpp"

namespace {

using namespace leian;
using Json = nlohmann::json;
using Values = std::multiset<std::string>;

struct Score {
  std::size_t right = 0, extra = 0, missed = 0;
  double precision() const { return right + extra == 0 ? 1 : double(right) / double(right + extra); }
  double recall() const { return right + missed == 0 ? 1 : double(right) / double(right + missed); }
  double f1() const {
    const double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }
};

/// Who is right, by "element id +value" (we say it, the label does not) or "element id -value".
using Rulings = std::map<std::string, std::string>;

struct Element {
  Score raw, ruled;
};

std::string key_of(const std::string& element, const std::string& id, char sign, const std::string& value) {
  return element + '\t' + id + '\t' + sign + value;
}

class Comparison {
 public:
  Comparison(Rulings rulings, std::string show) : rulings_(std::move(rulings)), show_(std::move(show)) {}

  void compare(const std::string& element, const std::string& id, Values ours, Values labels) {
    for (auto at = ours.begin(); at != ours.end();) {
      const auto same = labels.find(*at);
      if (same == labels.end()) {
        ++at;
        continue;
      }
      ++elements_[element].raw.right;
      ++elements_[element].ruled.right;
      labels.erase(same);
      at = ours.erase(at);
    }
    for (const auto& value : ours) disagree(element, id, '+', value);
    for (const auto& value : labels) disagree(element, id, '-', value);
  }

  void print() const {
    fmt::print("{:<16} {:>6} {:>6} {:>6}  {:>9} {:>9} {:>7}   {:>9}\n", "element", "right", "extra", "missed",
               "precision", "recall", "F1", "F1 ruled");
    for (const auto& [name, element] : elements_)
      fmt::print("{:<16} {:>6} {:>6} {:>6}  {:>9.4f} {:>9.4f} {:>7.4f}   {:>9.4f}\n", name, element.raw.right,
                 element.raw.extra, element.raw.missed, element.raw.precision(), element.raw.recall(),
                 element.raw.f1(), element.ruled.f1());
  }

 private:
  void disagree(const std::string& element, const std::string& id, char sign, const std::string& value) {
    Element& counts = elements_[element];
    ++(sign == '+' ? counts.raw.extra : counts.raw.missed);
    const auto ruling = rulings_.find(key_of(element, id, sign, value));
    const std::string who = ruling == rulings_.end() ? "" : ruling->second;
    if (who != "text" && who != "both") ++(sign == '+' ? counts.ruled.extra : counts.ruled.missed);
    if (sign == '+' && (who == "text" || who == "both")) ++counts.ruled.right;
    if (show_ == element || show_ == "all") fmt::print("{}\t{}\n", key_of(element, id, sign, value), who);
  }

  Rulings rulings_;
  std::string show_;
  std::map<std::string, Element> elements_;
};

Rulings read_rulings(const std::string& path) {
  Rulings rulings;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto last = line.rfind('\t');
    if (line.empty() || line.front() == '#' || last == line.npos) continue;
    rulings.emplace(line.substr(0, last), line.substr(last + 1));
  }
  return rulings;
}

std::string normal(const KindSet& kinds, const std::string& charge) {
  const CodeEntry* entry = kinds.codes().find("causes")->second.find(charge);
  return entry == nullptr ? charge : entry->code;
}

Values strings(const Json& record, const char* field) {
  Values values;
  if (!record.contains(field) || record[field].is_null()) return values;
  for (const Json& value : record[field].is_array() ? record[field] : Json::array({record[field]}))
    values.insert(value.is_string() ? value.get<std::string>() : value.dump());
  return values;
}

/// Case numbers by what they mean: brackets and leading zeros do not count.
Values numbers(const Analyzer& analyzer, const Json& record) {
  Values keys;
  for (const auto& written : strings(record, "case_no")) {
    std::vector<Form> forms;
    const FoldedText text = analyzer.fold(written);
    analyzer.forms(text.units, forms);
    keys.insert(forms.empty() ? written : forms.front().key);
  }
  return keys;
}

Values criminal_articles(const Json& record) {
  Values articles;
  for (const auto& value : strings(record, "articles"))
    if (value.starts_with("刑法第")) articles.insert(value.substr(0, value.find("条") + 3));
  const std::set<std::string> once(articles.begin(), articles.end());
  return {once.begin(), once.end()};
}

void compare_row(Comparison& comparison, const Json& row, const Json& ours, const KindSet& kinds,
                 const Analyzer& analyzer) {
  const std::string id = row["id"];
  comparison.compare("case_no", id, numbers(analyzer, ours), numbers(analyzer, row));
  comparison.compare("court", id, strings(ours, "organ"), strings(row, "court"));
  Values articles;
  for (const Json& article : row["articles"]) articles.insert(fmt::format("刑法第{}条", article.get<int>()));
  comparison.compare("articles", id, criminal_articles(ours), articles);

  std::set<std::string> charges, our_charges;
  Values months, our_months, pairs, our_pairs;
  for (const Json& conviction : row["convictions"]) {
    const std::string charge = normal(kinds, conviction["charge"]);
    charges.insert(charge);
    const std::string term = conviction["months"].is_null() ? "" : conviction["months"].dump();
    if (!term.empty()) months.insert(term);
    pairs.insert(charge + " " + term);
  }
  for (const Json& sentence : ours.value("sentences", Json::array())) {
    const std::string term = sentence.contains("months") ? sentence["months"].dump() : "";
    if (!term.empty()) our_months.insert(term);
    our_pairs.insert(sentence.value("charge", "") + " " + term);
  }
  for (const auto& charge : strings(ours, "cause")) our_charges.insert(charge);
  comparison.compare("charge", id, {our_charges.begin(), our_charges.end()},
                     {charges.begin(), charges.end()});
  comparison.compare("months", id, our_months, months);
  comparison.compare("charge+months", id, our_pairs, pairs);

  const Values found = strings(ours, "circumstances");
  Values flags, our_flags;
  for (const auto& [name, flag] : row["flags"].items()) {
    const Values one = flag.get<bool>() ? Values{name} : Values{};
    // The label 退赃 was given to those who pay damages (赔偿), too; we tell the two apart.
    const bool has = found.contains(name) || (name == "退赃" && found.contains("赔偿"));
    const Values our = has ? Values{name} : Values{};
    comparison.compare("flag " + name, id, our, one);
    flags.insert(one.begin(), one.end());
    our_flags.insert(our.begin(), our.end());
  }
  comparison.compare("circumstances", id, our_flags, flags);
}

int run(const std::string& file, const std::string& rulings, const std::string& show) {
  const auto kinds = KindSet::load();
  const auto analyzer = Analyzer::load();
  if (!kinds || !analyzer) return 2;
  const auto extraction = Extraction::load(*kinds, *analyzer);
  if (!extraction) {
    std::cerr << extraction.error().what.en << '\n';
    return 2;
  }
  const auto kind = *kinds->find("reviewed_case");
  Comparison comparison(read_rulings(rulings), show);
  std::ifstream in(file);
  std::size_t rows = 0;
  double seconds = 0;
  for (std::string line; std::getline(in, line); ++rows) {
    const Json row = Json::parse(line);
    auto record = record_from_json(
        *kinds, kind, {{"id", row["id"]}, {"facts", row["fact"]}, {"judgment", row["judgment"]}});
    if (!record) return 2;
    const auto start = std::chrono::steady_clock::now();
    (*extraction)->complete(*record);
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const Json ours = to_json(*record);
    if (show == row["id"]) std::cout << ours.dump(1) << '\n';
    compare_row(comparison, row, ours, *kinds, **analyzer);
  }
  comparison.print();
  fmt::print("{} judgments, {:.2f} ms each\n", rows, rows == 0 ? 0 : 1000 * seconds / double(rows));
  return rows == 0 ? 2 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("how well elements are extracted");
  std::string file, rulings, show;
  app.add_option("FILE", file, "judge-judgments.jsonl")->required();
  app.add_option("--rulings", rulings, "who is right where they differ");
  app.add_option("--show", show, "list the disagreements of an element, or of all; or a record by id");
  CLI11_PARSE(app, argc, argv);
  return run(file, rulings, show);
}

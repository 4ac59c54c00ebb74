#include "indexer/extract/extraction.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "corpora/core/paths.hpp"
#include "corpora/record/extractor.hpp"
#include "corpora/record/value_reader.hpp"
#include "corpora/text/utf8.hpp"
#include "indexer/extract/finding.hpp"

namespace leian {

using extract::Finding;
using extract::Findings;

namespace {

using Json = nlohmann::json;
using Find = Findings (*)(const extract::Text&, const extract::Wanted&);

/// In the order of the enum.
constexpr std::array<Find, 14> kFinders{
    extract::find_case_no,       extract::find_organ,     extract::find_cause,     extract::find_parties,
    extract::find_opened,        extract::find_closed,    extract::find_awarded,   extract::find_involved,
    extract::find_months,        extract::find_probation, extract::find_sentences, extract::find_articles,
    extract::find_circumstances, extract::find_outcome};

/// The values of a field one by one, as in the record's JSON.
std::vector<Json> values_of(const FieldSpec& spec, const Value& value) {
  const Json json = to_json(spec, value);
  if (json.is_null()) return {};
  if (!json.is_array()) return {json};
  return json.get<std::vector<Json>>();
}

std::vector<const Extracted*> entries_of(const Record& record, const FieldSpec& spec) {
  std::vector<const Extracted*> entries;
  for (const Extracted& entry : record.extracted)
    if (entry.field == spec.name) entries.push_back(&entry);
  return entries;
}

double two_decimals(double confidence) { return std::round(std::clamp(confidence, 0.01, 1.0) * 100) / 100; }

}  // namespace

bool is_extracted(const Record& record, std::size_t field) {
  const FieldSpec& spec = record.kind->fields()[field];
  const auto entries = entries_of(record, spec);
  if (entries.empty()) return false;
  std::vector<Json> extracted;
  for (const Extracted* entry : entries)
    if (!entry->value.is_null()) extracted.push_back(entry->value);
  return extracted == values_of(spec, record.values[field]);
}

/// Works on one record.
class RecordFiller {
 public:
  RecordFiller(const Extraction& extraction, Record& record) : extraction_(extraction), record_(record) {}

  void run() {
    release();
    const auto* corrections = extraction_.corrections_.of(record_.id);
    const auto& fields = record_.kind->fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (!fields[i].extract || !record_.values[i].empty()) continue;
      if (corrections != nullptr)
        if (const auto at = corrections->find(fields[i].name);
            at != corrections->end() && correct(i, at->second))
          continue;
      if (const auto set = set_before_.find(fields[i].name);
          set != set_before_.end() && correct(i, set->second))
        continue;
      fill(i);
    }
  }

 private:
  /// Lets go of what was extracted before; what a person set is remembered.
  void release() {
    if (record_.extracted.empty()) return;
    for (std::size_t i = 0; i < record_.values.size(); ++i) {
      if (!is_extracted(record_, i)) continue;
      const auto entries = entries_of(record_, record_.kind->fields()[i]);
      if (!entries.front()->by.empty()) {
        Correction before{record_.id, entries.front()->field, {}, entries.front()->by, entries.front()->when};
        for (const Extracted* entry : entries)
          if (!entry->value.is_null()) before.values.push_back(entry->value);
        set_before_.emplace(before.field, std::move(before));
      }
      record_.values[i] = {};
    }
    record_.extracted.clear();
  }

  struct Found {
    const extract::Text* text = nullptr;
    Finding finding;
    Json json;
  };

  /// What a person said. False where the field can no longer take these values.
  bool correct(std::size_t field, const Correction& correction) {
    const FieldSpec& spec = record_.kind->fields()[field];
    Value value;
    if (!correction.values.empty()) {
      const bool one = correction.values.size() == 1 && !spec.list && spec.type != FieldType::Rows;
      Leftovers leftovers;
      auto read = read_value(*extraction_.kinds_, spec,
                             one ? correction.values.front() : Json(correction.values), leftovers);
      if (!read) return false;
      value = std::move(*read);
    }
    const auto found = look_for(spec);
    record_.values[field] = std::move(value);
    for (const Json& json : values_of(spec, record_.values[field])) {
      const auto same =
          std::find_if(found.begin(), found.end(), [&](const Found& f) { return f.json == json; });
      Extracted entry = same == found.end() ? Extracted{} : entry_of(spec, *same);
      sign(spec, entry, json, correction);
    }
    if (record_.values[field].empty()) {
      Extracted nothing;
      sign(spec, nothing, nullptr, correction);
    }
    return true;
  }

  void sign(const FieldSpec& spec, Extracted& entry, const Json& value, const Correction& correction) {
    entry.field = spec.name;
    entry.value = value;
    entry.confidence = 1;
    entry.by = correction.by;
    entry.when = correction.when;
    record_.extracted.push_back(std::move(entry));
  }

  void fill(std::size_t field) {
    const FieldSpec& spec = record_.kind->fields()[field];
    for (Found& found : look_for(spec)) {
      if (record_.extracted.size() >= kMaxExtracted) return;
      record_.extracted.push_back(entry_of(spec, found));
      Value& value = record_.values[field];
      if (found.finding.row)
        value.rows.push_back(std::move(*found.finding.row));
      else
        value.items.push_back(std::move(found.finding.value));
    }
  }

  /// Of the first extractor, and the first role's texts, that something is found by and in.
  std::vector<Found> look_for(const FieldSpec& spec) {
    for (const Extractor extractor : spec.extract->by) {
      const auto& roles = spec.extract->from.empty() ? row_of(extractor).from : spec.extract->from;
      for (const Role role : roles) {
        std::vector<Found> found;
        const auto& fields = record_.kind->fields();
        for (std::size_t i = 0; i < fields.size(); ++i)
          if (fields[i].role == role && reads(fields[i])) look_in(i, extractor, spec, found);
        if (!found.empty()) return chosen(spec, std::move(found));
      }
    }
    return {};
  }

  static bool reads(const FieldSpec& field) {
    return (field.type == FieldType::Text || field.type == FieldType::Keyword) && !field.list;
  }

  void look_in(std::size_t field, Extractor extractor, const FieldSpec& spec, std::vector<Found>& found) {
    const extract::Text* text = text_of(field);
    if (text == nullptr) return;
    const extract::Wanted wanted{&spec, names_for(spec), &extraction_.circumstances_, &extraction_.outcomes_};
    for (Finding& finding : kFinders[static_cast<std::size_t>(extractor)](*text, wanted)) {
      if (!finding.row && !fit(spec, finding)) continue;
      Json json = json_of(spec, finding);
      const bool again = !finding.row && std::any_of(found.begin(), found.end(),
                                                     [&](const Found& f) { return f.json == json; });
      if (!again) found.push_back({text, std::move(finding), std::move(json)});
    }
  }

  /// A field of one value takes the surest, the first among equals.
  static std::vector<Found> chosen(const FieldSpec& spec, std::vector<Found> found) {
    if (spec.list || spec.type == FieldType::Rows || found.size() == 1) return found;
    const auto best = std::max_element(found.begin(), found.end(), [](const Found& a, const Found& b) {
      return a.finding.confidence < b.finding.confidence;
    });
    std::vector<Found> one;
    one.push_back(std::move(*best));
    return one;
  }

  /// The reading of a text field, made when it is first asked for; null where it is empty.
  const extract::Text* text_of(std::size_t field) {
    const auto& items = record_.values[field].items;
    if (items.empty()) return nullptr;
    const auto* original = std::get_if<std::string>(&items.front());
    if (original == nullptr) return nullptr;
    auto& text = texts_[field];
    if (text == nullptr)
      text = std::make_unique<extract::Text>(*extraction_.analyzer_, record_.kind->fields()[field],
                                             cut_utf8(*original, kMaxExtractedText));
    return text.get();
  }

  const extract::Names* names_for(const FieldSpec& spec) const {
    std::string_view codes = spec.codes;
    for (const FieldSpec& column : spec.columns)
      if (column.part == SentencePart::Charge) codes = column.codes;
    const auto names = extraction_.names_.find(codes);
    return names == extraction_.names_.end() ? &no_names() : &names->second;
  }

  static const extract::Names& no_names() {
    static const extract::Names none;
    return none;
  }

  /// Makes the value one of the field's type. False where the field cannot take it.
  bool fit(const FieldSpec& spec, Finding& finding) const {
    if (const auto* day = std::get_if<Date>(&finding.value);
        day != nullptr && spec.type == FieldType::DateTime)
      finding.value = DateTime::at(*day);
    if (spec.type != FieldType::Code) return true;
    auto code = read_scalar(*extraction_.kinds_, spec, std::get<std::string>(finding.value));
    if (!code || !*code) return false;
    finding.value = std::move(**code);
    return true;
  }

  static Json json_of(const FieldSpec& spec, const Finding& finding) {
    Value value;
    if (finding.row)
      value.rows.push_back(*finding.row);
    else
      value.items.push_back(finding.value);
    return values_of(spec, value).front();
  }

  static Extracted entry_of(const FieldSpec& spec, const Found& found) {
    const extract::Text& text = *found.text;
    const Span words = found.finding.words;
    const Span sentence = text.shown(words);
    const Span bytes = text.bytes(sentence);
    Extracted entry;
    entry.field = spec.name;
    entry.value = found.json;
    entry.confidence = two_decimals(found.finding.confidence);
    entry.from = text.field().name;
    entry.begin = bytes.begin;
    entry.end = bytes.end;
    entry.sentence = text.source(sentence);
    entry.words = text.source(words);
    return entry;
  }

  const Extraction& extraction_;
  Record& record_;
  std::map<std::string, Correction, std::less<>> set_before_;  // by people, told by the row itself
  std::map<std::size_t, std::unique_ptr<extract::Text>> texts_;
};

Result<std::shared_ptr<const Extraction>> Extraction::load(const KindSet& kinds,
                                                           std::shared_ptr<const Analyzer> analyzer,
                                                           Corrections corrections) {
  std::shared_ptr<Extraction> extraction(new Extraction(kinds, std::move(analyzer), std::move(corrections)));
  const auto cues = data_folder() / "cues";
  LEIAN_TRY(extraction->circumstances_,
            extract::CueTable::load(cues / "circumstances.tsv", *extraction->analyzer_));
  LEIAN_TRY(extraction->outcomes_, extract::CueTable::load(cues / "outcomes.tsv", *extraction->analyzer_));
  for (const auto& kind : kinds.kinds())
    for (const FieldSpec& field : kind->fields()) {
      if (!field.extract) continue;
      extraction->add_names(field);
      for (const FieldSpec& column : field.columns) extraction->add_names(column);
    }
  return extraction;
}

void Extraction::add_names(const FieldSpec& field) {
  const auto list = kinds_->codes().find(field.codes);
  if (list == kinds_->codes().end() || names_.contains(field.codes)) return;
  names_.emplace(field.codes, extract::Names(*analyzer_, list->second));
}

void Extraction::complete(Record& record) const { RecordFiller(*this, record).run(); }

}  // namespace leian

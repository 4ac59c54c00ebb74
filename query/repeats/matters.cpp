#include "query/repeats/matters.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>

#include "corpora/core/messages.hpp"
#include "query/match/matcher.hpp"

namespace leian::query {
namespace {

constexpr std::uint32_t kMostCounted = 255;
constexpr std::int64_t kDaySeconds = 86'400;

void count_grams(std::u16string_view text, std::vector<Gram>& out) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (is_bigram(text[i], text[i + 1])) out.push_back(gram_of(text[i], text[i + 1]));
}

std::int32_t day_of(const Column* column, std::uint32_t row) {
  if (column == nullptr) return kNoDay;
  const double value = column->ordered(column->begin(row));
  if (std::isnan(value)) return kNoDay;
  if (column->shape() == ColumnShape::Int32) return static_cast<std::int32_t>(value);
  return static_cast<std::int32_t>(std::floor(value / static_cast<double>(kDaySeconds)));
}

}  // namespace

/// One pass over the segments.
class MatterGatherer {
 public:
  MatterGatherer(const Asking& asking, std::shared_ptr<const Kind> kind)
      : asking_(asking), kind_(std::move(kind)) {
    for (const FieldSpec& field : kind_->fields()) {
      if (field.role == Role::Title) matters_.titles_.push_back(field.name);
      if (field.role == Role::Body || field.role == Role::Demands || field.role == Role::Facts)
        matters_.texts_.push_back(field.name);
    }
    if (const auto person = kind_->with_role(Role::Party)) person_ = kind_->fields()[*person].name;
    if (const auto opened = kind_->with_role(Role::Opened)) opened_ = kind_->fields()[*opened].name;
  }

  Result<Matters> run() {
    LEIAN_TRY(const Plan of_kind, bind_kind(kind_->name(), asking_.snapshot()));
    const Plan plan = both(asking_.scope.rows(), of_kind);
    for (std::uint32_t s = 0; s < asking_.snapshot().segments().size(); ++s) {
      const Matcher matcher(asking_.lease, s, asking_.analyzer, asking_.deadline);
      LEIAN_CHECK(take_segment(s, matcher.match(plan)));
    }
    weigh();
    return std::move(matters_);
  }

 private:
  /// Numbers of a segment's text fields.
  struct Fields {
    std::vector<std::uint16_t> titles, texts;
    std::optional<std::uint16_t> person;
  };

  Fields fields_in(const Segment& segment) const {
    Fields fields;
    for (const std::string& name : matters_.titles_)
      if (const auto number = segment.text_field(name)) fields.titles.push_back(*number);
    for (const std::string& name : matters_.texts_)
      if (const auto number = segment.text_field(name)) fields.texts.push_back(*number);
    if (!person_.empty()) fields.person = segment.text_field(person_);
    return fields;
  }

  Result<void> take_segment(std::uint32_t s, const RowSet& rows) {
    const Segment& segment = *asking_.snapshot().segments()[s].segment;
    const Fields fields = fields_in(segment);
    const Column* opened = opened_.empty() ? nullptr : segment.column(opened_);
    if (matters_.size() + std::uint64_t{rows.count()} > kMaxMatters)
      return err(ErrorCode::TooLarge, Msg::RepeatsTooMany, kMaxMatters);
    rows.for_each([&](std::uint32_t row) {
      if (row % 1024 == 0) asking_.deadline.check();
      matters_.at_.push_back({s, row});
      matters_.days_.push_back(day_of(opened, row));
      take_texts(segment.texts().fields(row), fields);
    });
    return {};
  }

  void take_texts(const std::vector<FieldText>& texts, const Fields& fields) {
    const auto among = [](const std::vector<std::uint16_t>& numbers, std::uint16_t number) {
      return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
    };
    title_.clear();
    text_.clear();
    std::u16string person, wording;
    for (const FieldText& text : texts) {
      const bool title = among(fields.titles, text.field);
      if (title || among(fields.texts, text.field)) {
        count_grams(text.units, title ? title_ : text_);
        wording.append(text.units).push_back(u'\n');
      } else if (fields.person == text.field && person.empty()) {
        person = text.units;
      }
    }
    matters_.persons_.push_back(std::move(person));
    matters_.wordings_.push_back(std::hash<std::u16string>()(wording));
    add_grams();
  }

  void add_grams() {
    const std::size_t begin = matters_.grams_.size();
    const auto add = [&](std::vector<Gram>& grams, bool title) {
      std::sort(grams.begin(), grams.end());
      for (std::size_t i = 0; i < grams.size();) {
        std::size_t end = i;
        while (end < grams.size() && grams[end] == grams[i]) ++end;
        const auto times = static_cast<std::uint8_t>(std::min<std::size_t>(end - i, kMostCounted));
        MatterGram gram{id_of(grams[i])};
        (title ? gram.in_title : gram.in_text) = times;
        matters_.grams_.push_back(gram);
        i = end;
      }
    };
    add(title_, true);
    add(text_, false);
    join_from(begin);
    matters_.starts_.push_back(matters_.grams_.size());
  }

  /// Title's and text's counts of one gram become one entry; counts each in its frequency.
  void join_from(std::size_t begin) {
    auto& grams = matters_.grams_;
    std::sort(grams.begin() + static_cast<std::ptrdiff_t>(begin), grams.end(),
              [](const MatterGram& a, const MatterGram& b) { return a.id < b.id; });
    std::size_t end = begin;
    for (std::size_t i = begin; i < grams.size(); ++i) {
      if (end > begin && grams[end - 1].id == grams[i].id) {
        grams[end - 1].in_title = std::max(grams[end - 1].in_title, grams[i].in_title);
        grams[end - 1].in_text = std::max(grams[end - 1].in_text, grams[i].in_text);
      } else {
        grams[end++] = grams[i];
        ++matters_.frequencies_[grams[i].id];
      }
    }
    grams.resize(end);
  }

  std::uint32_t id_of(Gram gram) {
    const auto [at, fresh] = ids_.try_emplace(gram, static_cast<std::uint32_t>(matters_.table_.size()));
    if (fresh) {
      matters_.table_.push_back(gram);
      matters_.frequencies_.push_back(0);
    }
    return at->second;
  }

  void weigh() {
    const double all = matters_.size() + 1.0;
    matters_.rarities_.reserve(matters_.frequencies_.size());
    for (const std::uint32_t frequency : matters_.frequencies_)
      matters_.rarities_.push_back(std::log(all / std::max(frequency, 1u)));
    matters_.sums_.reserve(matters_.size());
    for (std::uint32_t m = 0; m < matters_.size(); ++m) matters_.sums_.push_back(sums_of(m));
  }

  MatterSums sums_of(std::uint32_t matter) const {
    MatterSums sums;
    double square = 0;
    for (const MatterGram& gram : matters_.grams(matter)) {
      const double rarity = matters_.rarity(gram.id);
      sums.all_weights += rarity;
      if (gram.in_title > 0) sums.title_weights += rarity * rarity;
      if (gram.in_text == 0 || matters_.is_common(gram.id)) continue;
      const double weight = (1 + std::log(gram.in_text)) * rarity;
      square += weight * weight;
    }
    sums.text_norm = std::sqrt(square);
    return sums;
  }

  const Asking& asking_;
  std::shared_ptr<const Kind> kind_;
  std::string person_, opened_;
  Matters matters_;
  std::unordered_map<Gram, std::uint32_t> ids_;
  std::vector<Gram> title_, text_;
};

Result<Matters> Matters::gather(const Asking& asking, const std::string& kind) {
  LEIAN_TRY(auto found, asking.snapshot().kinds()->find(kind));
  return MatterGatherer(asking, std::move(found)).run();
}

std::u16string Matters::text(std::uint32_t matter, const Snapshot& snapshot) const {
  const Segment& segment = *snapshot.segments()[at(matter).segment].segment;
  std::u16string all;
  for (const FieldText& text : segment.texts().fields(at(matter).row)) {
    const std::string& name = segment.text_fields()[text.field];
    const auto among = [&](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (among(titles_) || among(texts_)) all.append(text.units).push_back(u'\n');
  }
  return all;
}

}  // namespace leian::query

#include "corpora/documents/cutting.hpp"

#include <algorithm>

namespace leian {
namespace {

/// Announcements are short: what stands beyond is not looked at for one.
constexpr std::size_t kLongestAnnouncement = 160;

/// Goes through the paragraphs once.
class Cutter {
 public:
  /// `missed`: sections that a first pass did not find; they may begin at any sentence, whatever they need.
  Cutter(const DocumentForm& form, std::vector<bool> missed) : form_(form), missed_(std::move(missed)) {
    opened_.assign(form.sections.size(), false);
    open(0, 0, 0);
  }

  void read(const Paragraph& paragraph) {
    const std::u16string_view text = paragraph.folded;
    const bool sentences = std::find(missed_.begin(), missed_.end(), true) != missed_.end();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t stop = sentences ? text.find(u'。', at) : text.npos;
      const std::size_t end = stop == text.npos ? text.size() : stop + 1;
      read_start(paragraph, at);
      for (std::size_t rule = 0; rule < form_.sections.size(); ++rule) read_behind(paragraph, rule, at, end);
      at = end;
    }
  }

  std::vector<CutSection> take(std::size_t text_bytes) {
    for (std::size_t i = 0; i < cuts_.size(); ++i) {
      cuts_[i].end = i + 1 < cuts_.size() ? cuts_[i + 1].begin : text_bytes;
      cuts_[i].content = std::min(cuts_[i].content, cuts_[i].end);
    }
    return std::move(cuts_);
  }

  const std::vector<bool>& opened() const { return opened_; }

 private:
  bool may_open(std::size_t i) const {
    const SectionRule& rule = form_.sections[i];
    if (rule.stage < stage_ && !(rule.again && stage_ == rule.stage + 1)) return false;
    return rule.needs.empty() || missed_[i] ||
           std::any_of(rule.needs.begin(), rule.needs.end(),
                       [&](std::size_t needed) { return opened_[needed]; });
  }

  /// The first section that what stands at `at` announces.
  void read_start(const Paragraph& paragraph, std::size_t at) {
    const auto text = std::u16string_view(paragraph.folded).substr(at, kLongestAnnouncement);
    for (std::size_t i = 0; i < form_.sections.size(); ++i) {
      const SectionRule& rule = form_.sections[i];
      if (!may_open(i) || (at > 0 && !missed_[i])) continue;
      const std::size_t begin = at == 0 ? paragraph.begin : paragraph.source[at];
      if (const auto heading = rule.heading ? rule.heading->at_start(text) : std::nullopt)
        return open(i, begin, paragraph.source[at + heading->end]);
      if (rule.begins && rule.begins->at_start(text)) return open(i, begin, begin);
    }
  }

  /// A section that begins behind something between `at` and `end`.
  void read_behind(const Paragraph& paragraph, std::size_t i, std::size_t at, std::size_t end) {
    const SectionRule& rule = form_.sections[i];
    if (!rule.behind || cuts_.back().rule == i || !may_open(i)) return;
    const auto match = rule.behind->find(std::u16string_view(paragraph.folded).substr(at, end - at));
    if (!match) return;
    const std::size_t begin = paragraph.source[at + match->end];
    if (begin >= cuts_.back().begin) open(i, begin, begin);
  }

  void open(std::size_t rule, std::size_t begin, std::size_t content) {
    opened_[rule] = true;
    stage_ = form_.sections[rule].stage;
    if (!cuts_.empty() && cuts_.back().begin == begin)  // nothing stood between: the later one holds
      cuts_.pop_back();
    cuts_.push_back({rule, begin, content, 0});
  }

  const DocumentForm& form_;
  std::vector<bool> missed_;
  std::vector<bool> opened_;
  std::vector<CutSection> cuts_;
  int stage_ = 0;
};

}  // namespace

std::vector<CutSection> cut_sections(const DocumentForm& form, const std::vector<Paragraph>& paragraphs,
                                     std::size_t text_bytes) {
  Cutter cutter(form, std::vector<bool>(form.sections.size(), false));
  for (const Paragraph& paragraph : paragraphs) cutter.read(paragraph);
  std::vector<bool> missed(form.sections.size(), false);
  for (std::size_t i = 0; i < missed.size(); ++i) missed[i] = form.sections[i].midway && !cutter.opened()[i];
  if (std::find(missed.begin(), missed.end(), true) == missed.end()) return cutter.take(text_bytes);
  Cutter closer(form, std::move(missed));
  for (const Paragraph& paragraph : paragraphs) closer.read(paragraph);
  return closer.take(text_bytes);
}

}  // namespace leian

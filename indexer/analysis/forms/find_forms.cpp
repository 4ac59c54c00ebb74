#include <algorithm>

#include "indexer/analysis/forms/readers.hpp"
#include "indexer/analysis/forms/scan.hpp"

namespace leian {
namespace {

using namespace forms;

constexpr std::u16string_view kBrackets = u"([〔【﹝{";

class Finder {
 public:
  Finder(std::u16string_view text, const Dictionary& dictionary, std::vector<Form>& out)
      : text_(text), dictionary_(dictionary), out_(out) {}

  void run() {
    for (std::uint32_t at = 0; at < text_.size();) {
      const std::uint32_t end = read(at);
      at = end > at ? end : end_of_nothing(at);
    }
  }

 private:
  std::uint32_t read(std::uint32_t at) {
    const char16_t first = text_[at];
    if (is_numeral(first)) return read_number(at);
    if (first == u'第') return read_article(text_, at, cited_, out_);
    if (first == u'¥') return read_amount(text_, at, out_);
    if (is_one_of(first, kBrackets)) return read_case_number(text_, at, out_);
    return read_name(text_, at, dictionary_, cited_, out_);
  }

  std::uint32_t read_number(std::uint32_t at) {
    std::uint32_t end = read_case_number(text_, at, out_);
    if (end == at) end = read_date(text_, at, out_);
    if (end == at) end = read_amount(text_, at, out_);
    if (end == at) end = read_article(text_, at, cited_, out_);
    if (end == at) end = read_name(text_, at, dictionary_, cited_, out_);
    return end;
  }

  /// A number is looked at from its beginning only.
  std::uint32_t end_of_nothing(std::uint32_t at) const {
    return is_numeral(text_[at]) ? end_of_numerals(text_, at) : at + 1;
  }

  std::u16string_view text_;
  const Dictionary& dictionary_;
  std::vector<Form>& out_;
  Cited cited_;
};

}  // namespace

void find_forms(std::u16string_view folded, const Dictionary& dictionary, std::vector<Form>& out) {
  out.clear();
  Finder(folded, dictionary, out).run();
  std::stable_sort(out.begin(), out.end(), [](const Form& a, const Form& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
}

}  // namespace leian

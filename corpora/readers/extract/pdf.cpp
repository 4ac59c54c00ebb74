// A PDF's words, page by page, to running text.
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <array>
#include <memory>

#include "corpora/readers/extract/extract.hpp"
#include "corpora/readers/extract/protocol.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/readers/page_layout.hpp"

namespace leian::extract {
namespace {

int fail(const char* why) {
  print({{kError, why}});
  return 0;
}

/// Words that stand as most of the page does: a watermark across it, or a note up its margin, stands
/// otherwise.
int usual_rotation(const std::vector<poppler::text_box>& boxes) {
  std::array<std::size_t, 4> count{};
  for (const auto& box : boxes) ++count[static_cast<std::size_t>(box.rotation()) % count.size()];
  return static_cast<int>(std::max_element(count.begin(), count.end()) - count.begin());
}

Page read_page(const poppler::page& page, std::size_t& bytes) {
  const auto rect = page.page_rect();
  Page read{rect.width(), rect.height(), {}};
  const auto boxes = page.text_list();
  const int rotation = usual_rotation(boxes);
  for (const auto& box : boxes) {
    const auto utf8 = box.text().to_utf8();
    std::string text(utf8.begin(), utf8.end());
    while (!text.empty() && text.back() == '\0') text.pop_back();
    if (text.empty() || box.rotation() != rotation) continue;
    bytes += text.size();
    const auto at = box.bbox();
    read.words.push_back(
        {at.left(), at.top(), at.right(), at.bottom(), std::move(text), box.has_space_after()});
  }
  return read;
}

}  // namespace

int extract_pdf() {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::unique_ptr<poppler::document> document(poppler::document::load_from_file(kInput));
  if (!document) return fail(kBroken);
  if (document->is_locked()) return fail(kEncrypted);
  const int count = document->pages();
  if (count > static_cast<int>(kMaxPdfPages)) return fail(kTooManyPages);
  if (count < 1) return fail(kBroken);
  std::vector<Page> pages;
  std::size_t bytes = 0;
  for (int i = 0; i < count; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    pages.push_back(page ? read_page(*page, bytes) : Page());
    if (bytes > kMaxDocumentTextBytes) return fail(kTooMuchText);
  }
  const RunningText running = running_text(pages);
  print({{"text", running.text},
         {"margins", running.margins},
         {"empty_pages", running.empty_pages},
         {"pages", count}});
  return 0;
}

}  // namespace leian::extract

/// Where the articles of a statute begin. A list of contents, or an article that another one's text speaks
/// of, begins none. Threads: pure functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "corpora/documents/form.hpp"
#include "corpora/documents/paragraphs.hpp"

namespace leian {

struct Article {
  std::string number;       ///< as written, without blanks: 第一百三十三条之一
  std::string ordinal;      ///< 133-1
  std::string division;     ///< 第二章 总则 / 第一节 …; empty where the statute has none
  std::size_t begin = 0;    ///< bytes of the text
  std::size_t content = 0;  ///< behind the number
  std::size_t end = 0;      ///< before the headings of the next division
};

struct Articles {
  std::vector<Article> items;  ///< numbers strictly ascending
  std::string between;         ///< what stands between articles and is no division's heading
  std::size_t end = 0;         ///< where the last one ends, the text's end unless something is annexed
};

inline constexpr std::size_t kMaxArticles = 5'000;

/// No more than kMaxArticles + 1.
Articles find_articles(const RepeatRule&, const std::vector<Paragraph>&, std::string_view text);

}  // namespace leian

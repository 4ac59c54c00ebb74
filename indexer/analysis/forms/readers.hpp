/// One reader for each class of form. A reader looks at `at`, adds what it finds there to `out` and gives
/// back where that ends, or `at` where there is nothing for it. Forms are added whole first.
#pragma once
#include "indexer/analysis/forms/form.hpp"

namespace leian::forms {

/// What an article without a statute's name of its own belongs to: 《民法典》第一条、第二条第一款、第二款.
struct Cited {
  std::string statute;      ///< its key's name, empty where none was named
  std::string article;      ///< the last article's key part: 133-1
  std::uint32_t begin = 0;  ///< of the statute's name
  std::uint32_t end = 0;    ///< of what was cited last
};

/// 第…条, 款, 项, 目, ranges of articles, and 第…编, 章, 节. `cited` is what stands before, and then what was
/// read.
std::uint32_t read_article(std::u16string_view text, std::uint32_t at, Cited& cited, std::vector<Form>& out);
/// Days, months and years.
std::uint32_t read_date(std::u16string_view text, std::uint32_t at, std::vector<Form>& out);
/// An amount of money at its number, or at its ¥.
std::uint32_t read_amount(std::u16string_view text, std::uint32_t at, std::vector<Form>& out);
/// （2017）辽04刑终123号, in brackets of any sort or none; 〔2016〕19号 of a document.
std::uint32_t read_case_number(std::u16string_view text, std::uint32_t at, std::vector<Form>& out);
/// The name of a statute or a place that the dictionary knows, book marks around and within it passed over.
/// `cited` becomes the statute.
std::uint32_t read_name(std::u16string_view text, std::uint32_t at, const Dictionary&, Cited& cited,
                        std::vector<Form>& out);

}  // namespace leian::forms

/// Legal forms: expressions that are written in several ways and mean one thing. They meet in a key.
///
///   article     第一百三十三条 = 第133条 = 133条                  A133
///               第一百三十三条之一第二款第（三）项                A133-1.k2.x3
///               《中华人民共和国民法典》第143条 = 民法典143条     A民法典:143
///   range       第一百条至第一百零五条                            R100-105, and A100 … A105
///   statute     《民法典》 = 中华人民共和国民法典                 S民法典
///   case number （2017）辽04刑终123号 = [2017] 辽 04 刑终 00123号 C2017:辽04刑终123
///   amount      三万元 = 30,000.00元 = 人民币3万元整              M3000000 (fen); other currencies:
///   M3000000美元 date        二〇一七年九月三十日 = 2017-09-30                 D2017-09-30; D2017-09, D2017,
///   D--09-30 place       辽宁 = 辽宁省                                     P辽宁省
///
/// A form stands for what it contains as well: a text with 第133条第2款 holds A133 and Ak2, one with a range
/// holds its articles, one with a day its month and year. Source: docs/adr/0014-legal-forms.md
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/dictionary.hpp"
#include "indexer/analysis/span.hpp"

namespace leian {

/// A form where it stands in a folded text.
struct Form {
  Span span;
  std::string key;
  bool whole = false;  ///< all that is written there, and not a part of it or what follows from it
};

/// The first byte of a key.
enum class FormClass : char {
  Article = 'A',
  Range = 'R',
  Statute = 'S',
  CaseNo = 'C',
  Amount = 'M',
  Date = 'D',
  Place = 'P',
};
inline FormClass class_of(std::string_view key) { return static_cast<FormClass>(key.front()); }

/// Of a range of articles, at most so many are counted as contained.
inline constexpr std::int64_t kMaxRangeArticles = 200;

/// Finds the forms of a folded text, by where they begin, longer ones first. `out` is cleared; its room is
/// reused. Names of statutes and places are those of the dictionary. Threads: pure function.
void find_forms(std::u16string_view folded, const Dictionary&, std::vector<Form>& out);

}  // namespace leian

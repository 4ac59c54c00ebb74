/// A look at a text that spares most of the work of TextSpans where many candidates have to be checked: it
/// decides what is near each other where that are plain stretches, and turns down texts where a name (of a
/// place, a statute) does not stand beside what is written before or behind it. One thread at a time; what it
/// is made of must outlive it.
#pragma once
#include "indexer/analysis/dictionary.hpp"
#include "query/match/spans.hpp"

namespace leian::query {

class QuickLook {
 public:
  enum class Answer { No, Yes, Perhaps };

  QuickLook(const SpanQuery&, const Dictionary&);
  /// Whether the query stands in the text. Never wrong; Perhaps: ask TextSpans.
  Answer look(const FieldText&) const;

 private:
  Answer look_near(const FieldText&) const;
  bool stands_beside(std::u16string_view units) const;
  bool name_begins(std::u16string_view units, std::size_t at) const;
  bool name_ends(std::u16string_view units, std::size_t end) const;
  bool are_near(const FieldText&, std::uint32_t a, std::uint32_t b) const;

  const Dictionary& dictionary_;
  const SpanQuery& query_;
  bool near_ = false;               // two stretches near each other
  const Piece* literal_ = nullptr;  // a stretch, and
  const Piece* name_ = nullptr;     // a name beside it
  bool name_first_ = false;
};

}  // namespace leian::query

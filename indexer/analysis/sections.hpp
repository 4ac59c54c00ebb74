/// The parts of a legal document that its set phrases announce: 经审理查明 …, 本院认为 …, 判决如下 ….
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "corpora/record/field.hpp"
#include "indexer/analysis/span.hpp"

namespace leian {

enum class Section { Facts, Reasoning, Result };

/// From the phrase that announces it to the next such phrase, or the text's end.
struct SectionSpan {
  Section section = Section::Facts;
  Span span;
};

/// The sections of a folded text, in order. What stands before the first is in none. Threads: pure function.
std::vector<SectionSpan> sections_of(std::u16string_view folded);

/// The section that a query names: 事实, 查明, 本院认为, 说理, 判决, 裁判结果 …
std::optional<Section> section_named(std::string_view name);

/// The role of fields that hold nothing but this section.
Role role_of(Section);

}  // namespace leian

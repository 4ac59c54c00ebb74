#include "indexer/analysis/sections.hpp"

#include <algorithm>
#include <array>

namespace leian {
namespace {

struct Phrase {
  std::u16string_view units;
  Section section;
};
constexpr std::array kPhrases{
    Phrase{u"审理查明", Section::Facts},     Phrase{u"本院查明", Section::Facts},
    Phrase{u"公诉机关指控", Section::Facts}, Phrase{u"检察院指控", Section::Facts},
    Phrase{u"原告诉称", Section::Facts},     Phrase{u"起诉书指控", Section::Facts},
    Phrase{u"事实如下", Section::Facts},     Phrase{u"本院认为", Section::Reasoning},
    Phrase{u"我院认为", Section::Reasoning}, Phrase{u"判决如下", Section::Result},
    Phrase{u"裁定如下", Section::Result},    Phrase{u"决定如下", Section::Result},
    Phrase{u"调解如下", Section::Result},    Phrase{u"达成如下协议", Section::Result},
    Phrase{u"达成协议如下", Section::Result}};

struct Name {
  std::string_view text;
  Section section;
};
constexpr std::array kNames{Name{"事实", Section::Facts},      Name{"查明", Section::Facts},
                            Name{"审理查明", Section::Facts},  Name{"本院认为", Section::Reasoning},
                            Name{"说理", Section::Reasoning},  Name{"理由", Section::Reasoning},
                            Name{"判决", Section::Result},     Name{"裁定", Section::Result},
                            Name{"裁判结果", Section::Result}, Name{"判决结果", Section::Result}};

}  // namespace

std::vector<SectionSpan> sections_of(std::u16string_view folded) {
  std::vector<SectionSpan> sections;
  for (const Phrase& phrase : kPhrases)
    for (std::size_t at = folded.find(phrase.units); at != folded.npos;
         at = folded.find(phrase.units, at + 1))
      sections.push_back({phrase.section, {static_cast<std::uint32_t>(at), 0}});
  std::sort(sections.begin(), sections.end(),
            [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  for (std::size_t i = 0; i < sections.size(); ++i)
    sections[i].span.end =
        i + 1 < sections.size() ? sections[i + 1].span.begin : static_cast<std::uint32_t>(folded.size());
  return sections;
}

std::optional<Section> section_named(std::string_view name) {
  for (const Name& known : kNames)
    if (known.text == name) return known.section;
  return std::nullopt;
}

Role role_of(Section section) {
  switch (section) {
    case Section::Facts:
      return Role::Facts;
    case Section::Reasoning:
      return Role::Reasoning;
    case Section::Result:
      return Role::Result;
  }
  return Role::None;
}

}  // namespace leian

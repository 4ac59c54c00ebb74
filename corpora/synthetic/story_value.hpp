/// What an expression in a story comes to, and the forms in which a text may show it.
/// Threads: value types and pure functions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "corpora/core/date.hpp"
#include "corpora/core/money.hpp"
#include "corpora/record/code_list.hpp"

namespace leian {

/// An entry of a code list, with the list it stands in.
struct ListedCode {
  const CodeList* list = nullptr;
  const CodeEntry* entry = nullptr;
};

using StoryValue = std::variant<std::string, std::int64_t, Fen, Date, DateTime, ListedCode>;

/// How `{$name:form}` is written out; for a value the form does not fit, as Plain.
enum class ValueForm {
  Plain,     ///< as a field holds it: 2017-03-05, 30000.5, 210102
  Cn,        ///< 2017年3月5日, 2017年3月5日21时许, 30000.5元, 一百三十三
  Month,     ///< 2017年3月
  Year,      ///< 2017
  MonthDay,  ///< 3月5日
  Wan,       ///< 3.5万元, where that is exact and short; else 34567.8元
  Capital,   ///< 叁万伍仟元整
  Mixed,     ///< one of Cn, Wan, 30,000元 and Capital, always the same for one amount
  Term,      ///< months as 一年二个月
  Label,     ///< a code's label
  Short,     ///< a code's label without 市, 区 or 县: 沈阳
  Full,      ///< a code's labels from the second level down: 沈阳市和平区南湖街道
  Seat,      ///< a county or district as its court is called: 沈阳市和平区, 法库县
  Court,     ///< the digits of a region in a case number: 0102
  Family,    ///< the surname alone
  Masked,    ///< a person's name with the given name hidden: 张某
};

std::optional<ValueForm> form_named(std::string_view name);

void append(std::string& text, const StoryValue&, ValueForm = ValueForm::Plain);

/// An amount in the capitals of a contract: 叁万零伍佰元零伍分. Precondition: not negative, below a
/// quadrillion yuan.
std::string in_capitals(Fen);

/// A number in characters: 一百三十三. Range: 0 to 9999.
std::string in_characters(std::int64_t);

}  // namespace leian

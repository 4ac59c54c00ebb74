#include "corpora/synthetic/teller.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/synthetic/json_line.hpp"

namespace leian {
namespace {

constexpr int kMaxDepth = 64;

}  // namespace

Teller::Teller(const StoryBook& book, const Story& story, Random random, StoryContext context)
    : book_(book), story_(story), random_(random), context_(context), variables_(story.variables.size()) {}

Result<void> Teller::write_record(std::string& line) {
  const StoryKind& layout = *story_.kind;
  std::string text;
  tell(layout.id, text);
  JsonLine json(line, text, layout.kind->name());
  for (const StoryField& field : layout.fields) {
    text.clear();
    tell(field.text, text);
    json.add(layout.kind->fields()[field.field], text);
  }
  json.add(layout.kind->fields()[layout.synthetic], "true");
  json.end();
  if (problem_) return Unexpected(std::move(*problem_));
  return {};
}

void Teller::tell(const StoryText& text, std::string& out) {
  for (const StoryPiece& piece : text) std::visit([&](const auto& what) { tell(what, out); }, piece.what);
}

void Teller::tell(const TellLiteral& what, std::string& out) { out += what.text; }

void Teller::tell(const TellVariable& what, std::string& out) {
  append(out, variable(what.variable), what.form);
}

void Teller::tell(const TellMaybe& what, std::string& out) {
  if (random_.chance(what.percent)) tell(what.text, out);
}

void Teller::tell(const TellChoice& what, std::string& out) {
  tell(what.choices[random_.below(what.choices.size())], out);
}

void Teller::tell(const TellCall& what, std::string& out) { append(out, call(what.call)); }

/// Several alternatives in a row differ as long as there are others: they are taken in order from a random
/// start.
void Teller::tell(const TellSymbol& what, std::string& out) {
  if (what.most == 1 && what.least == 1) return tell_symbol(what.symbol, out);
  const StorySymbol& symbol = *story_.symbols[what.symbol];
  const std::size_t all = symbol.alternatives.size();
  const auto wanted = static_cast<std::size_t>(random_.skewed(what.least, what.most));
  const std::size_t start = random_.below(all);
  for (std::size_t n = 0; n < wanted; ++n) {
    if (too_deep(symbol.name)) return;
    tell(symbol.alternatives[(start + n) % all], out);
    --depth_;
  }
}

void Teller::tell(const TellTable& table, std::string& out) {
  if (const auto row = row_of(table)) tell_symbol(*row, out);
}

/// The number of the symbol that a table gives for its variable's value.
std::optional<std::size_t> Teller::row_of(const TellTable& table) {
  std::string name = table.prefix;
  append(name, variable(table.variable));
  auto number = book_.symbol_number(name);
  if (!number || story_.symbols[*number]->gap) number = book_.symbol_number(table.prefix + "else");
  if (number && !story_.symbols[*number]->gap) return number;
  note(Msg::StoryRowMissing, name);
  return std::nullopt;
}

void Teller::tell_symbol(std::size_t number, std::string& out) {
  const StorySymbol& symbol = *story_.symbols[number];
  if (too_deep(symbol.name)) return;
  tell(draw(symbol), out);
  --depth_;
}

const StoryText& Teller::draw(const StorySymbol& symbol) {
  if (symbol.gap) note(Msg::StoryRowMissing, symbol.name);
  const auto& sums = symbol.weights;
  const std::uint64_t drawn = random_.below(sums.back());
  return symbol.alternatives[static_cast<std::size_t>(std::upper_bound(sums.begin(), sums.end(), drawn) -
                                                      sums.begin())];
}

const StoryValue& Teller::variable(std::size_t number) {
  if (!variables_[number]) variables_[number] = value_of(*story_.variables[number]);
  return *variables_[number];
}

StoryValue Teller::value_of(const StorySymbol& symbol) {
  if (too_deep(symbol.name)) return std::string();
  StoryValue value = value_of(draw(symbol));
  --depth_;
  return value;
}

/// A text that is nothing but one variable, call, symbol or table row keeps its type; everything else is
/// words.
StoryValue Teller::value_of(const StoryText& text) {
  if (text.size() == 1) {
    const auto& what = text[0].what;
    if (const auto* kept = std::get_if<TellVariable>(&what);
        kept != nullptr && kept->form == ValueForm::Plain)
      return variable(kept->variable);
    if (const auto* function = std::get_if<TellCall>(&what)) return call(function->call);
    if (const auto* symbol = std::get_if<TellSymbol>(&what); symbol != nullptr && symbol->most == 1)
      return value_of(*story_.symbols[symbol->symbol]);
    if (const auto* table = std::get_if<TellTable>(&what)) {
      const auto row = row_of(*table);
      return row ? value_of(*story_.symbols[*row]) : StoryValue();
    }
  }
  std::string words;
  tell(text, words);
  return words;
}

StoryValue Teller::call(const StoryCall& what) {
  if (!what.entries.empty()) {
    const auto last = static_cast<std::int64_t>(what.entries.size()) - 1;
    return what.entries[static_cast<std::size_t>(random_.skewed(0, last))];
  }
  std::vector<StoryValue> arguments;
  for (const auto& argument : what.arguments) {
    if (const auto* number = std::get_if<VariableNumber>(&argument))
      arguments.push_back(variable(number->number));
    else
      arguments.push_back(std::get<StoryValue>(argument));
  }
  return what.function(arguments, random_, context_);
}

/// The first problem of a record is the one to report.
void Teller::note(Msg message, std::string_view name) {
  if (!problem_) problem_ = err(ErrorCode::BadInput, message, story_.name, std::string(name)).value();
}

bool Teller::too_deep(std::string_view name) {
  if (++depth_ <= kMaxDepth) return false;
  --depth_;
  if (!problem_)
    problem_ = err(ErrorCode::BadInput, Msg::StoryCircle, story_.name, std::string(name)).value();
  return true;
}

}  // namespace leian

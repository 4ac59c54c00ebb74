#include <algorithm>

#include "corpora/core/messages.hpp"
#include "indexer/analysis/terms.hpp"
#include "indexer/store/xapian_guard.hpp"
#include "query/match/named_fields.hpp"
#include "query/match/plan.hpp"
#include "query/match/ranking_terms.hpp"
#include "query/match/word_group.hpp"

namespace leian::query {
namespace {

/// What the lexicon adds ranks behind words that were asked for; in a passage nobody insists on a word.
constexpr double kLexiconBoost = 0.5;
constexpr double kLexiconBoostInProse = 1;

class Binder {
 public:
  Binder(const ReaderLease& lease, const Analyzer& analyzer, const Lexicon& lexicon, const Learned& learned)
      : lease_(lease), analyzer_(analyzer), lexicon_(lexicon), learned_(learned), ranking_(analyzer) {}

  Result<BoundQuery> run(const Node& query) {
    LEIAN_TRY(bound_.plan, bind(query, {}, true));
    bound_.ranking_terms = ranking_.take();
    return std::move(bound_);
  }

 private:
  Result<Plan> bind(const Node& node, const Within& within, bool wanted) {
    switch (node.type) {
      case Node::Type::All:
        return Plan{};
      case Node::Type::Words:
      case Node::Type::Range:
        return words(node.text, within, wanted, false);
      case Node::Type::Prose:
        return prose(node.text, within, wanted);
      case Node::Type::Phrase:
        return phrase(node.text, within, wanted);
      case Node::Type::Prefix:
        return prefix(node.text, within, wanted);
      case Node::Type::Near:
        return near(node, within, wanted);
      case Node::Type::Field:
        return field(node, wanted);
      case Node::Type::And:
        return group(Plan::Type::And, node, within, wanted);
      case Node::Type::Or:
        return group(Plan::Type::Or, node, within, wanted);
      case Node::Type::Not:
        return group(Plan::Type::Not, node, within, false);
    }
    return Plan{};
  }

  Result<Plan> group(Plan::Type type, const Node& node, const Within& within, bool wanted) {
    std::vector<Plan> children;
    for (const Node& child : node.children) {
      LEIAN_TRY(Plan plan, bind(child, within, wanted));
      children.push_back(std::move(plan));
    }
    return plan_of(type, std::move(children));
  }

  Plan needle(SpanQuery what, const Within& within, bool wanted) {
    Needle needle{std::move(what), within};
    if (wanted) bound_.marks.push_back(needle);
    return plan_of(std::move(needle));
  }

  /// What is like the passage, and what answered questions like it.
  Result<Plan> prose(const std::string& text, const Within& within, bool wanted) {
    LEIAN_TRY(Plan plan, words(text, within, wanted, true));
    LEIAN_CHECK(find_known(text));
    if (bound_.known.empty()) return plan;
    Plan known;
    known.type = Plan::Type::Rows;
    for (const KnownRow& row : bound_.known) known.rows.push_back(row.at);
    std::vector<Plan> either;
    either.push_back(std::move(plan));
    either.push_back(std::move(known));
    return plan_of(Plan::Type::Or, std::move(either));
  }

  Result<void> find_known(const std::string& text) {
    const AnsweredQuestions& questions = learned_.questions ? *learned_.questions : lexicon_.answered();
    for (const LikelyAnswer& answer : questions.for_question(analyzer_.fold(text).units, learned_.but)) {
      LEIAN_TRY(const auto at, find_row(lease_, answer.id));
      if (at) bound_.known.push_back({*at, answer.likeness});
    }
    return {};
  }

  Result<Plan> words(const std::string& text, const Within& within, bool wanted, bool prose) {
    WordGroup group = read_word_group(text, analyzer_, lexicon_);
    if (group.words.empty() && group.forms.empty())
      return group.signs.empty() ? Plan{} : needle(span_of(group.signs), within, wanted);
    const bool all = !prose && group.words.size() + group.forms.size() <= kAllWords;
    if (wanted) rank(group, all);
    if (!all) keep_rarest(group.words);
    if (wanted) tell_rules(group);
    Plan plan = of_group(group.words, group.forms, all, within, wanted);
    if (group.own.empty()) return plan;
    std::vector<Plan> either;
    either.push_back(std::move(plan));
    either.push_back(of_group(group.own, group.forms, all, within, wanted));
    return plan_of(Plan::Type::Or, std::move(either));
  }

  Plan of_group(const std::vector<GroupWord>& words, const std::vector<AskedForm>& forms, bool all,
                const Within& within, bool wanted) {
    std::vector<Plan> parts;
    for (const GroupWord& word : words) {
      std::vector<Plan> either{needle(span_of(word.word), within, wanted)};
      for (const std::u16string& other : word.others)
        either.push_back(needle(span_of(other), within, wanted));
      parts.push_back(plan_of(Plan::Type::Or, std::move(either)));
    }
    for (const AskedForm& asked : forms) parts.push_back(form(asked, within, wanted));
    return plan_of(all ? Plan::Type::And : Plan::Type::Or, std::move(parts));
  }

  void tell_rules(const WordGroup& group) {
    for (const GroupRule& rule : group.rules) {
      Expansion expansion{to_utf8(rule.said), {}};
      for (const std::u16string& other : rule.others) expansion.also.push_back(to_utf8(other));
      bound_.expanded.push_back(std::move(expansion));
    }
  }

  void rank(const WordGroup& group, bool all) {
    for (const std::u16string& stretch : group.stretches) ranking_.add(stretch, !all);
    for (const AskedForm& form : group.forms) ranking_.add_form(form.key);
    for (const GroupRule& rule : group.rules)
      for (const std::u16string& other : rule.others)
        ranking_.add(other, !all, all ? kLexiconBoost : kLexiconBoostInProse);
  }

  /// The form alone; a place also where its name stands within another.
  Plan form(const AskedForm& asked, const Within& within, bool wanted) {
    Plan plan = needle(span_of_form(asked.key), within, wanted);
    if (class_of(asked.key) != FormClass::Place) return plan;
    return plan_of(Plan::Type::Or, {std::move(plan), needle(span_of(asked.written), within, wanted)});
  }

  static bool is_place(const Piece& piece) {
    return piece.form.empty() || class_of(piece.form) == FormClass::Place;
  }

  /// What a quoted text looks for: it literally, or the same with its forms written otherwise. Of a word that
  /// was not quoted forms are meant alone.
  SpanQuery literally(const std::string& text, bool prefix, bool quoted) {
    const std::u16string folded = analyzer_.fold(text).units;
    SpanQuery literal = span_of(std::u16string(trimmed(folded)), prefix);
    Pattern pattern = pattern_of(trimmed(folded), analyzer_);
    if (prefix || pattern.pieces.empty() || pattern.is_literal()) return literal;
    SpanQuery either;
    if (!quoted && !std::all_of(pattern.pieces.begin(), pattern.pieces.end(), is_place)) {
      either.pattern = std::move(pattern);
      return either;
    }
    either.type = SpanQuery::Type::Any;
    either.children.push_back(std::move(literal));
    either.children.emplace_back().pattern = std::move(pattern);
    return either;
  }

  void rank_literally(const std::string& text, bool prefix) {
    const std::u16string folded = analyzer_.fold(text).units;
    ranking_.add(folded, false);
    if (!prefix)
      for (const Form& form : whole_forms(folded, analyzer_)) ranking_.add_form(form.key);
  }

  Result<Plan> stretch(const std::string& text, bool is_prefix, const Within& within, bool wanted) {
    if (trimmed(analyzer_.fold(text).units).empty()) return Plan{};
    if (wanted) rank_literally(text, is_prefix);
    SpanQuery what = literally(text, is_prefix, true);
    if (what.type == SpanQuery::Type::Pattern) return needle(std::move(what), within, wanted);
    // As two plans each takes its own shortest way.
    std::vector<Plan> either;
    for (SpanQuery& one : what.children) either.push_back(needle(std::move(one), within, wanted));
    return plan_of(Plan::Type::Or, std::move(either));
  }
  Result<Plan> phrase(const std::string& text, const Within& within, bool wanted) {
    return stretch(text, false, within, wanted);
  }
  Result<Plan> prefix(const std::string& text, const Within& within, bool wanted) {
    return stretch(text, true, within, wanted);
  }

  Result<Plan> near(const Node& node, const Within& within, bool wanted) {
    LEIAN_TRY(SpanQuery what, spans(node, wanted));
    return needle(std::move(what), within, wanted);
  }

  /// What stands beside NEAR: words are taken as they are written.
  Result<SpanQuery> spans(const Node& node, bool wanted) {
    if (node.type == Node::Type::Near || node.type == Node::Type::Or) {
      SpanQuery query;
      query.type = node.type == Node::Type::Near ? SpanQuery::Type::Near : SpanQuery::Type::Any;
      query.nearness = node.nearness;
      for (const Node& child : node.children) {
        LEIAN_TRY(SpanQuery part, spans(child, wanted));
        query.children.push_back(std::move(part));
      }
      return query;
    }
    const bool is_prefix = node.type == Node::Type::Prefix;
    if (wanted) rank_literally(node.text, is_prefix);
    SpanQuery what = literally(node.text, is_prefix, node.type == Node::Type::Phrase);
    const bool literal = what.type == SpanQuery::Type::Pattern && what.pattern.is_literal();
    if (literal && what.pattern.pieces.front().units.empty())
      return err(ErrorCode::BadQuery, Msg::QueryNearOperand, node.at + 1, node.text);
    return what;
  }

  /// field:value is a condition on the column where the value is one of its values or bounds, and a search in
  /// the field's text otherwise; field:( … ) asks that of each of its words.
  Result<Plan> field(const Node& node, bool wanted) {
    const Snapshot& snapshot = lease_.snapshot();
    const auto named = fields_named(node.field, snapshot);
    const auto section = section_named(node.field);
    if (named.empty() && !section && !is_kind_field(node.field))
      return err(ErrorCode::UnknownField, Msg::FieldUnknown, node.field);
    return in_field(node.children.front(), node.field, wanted);
  }

  Result<Plan> in_field(const Node& value, const std::string& name, bool wanted) {
    if (value.type == Node::Type::And || value.type == Node::Type::Or || value.type == Node::Type::Not) {
      std::vector<Plan> children;
      for (const Node& child : value.children) {
        LEIAN_TRY(Plan plan, in_field(child, name, wanted && value.type != Node::Type::Not));
        children.push_back(std::move(plan));
      }
      const auto type = value.type == Node::Type::And  ? Plan::Type::And
                        : value.type == Node::Type::Or ? Plan::Type::Or
                                                       : Plan::Type::Not;
      return plan_of(type, std::move(children));
    }
    return value_in_field(value, name, wanted);
  }

  Result<Plan> value_in_field(const Node& value, const std::string& name, bool wanted) {
    const Snapshot& snapshot = lease_.snapshot();
    if (is_kind_field(name)) {
      LEIAN_TRY(ColumnTest test, kind_test(value.text, snapshot));
      return plan_of(std::move(test));
    }
    if (value.type == Node::Type::All) return Plan{};
    const auto named = fields_named(name, snapshot);
    const Within within = texts_of(name, named);
    const bool plain = value.type != Node::Type::Prefix && value.type != Node::Type::Near;
    if (!named.empty() && plain) {
      const ColumnSpec* column = snapshot.layout().column(named.front().column_name());
      if (column != nullptr) {
        LEIAN_TRY(ColumnTest test, test_of(named, value.text, snapshot));
        if (test.ranged || within.anywhere() || stands_in_a_column(test)) return plan_of(std::move(test));
      }
    }
    if (within.anywhere()) return err(ErrorCode::UnknownField, Msg::FieldNotFilterable, name);
    return bind(value, within, wanted);
  }

  /// The texts that a name stands for: of its fields, and where it names a section, of the fields with its
  /// role.
  Within texts_of(const std::string& name, const std::vector<NamedField>& named) const {
    Within within;
    within.section = section_named(name);
    const auto add = [&](const FieldSpec& spec) {
      if (is_searched(spec) &&
          std::find(within.fields.begin(), within.fields.end(), spec.name) == within.fields.end())
        within.fields.push_back(spec.name);
    };
    for (const NamedField& field : named) add(field.field());
    if (within.section)
      for (const auto& kind : lease_.snapshot().kinds()->kinds())
        for (const FieldSpec& spec : kind->fields())
          if (spec.role == role_of(*within.section)) add(spec);
    return within;
  }

  bool stands_in_a_column(const ColumnTest& test) const {
    for (const SegmentView& view : lease_.snapshot().segments())
      if (const Column* column = view.segment->column(test.column))
        for (const std::string& value : test.values)
          if (column->ordinal_of(value)) return true;
    return false;
  }

  void keep_rarest(std::vector<GroupWord>& words) const {
    if (words.size() <= kMaxGroupWords) return;
    const auto frequency = [&](const std::u16string& word) {
      const std::uint64_t sum = word.size() < 2 ? 0 : lease_.rows_with(term_of_word(word));
      return sum == 0 ? std::numeric_limits<std::uint64_t>::max() : sum;
    };
    std::vector<std::pair<std::uint64_t, std::size_t>> ranked;
    for (std::size_t i = 0; i < words.size(); ++i) ranked.emplace_back(frequency(words[i].word), i);
    std::sort(ranked.begin(), ranked.end());
    std::vector<GroupWord> rarest;
    for (std::size_t i = 0; i < kMaxGroupWords; ++i) rarest.push_back(std::move(words[ranked[i].second]));
    words = std::move(rarest);
  }

  const ReaderLease& lease_;
  const Analyzer& analyzer_;
  const Lexicon& lexicon_;
  const Learned& learned_;
  RankingTerms ranking_;
  BoundQuery bound_;
};

}  // namespace

Result<BoundQuery> bind_query(const Node& query, const ReaderLease& lease, const Analyzer& analyzer,
                              const Lexicon& lexicon, const Learned& learned) {
  return xapian_guard([&] { return Binder(lease, analyzer, lexicon, learned).run(query); });
}

}  // namespace leian::query

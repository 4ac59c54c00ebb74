#include "corpora/record/strict_json.hpp"

#include <string>
#include <utility>
#include <vector>

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

using Json = nlohmann::json;

/// Builds the value event by event, so that a limit ends the parse where it is crossed. The parser itself
/// does not recurse.
class Builder : public Json::json_sax_t {
 public:
  Json take() { return std::move(root_); }
  const Text& fault() const { return fault_; }

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(Json::number_integer_t value) override { return put(value); }
  bool number_unsigned(Json::number_unsigned_t value) override { return put(value); }
  bool number_float(Json::number_float_t value, const std::string&) override { return put(value); }
  bool binary(Json::binary_t&) override { return refuse(say(Msg::JsonBroken, 0)); }

  bool string(std::string& value) override {
    if (value.find('\0') != std::string::npos) return refuse(say(Msg::TextNul));
    return put(std::move(value));
  }

  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(std::string& name) override {
    if (name.find('\0') != std::string::npos) return refuse(say(Msg::TextNul));
    const auto [at, fresh] = open_.back()->get_ref<Json::object_t&>().emplace(name, nullptr);
    if (!fresh) return refuse(say(Msg::JsonKeyTwice, name));
    slot_ = &at->second;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const Json::exception& error) override {
    const std::string_view what = error.what();
    if (what.find("UTF-8") != what.npos) return refuse(say(Msg::TextNotUtf8));
    if (what.find("surrogate") != what.npos) return refuse(say(Msg::JsonLoneSurrogate, position));
    return refuse(say(Msg::JsonBroken, position));
  }

 private:
  bool refuse(Text why) {
    if (fault_.empty()) fault_ = std::move(why);
    return false;
  }

  Json& place(Json value) {
    if (open_.empty()) return root_ = std::move(value);
    if (open_.back()->is_array()) return open_.back()->emplace_back(std::move(value));
    return *slot_ = std::move(value);
  }

  bool put(Json value) {
    place(std::move(value));
    return true;
  }

  bool open(Json value) {
    if (open_.size() == kMaxJsonDepth) return refuse(say(Msg::JsonTooDeep, kMaxJsonDepth));
    open_.push_back(&place(std::move(value)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  Json root_;
  std::vector<Json*> open_;  ///< the objects and arrays around the next value; none moves while it is open
  Json* slot_ = nullptr;
  Text fault_;
};

}  // namespace

tl::expected<Json, Text> parse_strict_json(std::string_view text) {
  if (text.find('\0') != text.npos) return tl::unexpected(say(Msg::TextNul));
  Builder builder;
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) return tl::unexpected(builder.fault());
  return builder.take();
}

}  // namespace leian

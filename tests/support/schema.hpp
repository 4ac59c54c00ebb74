/// As much of JSON Schema as our contract uses: $ref, type, enum, const, required, properties,
/// additionalProperties, items, minItems to maxItems, minimum and maximum, minLength, allOf. A keyword it
/// does not know is a failure, so that none is skipped in silence.
#pragma once
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace leian::test {

class SchemaCheck {
 public:
  explicit SchemaCheck(const nlohmann::json& document) : document_(document) {}

  /// What is wrong with `value`, each as `pointer: reason`; empty where nothing is.
  std::vector<std::string> operator()(const nlohmann::json& schema, const nlohmann::json& value) {
    faults_.clear();
    check(schema, value, "");
    return faults_;
  }

  const nlohmann::json& resolve(const nlohmann::json& schema) const {
    if (!schema.contains("$ref")) return schema;
    return resolve(document_.at(nlohmann::json::json_pointer(schema["$ref"].get<std::string>().substr(1))));
  }

 private:
  using Json = nlohmann::json;

  static bool is(const std::string& type, const Json& value) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    if (type == "number") return value.is_number();
    return type == "integer" && value.is_number_integer();
  }

  static bool is_one_of(const Json& types, const Json& value) {
    if (types.is_string()) return is(types, value);
    return std::any_of(types.begin(), types.end(), [&](const Json& type) { return is(type, value); });
  }

  void fault(const std::string& at, const std::string& reason) { faults_.push_back(at + ": " + reason); }

  void check(const Json& given, const Json& value, const std::string& at) {
    const Json& schema = resolve(given);
    for (const auto& [key, rule] : schema.items()) check_keyword(key, rule, schema, value, at);
  }

  void check_keyword(const std::string& key, const Json& rule, const Json& schema, const Json& value,
                     const std::string& at) {
    static const std::set<std::string> kSilent{"description", "examples", "default",
                                               "pattern",     "title",    "oneOf"};
    if (key == "type" && !is_one_of(rule, value)) fault(at, "is not " + rule.dump());
    if (key == "const" && value != rule) fault(at, "is not " + rule.dump());
    if (key == "enum" && std::find(rule.begin(), rule.end(), value) == rule.end())
      fault(at, "is none of " + rule.dump());
    if (key == "minimum" && value.is_number() && value < rule) fault(at, "is below " + rule.dump());
    if (key == "maximum" && value.is_number() && value > rule) fault(at, "is above " + rule.dump());
    if (key == "minLength" && value.is_string() && value.get_ref<const std::string&>().size() < rule)
      fault(at, "is too short");
    if (key == "maxItems" && value.is_array() && value.size() > rule) fault(at, "has too many items");
    if (key == "allOf")
      for (const Json& part : rule) check(part, value, at);
    if (key == "items" && value.is_array())
      for (std::size_t i = 0; i < value.size(); ++i) check(rule, value[i], at + "/" + std::to_string(i));
    if (key == "required")
      for (const Json& name : rule)
        if (!value.contains(name.get<std::string>())) fault(at, "lacks " + name.dump());
    if (key == "properties" && value.is_object())
      for (const auto& [name, part] : rule.items())
        if (value.contains(name)) check(part, value[name], at + "/" + name);
    if (key == "additionalProperties" && rule.is_object() && value.is_object())
      for (const auto& [name, member] : value.items())
        if (!schema.value("properties", Json::object()).contains(name)) check(rule, member, at + "/" + name);
    static const std::set<std::string> kKnown{"type",
                                              "const",
                                              "enum",
                                              "minimum",
                                              "maximum",
                                              "minLength",
                                              "maxLength",
                                              "maxItems",
                                              "allOf",
                                              "items",
                                              "required",
                                              "properties",
                                              "additionalProperties",
                                              "$ref"};
    if (!kKnown.contains(key) && !kSilent.contains(key)) fault(at, "unknown keyword " + key);
  }

  const Json& document_;
  std::vector<std::string> faults_;
};

}  // namespace leian::test

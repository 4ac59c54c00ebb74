#include "api/json/problem.hpp"

#include <fmt/format.h>

namespace leian::api {

nlohmann::ordered_json problem_json(const ProblemType& type, const Text& what, const Text& hint) {
  return {{"type", fmt::format("urn:leian:problem:{}", type.code)},
          {"title", type.title},
          {"status", type.status},
          {"detail", what.zh},
          {"detail_en", what.en},
          {"hint", hint.zh},
          {"hint_en", hint.en},
          {"code", type.code}};
}

nlohmann::ordered_json problem_json(const Error& error) {
  return problem_json(problem_type(error.code), error.what, error.hint);
}

std::string one_line(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace leian::api

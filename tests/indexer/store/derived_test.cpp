#include "indexer/store/derived.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/support/catch.hpp"

using leian::Derived;

TEST_CASE("a thing is made once, whoever asks for it and how many at a time", "[indexer][store][derived]") {
  const Derived derived;
  std::atomic<int> made = 0;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> askers;
  for (int t = 0; t < 8; ++t)
    askers.emplace_back([&] {
      for (int i = 0; i < 100; ++i) {
        const auto number = derived.get<int>("number " + std::to_string(i), [&] {
          ++made;
          return i;
        });
        if (*number != i) ++wrong;
      }
    });
  for (std::thread& asker : askers) asker.join();
  CHECK(made == 100);
  CHECK(wrong == 0);
}

TEST_CASE("what could not be made is tried again, and nothing is there before", "[indexer][store][derived]") {
  const Derived derived;
  CHECK(derived.peek<int>("a") == nullptr);
  CHECK_THROWS_AS(derived.get<int>("a", []() -> int { throw std::runtime_error("later"); }),
                  std::runtime_error);
  CHECK(derived.peek<int>("a") == nullptr);
  CHECK(*derived.get<int>("a", [] { return 3; }) == 3);
  REQUIRE(derived.peek<int>("a") != nullptr);
  CHECK(*derived.peek<int>("a") == 3);
}

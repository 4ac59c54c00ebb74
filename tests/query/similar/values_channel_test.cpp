#include "query/similar/values_channel.hpp"

#include "tests/support/catch.hpp"

using namespace leian::query;

TEST_CASE("sums are close by their ratio, whichever is the larger", "[query][similar]") {
  CHECK(AmountChannel::closeness(3'000, 3'000) == 1);
  CHECK(AmountChannel::closeness(1'000, 2'000) == Approx(0.69897));
  CHECK(AmountChannel::closeness(2'000, 1'000) == AmountChannel::closeness(1'000, 2'000));
  CHECK(AmountChannel::closeness(1, 10) == 0);
  CHECK(AmountChannel::closeness(1, 9'000'000'000'000'000) == 0);
  CHECK(AmountChannel::closeness(100, 999) > 0);
}

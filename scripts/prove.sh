#!/usr/bin/env bash
# prove.sh [--seconds N] [--kills N] [fuzz|kills|faults]...: the long proofs that nothing is lost and no file does harm.
# fuzz: every fuzzer under libFuzzer with sanitizers, N seconds each (600); kills: N kills (200) of commands and of a server;
# faults: every call that changes a file fails once. All three if none is named. Hours, all told. Exit status: 0 when all held.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() { sed -n 's/^# \{0,1\}//; 2,4p' "$0"; }

seconds=600
kills=200
what=()
while (($#)); do
  case $1 in
    --seconds) seconds=${2:?--seconds needs a number}; shift 2 ;;
    --kills) kills=${2:?--kills needs a number}; shift 2 ;;
    fuzz | kills | faults) what+=("$1"); shift ;;
    -h | --help) usage; exit 0 ;;
    *) echo "prove: unknown argument: $1" >&2; usage >&2; exit 2 ;;
  esac
done
((${#what[@]})) || what=(fuzz kills faults)

build() { # PRESET TARGET...
  local preset=$1
  shift
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" --target "$@"
}

prove_fuzz() {
  local fuzzers=() name
  for file in tests/fuzz/fuzz_*.cpp; do
    name=${file##*/}
    fuzzers+=("${name%.cpp}")
  done
  build fuzz leian-extract "${fuzzers[@]}"
  mkdir -p build/fuzz/findings
  for name in "${fuzzers[@]}"; do
    mkdir -p "build/fuzz/corpus/$name"
    echo "prove: $name, $seconds seconds"
    "build/fuzz/bin/$name" -max_total_time="$seconds" -rss_limit_mb=4096 -print_final_stats=1 -verbosity=0 \
      -artifact_prefix="build/fuzz/findings/$name-" "build/fuzz/corpus/$name"
  done
}

prove_kills() {
  build dev kill_suite kill_live leian
  build/dev/bin/kill_suite "$kills"
  build/dev/bin/kill_live "$kills"
}

prove_faults() {
  build dev test_faults leian
  LEIAN_FAULTS=all build/dev/bin/test_faults
}

for proof in "${what[@]}"; do
  echo "prove: $proof"
  "prove_$proof"
done
echo "prove: all held"

#!/bin/bash
# Measures Leian on a generated corpus: scripts/bench.sh SIZE [WORKDIR]. SIZE: records, as 10k, 100k, 1M or a number.
# With LEIAN_PEER=../shared/peers/lucene.sh that peer runs on the same rows and queries, and the ratios are printed.
# Findings go to standard output as JSON, an object a line, and stay in WORKDIR. docs/benchmarks.md explains them.
set -euo pipefail
cd "$(dirname "$0")/.."
size=${1:?usage: scripts/bench.sh SIZE [WORKDIR]}
work=${2:-build/bench-$size}
case $size in
  *k) records=${size%k}000 ;;
  *M) records=${size%M}000000 ;;
  *) records=$size ;;
esac

cmake --preset release -B build/bench -DLEIAN_DEVELOPER_MODE=ON >/dev/null
cmake --build build/bench --target leian leian-bench -j"${JOBS:-2}" >build/bench/build.log ||
  { cat build/bench/build.log >&2; exit 1; }
bin=build/bench/bin

mkdir -p "$work"
[[ -d $work/corpus ]] || "$bin/leian" corpus generate --count "$records" --seed 1 --out "$work/corpus" >/dev/null
[[ -f $work/queries/rows.jsonl ]] || "$bin/leian-bench" rows --corpus "$work/corpus" --out "$work/queries"

rm -rf "$work/db"
"$bin/leian-bench" index --corpus "$work/corpus" --db "$work/db" | tee "$work/ours.txt"
"$bin/leian-bench" train --db "$work/db" | tee -a "$work/ours.txt"
"$bin/leian-bench" query --db "$work/db" --queries "$work/queries" | tee -a "$work/ours.txt"

if [[ -n ${LEIAN_PEER:-} ]]; then
  "$LEIAN_PEER" "$work/queries/rows.jsonl" "$work/queries" "$work/peer" | tee "$work/peer.txt" >&2
  "$bin/leian-bench" compare "$work/ours.txt" "$work/peer.txt"
fi

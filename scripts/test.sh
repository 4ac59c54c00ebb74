#!/usr/bin/env bash
# test.sh [--preset dev|asan|tsan|fuzz]: installs what is missing, builds everything and runs every test.
# Asks nothing. Exit status: 0 when all passed. Default preset: dev.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() { sed -n 's/^# \{0,1\}//; 2,3p' "$0"; }

preset=dev
while (($#)); do
  case $1 in
    --preset) preset=${2:?--preset needs a name}; shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) echo "test: unknown argument: $1" >&2; usage >&2; exit 2 ;;
  esac
done
case $preset in
  dev | asan | tsan) ;;
  fuzz)
    if ! command -v clang++ >/dev/null; then
      echo "test: the fuzz preset needs clang (apt-get install clang)" >&2
      exit 2
    fi ;;
  *) echo "test: unknown preset: $preset (dev, asan, tsan, fuzz)" >&2; exit 2 ;;
esac

scripts/deps.sh

# ThreadSanitizer's shadow memory collides with the address layout of newer kernels unless that is not randomised.
run=()
if [[ $preset == tsan ]] && setarch "$(uname -m)" -R true 2>/dev/null; then
  run=(setarch "$(uname -m)" -R)
fi

cmake --preset "$preset"
"${run[@]}" cmake --build --preset "$preset"
"${run[@]}" ctest --test-dir "build/$preset" --output-on-failure --no-tests=error --parallel "$(nproc)"

#!/usr/bin/env bash
# check.sh [FILE...]: formatting, lint, shell and JSON syntax, links of documents. Changes nothing; exit status 1 where anything is found.
# FILEs limit clang-format and clang-tidy to those; the rest is always checked whole.
# Needs clang-format and clang-tidy (apt-get install clang-format clang-tidy) and what scripts/deps.sh installs.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2

found=0
section() { echo "== $1"; }
# report NAME COMMAND...: runs it, and remembers that something was found.
report() {
  local name=$1
  shift
  "$@" || { echo "check: $name found something" >&2; found=1; }
}

for tool in clang-format clang-tidy run-clang-tidy cmake node; do
  command -v "$tool" >/dev/null || { echo "check: $tool is missing" >&2; exit 2; }
done

if (($#)); then
  sources=("$@")
else
  mapfile -t sources < <(git ls-files '*.cpp' '*.hpp')
fi
units=()
for file in "${sources[@]}"; do [[ $file == *.cpp ]] && units+=("$file"); done

section "shell scripts parse"
mapfile -t scripts < <(git ls-files '*.sh' .ci/run)
for script in "${scripts[@]}"; do report "$script" bash -n "$script"; done

section "JSON files parse"
mapfile -t jsons < <(git ls-files '*.json')
report "JSON" node -e '
  const fs = require("fs");
  for (const file of process.argv.slice(1))
    try { JSON.parse(fs.readFileSync(file, "utf8")); }
    catch (fault) { console.error(`${file}: ${fault.message}`); process.exitCode = 1; }' "${jsons[@]}"

section "documents' links lead somewhere"
mapfile -t documents < <(git ls-files '*.md')
report links node -e '
  const fs = require("fs"), path = require("path");
  for (const file of process.argv.slice(1))
    for (const [, link] of fs.readFileSync(file, "utf8").matchAll(/\]\(([^)#\s]+)[^)]*\)/g))
      if (!/^[a-z]+:/.test(link) && !fs.existsSync(path.join(path.dirname(file), link))) {
        console.error(`${file}: no such file: ${link}`);
        process.exitCode = 1;
      }' "${documents[@]}"

section "clang-format, ${#sources[@]} files"
report clang-format clang-format --dry-run -Werror "${sources[@]}"

section "clang-tidy, ${#units[@]} files"
if ((${#units[@]})); then
  # Configured only. Without the compiler cache, whose wrapping clang-tidy cannot see through.
  cmake --preset tidy -DCCACHE=OFF >/dev/null || exit 2
  # run-clang-tidy takes regular expressions; paths of ours hold no other special character than the dot.
  report clang-tidy run-clang-tidy -quiet -p build/tidy -j "$(nproc)" -extra-arg=-Wno-unknown-warning-option \
    "${units[@]/#/^$PWD/}"
fi

((found)) || echo "check: nothing found"
exit "$found"

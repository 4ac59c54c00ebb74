#!/usr/bin/env bash
# demo.sh [--listen HOST:PORT] [--corpus FOLDER [--kind KIND] [--map FILE]...]
# Installs what is missing, builds leian, indexes a made-up corpus and serves the console until Ctrl-C.
# --corpus: someone's own files instead; --kind and --map say what their rows are, as for `leian index`.
# Asks nothing. A second run builds and indexes only what changed.
set -euo pipefail
start=$PWD
cd "$(dirname "$0")/.."

usage() { sed -n 's/^# \{0,1\}//; 2,5p' "$0"; }
say() { echo "demo: $*"; }
fail() { echo "demo: $1" >&2; exit "${2:-2}"; }

listen=127.0.0.1:8080
corpus=
intake=()
while (($#)); do
  case $1 in
    --listen) listen=${2:?--listen needs HOST:PORT}; shift 2 ;;
    --corpus) corpus=${2:?--corpus needs a folder}; shift 2 ;;
    --kind) intake+=(--kind "${2:?--kind needs a kind}"); shift 2 ;;
    --map)
      # A file of the caller's, or the bare name of a mapping that comes with Leian.
      map=${2:?--map needs a file}
      [[ $map != /* && -e $start/$map ]] && map=$start/$map
      intake+=(--map "$map"); shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; fail "unknown argument: $1" ;;
  esac
done
if [[ -n $corpus ]]; then
  [[ $corpus == /* ]] || corpus=$start/$corpus
  [[ -e $corpus ]] || fail "没有这个文件夹 / no such folder: $corpus"
elif ((${#intake[@]})); then
  fail "--kind and --map go with --corpus"
fi

# Said before the build rather than after it; `leian serve` has the last word.
port=${listen##*:}
host=${listen%:*}
host=${host#[}
host=${host%]}
if [[ $port =~ ^[1-9][0-9]*$ ]] && (exec 3<>"/dev/tcp/$host/$port") 2>/dev/null; then
  fail "端口已被占用：$listen，请用 --listen HOST:PORT 另选 / the port is taken: choose another with --listen"
fi

scripts/deps.sh
[[ -e build/release/build.ninja ]] || cmake --preset release
cmake --build --preset release --target leian
leian=build/release/bin/leian

if [[ -z $corpus ]]; then
  db=build/demo/sample
  corpus=build/demo/corpus
  mkdir -p build/demo
  "$leian" corpus generate --count 5000 --seed 1 --out "$corpus"
else
  # An index for each folder and way of reading it, so that one never mixes with another.
  db=build/demo/$(printf '%s\n' "$corpus" "${intake[@]}" | sha256sum | cut -c1-12)
fi

index() {
  status=0
  "$leian" index --db "$db" "${intake[@]}" "$corpus" || status=$?
}
index
# 3: made by an older build, or damaged. The files are at hand, so it is made anew, unless another run is writing to it.
if ((status == 3)) && flock -n "$db/lock" true; then
  say "重建索引 / indexing anew: $db"
  rm -rf "$db"
  index
fi
case $status in
  0) ;;
  1) say "有的行未能收入，原因见 / some rows were rejected, the reasons are in: $db/rejects/" ;;
  2) [[ -e $db/MANIFEST ]] || exit 2
     say "有的文件未能读入，其余照常 / some files could not be read; going on with the others" ;;
  *) exit "$status" ;;
esac

say "按 Ctrl-C 结束，控制台地址 / Ctrl-C stops it; the console is at:"
exec "$leian" serve --db "$db" --listen "$listen"

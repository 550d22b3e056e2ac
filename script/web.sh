#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# web.sh deps|gen|build - the console: packages by the lock file, types from the pages, web/dist.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/build/node/bin:$PATH"
luan=${LUAN:-build/luan}

deps() {	# npm ci takes a while: only when the lock file changed
	local stamp=web/node_modules/.luan-lock
	if [ ! -f "$stamp" ] || ! cmp -s web/package-lock.json "$stamp"; then
		(cd web && npm ci --no-audit --no-fund --loglevel=error)
		cp web/package-lock.json "$stamp"
	fi
}
gen() {
	mkdir -p web/src/gen build
	"$luan" schema --ts >build/schema.ts.new
	if ! cmp -s build/schema.ts.new web/src/gen/schema.ts; then mv build/schema.ts.new web/src/gen/schema.ts; fi
}
case ${1:-build} in
deps) deps ;;
gen) gen ;;
build)
	deps
	gen
	newest=$(find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -newer web/dist/index.html -print -quit 2>/dev/null || true)
	if [ ! -f web/dist/index.html ] || [ -n "$newest" ]; then (cd web && npm run --silent build); fi
	;;
esac

#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# bench.sh [NAME...] - every measurement of luan, or the named ones, with machine and commit. Figures, never a test.
#   SECONDS_EACH=n   length of each run (10)
#   LUAN=program     another program (build/luan)
# Stores are made in build/bench; the large ones (10 GB) are kept there for the next time.
set -euo pipefail
cd "$(dirname "$0")/.."
luan=${LUAN:-build/luan} seconds=${SECONDS_EACH:-10}
echo "machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(awk '/MemTotal/ { printf "%d GiB", $2 / 1048576 }' /proc/meminfo), $(uname -sr)"
echo "disk:    $(df --output=fstype,target . | tail -1 | tr -s ' ')"
echo "commit:  $(git rev-parse --short HEAD 2>/dev/null || echo unknown)$(git diff --quiet HEAD 2>/dev/null || echo ' with changes')"
echo "date:    $(date -u +%Y-%m-%dT%H:%MZ)"
echo "load:    $(cut -d' ' -f1-3 /proc/loadavg) (figures are worth something on a quiet machine only)"
mkdir -p build
failed=0

run() {		# NAME [OPTION...]
	echo
	echo "$1 $([ $# -gt 1 ] && echo "(PostgreSQL)")"
	"$luan" bench "$@" --seconds "$seconds" --log-level error | sed -u 's/^/  /' || failed=1
}

# A PostgreSQL of one's own, empty for each item; beside the figures of SQLite, with its settings as they come.
beside() {	# NAME
	local dir url
	dir=$(mktemp -d /var/tmp/luan-bench-XXXXXX)
	if url=$(test/pg.sh start "$dir" 2>/dev/null); then
		run "$1" --store "$url"
		test/pg.sh stop "$dir" immediate || true
	else
		echo
		echo "$1 (PostgreSQL): skipped, no PostgreSQL server could be started"
	fi
	rm -rf "$dir"
}

# Frames a second of the map of devices in a browser without a GPU.
map_fps() {
	echo
	echo "map_fps"
	if [ -f web/dist/index.html ] && [ -d web/node_modules/playwright-core ] && [ -x "${CHROMIUM:-/usr/bin/chromium}" ]; then
		node web/e2e/fps.mjs --luan "$luan" --web web/dist | sed -u 's/^/  /' || failed=1
	else
		echo "  skipped: no built console, or no Chromium"
	fi
}

names=("$@")
[ ${#names[@]} -gt 0 ] || mapfile -t names < <("$luan" bench list-names; echo map_fps)
for name in "${names[@]}"; do
	if [ "$name" = map_fps ]; then map_fps; continue; fi
	run "$name"
	case $name in steps | bulk | jobs | history) beside "$name" ;; esac
done
exit $failed

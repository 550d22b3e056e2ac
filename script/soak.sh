#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# soak.sh - for SOAK_S seconds (3600), round after round on servers of their own: the stories; cameras at full rate while the server is
# killed again and again; the simulated city. What leaks, tires, or loses an acknowledged passage shows.
set -euo pipefail
cd "$(dirname "$0")/.."
end=$(($(date +%s) + ${SOAK_S:-3600}))
round=0
part() {		# NAME COMMAND...
	local name=$1
	shift
	printf '%s round %d %s\n' "$(date +%T)" "$round" "$name"
	"$@" >build/soak.log 2>&1 || { grep -A 12 '^not ok' build/soak.log || tail -60 build/soak.log; exit 1; }
}
while [ "$(date +%s)" -lt "$end" ]; do
	round=$((round + 1))
	part stories node test/story/run.mjs --luan build/luan
	part kills node test/fault/ingest.mjs --luan build/luan --kills 12 --seconds 4
	part city node test/fault/city.mjs --luan build/luan --seconds 120
done
echo "$round rounds without a failure"

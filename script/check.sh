#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check.sh [STAGE...] - every test, or the named stages. The last line is "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/.."
if ! script/deps.sh check; then
	echo "what the tests need could not be installed" >&2
	echo "0 passed, 1 failed, 0 skipped"
	exit 1
fi
export PATH="$PWD/build/node/bin:$PATH"
exec node script/check.mjs "$@"

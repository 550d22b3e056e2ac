#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# with-postgres.sh COMMAND... - runs COMMAND with a PostgreSQL of its own, whose address is in LUAN_TEST_STORE. The
# cluster lives in a temporary folder and goes with the command. Without a PostgreSQL here the variable is empty,
# and tests that need it say "skipped".
set -uo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
dir=$(mktemp -d "${TMPDIR:-/tmp}/luan-pg.XXXXXX")
trap '"$here/test/pg.sh" stop "$dir" immediate 2>/dev/null; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
LUAN_TEST_STORE=$("$here/test/pg.sh" start "$dir" "fsync=off" "max_connections=100") || LUAN_TEST_STORE=
export LUAN_TEST_STORE
"$@"

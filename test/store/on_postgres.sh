#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs a test program on a PostgreSQL of its own: on_postgres.sh PROGRAM [ARG..]
# LUAN_TEST_STORE holds the address, LUAN_TEST_PG the directory (for tests that restart the server).
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
dir=$(mktemp -d /tmp/luan-pg-XXXXXX)
trap '"$here/pg.sh" stop "$dir" immediate; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
url=$("$here/pg.sh" start "$dir" "fsync = off" 2>"$dir/why")
if [ -z "$url" ]; then
	echo "1..0 # SKIP $(tr '\n' ' ' <"$dir/why")"
	trap 'rm -rf "$dir"' EXIT
	exit 0
fi
LUAN_TEST_STORE=$url LUAN_TEST_PG=$dir LUAN_TEST_PG_SH=$here/pg.sh "$@"

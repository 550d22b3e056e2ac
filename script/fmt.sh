#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# fmt.sh [FILE...] - formats the given C files, or those that differ from the last commit, and the console's sources.
set -euo pipefail
cd "$(dirname "$0")/.."
files=("$@")
[ ${#files[@]} -gt 0 ] || mapfile -t files < <(git diff --name-only --diff-filter=d HEAD -- '*.c' '*.h')
if [ ${#files[@]} -gt 0 ]; then
	command -v clang-format >/dev/null || { echo "clang-format is not installed (package clang-format)" >&2; exit 1; }
	clang-format -i "${files[@]}"
	echo "formatted ${#files[@]} C files"
fi
if [ -d web/node_modules ]; then (cd web && npx eslint . --fix); fi

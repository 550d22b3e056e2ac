# SPDX-License-Identifier: Apache-2.0
# layers.awk LAYERS folder/file... (run in src/) - a file may include its own folder and the folders listed above it.
# Prints a line for each breach; exits 1 when there was one.
FNR == NR { if ($1 !~ /^#/ && NF) rank[$1] = NR; next }
FNR == 1 {
	split(FILENAME, part, "/"); me = part[1]
	if (index(FILENAME, "/") && !(me in rank)) { printf "%s: folder %s is not in LAYERS\n", FILENAME, me; bad = 1 }
}
match($0, /^[ \t]*#[ \t]*include[ \t]+"[a-z0-9_]+\//) {
	to = substr($0, RSTART, RLENGTH - 1); sub(/.*"/, "", to)
	if (to != me && index(FILENAME, "/") && (!(to in rank) || rank[to] > rank[me])) {
		printf "%s:%d: %s may not include %s\n", FILENAME, FNR, me, to; bad = 1
	}
	name = $0; sub(/^[^"]*"/, "", name); sub(/".*/, "", name)
	if (to != me && name ~ /_\.h$/) { printf "%s:%d: %s is private to %s\n", FILENAME, FNR, name, to; bad = 1 }
}
END { exit bad }

# SPDX-License-Identifier: Apache-2.0
# embed_list.awk -v header=H -v list=NAME FILES... - text files as one C array of struct embedded { name, text }, in the given order.
BEGIN { printf "/* made by script/embed_list.awk; do not edit */\n#include \"%s\"\n", header }
FNR == 1 {
	if (n++) print ";"
	name = FILENAME; sub(/.*\//, "", name); file[n] = name
	printf "static const char text_%d[] =\n", n
}
{ gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/\r/, ""); printf "\"%s\\n\"\n", $0 }
END {
	printf ";\nconst struct embedded %s[] = {\n", list
	for (i = 1; i <= n; i++) printf "\t{ \"%s\", { text_%d, sizeof text_%d - 1 } },\n", file[i], i, i
	printf "};\nconst size_t %s_n = %d;\n", list, n
}

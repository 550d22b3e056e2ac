# SPDX-License-Identifier: Apache-2.0
# embed.awk FILES... - text files as C strings: data/holidays.csv becomes struct slice embedded_holidays.
BEGIN { print "/* made by script/embed.awk from data/; do not edit */\n#include \"demo/seed_.h\"" }
FNR == 1 {
	if (name) end()
	name = FILENAME; sub(/.*\//, "", name); sub(/\..*/, "", name)
	printf "static const char %s_text[] =\n", name
}
{ gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/\r/, ""); printf "\"%s\\n\"\n", $0 }
END { if (name) end() }
function end() { printf ";\nconst struct slice embedded_%s = { %s_text, sizeof %s_text - 1 };\n", name, name, name }

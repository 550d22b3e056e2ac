/* SPDX-License-Identifier: Apache-2.0 */
#include "base/config.h"
#include "fuzz.h"

const struct slice fuzz_seed[] = {
	S("http = 127.0.0.1:8080\nlog=json\n# no\nbody-max = 64M\nidle = 30m\n"),
	S("password = a#b\r\nlimit = -5\nhttp = [::1]:443\ncheck = yes\nunknown = 1\n"),
	S("\xef\xbb\xbf" "data = \xe6\x95\xb0\xe6\x8d\xae\nidle=9223372036854775807d\n"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

static const struct config_row rows[] = {
	{ "http", "127.0.0.1:8080", CONFIG_ADDRESS, NULL, "监听地址", "address" },
	{ "log", "text", CONFIG_CHOICE, "text|json", "日志", "log" },
	{ "body-max", "1M", CONFIG_BYTES, "1K..1G", "请求上限", "largest body" },
	{ "idle", "15m", CONFIG_TIME, "1s..30d", "空闲", "idle" },
	{ "limit", "10", CONFIG_INT, "-5..100", "上限", "limit" },
	{ "check", "no", CONFIG_BOOL, NULL, "检查", "check" },
	{ "data", NULL, CONFIG_PATH, NULL, "目录", "directory" },
	{ "password", NULL, CONFIG_TEXT, NULL, "口令", "password", .secret = true },
};

/* Whatever is in the file, the values in force are valid; and their listing, read again, yields the same. */
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct config c, again;
	struct buf out;

	config_init(&c, rows, N_ELEMS(rows));
	config_text(&c, (struct slice){ (const char *)p, n }, "seed.conf");
	promise(config_int(&c, "idle") >= 1000 && config_int(&c, "idle") <= 30 * 86400000LL);
	promise(config_int(&c, "limit") >= -5 && config_int(&c, "limit") <= 100);
	promise(!config_str(&c, "data") || config_str(&c, "data")[0]);
	buf_init(&out, 1 << 22);
	config_print(&c, &out);
	config_init(&again, rows, N_ELEMS(rows));
	config_text(&again, buf_slice(&out), "listing");
	promise(config_ok(&again));
	for (size_t i = 0; i < N_ELEMS(rows); i++) {
		const char *a = config_str(&c, rows[i].key), *b = config_str(&again, rows[i].key);

		promise(rows[i].secret ? !b : (!a && !b) || (a && b && strcmp(a, b) == 0));
	}
	config_free(&again);
	config_free(&c);
	buf_free(&out);
	return 0;
}

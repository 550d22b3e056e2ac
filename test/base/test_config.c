/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>
#include "tap.h"
#include "base/config.h"

static const struct config_row rows[] = {
	{ "http", "127.0.0.1:8080", CONFIG_ADDRESS, NULL, "监听地址", "address to listen on" },
	{ "log", "text", CONFIG_CHOICE, "text|json", "日志格式", "form of the log" },
	{ "body-max", "1M", CONFIG_BYTES, "1K..64M", "请求上限", "largest body" },
	{ "idle", "15m", CONFIG_TIME, "1m..8h", "空闲退出", "idle logout" },
	{ "workers", "2", CONFIG_INT, "1..64", "线程数", "threads" },
	{ "demo", "no", CONFIG_BOOL, NULL, "演示数据", "demo data" },
	{ "data", NULL, CONFIG_PATH, NULL, "数据目录", "data directory" },
	{ "admin-password", NULL, CONFIG_TEXT, NULL, "初始口令", "first password", .secret = true },
};
static struct config c;

static int
set_up(void **state)
{
	config_init(&c, rows, N_ELEMS(rows));
	return 0;
}

static int
tear_down(void **state)
{
	config_free(&c);
	return 0;
}

static bool
holds(const struct buf *b, const char *text)
{
	struct slice s = buf_slice(b);

	return s.n && memmem(s.p, s.n, text, strlen(text));
}

static void
test_order_of_sources(void **state)
{
	const char *env[] = { "LUAN_WORKERS=5", "LUAN_LOG=json", "PATH=/bin", "LUAN_ADMIN_PASSWORD=s3cret", NULL };
	const char *argv[] = { "serve", "--workers", "7", "--data=/tmp/a=b", "--demo", "extra", "--", "--http", NULL };

	assert_int_equal(config_int(&c, "workers"), 2);
	config_text(&c, S("\xef\xbb\xbf# a comment\r\n\r\nworkers = 3\r\nidle=1h\n http = [::1]:80 \nlog = text\n"), "luan.conf");
	assert_int_equal(config_int(&c, "workers"), 3);
	config_env(&c, (char **)env);
	assert_int_equal(config_int(&c, "workers"), 5);
	assert_int_equal(config_flags(&c, 8, (char **)argv), 3);
	assert_string_equal(argv[0], "serve");
	assert_string_equal(argv[1], "extra");
	assert_string_equal(argv[2], "--http");
	assert_true(config_ok(&c));
	assert_int_equal(config_int(&c, "workers"), 7);
	assert_int_equal(config_int(&c, "idle"), 3600000);
	assert_int_equal(config_int(&c, "body-max"), 1 << 20);
	assert_true(config_bool(&c, "demo"));
	assert_string_equal(config_str(&c, "log"), "json");
	assert_string_equal(config_str(&c, "data"), "/tmp/a=b");
	assert_string_equal(config_str(&c, "http"), "[::1]:80");
	assert_string_equal(config_str(&c, "admin-password"), "s3cret");
	assert_int_equal(config_source(&c, "workers"), CONFIG_FLAG);
	assert_int_equal(config_source(&c, "log"), CONFIG_ENV);
	assert_int_equal(config_source(&c, "idle"), CONFIG_FILE);
	assert_int_equal(config_source(&c, "body-max"), CONFIG_DEFAULT);
	assert_int_equal(c.warnings.n, 0);
}

/* One run names every fault, with its place; the values in force stay. */
static void
test_faults(void **state)
{
	const char *env[] = { "LUAN_WROKERS=5", "LUAN_IDLE=10s", "LUAN_http=1:1", NULL };
	const char *argv[] = { "--log", "xml", "--nonsense=1", "--admin-password", "hunter2", "--workers", NULL };

	config_text(&c, S("wrokers = 3\nworkers = many\njust words\nbody-max = 65M\n\xff = 1\n= 5\nadmin-password=\xff\xfe\n"),
	    "luan.conf");
	config_env(&c, (char **)env);
	assert_int_equal(config_flags(&c, 6, (char **)argv), 0);
	assert_false(config_ok(&c));
	assert_true(holds(&c.faults, "luan.conf:1: 没有配置项 \"wrokers\"|unknown key \"wrokers\"\n"));
	assert_true(holds(&c.faults, "luan.conf:2: 配置项 workers 的值无效，应为整数：1..64，实为 \"many\""
	    "|bad value for workers, expected a whole number 1..64, got \"many\"\n"));
	assert_true(holds(&c.faults, "luan.conf:3: "));
	assert_true(holds(&c.faults, "luan.conf:4: 配置项 body-max"));
	assert_true(holds(&c.faults, "luan.conf:5: 不是有效的UTF-8"));
	assert_true(holds(&c.faults, "luan.conf:6: 没有配置项 \"\""));
	assert_true(holds(&c.faults, "LUAN_IDLE: 配置项 idle"));
	assert_true(holds(&c.faults, "--log: 配置项 log 的值无效，应为其中之一：text|json"));
	assert_true(holds(&c.faults, "--nonsense: 没有配置项"));
	assert_true(holds(&c.faults, "--workers: 缺少值|needs a value"));
	assert_true(holds(&c.warnings, "LUAN_WROKERS: 没有配置项"));
	assert_true(holds(&c.warnings, "LUAN_http: 没有配置项"));
	assert_true(holds(&c.warnings, "--admin-password: 命令行中的密码"));
	assert_false(holds(&c.faults, "hunter2") || holds(&c.warnings, "hunter2"));
	assert_int_equal(config_int(&c, "workers"), 2);
	assert_string_equal(config_str(&c, "log"), "text");
	assert_string_equal(config_str(&c, "http"), "127.0.0.1:8080");
}

static void
test_kinds(void **state)
{
	static const struct {
		const char *key, *text;
		bool ok;
		int64_t number;
	} cases[] = {
		{ "idle", "90", true, 90000 }, { "idle", "60000ms", true, 60000 }, { "idle", "2h", true, 7200000 },
		{ "idle", "59", false }, { "idle", "1d", false }, { "idle", "1w", false }, { "idle", "", false },
		{ "idle", "99999999999999d", false }, { "idle", "-5m", false }, { "idle", "1.5h", false },
		{ "body-max", "2048", true, 2048 }, { "body-max", "64M", true, 64 << 20 }, { "body-max", "1G", false },
		{ "body-max", "1k", false }, { "body-max", "100", false },
		{ "workers", "64", true, 64 }, { "workers", "0", false }, { "workers", "65", false },
		{ "demo", "on", true, 1 }, { "demo", "false", true, 0 }, { "demo", "maybe", false },
		{ "log", "json", true, 1 }, { "log", "jso", false }, { "log", "text|json", false },
		{ "http", ":80", true }, { "http", "[fe80::1]:0", true }, { "http", "luan.example:65535", true },
		{ "http", "80", false }, { "http", "1.2.3.4:", false }, { "http", "1.2.3.4:65536", false },
		{ "http", "::1:80", false }, { "http", "[]:80", false }, { "http", "a b:80", false },
		{ "data", "", false }, { "data", "数据", true }, { "admin-password", "", true },
	};
	char line[128];

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		size_t before = c.faults.n;
		int n = snprintf(line, sizeof(line), "%s = %s", cases[i].key, cases[i].text);

		config_text(&c, (struct slice){ line, (size_t)n }, "x");
		assert_int_equal(c.faults.n == before, cases[i].ok);
		if (cases[i].ok && cases[i].number)
			assert_int_equal(config_int(&c, cases[i].key), cases[i].number);
	}
}

static void
test_listings(void **state)
{
	const char *argv[] = { "-h", "--workers=9", "--admin-password=hunter2", NULL };
	struct buf b;

	buf_init(&b, 100000);
	assert_int_equal(config_flags(&c, 3, (char **)argv), 0);
	assert_true(c.help);
	config_help(&c, &b);
	assert_true(holds(&b, "--workers …\n      线程数|threads\n"));
	assert_true(holds(&b, "1..64；默认|default: 2；LUAN_WORKERS\n"));
	assert_true(holds(&b, "LUAN_ADMIN_PASSWORD"));
	buf_reset(&b);
	config_print(&c, &b);
	assert_true(holds(&b, "# 来源|source: --workers\nworkers = 9\n"));
	assert_true(holds(&b, "# 来源|source: 默认|default\nhttp = 127.0.0.1:8080\n"));
	assert_true(holds(&b, "# 来源|source: 未设置|not set\n# data = \n"));
	assert_true(holds(&b, "# admin-password = （不显示|hidden）\n"));
	assert_false(holds(&b, "hunter2"));
	buf_free(&b);
}

static void
test_file(void **state)
{
	char path[] = "/tmp/luan-config-XXXXXX";
	int fd = mkstemp(path);
	static char large[(1 << 20) + 10];

	assert_true(fd >= 0);
	assert_int_equal(write(fd, "workers = 11\n", 13), 13);
	assert_int_equal(config_file(&c, path), E_OK);
	assert_int_equal(config_int(&c, "workers"), 11);
	memset(large, '\n', sizeof(large));
	assert_int_equal(write(fd, large, sizeof(large)), (ssize_t)sizeof(large));
	close(fd);
	assert_int_equal(config_file(&c, path), E_TOO_LARGE);
	unlink(path);
	assert_int_equal(config_file(&c, path), E_NOT_FOUND);
	assert_int_equal(config_file(&c, "/"), E_STORE);
	assert_true(config_ok(&c));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_order_of_sources, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_faults, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_kinds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_listings, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_file, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

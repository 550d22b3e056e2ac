/* SPDX-License-Identifier: Apache-2.0 */
#include "main/options.h"

#include <stdio.h>
#include <unistd.h>

#include "base/limits.h"
#include "demo/demo.h"

#define AS_TEXT(x) #x
#define TO_TEXT(x) AS_TEXT(x)

static const struct config_row rows[] = {
	{ "config", NULL, CONFIG_PATH, NULL, "配置文件（缺省为数据目录下的 luan.conf）", "configuration file (default: luan.conf in the data directory)" },
	{ "data", "data", CONFIG_PATH, NULL, "数据目录", "data directory" },
	{ "store", "sqlite", CONFIG_TEXT, NULL, "存储：sqlite 或 postgres://…", "store: sqlite or postgres://..." },
	{ "http", "127.0.0.1:8080", CONFIG_ADDRESS, NULL, "HTTP监听地址", "address to listen on" },
	{ "device", NULL, CONFIG_ADDRESS, NULL, "设备接入（GA/T 1400）监听地址", "address of the device port (GA/T 1400)" },
	{ "device-tls-cert", NULL, CONFIG_PATH, NULL, "设备接入TLS证书（PEM）", "TLS certificate of the device port (PEM)" },
	{ "device-tls-key", NULL, CONFIG_PATH, NULL, "设备接入TLS私钥（PEM）", "TLS key of the device port (PEM)" },
	{ "device-client-ca", NULL, CONFIG_PATH, NULL, "设备客户端证书的签发者（PEM）", "who signs the certificates of devices (PEM)" },
	{ "device-loop-threads", "1", CONFIG_INT, "1..64", "设备接入事件线程数", "event-loop threads of the device port" },
	{ "device-max-connections", "20000", CONFIG_INT, "16..65000", "设备接入最大连接数", "connections of the device port in all" },
	{ "device-bodies-in-flight", "128M", CONFIG_BYTES, NULL, "设备接入同时接收的内容总量（图片另计）", "bytes of all bodies of devices in flight, pictures aside" },
	{ "terminal", NULL, CONFIG_ADDRESS, NULL, "定位终端接入（JT/T 808）监听地址", "address of the port for terminals (JT/T 808)" },
	{ "terminal-max-connections", "60000", CONFIG_INT, "16..1000000", "定位终端接入最大连接数", "connections of terminals in all" },
	{ "platform-id", NULL, CONFIG_TEXT, NULL, "本平台20位编号（缺省由单位代码得出）", "20 digits of this platform towards others (default: by the unit code)" },
	{ "tls-cert", NULL, CONFIG_PATH, NULL, "TLS证书（PEM）", "TLS certificate (PEM)" },
	{ "tls-key", NULL, CONFIG_PATH, NULL, "TLS私钥（PEM）", "TLS key (PEM)" },
	{ "public-url", NULL, CONFIG_TEXT, NULL, "公众核验页地址（印入文书二维码），如 https://…/verify/", "address of the public page of verification, printed as a QR code" },
	{ "web", NULL, CONFIG_PATH, NULL, "网页文件目录", "directory of the web application" },
	{ "loop-threads", "1", CONFIG_INT, "1..64", "网络事件线程数", "event-loop threads" },
	{ "worker-threads", "4", CONFIG_INT, "1..256", "处理线程数", "worker threads" },
	{ "max-connections", "4096", CONFIG_INT, "16..65000", "最大连接数", "connections in all" },
	{ "max-per-address", "512", CONFIG_INT, "1..65000", "每个地址最大连接数", "connections per address" },
	{ "bodies-in-flight", "256M", CONFIG_BYTES, NULL, "同时接收的请求内容总量", "bytes of all bodies in flight" },
	{ "file-budget", "1000G", CONFIG_BYTES, NULL, "附件占用磁盘上限", "disk budget of attachments" },
	{ "picture-budget", "1000G", CONFIG_BYTES, NULL, "过车图片占用磁盘上限", "disk budget of pictures of passages" },
	{ "password-memory", "64M", CONFIG_BYTES, "19922944..1073741824",
	    "每次口令散列占用内存（argon2id，不低于19M）", "memory that hashing a password takes (argon2id, 19M at least)" },
	{ "cache", "32M", CONFIG_BYTES, NULL, "数据库页缓存", "page cache of the embedded store" },
	{ "audit-head", NULL, CONFIG_PATH, NULL, "审计链首导出位置（应在服务器之外）", "where audit heads are exported (should lie outside the server)" },
	{ "log", "text", CONFIG_CHOICE, "text|json", "日志格式", "form of the log" },
	{ "log-level", "info", CONFIG_CHOICE, "debug|info|warn|error", "日志级别", "least level of the log" },
	{ "demo", "false", CONFIG_BOOL, NULL, "init：建立演示单位（模拟数据）", "init: fill with a demo organisation (simulated data)" },
	{ "demo-year", "0", CONFIG_INT, "0..100000000", "init：另装入模拟的一年违法（不写数量为172万起）",
	    "init: load a simulated year of violations too (1.72 million when no number is given)" },
	{ "root-code", "000000000000", CONFIG_TEXT, NULL, "init：最高一级单位代码", "init: code of the topmost unit" },
	{ "root-name", "公安局交通警察支队", CONFIG_TEXT, NULL, "init：最高一级单位名称", "init: name of the topmost unit" },
	{ "admin-password", NULL, CONFIG_TEXT, NULL, "init：系统管理员初始口令", "init: first password of the administrator", .secret = true },
	{ "demo-password", NULL, CONFIG_TEXT, NULL, "init --demo：演示账号口令", "init --demo: password of the demo accounts", .secret = true },
	{ "seconds", "5", CONFIG_INT, "1..3600", "bench：每项秒数", "bench: seconds for each item" },
	{ "rows", "0", CONFIG_INT, "0..100000000", "bench：行数（0为各项缺省）", "bench: rows (0: each item's own)" },
	{ "preview", "false", CONFIG_BOOL, NULL, "import：只预览", "import: show only, change nothing" },
	{ "approve", "false", CONFIG_BOOL, NULL, "import watch：立即生效（仅限模拟数据）", "import watch: in force at once (simulated stores only)" },
	{ "why", NULL, CONFIG_TEXT, NULL, "import：依据（如公文名称）", "import: on what ground (such as the decree)" },
	{ "adapter", NULL, CONFIG_TEXT, NULL,
	    "import payments：缴款接口代码（只有一个在用的可不写）",
	    "import payments: code of the bank's adapter (not needed when one is in use)" },
	{ "attribution", NULL, CONFIG_TEXT, NULL, "import map：底图来源说明", "import map: whose the map is, shown on it" },
	{ "source", NULL, CONFIG_TEXT, NULL, "import roads：来源名称，同名的再次导入按差异更新", "import roads: name of the source; imported again it is updated by difference" },
	{ "gcj02", NULL, CONFIG_BOOL, "false", "import roads：坐标为 GCJ-02", "import roads: coordinates are GCJ-02" },
	{ "sql", "false", CONFIG_BOOL, NULL, "schema：数据库结构", "schema: the DDL" },
	{ "ts", "false", CONFIG_BOOL, NULL, "schema：TypeScript", "schema: TypeScript" },
	{ "openapi", "false", CONFIG_BOOL, NULL, "schema：OpenAPI 3.1", "schema: OpenAPI 3.1" },
	{ "docs", "false", CONFIG_BOOL, NULL, "schema：参考文档", "schema: reference documentation" },
	{ "english", "false", CONFIG_BOOL, NULL, "schema --docs：英文", "schema --docs: in English" },
	{ "diff", "false", CONFIG_BOOL, NULL, "schema：与现有数据库的差异", "schema: difference from the live store" },
	{ "apply", "false", CONFIG_BOOL, NULL, "schema：补齐差异", "schema: make the additive differences" },
	{ "user", NULL, CONFIG_TEXT, NULL, "user：用户名", "user: user name" },
	{ "name", NULL, CONFIG_TEXT, NULL, "user：姓名", "user: name" },
	{ "role", NULL, CONFIG_TEXT, NULL, "user：角色", "user: role" },
	{ "unit", NULL, CONFIG_TEXT, NULL, "user：单位代码", "user: unit code" },
	{ "code", NULL, CONFIG_TEXT, NULL, "device：设备编号", "device: its code" },
	{ "tollgate", NULL, CONFIG_TEXT, NULL, "device：卡口编号（没有则新建）", "device: code of its tollgate (made when it is new)" },
	{ "place", NULL, CONFIG_TEXT, NULL, "device：经度,纬度（WGS-84）", "device: longitude,latitude (WGS-84)" },
	{ "category", "checkpoint", CONFIG_TEXT, NULL, "device：类别", "device: its category" },
	{ "mode", NULL, CONFIG_CHOICE, "live|history", "device：实时或历史导入", "device: live or historical import" },
	{ "login", NULL, CONFIG_TEXT, NULL, "device：接入账号（缺省为编号）", "device: its login (default: the code)" },
	{ "password", NULL, CONFIG_TEXT, NULL, "user：口令", "user: password", .secret = true },
	{ "seed", "20190101", CONFIG_INT, "0..2000000000", "city：随机种子，同一种子同一城市", "city: seed; the same seed is the same city" },
	{ "speed", "1", CONFIG_TEXT, NULL, "city：时间倍速（同时拨动服务器的模拟时钟）", "city: how much faster than life (sets the server's clock along)" },
	{ "passages-per-second", "100", CONFIG_INT, "1..1000000", "city：早高峰每秒过车数", "city: passages a second in the morning peak" },
	{ "pictures", "60", CONFIG_INT, "0..10000", "city：每秒最多带图过车数", "city: passages with pictures a second at most" },
	{ "check", "false", CONFIG_BOOL, NULL, "city：只看服务器是否已就绪", "city: only ask whether the server is ready" },
	{ "write-map", NULL, CONFIG_PATH, NULL, "city：写出模拟底图（GeoJSON）", "city: write the simulated base map (GeoJSON)" },
	{ "write-registry", NULL, CONFIG_PATH, NULL, "city：写出模拟机动车登记（CSV）", "city: write simulated vehicle registry (CSV)" },
	{ "out", NULL, CONFIG_PATH, NULL, "document：写出的PDF文件", "document: the PDF file to write" },
	{ "paper", NULL, CONFIG_CHOICE, "a4|mm80|mm58", "document：纸张", "document: the paper" },
	{ "head", NULL, CONFIG_PATH, NULL, "audit verify：导出的链首", "audit verify: an exported head" },
};

static bool
read_file(struct config *c, const struct config *first)
{
	char path[4096];
	bool asked = config_str(first, "config") != NULL;
	enum err e;

	(void)snprintf(path, sizeof path, asked ? "%s" : "%s/luan.conf",
	    config_str(first, asked ? "config" : "data"));
	e = config_file(c, path);
	if (!e || (e == E_NOT_FOUND && !asked))
		return true;
	(void)fprintf(stderr, "luan: %s: %s / %s\n", path, err_zh(e), err_en(e));
	return false;
}

/* A client is given the address of a server as people write it. */
static void
strip_scheme(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		char *at = strstr(argv[i], "http://");
		size_t n;
		if (!at || (at != argv[i] && strncmp(argv[i], "--", 2)))
			continue;
		memmove(at, at + 7, strlen(at + 7) + 1);
		n = strlen(at);
		if (n && at[n - 1] == '/')
			at[n - 1] = 0;
	}
}

/* A number that may be left out. */
static void
usual_numbers(int argc, char **argv)
{
	static char year[] = "--demo-year=" TO_TEXT(YEAR_VIOLATIONS);

	for (int i = 1; i < argc; i++)
		if (!strcmp(argv[i], "--demo-year") && (i + 1 == argc || argv[i + 1][0] == '-'))
			argv[i] = year;
}

/* Flags and environment are read first to learn where the file is, then again so that they stand above it. */
int
options_read(struct config *c, int argc, char **argv)
{
	struct config first;
	char **copy = mem_alloc(sizeof *copy * (size_t)(argc + 1));
	bool bad;
	int n;
	struct buf help;

	if (argc && !strcmp(argv[0], "city"))
		strip_scheme(argc, argv);
	usual_numbers(argc, argv);
	memcpy(copy, argv, sizeof *copy * (size_t)argc);
	config_init(&first, rows, N_ELEMS(rows));
	config_env(&first, environ);
	(void)config_flags(&first, argc, copy);
	config_init(c, rows, N_ELEMS(rows));
	bad = config_ok(&first) && !read_file(c, &first);
	config_env(c, environ);
	n = config_flags(c, argc, argv);
	config_free(&first);
	mem_free(copy);
	if (c->help) {
		buf_init(&help, KIB(64));
		config_help(c, &help);
		(void)fwrite(help.p, 1, help.n, stdout);
		buf_free(&help);
	}
	if (c->warnings.n)
		(void)fwrite(c->warnings.p, 1, c->warnings.n, stderr);
	if (!config_ok(c))
		(void)fwrite(c->faults.p, 1, c->faults.n, stderr);
	return bad || !config_ok(c) ? -1 : n;
}

struct engine_options
engine_options(const struct config *c)
{
	return (struct engine_options){
		.data_dir = config_str(c, "data"),
		.store_url = config_str(c, "store"),
		.file_budget = (uint64_t)config_int(c, "file-budget"),
		.cache_bytes = (size_t)config_int(c, "cache"),
		.head_path = config_str(c, "audit-head"),
	};
}

int
fail_passages(enum err e)
{
	if (e != E_IN_USE)
		return fail("history", e);
	(void)fprintf(stderr, "luan: 过车记录正由另一进程写入（服务器或导入），请先停止 / passages are being written by another process, "
	    "a server or an import: stop it first\n");
	return 3;
}

int
fail(const char *what, enum err e)
{
	(void)fprintf(stderr, "luan: %s: %s / %s (%s)\n", what, err_zh(e), err_en(e), err_name(e));
	return e == E_BUSY || e == E_TIMEOUT || e == E_DISK_FULL ? 3 : 1;
}

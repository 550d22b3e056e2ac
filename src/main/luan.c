/* SPDX-License-Identifier: Apache-2.0 */
/* luan.c - one program with verbs. */
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <sodium.h>

#include "base/log.h"
#include "main/handover_sources.h"
#include "main/options.h"
#include "people/password.h"

static const struct {
	const char *name, *zh, *en;
	verb_fn *run;
} verbs[] = {
	{ "init", "建立数据目录和第一个管理员", "make a data directory and the first administrator", verb_init },
	{ "serve", "启动服务", "serve", verb_serve },
	{ "schema", "由声明页导出的结构：--sql --ts --openapi --docs --diff --apply", "what is derived from the pages", verb_schema },
	{ "user", "账号：user add|password|list|unlock", "accounts", verb_user },
	{ "device", "登记设备：device add", "devices that may register at the device port: device add", verb_device },
	{ "import", "导入：import devices|holidays|codes|terms|registry|watch|passages|payments|map FILE", "import a table file", verb_import },
	{ "document", "文书样张：document TYPE FILE.json --out FILE.pdf", "a proof print of a legal document: document TYPE FILE.json --out FILE.pdf", verb_document },
	{ "backup", "在线备份：backup FILE", "back up while running: backup FILE", verb_backup },
	{ "restore", "恢复到空目录：restore FILE", "restore into an empty directory: restore FILE", verb_restore },
	{ "check", "显示有效配置和其中的问题", "print the effective configuration and what is wrong with it", verb_check },
	{ "audit", "audit verify：核验审计链", "audit verify: check the audit chain", verb_audit },
	{ "city", "模拟城市：作为客户端向服务器报送过车", "a simulated city, as a client of a server", verb_city },
	{ "bench", "测量速度和占用", "measure speed and size", verb_bench },
};

static int
usage(FILE *to)
{
	(void)fprintf(to, "luan 路安\n\nluan VERB [--key value ...]\n\n");
	for (size_t i = 0; i < N_ELEMS(verbs); i++)
		(void)fprintf(to, "  %-8s %s\n           %s\n", verbs[i].name, verbs[i].zh, verbs[i].en);
	(void)fprintf(to, "\nluan VERB --help\n");
	return to == stderr ? 2 : 0;
}

static void
set_log(const struct config *c)
{
	static const char *const level[] = { "debug", "info", "warn", "error" };
	enum log_level least = LOG_INFO;

	for (size_t i = 0; i < N_ELEMS(level); i++)
		if (!strcmp(config_str(c, "log-level"), level[i]))
			least = (enum log_level)i;
	log_setup(strcmp(config_str(c, "log"), "json") ? LOG_TEXT : LOG_JSON, least, 2);
}

int
main(int argc, char **argv)
{
	struct config c;
	int n, rc = 2;

	(void)signal(SIGPIPE, SIG_IGN);
	(void)mallopt(M_ARENA_MAX, 2);		/* of the allocator: each more holds on to what its threads once had */
	if (sodium_init() < 0)
		die("no source of randomness");
	handover_sources_install();
	if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help"))
		return usage(argc < 2 ? stderr : stdout);
	for (size_t i = 0; i < N_ELEMS(verbs); i++) {
		if (strcmp(argv[1], verbs[i].name))
			continue;
		n = options_read(&c, argc - 1, argv + 1);
		if (n > 0 && !c.help) {
			set_log(&c);
			password_memory((size_t)config_int(&c, "password-memory"));
			rc = verbs[i].run(&c, n - 1, argv + 2);
		} else if (n > 0) {
			rc = 0;
		}
		config_free(&c);
		return rc;
	}
	(void)fprintf(stderr, "luan: 没有“%s” / no such verb\n\n", argv[1]);
	return usage(stderr);
}

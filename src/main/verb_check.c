/* SPDX-License-Identifier: Apache-2.0 */
/* verb_check.c - the effective configuration and what is wrong with it. */
#include <stdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "engine/deadline.h"
#include "main/options.h"
#include "main/pages.h"

static int
wrong(const char *key, const char *zh, const char *en)
{
	(void)printf("! %s: %s / %s\n", key, zh, en);
	return 1;
}

static int
check_files(const struct config *c)
{
	static const char *const files[] = { "tls-cert", "tls-key" };
	const char *address = config_str(c, "http");
	int bad = 0;

	for (size_t i = 0; i < N_ELEMS(files); i++)
		if (config_str(c, files[i]) && access(config_str(c, files[i]), R_OK))
			bad += wrong(files[i], "文件不可读", "the file cannot be read");
	if (!config_str(c, "tls-cert") != !config_str(c, "tls-key"))
		bad += wrong("tls-cert", "证书和私钥须同时给出", "certificate and key belong together");
	if (!config_str(c, "tls-cert") && strncmp(address, "127.", 4) && strncmp(address, "[::1]", 5) && strncmp(address, "localhost", 9))
		bad += wrong("http", "对外监听而未启用TLS", "listens beyond this machine without TLS");
	if (!config_str(c, "public-url"))
		bad += wrong("public-url", "文书二维码未指向公众可访问的核验页", "the codes on documents do not lead to an address that the public reaches");
	if (!config_str(c, "audit-head"))
		bad += wrong("audit-head", "审计链首未导出到服务器之外", "audit heads are not exported outside the server");
	return bad;
}

static int
check_store(const struct config *c)
{
	struct engine_options o = engine_options(c);
	struct engine *e;
	struct buf b;
	enum err err;
	int bad = 0;

	if (access(o.data_dir, R_OK | W_OK | X_OK))
		return wrong("data", "数据目录不存在或不可写（先执行 luan init）", "the data directory is not there or not writable (luan init first)");
	if ((err = engine_open(&e, &o, all_pages())))
		return wrong("store", err_zh(err), err_en(err));
	buf_init(&b, KIB(64));
	deadline_missing(e, &b);
	buf_putc(&b, '\0');
	if (b.n > 1)
		bad += wrong("terms", b.p, "terms that have no row");
	buf_free(&b);
	engine_close(e);
	return bad;
}

int
verb_check(struct config *c, int argc, char **argv)
{
	struct buf b;
	int bad;

	if (argc)
		return (void)fprintf(stderr, "luan check\n"), 2;
	buf_init(&b, KIB(64));
	config_print(c, &b);
	(void)fwrite(b.p, 1, b.n, stdout);
	buf_free(&b);
	bad = check_files(c) + check_store(c);
	if (!bad)
		(void)printf("没有发现问题 / nothing wrong found\n");
	return bad ? 1 : 0;
}

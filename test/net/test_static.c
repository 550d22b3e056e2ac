/* SPDX-License-Identifier: Apache-2.0 */
/* The files of the application, from a directory made here. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include "base/arena.h"
#include "base/limits.h"
#include "net/static.h"
#include "server.h"

static char dir[] = "/tmp/luan-static-XXXXXX";
static struct static_site *site;
static struct http_server *server;
static struct client *client;
static const struct slice none = { NULL, 0 };
static char script[20000];

static void
put(const char *name, struct slice text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "we");
	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
	fclose(f);
}

static void
make_dir(const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

static int
start(void **state)
{
	struct http_route route = { "/", static_handle, NULL, 0, NULL, true };
	struct http_options o = { .address = "127.0.0.1:0" };
	char address[32], path[256];

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(static_load(&site, "/nonexistent/dist"), E_NOT_FOUND);
	assert_int_equal(static_load(&site, dir), E_NOT_FOUND);		/* no index.html */
	for (size_t i = 0; i < sizeof(script); i++)
		script[i] = "function a(){return 42}\n"[i % 24];
	put("index.html", S("<!doctype html><title>鹿安|luan</title>"));
	make_dir("assets");
	put("assets/app-1f2e.js", (struct slice){ script, sizeof(script) });
	put("assets/ready-aa.css", (struct slice){ script, 5000 });
	put("assets/ready-aa.css.gz", S("not really gzip"));
	put("assets/photo-bb.png", (struct slice){ script, 5000 });
	put("favicon.ico", S("icon"));
	put(".env", S("SECRET=1"));
	snprintf(path, sizeof(path), "%s/passwd", dir);
	assert_int_equal(symlink("/etc/passwd", path), 0);
	assert_int_equal(static_load(&site, dir), E_OK);
	route.ctx = site;
	assert_int_equal(http_start(&server, &o, &route, 1), E_OK);
	snprintf(address, sizeof(address), "127.0.0.1:%d", http_port(server));
	assert_int_equal(client_open(&client, address, 2000), E_OK);
	return 0;
}

static int
stop(void **state)
{
	static const char *const made[] = { "assets/app-1f2e.js", "assets/ready-aa.css", "assets/ready-aa.css.gz",
	    "assets/photo-bb.png", "index.html", "favicon.ico", ".env", "passwd" };
	char path[256];

	(void)state;
	client_close(client);
	http_stop(server);
	static_free(site);
	for (size_t i = 0; i < N_ELEMS(made); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, made[i]);
		unlink(path);
	}
	snprintf(path, sizeof(path), "%s/assets", dir);
	rmdir(path);
	return rmdir(dir);
}

static struct client_reply
get(const char *target, const char *headers)
{
	struct client_reply r;

	assert_int_equal(client_call(client, "GET", target, headers, none, &r), E_OK);
	return r;
}

static void
test_plain(void **state)
{
	struct client_reply r = get("/favicon.ico", NULL);

	(void)state;
	assert_int_equal(r.status, 200);
	assert_slice(r.body, "icon");
	assert_slice(client_header(&r, "Content-Type"), "image/x-icon");
	assert_slice(client_header(&r, "Cache-Control"), "no-cache");
	r = get("/assets/app-1f2e.js", NULL);
	assert_int_equal(r.body.n, sizeof(script));
	assert_memory_equal(r.body.p, script, sizeof(script));
	assert_slice(client_header(&r, "Content-Type"), "text/javascript; charset=utf-8");
	assert_slice(client_header(&r, "Cache-Control"), "public, max-age=31536000, immutable");
	assert_slice(client_header(&r, "Vary"), "Accept-Encoding");
	assert_null(client_header(&r, "Content-Encoding").p);
	assert_slice(client_header(&r, "X-Content-Type-Options"), "nosniff");
}

static void
test_gzip(void **state)
{
	struct client_reply r = get("/assets/app-1f2e.js", "Accept-Encoding: br, gzip;q=0.8\r\n");
	static char out[sizeof(script) + 1];
	z_stream z = { 0 };

	(void)state;
	assert_slice(client_header(&r, "Content-Encoding"), "gzip");
	assert_true(r.body.n < 1000);
	assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
	z.next_in = (Bytef *)(uintptr_t)r.body.p;
	z.avail_in = (uInt)r.body.n;
	z.next_out = (Bytef *)out;
	z.avail_out = sizeof(out);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.total_out, sizeof(script));
	assert_memory_equal(out, script, sizeof(script));
	inflateEnd(&z);
	r = get("/assets/ready-aa.css", "Accept-Encoding: gzip\r\n");
	assert_slice(r.body, "not really gzip");		/* made by the build: taken as it is */
	r = get("/assets/photo-bb.png", "Accept-Encoding: gzip\r\n");
	assert_null(client_header(&r, "Content-Encoding").p);	/* packed already */
	r = get("/assets/app-1f2e.js", "Accept-Encoding: gzip;q=0\r\n");
	assert_null(client_header(&r, "Content-Encoding").p);
}

static void
test_etag(void **state)
{
	struct client_reply r = get("/index.html", NULL);
	struct slice tag = client_header(&r, "ETag");
	char header[128];

	(void)state;
	assert_int_equal(tag.n, 22);
	snprintf(header, sizeof(header), "If-None-Match: \"other\", W/%.*s\r\n", (int)tag.n, tag.p);
	r = get("/index.html", header);
	assert_int_equal(r.status, 304);
	assert_int_equal(r.body.n, 0);
	r = get("/", header);				/* the same page */
	assert_int_equal(r.status, 304);
	r = get("/favicon.ico", header);
	assert_int_equal(r.status, 200);
}

static void
test_pages(void **state)
{
	static const struct {
		const char *target;
		int want;
	} rows[] = {
		{ "/", 200 }, { "/devices", 200 }, { "/devices/17/repairs", 200 }, { "/设备", 200 },
		{ "/assets/gone.js", 404 }, { "/robots.txt", 404 }, { "/.env", 404 }, { "/passwd", 200 },
		{ "/../../etc/passwd.txt", 404 }, { "/assets/%2e%2e/%2e%2e/x.y", 404 },
	};
	struct client_reply r;

	(void)state;
	for (size_t i = 0; i < N_ELEMS(rows); i++) {
		r = get(rows[i].target, NULL);
		assert_int_equal(r.status, rows[i].want);
		assert_null(memmem(r.body.p, r.body.n, "root:", 5));
		assert_null(memmem(r.body.p, r.body.n, "SECRET", 6));
		if (rows[i].want == 200)
			assert_slice(client_header(&r, "Content-Type"), "text/html; charset=utf-8");
	}
	assert_int_equal(client_call(client, "POST", "/", NULL, S(""), &r), E_OK);
	assert_int_equal(r.status, 405);
	assert_slice(client_header(&r, "Allow"), "GET, HEAD");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_gzip),
		cmocka_unit_test(test_etag),
		cmocka_unit_test(test_pages),
	};

	return cmocka_run_group_tests(tests, start, stop);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include "base/limits.h"
#include "base/log.h"
#include "net/static.h"

#define FILES_MAX 4096
#define FILE_MAX MIB(16)
#define SITE_MAX MIB(128)
#define DEPTH_MAX 8
#define GZIP_LEAST 256			/* smaller files are not worth a coding */

struct file {
	char *path;			/* as requested: "/assets/x.js" */
	char *bytes, *gzip;		/* gzip NULL: only as it is */
	size_t n, gzip_n;
	char etag[24], gzip_etag[28];
	const char *type;
};

struct static_site {
	struct file *file;		/* sorted by path */
	size_t n, cap, total;
};

static const struct {
	const char *ending, *type;
	bool packed;			/* compressed by its nature */
} types[] = {
	{ ".html", "text/html; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".mjs", "text/javascript; charset=utf-8" },
	{ ".css", "text/css; charset=utf-8" },
	{ ".json", "application/json" },
	{ ".map", "application/json" },
	{ ".geojson", "application/geo+json" },
	{ ".webmanifest", "application/manifest+json" },
	{ ".svg", "image/svg+xml" },
	{ ".txt", "text/plain; charset=utf-8" },
	{ ".md", "text/markdown; charset=utf-8" },
	{ ".xml", "application/xml" },
	{ ".wasm", "application/wasm" },
	{ ".ico", "image/x-icon" },
	{ ".ttf", "font/ttf" },
	{ ".pdf", "application/pdf", true },
	{ ".png", "image/png", true },
	{ ".jpg", "image/jpeg", true },
	{ ".jpeg", "image/jpeg", true },
	{ ".gif", "image/gif", true },
	{ ".webp", "image/webp", true },
	{ ".woff", "font/woff", true },
	{ ".woff2", "font/woff2", true },
	{ ".mp3", "audio/mpeg", true },
	{ ".pbf", "application/x-protobuf", true },
	{ ".gz", "application/gzip", true },
};

static bool
ends(struct slice s, const char *ending)
{
	size_t n = strlen(ending);

	return s.n >= n && strncasecmp(s.p + s.n - n, ending, n) == 0;
}

static const char *
type_of(struct slice path, bool *packed)
{
	for (size_t i = 0; i < N_ELEMS(types); i++) {
		if (!ends(path, types[i].ending))
			continue;
		*packed = types[i].packed;
		return types[i].type;
	}
	*packed = false;
	return "application/octet-stream";
}

const char *
static_type(struct slice path)
{
	bool packed;

	return type_of(path, &packed);
}

/* ---- loading ---- */

static void
make_gzip(struct file *f)
{
	z_stream z = { 0 };
	char *out = mem_alloc(f->n);

	if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		die("static: zlib");
	z.next_in = (Bytef *)f->bytes;
	z.avail_in = (uInt)f->n;
	z.next_out = (Bytef *)out;
	z.avail_out = (uInt)(f->n - f->n / 16);	/* a gain below a sixteenth is not worth having */
	if (deflate(&z, Z_FINISH) == Z_STREAM_END) {
		f->gzip_n = z.total_out;
		f->gzip = mem_resize(out, f->gzip_n);
	} else {
		mem_free(out);
	}
	deflateEnd(&z);
}

static void
make_etags(struct file *f)
{
	unsigned char hash[16];
	char text[33];

	crypto_generichash(hash, sizeof(hash), (const unsigned char *)f->bytes, f->n, NULL, 0);
	sodium_bin2hex(text, sizeof(text), hash, sizeof(hash));
	snprintf(f->etag, sizeof(f->etag), "\"%.20s\"", text);
	snprintf(f->gzip_etag, sizeof(f->gzip_etag), "\"%.20s-gz\"", text);
}

static enum err
read_whole(int fd, size_t n, char **ret)
{
	char *p = mem_alloc(n + 1);
	size_t have = 0;
	ssize_t got;

	while (have < n && (got = read(fd, p + have, n - have)) > 0)
		have += (size_t)got;
	if (have < n) {			/* it shrank while it was read */
		mem_free(p);
		return E_INTERNAL;
	}
	*ret = p;
	return E_OK;
}

static enum err
load_file(struct static_site *site, int fd, size_t n, const char *path)
{
	struct file *f;
	enum err e;
	char *bytes;
	bool packed;

	if (site->n == FILES_MAX || n > FILE_MAX || site->total + n > SITE_MAX)
		return E_FULL;
	if ((e = read_whole(fd, n, &bytes)))
		return e;
	if (site->n == site->cap) {
		site->cap = site->cap ? site->cap * 2 : 64;
		site->file = mem_resize(site->file, mul_size(site->cap, sizeof(*f)));
	}
	f = &site->file[site->n++];
	*f = (struct file){ .path = mem_str(slice_of(path)), .bytes = bytes, .n = n };
	f->type = type_of(slice_of(path), &packed);
	site->total += n;
	make_etags(f);
	return E_OK;
}

static enum err load_dir(struct static_site *site, int fd, const char *path, int depth);

static enum err
load_entry(struct static_site *site, int at, const char *name, const char *path, int depth)
{
	struct stat st;
	enum err e = E_OK;
	int fd = openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return E_OK;		/* a link, or not ours to read */
	if (fstat(fd, &st)) {
		close(fd);
		return E_OK;
	}
	if (S_ISDIR(st.st_mode))
		return load_dir(site, fd, path, depth + 1);	/* closes fd */
	if (S_ISREG(st.st_mode))
		e = load_file(site, fd, (size_t)st.st_size, path);
	close(fd);
	return e;
}

static enum err
load_dir(struct static_site *site, int fd, const char *path, int depth)
{
	DIR *d = depth > DEPTH_MAX ? NULL : fdopendir(fd);
	struct dirent *entry;
	enum err e = E_OK;
	char sub[1024];

	if (!d) {
		close(fd);
		return E_FULL;
	}
	while (!e && (entry = readdir(d))) {
		if (entry->d_name[0] == '.')
			continue;
		if ((size_t)snprintf(sub, sizeof(sub), "%s/%s", path, entry->d_name) >= sizeof(sub))
			e = E_FULL;
		else
			e = load_entry(site, fd, entry->d_name, sub, depth);
	}
	closedir(d);
	return e;
}

static int
by_path(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static const struct file *
find(const struct static_site *site, struct slice path)
{
	size_t lo = 0, hi = site->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2, n = strlen(site->file[mid].path);
		int c = memcmp(site->file[mid].path, path.p, n < path.n ? n : path.n);

		if (c == 0 && n == path.n)
			return &site->file[mid];
		if (c < 0 || (c == 0 && n < path.n))
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

/* A ready-made "x.gz" is the gzip form of "x"; for others it is made here. */
static void
make_coded(struct static_site *site, struct file *f)
{
	char name[1024];
	const struct file *ready;
	bool packed;

	type_of(slice_of(f->path), &packed);
	snprintf(name, sizeof(name), "%s.gz", f->path);
	if ((ready = find(site, slice_of(name))) && ready->n < f->n) {
		f->gzip = mem_alloc(ready->n);
		f->gzip_n = ready->n;
		memcpy(f->gzip, ready->bytes, ready->n);
	} else if (!packed && f->n >= GZIP_LEAST) {
		make_gzip(f);
	}
}

enum err
static_load(struct static_site **ret, const char *dir)
{
	struct static_site *site;
	enum err e;
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return E_NOT_FOUND;
	site = mem_alloc(sizeof(*site));
	e = load_dir(site, fd, "", 0);
	if (!e && site->n)
		qsort(site->file, site->n, sizeof(*site->file), by_path);
	if (!e && !find(site, S("/index.html")))
		e = E_NOT_FOUND;
	if (e) {
		static_free(site);
		return e;
	}
	for (size_t i = 0; i < site->n; i++)
		make_coded(site, &site->file[i]);
	log_at(LOG_INFO, "static.loaded", KV("files", LI((int64_t)site->n)), KV("bytes", LI((int64_t)site->total)));
	*ret = site;
	return E_OK;
}

void
static_free(struct static_site *site)
{
	for (size_t i = 0; i < site->n; i++) {
		mem_free(site->file[i].path);
		mem_free(site->file[i].bytes);
		mem_free(site->file[i].gzip);
	}
	mem_free(site->file);
	mem_free(site);
}

/* ---- serving ---- */

/* "gzip" or "*" in Accept-Encoding, unless refused with q=0. */
static bool
takes_gzip(const struct http_request *rq)
{
	struct slice rest = http_header(rq, "Accept-Encoding"), item, name;

	while (slice_cut(&rest, ',', &item)) {
		if (!slice_cut(&item, ';', &name))
			continue;
		name = slice_trim(name);
		if (!(name.n == 4 && strncasecmp(name.p, "gzip", 4) == 0) && !slice_is(name, "*"))
			continue;
		item = slice_trim(item);
		return !(slice_is(item, "q=0") || slice_is(item, "q=0.0") || slice_is(item, "q=0.00") ||
		    slice_is(item, "q=0.000"));
	}
	return false;
}

static bool
has_tag(struct slice header, const char *etag)
{
	struct slice item;

	while (slice_cut(&header, ',', &item)) {
		item = slice_trim(item);
		if (slice_starts(item, "W/"))
			item = (struct slice){ item.p + 2, item.n - 2 };
		if (slice_is(item, etag) || slice_is(item, "*"))
			return true;
	}
	return false;
}

static bool
is_page(struct slice path)
{
	const char *slash = memrchr(path.p, '/', path.n);

	return slash && !memchr(slash, '.', (size_t)(path.p + path.n - slash));
}

static void
send_file(struct http_request *rq, const struct file *f)
{
	bool gzip = f->gzip && takes_gzip(rq);
	const char *etag = gzip ? f->gzip_etag : f->etag;

	http_set(rq, "ETag", etag);
	http_set(rq, "Cache-Control", slice_starts(slice_of(f->path), "/assets/") ?
	    "public, max-age=31536000, immutable" : "no-cache");
	if (f->gzip)
		http_set(rq, "Vary", "Accept-Encoding");
	if (has_tag(http_header(rq, "If-None-Match"), etag)) {
		http_answer_const(rq, 304, NULL, (struct slice){ NULL, 0 });
		return;
	}
	if (gzip)
		http_set(rq, "Content-Encoding", "gzip");
	http_answer_const(rq, 200, f->type, gzip ? (struct slice){ f->gzip, f->gzip_n } :
	    (struct slice){ f->bytes, f->n });
}

void
static_handle(struct http_request *rq, void *ctx)
{
	const struct static_site *site = ctx;
	const struct file *f;

	if (rq->method != HTTP_GET && rq->method != HTTP_HEAD) {
		http_set(rq, "Allow", "GET, HEAD");
		http_problem(rq, E_NO_METHOD, NULL, 0);
		return;
	}
	f = find(site, rq->path);
	if (!f && is_page(rq->path))
		f = find(site, S("/index.html"));
	if (f)
		send_file(rq, f);
	else
		http_problem(rq, E_NOT_FOUND, NULL, 0);
}

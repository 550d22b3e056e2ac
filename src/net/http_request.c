/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <gnutls/gnutls.h>
#include <sodium.h>
#include <strings.h>
#include "base/clock.h"
#include "base/limits.h"
#include "net/http_.h"
#include "net/percent.h"

/* Ten random bytes as hexadecimal; the kernel is asked once for many. */
static void
request_id(char id[24])
{
	static _Thread_local unsigned char pool[1000];
	static _Thread_local size_t left;

	if (left == 0) {
		randombytes_buf(pool, sizeof(pool));
		left = sizeof(pool);
	}
	left -= 10;
	sodium_bin2hex(id, 24, pool + left, 10);
}

struct req *
req_new(struct conn *conn, struct MHD_Connection *mhd)
{
	struct req *rq = mem_alloc(sizeof(*rq));

	rq->server = conn->server;
	rq->conn = conn;
	rq->mhd = mhd;
	rq->refs = 1;
	rq->pub.priv = rq;
	rq->pub.peer = slice_of(conn->peer);
	rq->pub.tls = conn->server->tls;
	rq->machines = conn->server->o.machines;
	rq->pub.began_mono_ms = clock_mono_ms();
	request_id(rq->pub.id);
	arena_init(&rq->pub.arena);
	return rq;
}

void
req_unref(struct req *rq)
{
	if (atomic_fetch_sub(&rq->refs, 1) != 1)
		return;
	if (rq->pub.filtered)
		rq->filter->end(rq->pub.filtered);
	if (rq->bell)
		bell_unref(rq->bell);
	arena_free(&rq->pub.arena);
	mem_free(rq->body);
	mem_free(rq);
}

static enum http_method
method_of(const char *name)
{
	static const char *const known[] = {
		[HTTP_GET] = "GET", [HTTP_HEAD] = "HEAD", [HTTP_POST] = "POST", [HTTP_PUT] = "PUT",
		[HTTP_PATCH] = "PATCH", [HTTP_DELETE] = "DELETE", [HTTP_OPTIONS] = "OPTIONS",
	};

	for (size_t i = 0; i < N_ELEMS(known); i++)
		if (strcmp(known[i], name) == 0)
			return (enum http_method)i;
	return HTTP_OTHER;
}

static enum MHD_Result
take_arg(void *ctx, enum MHD_ValueKind kind, const char *name, size_t name_n, const char *value, size_t value_n)
{
	struct req *rq = ctx;
	struct slice n = { name, name_n }, v = { value ? value : "", value ? value_n : 0 };
	struct http_arg *arg;

	(void)kind;
	if (rq->narg == rq->narg_max) {
		arg = arena_array(&rq->pub.arena, struct http_arg, rq->narg_max ? rq->narg_max * 2 : 8);
		if (rq->narg)
			memcpy(arg, rq->arg, rq->narg * sizeof(*arg));
		rq->arg = arg;
		rq->narg_max = rq->narg_max ? rq->narg_max * 2 : 8;
	}
	arg = &rq->arg[rq->narg++];
	rq->bad = percent_decode(&rq->pub.arena, n, &arg->name);
	if (!rq->bad)
		rq->bad = percent_decode(&rq->pub.arena, v, &arg->value);
	return rq->bad ? MHD_NO : MHD_YES;
}

/* What the head says about the body. Two lengths, a length beside chunks, or a coding we do not know are
 * how requests are smuggled past a proxy: refused. */
struct framing {
	int lengths, codings, hosts, count;
	bool bad;
	int64_t length;
};

static enum MHD_Result
take_header(void *ctx, enum MHD_ValueKind kind, const char *name, size_t name_n, const char *value, size_t value_n)
{
	struct framing *f = ctx;
	struct slice v = slice_trim((struct slice){ value ? value : "", value ? value_n : 0 });

	(void)kind;
	f->count++;
	if (name_n == 14 && strcasecmp(name, "Content-Length") == 0) {
		f->lengths++;
		if (!slice_int(v, &f->length) || f->length < 0)
			f->bad = true;
	} else if (name_n == 17 && strcasecmp(name, "Transfer-Encoding") == 0) {
		f->codings++;
		if (v.n != 7 || strncasecmp(v.p, "chunked", 7) != 0)
			f->bad = true;
	} else if (name_n == 4 && strcasecmp(name, "Host") == 0) {
		f->hosts++;
	}
	return MHD_YES;
}

static const struct http_route *
route_of(const struct http_server *s, struct slice path)
{
	for (size_t i = 0; i < s->nroute; i++)
		if (slice_starts(path, s->route[i].prefix))
			return &s->route[i];
	return NULL;
}

/* Decodes the head and finds the route; the sizes announced are checked before a byte of the body is read. */
enum err
req_head(struct req *rq, const char *url, const char *method)
{
	struct framing f = { 0 };
	enum err e;

	rq->pub.method = method_of(method);
	if (method[strspn(method, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_")])
		return E_BAD_BODY;
	MHD_get_connection_values_n(rq->mhd, MHD_HEADER_KIND, take_header, &f);
	rq->body_length = f.codings ? -1 : f.length;
	if (f.bad || f.lengths + f.codings > 1 || f.hosts > 1 || f.count > HTTP_ALLOWED_HEADERS)
		return E_BAD_BODY;
	if (url[0] != '/')
		return E_BAD_QUERY;
	if ((e = percent_decode(&rq->pub.arena, slice_of(url), &rq->pub.path)))
		return e;
	MHD_get_connection_values_n(rq->mhd, MHD_GET_ARGUMENT_KIND, take_arg, rq);
	if (rq->bad)
		return rq->bad;
	if (!(rq->route = route_of(rq->server, rq->pub.path)))
		return E_NOT_FOUND;
	if (rq->route->quick)			/* answers may look at it when the connection has gone */
		rq->pub.path = arena_copy(&rq->pub.arena, rq->pub.path);
	if (atomic_load_explicit(&rq->server->stopping, memory_order_relaxed))
		return E_SHUTDOWN;
	if (rq->body_length > 0 && (uint64_t)rq->body_length > (rq->route->filter ? rq->route->filter->arrives_max : rq->route->body_max))
		return E_TOO_LARGE;
	return E_OK;
}

/* The body grows with what has really arrived, never with what was announced; up to BODY_AT_ONCE that is the same. */
#define BODY_AT_ONCE KIB(64)

static enum err
body_reserve(struct req *rq, size_t n, size_t most)
{
	struct http_server *s = rq->server;
	size_t cap = rq->body_cap ? rq->body_cap * 2 : KIB(4), more;

	if (!rq->body_cap && rq->body_length > 0 && rq->body_length <= (int64_t)BODY_AT_ONCE)
		cap = (size_t)rq->body_length;
	while (cap < n)
		cap *= 2;
	if (cap > most)
		cap = most;
	assert(cap >= n);
	more = cap - rq->body_cap;
	if (atomic_fetch_add(&s->count.bodies, (int64_t)more) + (int64_t)more > (int64_t)s->o.bodies_in_flight) {
		atomic_fetch_sub(&s->count.bodies, (int64_t)more);
		return E_BUSY;
	}
	rq->body = mem_resize(rq->body, cap);
	rq->body_cap = cap;
	return E_OK;
}

static enum err
take_plain(struct req *rq, const char *data, size_t n)
{
	size_t most = rq->route->body_max;
	enum err e;

	if (n > most - rq->body_n)
		return E_TOO_LARGE;
	if (rq->body_length > 0 && most > (size_t)rq->body_length)
		most = (size_t)rq->body_length;
	if (rq->body_n + n > rq->body_cap && (e = body_reserve(rq, rq->body_n + n, most)))
		return e;
	memcpy(rq->body + rq->body_n, data, n);
	rq->body_n += n;
	return E_OK;
}

/* What may stay is looked at piece by piece: a filter is given room for all of a piece before it says what it keeps. */
static enum err
take_filtered(struct req *rq, const char *data, size_t n)
{
	const struct http_filter *f = rq->route->filter;
	size_t most = rq->route->body_max + n + HTTP_FILTER_SLACK, want = rq->body_n + n + HTTP_FILTER_SLACK, kept = 0;
	enum err e;

	if (n > f->arrives_max - rq->arrived)
		return E_TOO_LARGE;
	rq->arrived += n;
	if (want > rq->body_cap && (e = body_reserve(rq, want, most > rq->body_cap ? most : rq->body_cap)))
		return e;
	if ((e = f->take(rq->pub.filtered, (struct slice){ data, n }, rq->body + rq->body_n, &kept)))
		return e;
	assert(kept <= n + HTTP_FILTER_SLACK);
	rq->body_n += kept;
	return rq->body_n > rq->route->body_max ? E_TOO_LARGE : E_OK;
}

enum err
req_take(struct req *rq, const char *data, size_t n)
{
	const struct http_filter *f = rq->route->filter;

	if (f && !rq->pub.filtered && !rq->body_n)
		rq->pub.filtered = f->begin(&rq->pub, rq->route->ctx);
	rq->filter = f;
	return rq->pub.filtered ? take_filtered(rq, data, n) : take_plain(rq, data, n);
}

struct slice
http_header(const struct http_request *rq, const char *name)
{
	const char *value = NULL;
	size_t n = 0;

	if (MHD_lookup_connection_value_n(req_of(rq)->mhd, MHD_HEADER_KIND, name, strlen(name),
	    &value, &n) != MHD_YES)
		return (struct slice){ NULL, 0 };
	return slice_trim((struct slice){ value ? value : "", value ? n : 0 });
}

struct slice
http_query(const struct http_request *rq, const char *name)
{
	const struct req *r = req_of(rq);

	for (size_t i = 0; i < r->narg; i++)
		if (slice_is(r->arg[i].name, name))
			return r->arg[i].value;
	return (struct slice){ NULL, 0 };
}

void
http_each_query(const struct http_request *rq, http_arg_fn *fn, void *ctx)
{
	const struct req *r = req_of(rq);

	for (size_t i = 0; i < r->narg; i++)
		fn(ctx, r->arg[i].name, r->arg[i].value);
}

struct slice
http_cookie(const struct http_request *rq, const char *name)
{
	struct slice rest = http_header(rq, "Cookie"), piece, key;

	while (slice_cut(&rest, ';', &piece)) {
		piece = slice_trim(piece);
		if (slice_cut(&piece, '=', &key) && piece.p && slice_is(key, name))
			return piece;
	}
	return (struct slice){ NULL, 0 };
}

bool
http_peer_certificate(const struct http_request *rq, uint8_t ret_sha256[32])
{
	const struct req *r = req_of(rq);
	const union MHD_ConnectionInfo *tls = rq->tls ? MHD_get_connection_info(r->mhd, MHD_CONNECTION_INFO_GNUTLS_SESSION) : NULL;
	const gnutls_datum_t *chain;
	unsigned n = 0;
	size_t size = 32;

	if (!tls || !(chain = gnutls_certificate_get_peers(tls->tls_session, &n)) || !n)
		return false;
	return !gnutls_fingerprint(GNUTLS_DIG_SHA256, &chain[0], ret_sha256, &size) && size == 32;
}

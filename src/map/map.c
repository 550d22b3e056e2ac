/* SPDX-License-Identifier: Apache-2.0 */
#include "map/map.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "engine/signin.h"
#include "store/tiles.h"

#define LOOK_MS 1000		/* how often the file is looked at */
#define TILE_PREFIX "/map/tiles/"

struct map {
	struct engine *engine;
	char *path;
	pthread_rwlock_t lock;		/* tiles: read while it is used, written when it is exchanged */
	struct tiles *tiles;		/* NULL: there is no map */
	_Atomic int64_t looked_ms;
};

/* Opens what lies there now, closes what lay there before. */
static void
look(struct map *m)
{
	struct tiles *fresh = NULL, *old;
	int64_t now = clock_mono_ms(), last = m->looked_ms;
	bool same;
	enum err e;

	if (now - last < LOOK_MS || !atomic_compare_exchange_strong(&m->looked_ms, &last, now))
		return;
	pthread_rwlock_rdlock(&m->lock);
	same = m->tiles && !tiles_outdated(m->tiles, m->path);
	pthread_rwlock_unlock(&m->lock);
	if (same)
		return;
	if ((e = tiles_open(&fresh, m->path)) && e != E_NOT_FOUND)
		log_at(LOG_WARN, "map.open", KV("error", LS(err_name(e))));
	pthread_rwlock_wrlock(&m->lock);
	old = m->tiles;
	m->tiles = fresh;
	pthread_rwlock_unlock(&m->lock);
	tiles_close(old);
	if (fresh)
		log_at(LOG_INFO, "map.open", KV("file", LS(MAP_FILE)));
}

struct map *
map_open(struct engine *e)
{
	struct map *m = mem_alloc(sizeof *m);
	char path[4096];

	(void)snprintf(path, sizeof path, "%s/" MAP_FILE, db_data_dir(e->db));
	m->engine = e;
	m->path = mem_str(slice_of(path));
	pthread_rwlock_init(&m->lock, NULL);
	m->looked_ms = clock_mono_ms() - LOOK_MS;
	look(m);
	return m;
}

void
map_close(struct map *m)
{
	if (!m)
		return;
	tiles_close(m->tiles);
	pthread_rwlock_destroy(&m->lock);
	mem_free(m->path);
	mem_free(m);
}

/* Only for people who are signed in: what a force's map shows is its own matter. */
static bool
known(struct map *m, struct http_request *rq)
{
	const struct who *who;
	enum err e = rq->method == HTTP_GET || rq->method == HTTP_HEAD ? E_OK : E_NO_METHOD;

	if (!e)
		e = m->engine->signin->authenticate(m->engine->signin->ctx, rq, &who);
	if (e) {
		http_problem(rq, e, NULL, 0);
		return false;
	}
	m->engine->signin->release(who);
	return true;
}

/* ---- GET /map/info ---- */

static void
info_json(struct buf *b, const struct tiles_info *i)
{
	struct slice rest = slice_of(i->layers), name;

	buf_printf(b, "{\"present\":true,\"bounds\":[%.6f,%.6f,%.6f,%.6f],\"min_zoom\":%d,\"max_zoom\":%d,\"layers\":[", i->west,
	    i->south, i->east, i->north, i->min_zoom, i->max_zoom);
	for (int n = 0; slice_cut(&rest, ',', &name); n++) {
		if (n)
			buf_putc(b, ',');
		buf_json(b, name);
	}
	buf_puts(b, "],\"attribution\":");
	buf_json(b, slice_of(i->attribution));
	buf_printf(b, ",\"simulated\":%s,\"version\":\"%" PRIx64 "\"}", i->simulated ? "true" : "false", (uint64_t)i->made_ms);
}

static void
info_serve(struct http_request *rq, void *ctx)
{
	struct map *m = ctx;
	struct tiles_info i;
	struct buf b;
	bool present;

	if (!known(m, rq))
		return;
	look(m);
	buf_init(&b, KIB(8));
	pthread_rwlock_rdlock(&m->lock);
	if ((present = m->tiles != NULL))
		tiles_info(m->tiles, &i);
	pthread_rwlock_unlock(&m->lock);
	if (present)
		info_json(&b, &i);
	else
		buf_puts(&b, "{\"present\":false}");
	http_answer(rq, 200, "application/json; charset=utf-8", arena_copy(&rq->arena, buf_slice(&b)));
	buf_free(&b);
}

/* ---- GET /map/tiles/{z}/{x}/{y} ---- */

static bool
tile_address(struct slice path, int64_t at[3])
{
	struct slice rest = { path.p + sizeof TILE_PREFIX - 1, path.n - (sizeof TILE_PREFIX - 1) }, part;

	for (int i = 0; i < 3; i++)
		if (!slice_cut(&rest, '/', &part) || part.n > 9 || !slice_int(part, &at[i]) || at[i] < 0)
			return false;
	return !rest.p && at[0] <= TILES_ZOOM_MAX;
}

static void
tile_answer(struct http_request *rq, struct slice tile)
{
	char tag[24];
	struct slice asked = http_header(rq, "If-None-Match");

	(void)snprintf(tag, sizeof tag, "\"%016" PRIx64 "\"", hash64(tile));
	http_set(rq, "ETag", tag);
	http_set(rq, "Cache-Control", http_query(rq, "v").n ? "private, max-age=31536000, immutable" : "private, max-age=60");
	if (slice_is(asked, tag)) {
		http_answer(rq, 304, NULL, S(""));
		return;
	}
	http_set(rq, "Content-Encoding", "gzip");
	http_answer(rq, 200, "application/vnd.mapbox-vector-tile", tile);
}

static void
tile_serve(struct http_request *rq, void *ctx)
{
	struct map *m = ctx;
	struct slice tile;
	int64_t at[3];
	enum err e = E_NOT_FOUND;

	if (!known(m, rq))
		return;
	if (!tile_address(rq->path, at)) {
		http_problem(rq, E_NOT_FOUND, NULL, 0);
		return;
	}
	look(m);
	pthread_rwlock_rdlock(&m->lock);
	if (m->tiles)
		e = tiles_get(m->tiles, (int)at[0], at[1], at[2], &rq->arena, &tile);
	pthread_rwlock_unlock(&m->lock);
	if (!e)
		tile_answer(rq, tile);
	else if (e == E_NOT_FOUND)
		http_answer(rq, 204, NULL, S(""));
	else
		http_problem(rq, e, NULL, 0);
}

size_t
map_routes(struct map *m, struct http_route *route, size_t max)
{
	if (max < 2)
		return 0;
	route[0] = (struct http_route){ .prefix = "/map/info", .handle = info_serve, .ctx = m };
	route[1] = (struct http_route){ .prefix = TILE_PREFIX, .handle = tile_serve, .ctx = m };
	return 2;
}

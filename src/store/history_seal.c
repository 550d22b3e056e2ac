/* SPDX-License-Identifier: Apache-2.0 */
/* history_seal.c - full segments are sealed beside the intake.
 *
 *   .open (full) ─ sort, write ─► .new ─ fsync, rename ─► .seg ─ fsync of the folder ─► the part is replaced ─► .open removed
 *
 * A crash before the rename leaves .open, after it .seg as well, which then counts. */
#include "store/beside_.h"
#include "store/sealed_.h"

#include <errno.h>
#include <time.h>
#include "base/clock.h"
#include "base/log.h"

#define RETRY_S 5

static struct part *
closing(struct history *h)
{
	for (size_t i = 0; i < h->n_parts; i++)
		if (h->part[i]->closing)
			return h->part[i];
	return NULL;
}

enum err
part_publish(struct history *h, struct part *old, const char *fresh_path, int64_t rows)
{
	char path[PATH_LEN];
	struct sealed *s;
	segment_path(path, h->dir, old->series, old->number, ".seg");
	enum err e = beside_segment(h->beside, old->number, old->series, rows);
	if (!e && rename(fresh_path, path))
		e = disk_err("rename", path);
	if (e || (e = disk_sync_dir(h->dir)) || (e = sealed_open(&s, path)))
		return e;
	struct part *p = mem_alloc(sizeof *p);
	*p = (struct part){ .number = old->number, .series = old->series, .sealed = s };
	part_replace(h, old, p);
	return E_OK;
}

struct rolls {
	struct open_segment *o;
	struct segment_roll roll;
};

static void
rolls_begin(void *ctx, struct roll_source *ret)
{
	struct rolls *r = ctx;
	segment_roll_begin(r->o, &r->roll, ret);
}

static void
rolls_end(void *ctx)
{
	segment_roll_end(&((struct rolls *)ctx)->roll);
}

static enum err
seal(struct history *h, struct part *p)
{
	char fresh[PATH_LEN], was[PATH_LEN];
	struct open_segment *o = p->open;
	struct rolls rolls = { .o = o };
	struct seal_input in = { .number = p->number, .n = o->n, .series = p->series, .chunk = o->chunk, .mark = h->mark,
		.roll_begin = rolls_begin, .roll_end = rolls_end, .roll_ctx = &rolls, .raw = p->series == SERIES_QUARANTINE ? o : NULL, .stop = &h->seal_stop };
	int64_t from = clock_mono_ms();
	segment_path(fresh, h->dir, p->series, p->number, ".new");
	snprintf(was, sizeof was, "%s", o->path);
	enum err e = sealed_write(fresh, &in);
	if (e || (e = part_publish(h, p, fresh, o->n - o->lost)))
		return e;
	segment_remove(was);
	log_at(LOG_DEBUG, "history.sealed", KV("segment", LI(in.number)), KV("rows", LI(in.n)), KV("ms", LI(clock_mono_ms() - from)));
	return E_OK;
}

void *
history_seal_main(void *arg)
{
	struct history *h = arg;
	pthread_mutex_lock(&h->lock);
	while (!h->seal_stop) {
		struct part *p = closing(h);
		if (!p) {
			pthread_cond_wait(&h->close, &h->lock);
			continue;
		}
		pthread_mutex_unlock(&h->lock);
		enum err e = seal(h, p);
		pthread_mutex_lock(&h->lock);
		h->seal_trouble = e;
		pthread_cond_broadcast(&h->sealed);
		if (e && e != E_SHUTDOWN) {
			struct timespec until;
			log_at(LOG_ERROR, "history.seal", KV("error", LS(err_name(e))));
			clock_gettime(CLOCK_REALTIME, &until);
			until.tv_sec += RETRY_S;
			while (!h->seal_stop && pthread_cond_timedwait(&h->close, &h->lock, &until) != ETIMEDOUT)
				;
		}
	}
	pthread_mutex_unlock(&h->lock);
	return NULL;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* pack.c - the queue and the one writer: many sets, one fsync. */
#include "store/pack_.h"

#include <openssl/evp.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"

#define QUEUE_BYTES MIB(192)
#define GROUP_BYTES MIB(24)	/* one fsync takes no more sets beyond */
#define FREE_PERCENT 5

void
pack_sha256(struct slice s, uint8_t ret[32])
{
	unsigned n = 32;
	if (!EVP_Digest(s.n ? s.p : "", s.n, ret, &n, EVP_sha256(), NULL))
		die("pack: no SHA-256");
}

/* ---- the same content again ---- */

static struct seen *
seen_of(struct pack_store *s, const uint8_t sha[32])
{
	uint64_t at;
	memcpy(&at, sha + 16, sizeof at);
	return &s->seen[at & (SEEN - 1)];
}

void
pack_seen_put(struct pack_store *s, const uint8_t sha[32], uint32_t pack, uint32_t unit)
{
	struct seen *e = seen_of(s, sha);
	memcpy(e->sha, sha, sizeof e->sha);
	e->pack = pack;
	e->unit = unit;
}

static const struct seen *
seen_get(struct pack_store *s, const uint8_t sha[32])
{
	const struct seen *e = seen_of(s, sha);
	return e->pack && memcmp(e->sha, sha, sizeof e->sha) == 0 ? e : NULL;
}

void
pack_seen_clear(struct pack_store *s)
{
	memset(s->seen, 0, SEEN * sizeof *s->seen);
}

/* ---- one set ---- */

static uint32_t
pad(size_t n)
{
	return (uint32_t)((n + PACK_UNIT - 1) / PACK_UNIT * PACK_UNIT);
}

/* Where each picture goes: behind the header, or where the same one stands already. Bytes of the whole record. */
static uint32_t
lay_out(struct pack_store *s, const struct picture_set *set, uint32_t at, struct pack_head *h, bool own[PACK_SET_MAX])
{
	uint32_t size = pad(sizeof *h);
	*h = (struct pack_head){ .magic = PACK_MAGIC, .n = (uint8_t)set->n };
	for (int i = 0; i < set->n; i++) {
		const struct picture *p = &set->picture[i];
		struct pack_entry *e = &h->entry[i];
		const struct seen *seen;
		*e = (struct pack_entry){ .type = p->type, .format = p->format, .width = p->width, .height = p->height,
			.bytes = (uint32_t)p->bytes.n };
		memcpy(e->sha, p->sha256, 32);
		seen = seen_get(s, p->sha256);
		own[i] = !seen;
		e->pack = seen ? seen->pack : s->number;
		e->unit = seen ? seen->unit : (at + size) / PACK_UNIT;
		if (own[i]) {
			size += pad(p->bytes.n);
			pack_seen_put(s, p->sha256, e->pack, e->unit);
		}
	}
	h->total = size;
	h->sum = pack_head_sum(h);
	return size;
}

static void
add(struct pack_store *s, const void *p, size_t n)
{
	static const char zero[PACK_UNIT];
	buf_put(&s->out, (struct slice){ p, n });
	buf_put(&s->out, (struct slice){ zero, pad(n) - n });
}

static enum err
flush(struct pack_store *s)
{
	enum err e = s->out.full ? E_FULL : disk_write(s->fd, buf_slice(&s->out));
	buf_reset(&s->out);
	return e;
}

static size_t
set_bytes(const struct picture_set *set)
{
	size_t n = sizeof(struct pack_head);
	for (int i = 0; i < set->n; i++)
		n += set->picture[i].bytes.n + PACK_UNIT;
	return n;
}

static enum err
put_one(struct pack_store *s, struct picture_set *set)
{
	struct pack_head h;
	bool own[PACK_SET_MAX];
	enum err e;
	for (int i = 0; i < set->n; i++) {
		static const uint8_t none[32];
		struct picture *p = &set->picture[i];
		if (memcmp(p->sha256, none, 32) == 0)
			pack_sha256(p->bytes, p->sha256);
	}
	if (s->end + set_bytes(set) > PACK_BYTES && (e = pack_rotate(s)))
		return e;
	uint32_t at = (uint32_t)s->end, size = lay_out(s, set, at, &h, own);
	add(s, &h, sizeof h);
	for (int i = 0; i < set->n; i++)
		if (own[i])
			add(s, set->picture[i].bytes.p, set->picture[i].bytes.n);
	set->ref = (uint64_t)s->number << PACK_UNIT_BITS | at / PACK_UNIT;
	s->end += size;
	for (int i = 0; i < set->n; i++)
		*(own[i] ? &s->group_pictures : &s->group_shared) += 1;
	return s->out.n > MIB(1) ? flush(s) : E_OK;
}

/* ---- many sets ---- */

static enum err
room(struct pack_store *s)
{
	struct statvfs fs;
	int64_t now = clock_mono_ms();
	if (s->room_at_ms && now - s->room_at_ms < 500)
		return s->room;
	s->room_at_ms = now;
	if (statvfs(s->dir, &fs))
		return s->room = disk_err("statvfs", s->dir);
	bool full = (uint64_t)fs.f_bavail * 100 < (uint64_t)fs.f_blocks * FREE_PERCENT ||
	    (s->budget && (uint64_t)s->bytes > s->budget);
	return s->room = full ? E_DISK_FULL : E_OK;
}

static enum err
put_group(struct pack_store *s, struct picture_set *chain)
{
	enum err e = room(s);
	s->group_pictures = s->group_shared = 0;
	if (!e && (s->fd < 0 || s->day != beijing_day(clock_now_ms())))
		e = pack_rotate(s);
	s->group_from = s->end;
	for (struct picture_set *set = chain; set && !e; set = set->next)
		e = put_one(s, set);
	if (!e)
		e = flush(s);
	bool written = !e;
	if (!e && fdatasync(s->fd))
		e = disk_err("fdatasync", s->dir);
	buf_reset(&s->out);
	if (e) {
		pack_seen_clear(s);
		pack_abandon(s, written);
		return e;
	}
	s->pictures += s->group_pictures;
	s->shared += s->group_shared;
	s->bytes += s->end - s->group_from;
	s->group_from = s->end;		/* counted: the next rotation does not count it again */
	return E_OK;
}

static struct picture_set *
take(struct pack_store *s)
{
	struct picture_set *chain = s->head, *last = NULL;
	size_t bytes = 0;
	for (struct picture_set *i = chain; i && bytes < GROUP_BYTES; last = i, i = i->next)
		bytes += set_bytes(i);
	s->head = last->next;
	last->next = NULL;
	return chain;
}

static void
tell(struct picture_set *chain, enum err e)
{
	for (struct picture_set *set = chain, *next; set; set = next) {
		next = set->next;
		if (e)
			set->ref = 0;
		set->done(set, e);
	}
}

static void *
writing_main(void *arg)
{
	struct pack_store *s = arg;
	pthread_mutex_lock(&s->lock);
	while (s->head || s->refused || !s->stopping) {
		if (!s->head && !s->refused) {
			pthread_cond_wait(&s->work, &s->lock);
			continue;
		}
		struct picture_set *refused = s->refused, *chain = s->head ? take(s) : NULL;
		size_t bytes = 0;
		s->refused = NULL;
		for (struct picture_set *i = chain; i; i = i->next)
			bytes += set_bytes(i);
		pthread_mutex_unlock(&s->lock);
		tell(refused, E_BUSY);
		if (chain)
			tell(chain, put_group(s, chain));
		pthread_mutex_lock(&s->lock);
		s->queued -= bytes;
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

static bool
bad_set(const struct picture_set *set)
{
	for (int i = 0; i < set->n; i++)
		if (set->picture[i].bytes.n > PACK_PICTURE_MAX || !set->picture[i].bytes.n)
			return true;
	return set->n < 1 || set->n > PACK_SET_MAX;
}

void
pack_put(struct pack_store *s, struct picture_set *set)
{
	if (bad_set(set)) {
		set->ref = 0;
		set->done(set, E_TOO_LARGE);
		return;
	}
	size_t n = set_bytes(set);
	set->next = NULL;
	pthread_mutex_lock(&s->lock);
	if (s->queued + n > QUEUE_BYTES || s->stopping) {
		s->busy++;
		set->next = s->refused;
		s->refused = set;
	} else {
		if (s->head)
			s->tail->next = set;
		else
			s->head = set;
		s->tail = set;
		s->queued += n;
	}
	pthread_cond_signal(&s->work);
	pthread_mutex_unlock(&s->lock);
}

/* ---- opening ---- */

enum err
pack_open(struct pack_store **ret, const char *data_dir, uint64_t budget_bytes)
{
	char dir[PATH_LEN];
	enum err e;
	path_join(dir, sizeof dir, data_dir, "pictures");
	if ((e = disk_mkdir(data_dir)) || (e = disk_mkdir(dir)) || (e = disk_sync_dir(data_dir)))
		return e == E_NOT_FOUND ? E_STORE : e;
	struct pack_store *s = mem_alloc(sizeof *s);
	s->dir = mem_str(slice_of(dir));
	s->budget = budget_bytes;
	s->fd = s->alone = -1;
	s->seen = mem_alloc(SEEN * sizeof *s->seen);
	buf_init(&s->out, PACK_BYTES);
	pthread_mutex_init(&s->lock, NULL);
	pthread_mutex_init(&s->list_lock, NULL);
	pthread_cond_init(&s->work, NULL);
	if ((e = disk_lock(dir, &s->alone)) || (e = pack_list_load(s))) {
		pack_list_free(s);
		return e;
	}
	if (pthread_create(&s->writing, NULL, writing_main, s))
		die("pack: no thread");
	*ret = s;
	return E_OK;
}

void
pack_close(struct pack_store *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	pthread_cond_signal(&s->work);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->writing, NULL);
	pack_list_free(s);
}

void
pack_stats(struct pack_store *s, struct pack_stats *ret)
{
	pthread_mutex_lock(&s->list_lock);
	*ret = (struct pack_stats){ .packs = (int64_t)s->n_packs, .pictures = s->pictures, .shared = s->shared, .bytes = s->bytes,
		.busy = s->busy };
	pthread_mutex_unlock(&s->list_lock);
}

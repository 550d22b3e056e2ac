/* SPDX-License-Identifier: Apache-2.0 */
/* pack_file.c - the packs there are, reading them, and what a crash left of the newest. */
#include "store/pack_.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"

static void
path_of(const struct pack_store *s, const struct pack_file *f, char ret[PATH_LEN])
{
	struct civil c = civil_of(f->day);
	char name[64];
	snprintf(name, sizeof name, "%04d%02d%02d-%08u.pack", c.year, c.month, c.day, f->number);
	path_join(ret, PATH_LEN, s->dir, name);
}

uint64_t
pack_head_sum(const struct pack_head *h)
{
	struct pack_head copy = *h;
	copy.sum = 0;
	return hash64((struct slice){ (const char *)&copy, sizeof copy });
}

static bool
head_ok(const struct pack_head *h, int64_t at)
{
	return h->magic == PACK_MAGIC && h->n >= 1 && h->n <= PACK_SET_MAX && h->sum == pack_head_sum(h) &&
	    h->total >= sizeof *h && h->total % PACK_UNIT == 0 && (uint64_t)at + h->total <= PACK_BYTES;
}

/* ---- the list ---- */

static void
list_add(struct pack_store *s, struct pack_file f)
{
	pthread_mutex_lock(&s->list_lock);
	if (s->n_packs == s->cap_packs) {
		s->cap_packs = s->cap_packs ? 2 * s->cap_packs : 64;
		s->pack = mem_resize(s->pack, mul_size(s->cap_packs, sizeof *s->pack));
	}
	s->pack[s->n_packs++] = f;
	pthread_mutex_unlock(&s->list_lock);
}

static int
by_number(const void *a, const void *b)
{
	const struct pack_file *x = a, *y = b;
	return (x->number > y->number) - (x->number < y->number);
}

static bool
name_parse(const char *name, struct pack_file *ret)
{
	int64_t day, number;
	if (strlen(name) != 22 || name[8] != '-' || strcmp(name + 17, ".pack") || !slice_int((struct slice){ name, 8 }, &day) ||
	    !slice_int((struct slice){ name + 9, 8 }, &number))
		return false;
	struct civil c = { (int)(day / 10000), (int)(day / 100 % 100), (int)(day % 100) };
	*ret = (struct pack_file){ .number = (uint32_t)number, .day = civil_days(c) };
	return civil_valid(c) && number > 0 && number < 1 << 24;
}

static enum err
list_read(struct pack_store *s)
{
	DIR *d = opendir(s->dir);
	struct pack_file f;
	struct stat st;
	if (!d)
		return disk_err("opendir", s->dir);
	for (struct dirent *entry; (entry = readdir(d)); )
		if (name_parse(entry->d_name, &f) && fstatat(dirfd(d), entry->d_name, &st, 0) == 0) {
			f.bytes = st.st_size;
			s->bytes += st.st_size;
			list_add(s, f);
		}
	closedir(d);
	if (s->n_packs)
		qsort(s->pack, s->n_packs, sizeof *s->pack, by_number);
	return E_OK;
}

/* ---- the newest pack after a crash ---- */

struct walk {
	struct pack_store *s;
	int fd;
	int64_t size, good;		/* of the file; behind the last sound set */
	char *content;
};

static bool
read_at(int fd, void *p, size_t n, int64_t at)
{
	for (size_t got = 0; got < n; ) {
		ssize_t r = pread(fd, (char *)p + got, n - got, at + (int64_t)got);
		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			return false;
		got += (size_t)r;
	}
	return true;
}

/* Whether the pictures that this set brought are what its head says. */
static bool
own_sound(struct walk *w, const struct pack_head *h, int64_t at)
{
	for (int i = 0; i < h->n; i++) {
		const struct pack_entry *e = &h->entry[i];
		int64_t from = (int64_t)e->unit * PACK_UNIT;
		uint8_t sha[32];
		if (e->pack != w->s->number || from < at)
			continue;
		if (e->bytes > PACK_PICTURE_MAX || from + e->bytes > w->size || !read_at(w->fd, w->content, e->bytes, from))
			return false;
		pack_sha256((struct slice){ w->content, e->bytes }, sha);
		if (memcmp(sha, e->sha, 32))
			return false;
	}
	return true;
}

/* A bad place in the middle does not end it: what follows was acknowledged too. */
static void
walk(struct walk *w)
{
	struct pack_head h;
	for (int64_t at = 0; at + (int64_t)sizeof h <= w->size; ) {
		if (!read_at(w->fd, &h, sizeof h, at))
			return;
		if (!head_ok(&h, at)) {
			at += PACK_UNIT;
			continue;
		}
		if (at + h.total <= w->size && own_sound(w, &h, at)) {
			w->good = at + h.total;
			for (int i = 0; i < h.n; i++)
				pack_seen_put(w->s, h.entry[i].sha, h.entry[i].pack, h.entry[i].unit);
		}
		at += h.total;
	}
}

static enum err
newest_mend(struct pack_store *s)
{
	char path[PATH_LEN];
	struct pack_file *f = &s->pack[s->n_packs - 1];
	path_of(s, f, path);
	struct walk w = { .s = s, .fd = open(path, O_RDWR | O_CLOEXEC), .size = f->bytes };
	if (w.fd < 0)
		return disk_err("open", path);
	s->fd = w.fd;
	s->day = f->day;
	w.content = mem_alloc(PACK_PICTURE_MAX);
	walk(&w);
	mem_free(w.content);
	if (w.good < w.size) {
		log_at(LOG_WARN, "pack.cut", KV("pack", LI(f->number)), KV("bytes", LI(w.size - w.good)));
		if (ftruncate(w.fd, w.good) || fsync(w.fd))
			return disk_err("ftruncate", path);
	}
	s->bytes -= f->bytes - w.good;
	f->bytes = s->end = s->group_from = w.good;
	if (w.good < w.size) {		/* a place that was given out is not given out again, whatever stood there */
		fd_close(&s->fd);
		return E_OK;
	}
	return lseek(w.fd, w.good, SEEK_SET) < 0 ? disk_err("lseek", path) : E_OK;
}

enum err
pack_list_load(struct pack_store *s)
{
	enum err e = list_read(s);
	if (e || !s->n_packs)
		return e;
	s->number = s->pack[s->n_packs - 1].number;
	return newest_mend(s);
}

void
pack_list_free(struct pack_store *s)
{
	for (int i = 0; i < PACK_FDS; i++)
		if (s->open[i].number)
			fd_close(&s->open[i].fd);
	fd_close(&s->fd);
	fd_close(&s->alone);
	buf_free(&s->out);
	mem_free(s->pack);
	mem_free(s->seen);
	mem_free(s->dir);
	mem_free(s);
}

/* ---- writing ---- */

static void
note_size(struct pack_store *s)
{
	pthread_mutex_lock(&s->list_lock);
	if (s->n_packs)
		s->pack[s->n_packs - 1].bytes = s->end;
	pthread_mutex_unlock(&s->list_lock);
}

enum err
pack_rotate(struct pack_store *s)
{
	char path[PATH_LEN];
	struct pack_file f = { .number = s->number + 1, .day = beijing_day(clock_now_ms()) };
	enum err e;
	if (s->fd >= 0) {
		if ((e = disk_write(s->fd, buf_slice(&s->out))))
			return e;
		buf_reset(&s->out);
		if (fsync(s->fd))
			return disk_err("fsync", s->dir);
		note_size(s);
		fd_close(&s->fd);
	}
	if (f.number >= 1u << 24)
		return E_FULL;
	if (f.day != s->day)
		pack_seen_clear(s);
	path_of(s, &f, path);
	s->fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (s->fd < 0)
		return disk_err("open", path);
	if ((e = disk_sync_dir(s->dir))) {	/* not begun: nothing may be written to it under the old number */
		fd_close(&s->fd);
		(void)unlink(path);
		return e;
	}
	s->bytes += s->end - s->group_from;
	s->number = f.number;
	s->day = f.day;
	s->end = s->group_from = 0;
	list_add(s, f);
	return E_OK;
}

void
pack_abandon(struct pack_store *s, bool unsure)
{
	if (s->fd < 0)
		return;
	s->end = s->group_from;
	if (ftruncate(s->fd, s->end) || lseek(s->fd, s->end, SEEK_SET) < 0 || unsure)
		fd_close(&s->fd);	/* the next group begins another pack */
}

/* ---- reading ---- */

/* The file of a pack, opened when needed; a duplicate, so that another search may turn it out meanwhile. */
static enum err
file_of(struct pack_store *s, uint32_t number, int *ret)
{
	char path[PATH_LEN];
	struct pack_file key = { .number = number };
	int i, oldest = 0;
	pthread_mutex_lock(&s->list_lock);
	const struct pack_file *f = s->n_packs ? bsearch(&key, s->pack, s->n_packs, sizeof key, by_number) : NULL;
	for (i = 0; i < PACK_FDS && s->open[i].number != number; i++)
		if (s->open[i].used < s->open[oldest].used)
			oldest = i;
	if (f && i == PACK_FDS) {
		i = oldest;
		if (s->open[i].number)
			fd_close(&s->open[i].fd);
		path_of(s, f, path);
		s->open[i].fd = open(path, O_RDONLY | O_CLOEXEC);
		s->open[i].number = s->open[i].fd < 0 ? 0 : number;
	}
	*ret = -1;
	if (f && s->open[i].number) {
		s->open[i].used = ++s->clock;
		*ret = fcntl(s->open[i].fd, F_DUPFD_CLOEXEC, 0);
	}
	pthread_mutex_unlock(&s->list_lock);
	return !f ? E_NOT_FOUND : *ret < 0 ? disk_err("open", s->dir) : E_OK;
}

static enum err
picture_get(struct pack_store *s, const struct pack_entry *e, struct arena *a, struct picture *ret)
{
	fd_scoped fd = -1;
	enum err bad = e->bytes > PACK_PICTURE_MAX ? E_CORRUPT : file_of(s, e->pack, &fd);
	if (bad)
		return bad;
	char *p = arena_alloc(a, e->bytes + 1);
	uint8_t sha[32];
	if (!read_at(fd, p, e->bytes, (int64_t)e->unit * PACK_UNIT))
		return E_CORRUPT;
	*ret = (struct picture){ .bytes = { p, e->bytes }, .type = e->type, .format = e->format, .width = e->width, .height = e->height };
	pack_sha256(ret->bytes, sha);
	memcpy(ret->sha256, e->sha, 32);
	return memcmp(sha, e->sha, 32) ? E_CORRUPT : E_OK;
}

enum err
pack_get(struct pack_store *s, uint64_t ref, struct arena *a, struct picture_set *ret)
{
	struct pack_head h;
	fd_scoped fd = -1;
	int64_t at = (int64_t)(ref & ((1u << PACK_UNIT_BITS) - 1)) * PACK_UNIT;
	enum err e = !ref || ref >> 48 ? E_NOT_FOUND : file_of(s, (uint32_t)(ref >> PACK_UNIT_BITS), &fd);
	if (e)
		return e;
	if (!read_at(fd, &h, sizeof h, at) || !head_ok(&h, at)) {
		log_at(LOG_ERROR, "pack.damaged", KV("pack", LI((int64_t)(ref >> PACK_UNIT_BITS))), KV("at", LI(at)));
		return E_CORRUPT;
	}
	*ret = (struct picture_set){ .n = h.n, .ref = ref };
	for (int i = 0; i < h.n && !e; i++)
		e = picture_get(s, &h.entry[i], a, &ret->picture[i]);
	if (e == E_CORRUPT)
		log_at(LOG_ERROR, "pack.damaged", KV("pack", LI((int64_t)(ref >> PACK_UNIT_BITS))), KV("at", LI(at)));
	return e;
}

/* ---- removing ---- */

/* Packs of days that have ended before; the newest stays, so that no number is ever given out again. */
enum err
pack_prune(struct pack_store *s, int64_t before_ms, int64_t *ret_n)
{
	char path[PATH_LEN];
	size_t n = 0;
	*ret_n = 0;
	pthread_mutex_lock(&s->list_lock);
	for (size_t i = 0; i < s->n_packs; i++) {
		const struct pack_file *f = &s->pack[i];
		path_of(s, f, path);
		if (i + 1 == s->n_packs || beijing_start_ms(f->day + 1) > before_ms || unlink(path)) {
			s->pack[n++] = *f;
			continue;
		}
		s->bytes -= f->bytes;
		for (int k = 0; k < PACK_FDS; k++)
			if (s->open[k].number == f->number) {
				fd_close(&s->open[k].fd);
				s->open[k].number = 0;
				s->open[k].used = 0;
			}
		++*ret_n;
	}
	s->n_packs = n;
	pthread_mutex_unlock(&s->list_lock);
	return *ret_n ? disk_sync_dir(s->dir) : E_OK;
}

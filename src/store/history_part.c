/* SPDX-License-Identifier: Apache-2.0 */
/* history_part.c - which segments there are. The folder is the truth: what stands in it is found again at the start. */
#include "store/beside_.h"
#include "store/sealed_.h"

#include <dirent.h>
#include <errno.h>
#include <unistd.h>
#include "base/log.h"

/* ---- the list ---- */

void
part_add(struct history *h, struct part *p)
{
	if (h->n_parts == h->cap_parts) {
		h->cap_parts = h->cap_parts ? 2 * h->cap_parts : 64;
		h->part = mem_resize(h->part, mul_size(h->cap_parts, sizeof(struct part *)));
	}
	size_t i = h->n_parts++;
	for (; i && h->part[i - 1]->number > p->number; i--)
		h->part[i] = h->part[i - 1];
	h->part[i] = p;
	p->held++;
	h->generation++;
}

static void
part_drop(struct part *p)
{
	if (--p->held)
		return;
	segment_free(p->open);
	sealed_free(p->sealed);
	mem_free(p);
}

void
part_replace(struct history *h, struct part *old, struct part *fresh)
{
	pthread_mutex_lock(&h->lock);
	size_t i = 0;
	while (h->part[i] != old)
		i++;
	if (fresh) {
		h->part[i] = fresh;
		fresh->held++;
	} else {
		memmove(&h->part[i], &h->part[i + 1], (--h->n_parts - i) * sizeof(struct part *));
	}
	h->generation++;
	part_drop(old);
	pthread_mutex_unlock(&h->lock);
}

void
parts_hold(struct history *h, unsigned series, struct parts *ret)
{
	*ret = (struct parts){ .h = h };
	pthread_mutex_lock(&h->lock);
	ret->at = mem_alloc(mul_size(h->n_parts, sizeof(struct part *)));
	for (size_t i = h->n_parts; i-- > 0; )
		if (series & 1u << h->part[i]->series) {
			ret->at[ret->n++] = h->part[i];
			h->part[i]->held++;
		}
	pthread_mutex_unlock(&h->lock);
}

void
parts_let_go(struct parts *p)
{
	if (!p->h)
		return;
	pthread_mutex_lock(&p->h->lock);
	for (size_t i = 0; i < p->n; i++)
		part_drop(p->at[i]);
	pthread_mutex_unlock(&p->h->lock);
	mem_free(p->at);
	p->h = NULL;
}

struct part *
parts_number(const struct parts *p, uint32_t number)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->at[i]->number == number)
			return p->at[i];
	return NULL;
}

void
part_free_all(struct history *h)
{
	for (int s = 0; s < SERIES_COUNT; s++)
		parts_let_go(&h->others[s]);
	for (size_t i = 0; i < h->n_parts; i++)
		part_drop(h->part[i]);
	mem_free(h->part);
}

/* ---- damage ---- */

void
history_damaged(struct history *h, const char *file, int64_t rows, const char *what)
{
	const char *name = strrchr(file, '/');
	log_at(LOG_ERROR, "history.damage", KV("file", LS(name ? name + 1 : file)), KV("rows", LI(rows)), KV("what", LS(what)));
	pthread_mutex_lock(&h->lock);
	if (h->n_damage < DAMAGE_MAX) {
		struct history_damage *d = &h->damage[h->n_damage++];
		snprintf(d->file, sizeof d->file, "%s", name ? name + 1 : file);
		snprintf(d->what, sizeof d->what, "%s", what);
		d->rows_lost = rows;
	}
	pthread_mutex_unlock(&h->lock);
}

size_t
history_damage(struct history *h, struct history_damage *ret, size_t max)
{
	pthread_mutex_lock(&h->lock);
	size_t n = h->n_damage < max ? h->n_damage : max;
	memcpy(ret, h->damage, n * sizeof *ret);
	pthread_mutex_unlock(&h->lock);
	return n;
}

/* ---- a new one to fill ---- */

/* At most one full segment of a series waits for the sealer: more would not fit into memory. */
enum err
part_wait_sealed(struct history *h, enum passage_series s)
{
	enum err e = E_OK;
	pthread_mutex_lock(&h->lock);
	for (;;) {
		bool waits = false;
		for (size_t i = 0; i < h->n_parts; i++)
			waits |= h->part[i]->series == s && h->part[i]->closing;
		if (!waits || (e = h->seal_trouble))
			break;
		pthread_cond_wait(&h->sealed, &h->lock);
	}
	pthread_mutex_unlock(&h->lock);
	return e;
}

enum err
part_start(struct history *h, enum passage_series s)
{
	char path[PATH_LEN];
	struct part *old = h->filling[s], *p;
	struct open_segment *o;
	uint32_t number;
	enum err e = part_wait_sealed(h, s);
	if (e || (e = beside_number(h->beside, h->next_number, &number)))
		return e;
	segment_path(path, h->dir, s, number, ".open");
	if ((e = segment_create(&o, path, s, number, h->segment_rows, h->seed))) {
		segment_remove(path);
		return e;
	}
	h->next_number = number + 1;
	p = mem_alloc(sizeof *p);
	*p = (struct part){ .number = number, .series = s, .open = o };
	pthread_mutex_lock(&h->lock);
	part_add(h, p);
	if (old) {
		segment_shrink(old->open);
		old->closing = true;
		pthread_cond_signal(&h->close);
	}
	pthread_mutex_unlock(&h->lock);
	h->filling[s] = p;
	return E_OK;
}

/* ---- the start ---- */

struct name {
	enum passage_series series;
	uint32_t number;
	enum { NAME_OTHER, NAME_OPEN, NAME_SEALED, NAME_NEW } kind;
	char text[64];
};

static void
name_parse(const char *text, struct name *ret)
{
	static const char *const suffix[] = { [NAME_OPEN] = ".open", [NAME_SEALED] = ".seg", [NAME_NEW] = ".new" };
	int64_t number;
	*ret = (struct name){ 0 };
	if ((size_t)snprintf(ret->text, sizeof ret->text, "%s", text) >= sizeof ret->text)
		return;
	for (int s = 0; s < SERIES_COUNT; s++) {
		size_t n = strlen(passage_series_name((enum passage_series)s));
		if (strncmp(text, passage_series_name((enum passage_series)s), n) || strlen(text) < n + 9 || text[n] != '-' ||
		    !slice_int((struct slice){ text + n + 1, 8 }, &number))
			continue;
		for (int k = NAME_OPEN; k <= NAME_NEW; k++)
			if (strcmp(text + n + 9, suffix[k]) == 0)
				ret->kind = k;
		ret->series = (enum passage_series)s;
		ret->number = (uint32_t)number;
	}
}

static int
by_number(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	return x->number != y->number ? (x->number > y->number) - (x->number < y->number) :
	    (x->kind < y->kind) - (x->kind > y->kind);	/* the sealed one first */
}

static enum err
names_read(struct history *h, struct name **ret, size_t *ret_n)
{
	DIR *d = opendir(h->dir);
	size_t n = 0, cap = 0;
	struct name *all = NULL;
	if (!d)
		return disk_err("opendir", h->dir);
	for (struct dirent *entry; (entry = readdir(d)); ) {
		if (n == cap)
			all = mem_resize(all, mul_size(cap = cap ? 2 * cap : 64, sizeof *all));
		name_parse(entry->d_name, &all[n]);
		n += all[n].kind != NAME_OTHER;
	}
	closedir(d);
	qsort(all, n, sizeof *all, by_number);
	*ret = all;
	*ret_n = n;
	return E_OK;
}

/* What cannot be read as a whole is moved out of the way, to be looked at by people; the others go on. */
static void
set_apart(struct history *h, const char *path, const char *what)
{
	char to[PATH_LEN + 16];
	static const char *const suffix[] = { "", "-wal" };
	for (size_t i = 0; i < N_ELEMS(suffix); i++) {
		char from[PATH_LEN + 8];
		snprintf(from, sizeof from, "%s%s", path, suffix[i]);
		snprintf(to, sizeof to, "%s.damaged%s", path, suffix[i]);
		if (rename(from, to) && errno != ENOENT)
			(void)disk_err("rename", from);
	}
	history_damaged(h, path, -1, what);
}

static enum err
load_open(struct history *h, const struct name *n)
{
	char path[PATH_LEN];
	struct open_segment *o;
	path_join(path, sizeof path, h->dir, n->text);
	enum err e = segment_load(&o, path, n->series, n->number, h->segment_rows, h->seed);
	if (e == E_CORRUPT || e == E_MISSING || e == E_INTERNAL) {
		set_apart(h, path, err_en(e));
		return E_OK;
	}
	if (e)
		return e;
	if (o->lost)
		history_damaged(h, path, o->lost, "rows whose checksum is wrong");
	struct part *p = mem_alloc(sizeof *p);
	*p = (struct part){ .number = n->number, .series = n->series, .open = o };
	part_add(h, p);
	if (h->filling[n->series]) {
		h->filling[n->series]->closing = true;
		segment_shrink(h->filling[n->series]->open);
	}
	h->filling[n->series] = p;
	if (n->series == SERIES_LIVE && o->marked)
		h->mark = o->marked;	/* not the greatest: after a restore that of the newest is less */
	return E_OK;
}

static enum err
load_one(struct history *h, const struct name *n)
{
	char path[PATH_LEN];
	path_join(path, sizeof path, h->dir, n->text);
	if (n->kind == NAME_NEW) {
		(void)unlink(path);
		return E_OK;
	}
	if (n->kind == NAME_SEALED) {
		enum err e = part_load_sealed(h, path, n->series, n->number);
		if (e == E_CORRUPT)
			set_apart(h, path, "the head of the segment is damaged");
		return e == E_CORRUPT ? E_OK : e;
	}
	if (h->n_parts && h->part[h->n_parts - 1]->number == n->number) {
		segment_remove(path);	/* stopped between the two: the sealed one holds all of it */
		return E_OK;
	}
	return load_open(h, n);
}

/* Repeats are told from what the segment being filled ends with. */
static void
repeats_load(struct history *h)
{
	const struct part *p = h->filling[SERIES_LIVE];
	for (uint32_t i = 0; p && i < p->open->n; i++) {
		const struct passage *row = segment_row(p->open, i);
		if (row->at_ms != ROW_LOST && row->plate)
			(void)repeat_seen(&h->repeats, row, repeat_hash(&h->repeats, row), 1);
		repeat_keep(&h->repeats);
	}
}

/* A sealed segment that was there and has gone. */
static void
missing(void *ctx, uint32_t number, enum passage_series s, int64_t rows)
{
	struct history *h = ctx;
	char path[PATH_LEN];
	for (size_t i = 0; i < h->n_parts; i++)
		if (h->part[i]->number == number)
			return;
	segment_path(path, h->dir, s, number, ".seg");
	for (size_t i = 0; i < h->n_damage; i++)
		if (strcmp(h->damage[i].file, strrchr(path, '/') + 1) == 0) {
			h->damage[i].rows_lost = rows;	/* set apart: now it is known how many rows it had */
			return;
		}
	history_damaged(h, path, rows, "the segment is missing");
}

enum err
part_load_all(struct history *h)
{
	struct name *name = NULL;
	size_t n = 0;
	enum err e = names_read(h, &name, &n);
	h->next_number = 1;
	for (size_t i = 0; !e && i < n; i++) {
		e = load_one(h, &name[i]);
		if (name[i].number >= h->next_number)
			h->next_number = name[i].number + 1;
	}
	mem_free(name);
	if (!e)
		e = beside_segments(h->beside, missing, h);
	if (!e)
		repeats_load(h);
	return e;
}

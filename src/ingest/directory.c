/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/directory.h"

#include <pthread.h>
#include <sodium.h>

#include "base/hash.h"
#include "base/log.h"
#include "engine/timer.h"
#include "org/device.h"
#include "people/seal.h"

struct slot {
	uint64_t hash;
	uint32_t at;			/* 1 + index */
};
struct table {
	struct slot *slot;
	size_t mask;
};
struct directory {
	struct arena arena;
	struct directory_tollgate *tollgate;
	struct directory_device *device;
	size_t ntollgate, ndevice;	/* both sorted by row */
	struct table tollgates, devices;
	uint64_t changes;
	int64_t stamp[4];		/* counts and newest changes of both tables */
	int refs;			/* under lock */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;	/* the generation in force and its count of holders */
static struct directory *current;
static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;
static bool closed;			/* under loading */
static struct int_map presences;	/* device row -> struct presence; under loading */

/* ---- looking up ---- */

const struct directory *
directory_hold(void)
{
	struct directory *d;

	(void)pthread_mutex_lock(&lock);
	d = current;
	d->refs++;
	(void)pthread_mutex_unlock(&lock);
	return d;
}

static void
release(struct directory *d)
{
	bool last;

	(void)pthread_mutex_lock(&lock);
	last = d && --d->refs == 0;
	(void)pthread_mutex_unlock(&lock);
	if (!last)
		return;
	for (size_t i = 0; i < d->ndevice; i++)
		sodium_memzero(d->device[i].ha1, sizeof d->device[i].ha1);
	arena_free(&d->arena);
	mem_free(d);
}

void
directory_let_go(const struct directory *d)
{
	release((struct directory *)(uintptr_t)d);
}

static uint32_t
find(const struct table *t, struct slice code)
{
	uint64_t h = hash64(code);

	for (size_t i = h & t->mask; t->slot[i].at; i = (i + 1) & t->mask)
		if (t->slot[i].hash == h)
			return t->slot[i].at;
	return 0;
}

const struct directory_tollgate *
directory_tollgate(const struct directory *d, struct slice code)
{
	uint32_t at = code.n ? find(&d->tollgates, code) : 0;

	return at && slice_eq(d->tollgate[at - 1].code, code) ? &d->tollgate[at - 1] : NULL;
}

const struct directory_device *
directory_device(const struct directory *d, struct slice code)
{
	uint32_t at = code.n ? find(&d->devices, code) : 0;

	return at && slice_eq(d->device[at - 1].code, code) ? &d->device[at - 1] : NULL;
}

const struct directory_tollgate *
directory_tollgate_row(const struct directory *d, uint32_t row)
{
	size_t lo = 0, hi = d->ntollgate;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (d->tollgate[mid].row < row)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < d->ntollgate && d->tollgate[lo].row == row ? &d->tollgate[lo] : NULL;
}

const struct directory_device *
directory_device_row(const struct directory *d, uint32_t row)
{
	size_t lo = 0, hi = d->ndevice;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (d->device[mid].row < row)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < d->ndevice && d->device[lo].row == row ? &d->device[lo] : NULL;
}

const struct directory_tollgate *
directory_tollgate_at(const struct directory *d, size_t i)
{
	return i < d->ntollgate ? &d->tollgate[i] : NULL;
}

size_t
directory_ndevice(const struct directory *d)
{
	return d->ndevice;
}

const struct directory_device *
directory_device_at(const struct directory *d, size_t i)
{
	return &d->device[i];
}

/* ---- loading ---- */

static void
table_make(struct arena *a, struct table *t, size_t n)
{
	size_t cap = 16;

	while (cap < n * 2)
		cap *= 2;
	t->slot = arena_array(a, struct slot, cap);
	t->mask = cap - 1;
}

/* Codes are unique; hashes of 64 bits that collide would hide one code, which find() then answers as unknown. */
static void
table_add(struct table *t, struct slice code, size_t at)
{
	uint64_t h = hash64(code);
	size_t i = h & t->mask;

	while (t->slot[i].at)
		i = (i + 1) & t->mask;
	t->slot[i] = (struct slot){ h, (uint32_t)at + 1 };
}

static enum err
count_rows(struct conn *c, const char *text, int64_t *ret_n, int64_t *ret_newest)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, text);

	if (e || (e = sql_step(st)))
		return e;
	*ret_n = col_int(st, 0);
	*ret_newest = col_int(st, 1);
	return E_OK;
}

static enum err
read_stamp(struct conn *c, int64_t stamp[4])
{
	enum err e = count_rows(c, "SELECT count(*), coalesce(max(updated_at), 0) FROM tollgate", &stamp[0], &stamp[1]);

	return e ? e : count_rows(c, "SELECT count(*), coalesce(max(updated_at), 0) FROM device", &stamp[2], &stamp[3]);
}

static uint8_t
number_of(struct slice s, const char *const *name, const uint8_t *number, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slice_is(s, name[i]))
			return number ? number[i] : (uint8_t)(i + 1);
	return 0;
}

static uint8_t
direction_of(struct slice s)
{
	static const char *const name[] = { "we", "ew", "ns", "sn", "swne", "nesw", "nwse", "senw", "other" };

	return number_of(s, name, NULL, N_ELEMS(name));
}

static uint8_t
category_of(struct slice s)
{
	static const char *const name[] = { "international", "province", "city", "urban", "county_border", "county", "other" };
	static const uint8_t number[] = { 10, 20, 30, 31, 40, 41, 99 };

	return number_of(s, name, number, N_ELEMS(name));
}

static uint8_t
usage_of(struct slice s)
{
	static const char *const name[] = { "security", "traffic", "other" };
	static const uint8_t number[] = { 80, 81, 82 };

	return number_of(s, name, number, N_ELEMS(name));
}

static enum err
load_tollgates(struct conn *c, struct directory *d, size_t max)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT id, unit, code, name, state, place_lon, place_lat, category, usage, area_code FROM tollgate ORDER BY id");

	if (e)
		return e;
	while (!(e = sql_step(st)) && d->ntollgate < max) {
		struct directory_tollgate *t = &d->tollgate[d->ntollgate++];

		t->row = (uint32_t)col_int(st, 0);
		t->unit = col_int(st, 1);
		t->code = arena_copy(&d->arena, col_text(st, 2));
		t->name = arena_copy(&d->arena, col_text(st, 3));
		t->active = slice_is(col_text(st, 4), "active");
		t->place = (struct point){ (int32_t)col_int(st, 5), (int32_t)col_int(st, 6) };
		t->category = category_of(col_text(st, 7));
		t->usage = usage_of(col_text(st, 8));
		t->area_code = arena_copy(&d->arena, col_text(st, 9));
		table_add(&d->tollgates, t->code, d->ntollgate - 1);
	}
	return e == E_DONE ? E_OK : e;
}

static enum err
load_lanes(struct conn *c, struct directory *d)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT parent, no, direction FROM tollgate_lane ORDER BY parent, no");

	if (e)
		return e;
	while (!(e = sql_step(st))) {
		struct directory_tollgate *t = (struct directory_tollgate *)(uintptr_t)directory_tollgate_row(d, (uint32_t)col_int(st, 0));

		if (t && t->nlane < DIRECTORY_LANES)
			t->lane[t->nlane++] = (struct directory_lane){ (uint8_t)col_int(st, 1), direction_of(col_text(st, 2)) };
	}
	return e == E_DONE ? E_OK : e;
}

static struct presence *
presence_of(uint32_t row)
{
	struct presence *p = int_map_get(&presences, row);

	if (p)
		return p;
	p = mem_alloc(sizeof *p);
	presence_init(p, row);
	if (int_map_put(&presences, row, p))
		die("directory: more devices than rows can be numbered");
	return p;
}

static struct slice
copy_present(struct arena *a, struct slice s)
{
	return s.n ? arena_copy(a, s) : (struct slice){ NULL, 0 };
}

static void
take_secret(struct directory *d, struct directory_device *v, const struct people_key *k, struct slice stored)
{
	enum err e = device_secret(k, v->code, stored, &d->arena, v->ha1, &v->login);

	v->has_secret = !e;
	v->secret = e ? 0 : hash64((struct slice){ (const char *)v->ha1, sizeof v->ha1 }) | 1;
	if (e && e != E_NOT_FOUND)
		log_at(LOG_WARN, "device.secret", KV("device", LI(v->row)), KV("error", LS(err_name(e))));
}

static void
take_certificate(struct directory_device *v, struct slice hex)
{
	size_t n;

	v->has_certificate = hex.n > 0;
	if (v->has_certificate && (sodium_hex2bin(v->certificate, sizeof v->certificate, hex.p, hex.n, NULL, &n, NULL) || n != sizeof v->certificate))
		memset(v->certificate, 0, sizeof v->certificate);	/* fits none: the device is shut out, not let in */
}

static void
take_device(struct directory *d, struct directory_device *v, struct stmt *st, const struct people_key *k)
{
	struct slice state = col_text(st, 4);

	v->row = (uint32_t)col_int(st, 0);
	v->unit = col_int(st, 1);
	v->code = arena_copy(&d->arena, col_text(st, 2));
	v->name = arena_copy(&d->arena, col_text(st, 3));
	v->in_use = slice_is(state, "active") || slice_is(state, "faulty");
	v->place = (struct point){ (int32_t)col_int(st, 5), (int32_t)col_int(st, 6) };
	v->tollgate = (uint32_t)col_int(st, 7);
	v->platform = slice_is(col_text(st, 8), "platform");
	v->history = slice_is(col_text(st, 9), "history");
	v->published_on = copy_present(&d->arena, col_text(st, 12));
	v->verified_until = copy_present(&d->arena, col_text(st, 13));
	take_secret(d, v, k, col_text(st, 10));
	take_certificate(v, col_text(st, 11));
	v->presence = presence_of(v->row);
}

static enum err
load_devices(struct conn *c, struct directory *d, size_t max, const struct people_key *k)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT id, unit, code, name, state, place_lon, place_lat, tollgate, category, mode, password,"
	    " certificate_sha256, published_on, verified_until FROM device ORDER BY id");

	if (e)
		return e;
	while (!(e = sql_step(st)) && d->ndevice < max) {
		take_device(d, &d->device[d->ndevice], st, k);
		table_add(&d->devices, d->device[d->ndevice].code, d->ndevice);
		d->ndevice++;
	}
	return e == E_DONE ? E_OK : e;
}

static enum err
load(struct engine *e, struct directory *d)
{
	reader_scoped c = NULL;
	struct people_key k;
	enum err err;

	if ((err = db_reader(e->db, &c)) || (err = db_snapshot(c)) || (err = read_stamp(c, d->stamp)) ||
	    (err = people_key_open(&k, e->options.data_dir)))
		return err;
	d->tollgate = arena_array(&d->arena, struct directory_tollgate, (size_t)d->stamp[0] + 1);
	d->device = arena_array(&d->arena, struct directory_device, (size_t)d->stamp[2] + 1);
	table_make(&d->arena, &d->tollgates, (size_t)d->stamp[0]);
	table_make(&d->arena, &d->devices, (size_t)d->stamp[2]);
	if (!(err = load_tollgates(c, d, (size_t)d->stamp[0])) && !(err = load_lanes(c, d)))
		err = load_devices(c, d, (size_t)d->stamp[2], &k);
	people_key_wipe(&k);
	return err;
}

static enum err
load_and_swap(struct engine *e)
{
	struct directory *d = mem_alloc(sizeof *d), *old;
	enum err err;

	d->refs = 1;
	d->changes = device_changes();		/* before reading: what comes meanwhile is read again */
	arena_init(&d->arena);
	if ((err = load(e, d))) {
		release(d);
		return err;
	}
	(void)pthread_mutex_lock(&lock);
	old = current;
	current = d;
	(void)pthread_mutex_unlock(&lock);
	release(old);
	return E_OK;
}

static enum err
is_stale(struct engine *e, bool *ret)
{
	reader_scoped c = NULL;
	int64_t stamp[4];
	enum err err;

	if ((*ret = current->changes != device_changes()))
		return E_OK;
	if ((err = db_reader(e->db, &c)) || (err = read_stamp(c, stamp)))
		return err;
	*ret = memcmp(stamp, current->stamp, sizeof stamp) != 0;
	return E_OK;
}

enum err
directory_refresh(struct engine *e)
{
	bool stale = true;
	enum err err = E_OK;

	(void)pthread_mutex_lock(&loading);
	if (current)
		err = is_stale(e, &stale);
	if (!err && stale && !closed)
		err = load_and_swap(e);
	(void)pthread_mutex_unlock(&loading);
	return err;
}

static enum err
look(struct engine *e, void *ctx)
{
	(void)ctx;
	return directory_refresh(e);
}

enum err
directory_open(struct engine *e)
{
	enum err err;

	closed = false;
	int_map_init(&presences, 1 << 22);
	if ((err = directory_refresh(e)))
		return err;
	return timer_add(e, "directory", DIRECTORY_LOOK_MS, look, NULL);
}

void
directory_close(void)
{
	struct directory *old = current;
	int64_t key;
	void *p;

	(void)pthread_mutex_lock(&loading);
	closed = true;
	current = NULL;
	if (old)
		release(old);
	for (size_t at = 0; int_map_next(&presences, &at, &key, &p); )
		mem_free(p);
	int_map_free(&presences);
	(void)pthread_mutex_unlock(&loading);
}

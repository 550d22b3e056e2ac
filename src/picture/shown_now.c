/* SPDX-License-Identifier: Apache-2.0 */
/* shown_now.c - what has a state: spans of the store that are open, as of a number of the event log; and where the patrols are. */
#include "base/clock.h"
#include "base/log.h"
#include "engine/event.h"
#include "net/json.h"
#include "people/setting.h"
#include "picture/picture_.h"

#define ANYHOW_MS 10000			/* read again also when no event came: units may have joined a row */
#define UNSETTLED 20			/* looks, and how long between two */
#define UNSETTLED_MS 5

int
picture_kind(const struct picture *p, const struct record *rec)
{
	for (int k = 1; k < p->nkind; k++)
		if (p->kind[k] == rec)
			return k;
	return -1;
}

/* ---- reading ---- */

struct ranked {
	int kind;
	struct shown row;
};

static int
by_kind(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;

	return a->kind != b->kind ? a->kind - b->kind : a->row.row < b->row.row ? -1 : a->row.row > b->row.row;
}

void
shown_kinds(const struct picture *p, struct shown_list *l, size_t first[])
{
	struct ranked *r = mem_alloc(mul_size(l->n + 1, sizeof *r));
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if ((r[n].kind = picture_kind(p, l->row[i].rec)) > 0)
			r[n++].row = l->row[i];
	qsort(r, n, sizeof *r, by_kind);
	for (size_t i = 0, k = 0; k <= (size_t)p->nkind; k++) {
		while (i < n && r[i].kind < (int)k)
			i++;
		first[k] = i;
	}
	for (size_t i = 0; i < n; i++)
		l->row[i] = r[i].row;
	l->n = n;
	mem_free(r);
}

/* The patrols among them, with the carriers by which they are found on the map. */
size_t
shown_patrols(const struct picture *p, const struct shown_list *l, const size_t first[], struct arena *a, struct snap_unit **ret)
{
	int k = p->patrol;
	size_t n = 0;

	*ret = arena_array(a, struct snap_unit, (k < 0 ? 0 : first[k + 1] - first[k]) + 1);
	for (size_t i = k < 0 ? 0 : first[k]; k >= 0 && i < first[k + 1]; i++) {
		const struct shown *x = &l->row[i];
		struct slice text = arena_printf(a, "{\"id\":0%.*s}", (int)x->fields.n, x->fields.p);
		json_scoped j = NULL;
		size_t at;
		if (json_read(text, &j, &at))
			continue;
		(*ret)[n++] = (struct snap_unit){ .patrol = x->row, .unit = x->unit, .vehicle = json_integer_value(json_object_get(j, "vehicle")),
			.leader = json_integer_value(json_object_get(j, "leader")), .since_ms = x->at_ms, .until_ms = x->until_ms };
	}
	return n;
}

/* One moment of the store: the number and what was open at it. False: a change is committed that has no number yet. */
static enum err
read_moment(struct picture *p, struct shown_now *now, int64_t had, bool *ret_settled)
{
	reader_scoped c = NULL;
	enum err e;

	if ((e = db_reader(p->engine->db, &c)) || (e = db_snapshot(c)) || (e = event_settled(p->engine, c, &now->seq, ret_settled)))
		return e;
	if (!*ret_settled || now->seq == had)
		return E_OK;
	if ((e = shown_at(p->engine, c, SHOWN_NOW, &now->arena, &now->list)))
		return e;
	shown_kinds(p, &now->list, now->first);
	now->nunit = shown_patrols(p, &now->list, now->first, &now->arena, &now->unit);
	return E_OK;
}

enum err
shown_now_read(struct picture *p, bool *ret_new)
{
	struct shown_now *was = p->snap.shown, *now = mem_alloc(sizeof *now);
	int64_t had = was && clock_mono_ms() - was->read_ms < ANYHOW_MS ? was->seq : -1;
	struct timespec nap = { 0, UNSETTLED_MS * 1000000L };
	bool settled = false;
	enum err e = E_OK;

	arena_init(&now->arena);
	now->read_ms = clock_mono_ms();
	for (int i = 0; i < UNSETTLED && !e && !settled; i++) {
		if (i)
			(void)nanosleep(&nap, NULL);
		e = read_moment(p, now, had, &settled);
	}
	if (e || !settled || now->seq == had) {		/* not settled: the older picture with its older number is still true */
		shown_now_free(now);
		return e;
	}
	*ret_new = !was || now->seq != was->seq;
	pthread_mutex_lock(&p->lock);
	p->snap.shown = now;
	pthread_mutex_unlock(&p->lock);
	shown_now_free(was);
	return E_OK;
}

void
shown_now_free(struct shown_now *n)
{
	if (!n)
		return;
	arena_free(&n->arena);
	mem_free(n);
}

/* ---- where they are: the car's terminal or the leader's phone, whichever was heard last ---- */

void
shown_now_units(struct picture *p, int64_t now_ms)
{
	struct shown_now *now = p->snap.shown;
	int64_t most = setting(SET_patrol_silent_s) * 1000;

	for (size_t i = 0; now && i < now->nunit; i++) {
		struct snap_unit *u = &now->unit[i];
		struct where_fix phone;
		if (!where_get(WHERE_VEHICLE, u->vehicle, &u->fix))
			u->fix.id = 0;
		if (where_get(WHERE_PERSON, u->leader, &phone) && (!u->fix.id || phone.at_ms > u->fix.at_ms))
			u->fix = phone;
		u->silent = u->fix.id && now_ms - u->fix.received_ms > most;
	}
}

/* ---- JSON ---- */

static void
row_json_shown(struct buf *b, const struct shown *x)
{
	buf_printf(b, "{\"id\":%lld,\"unit\":%lld,\"state\":\"%s\",", (long long)x->row, (long long)x->unit, x->rec->state[x->state].name);
	snapshot_time(b, "since", x->at_ms);
	buf_puts(b, ",\"title\":");
	buf_json(b, x->title);
	buf_put(b, x->fields);
	buf_putc(b, '}');
}

void
shown_json(const struct picture *p, const struct eyes *s, const struct shown_list *l, const size_t first[], struct buf *b)
{
	const char *sep = "";

	buf_puts(b, "\"shown\":{");
	for (int k = 1; k < p->nkind; k++) {
		const char *comma = "";
		if (!eyes_open(s, k))
			continue;
		buf_printf(b, "%s\"%s\":[", sep, p->kind[k]->name);
		sep = ",";
		for (size_t i = first[k]; i < first[k + 1]; i++) {
			if (!eyes_see_shown(s, k, &l->row[i]))
				continue;
			buf_puts(b, comma);
			row_json_shown(b, &l->row[i]);
			comma = ",";
		}
		buf_putc(b, ']');
	}
	buf_putc(b, '}');
}

void
shown_now_json(const struct picture *p, const struct eyes *s, struct buf *b)
{
	const struct shown_now *now = p->snap.shown;

	if (!now)
		return;
	buf_printf(b, ",\"seq\":%lld,", (long long)now->seq);
	shown_json(p, s, &now->list, now->first, b);
}

/* [patrol, longitude and latitude in millionths of a degree, degrees from north, km/h, seconds old, bits: 1 silent, 2 calls for help] */
void
units_json(const struct eyes *s, int kind, const struct snap_unit *unit, size_t n, int64_t now_ms, struct buf *b)
{
	const char *sep = "";

	if (!eyes_open(s, kind))
		return;
	buf_puts(b, ",\"units\":[");
	for (size_t i = 0; i < n; i++) {
		const struct snap_unit *u = &unit[i];
		if (!u->fix.id || !eyes_see(s, kind, u->unit))
			continue;
		buf_printf(b, "%s[%lld,%d,%d,%u,%u,%lld,%u]", sep, (long long)u->patrol, u->fix.at.lon_e7 / 10, u->fix.at.lat_e7 / 10, u->fix.course,
		    u->fix.speed_kmh10 / 10u, (long long)((now_ms - u->fix.received_ms) / 1000), (u->silent ? 1u : 0) | (u->fix.alarm & 1 ? 2u : 0));
		sep = ",";
	}
	buf_putc(b, ']');
}

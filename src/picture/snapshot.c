/* SPDX-License-Identifier: Apache-2.0 */
/* snapshot.c - what the picture shows at one moment: lists and counts from the store, flow from the counters, as JSON. */
#include "base/clock.h"
#include "base/log.h"
#include "engine/schema.h"
#include "people/setting.h"
#include "picture/picture_.h"

#define ROWS_MAX 200000		/* of a list: a force of that size has other worries */

/* ---- lists ---- */

struct pair {
	int64_t id, unit;
};

/* Rows of a record by id: *ret is taken from mem. A record that is not compiled in has none. */
static enum err
read_pairs(struct conn *c, const struct engine *e, const char *name, struct pair **ret, size_t *ret_n)
{
	char text[120];
	stmt_scoped st = NULL;
	size_t cap = 0;
	enum err err;

	*ret = NULL;
	*ret_n = 0;
	if (!record_named(e, slice_of(name)))
		return E_OK;
	(void)snprintf(text, sizeof text, "SELECT id, unit FROM %s ORDER BY id LIMIT %d", name, ROWS_MAX);
	if ((err = sql(c, &st, text)))
		return err;
	while (!(err = sql_step(st))) {
		if (*ret_n == cap)
			*ret = mem_resize(*ret, sizeof **ret * (cap = cap ? cap * 2 : 256));
		(*ret)[(*ret_n)++] = (struct pair){ col_int(st, 0), col_int(st, 1) };
	}
	return err == E_DONE ? E_OK : err;
}

/* What was counted of a day before stays with its gate when the list is read again. */
static void
carry(const struct snapshot *old, struct snap_gate *g)
{
	size_t lo = 0, hi = old->ngate;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (old->gate[mid].id < g->id)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < old->ngate && old->gate[lo].id == g->id) {
		g->before = old->gate[lo].before;
		g->before_unread = old->gate[lo].before_unread;
	}
}

static void
put_gates(struct picture *p, const struct pair *pair, size_t n)
{
	struct snap_gate *gate = mem_alloc(sizeof *gate * (n + 1));

	for (size_t i = 0; i < n; i++) {
		gate[i] = (struct snap_gate){ .id = (uint32_t)pair[i].id, .unit = pair[i].unit };
		carry(&p->snap, &gate[i]);
	}
	mem_free(p->snap.gate);
	p->snap.gate = gate;
	p->snap.ngate = n;
}

static void
put_devices(struct picture *p, const struct pair *pair, size_t n)
{
	mem_free(p->snap.device);
	p->snap.device = mem_alloc(sizeof *p->snap.device * (n + 1));
	for (size_t i = 0; i < n; i++)
		p->snap.device[i] = (struct snap_device){ (uint32_t)pair[i].id, pair[i].unit };
	p->snap.ndevice = n;
}

static enum err
read_lists(struct picture *p, struct conn *c)
{
	struct pair *gate, *device = NULL;
	size_t ngate, ndevice = 0;
	enum err e = read_pairs(c, p->engine, "tollgate", &gate, &ngate);

	if (!e)
		e = read_pairs(c, p->engine, "device", &device, &ndevice);
	if (!e) {
		pthread_mutex_lock(&p->lock);
		put_gates(p, gate, ngate);
		put_devices(p, device, ndevice);
		pthread_mutex_unlock(&p->lock);
	}
	mem_free(gate);
	mem_free(device);
	return e;
}

/* ---- counts by unit and state ---- */

static bool
ends(const struct record *rec, int state)
{
	for (int i = 0; i < rec->nstep; i++)
		if (rec->step[i].from == state)
			return false;
	return true;
}

static enum err
count_state(struct conn *c, const struct record *rec, int state, int64_t since_ms, struct snap_counts *to, size_t *cap)
{
	char text[200];
	stmt_scoped st = NULL;
	enum err e;

	(void)snprintf(text, sizeof text, "SELECT unit, count(*) FROM %s WHERE state = ?1%s GROUP BY unit", rec->name,
	    since_ms ? " AND updated_at >= ?2" : "");
	if ((e = sql(c, &st, text)))
		return e;
	sql_text(st, 1, slice_of(rec->state[state].name));
	if (since_ms)
		sql_int(st, 2, since_ms);
	while (!(e = sql_step(st)) && to->n < ROWS_MAX) {
		if (to->n == *cap)
			to->row = mem_resize(to->row, sizeof *to->row * (*cap = *cap ? *cap * 2 : 64));
		to->row[to->n++] = (struct snap_count){ col_int(st, 0), col_int(st, 1), (uint8_t)state };
	}
	return e == E_DONE ? E_OK : e;
}

/* today: of states that are an end only what came to it today, so that an archive of years does not weigh. */
static enum err
read_counts(struct picture *p, struct conn *c, const char *name, bool today, int64_t now_ms, struct snap_counts *to)
{
	struct snap_counts fresh = { .rec = record_named(p->engine, slice_of(name)), .at_ms = now_ms };
	int64_t midnight = beijing_start_ms(beijing_day(now_ms));
	size_t cap = 0;
	enum err e = E_OK;

	for (int s = 0; fresh.rec && s < fresh.rec->nstate && !e; s++)
		e = count_state(c, fresh.rec, s, today && ends(fresh.rec, s) ? midnight : 0, &fresh, &cap);
	if (e) {
		mem_free(fresh.row);
		return e;
	}
	pthread_mutex_lock(&p->lock);
	mem_free(to->row);
	*to = fresh;
	pthread_mutex_unlock(&p->lock);
	return E_OK;
}

enum err
snapshot_read(struct picture *p, int64_t now_ms, bool all)
{
	reader_scoped c = NULL;
	enum err e;

	if ((e = db_reader(p->engine->db, &c)))
		return e;
	if (all && ((e = read_lists(p, c)) || (e = read_counts(p, c, "device", false, now_ms, &p->snap.devices))))
		return e;
	return read_counts(p, c, "alarm", true, now_ms, &p->snap.alarms);
}

void
snapshot_flow(struct picture *p, int64_t now_ms)
{
	int32_t day = beijing_day(now_ms);

	for (size_t i = 0; i < p->snap.ngate; i++) {
		struct snap_gate *g = &p->snap.gate[i];
		(void)flow_read(p->flow, g->id, now_ms, &g->flow);
		if (day != p->snap.day) {	/* what has been counted so far was yesterday */
			g->before = -g->flow.total;
			g->before_unread = -g->flow.unread;
		}
		g->today = g->before + g->flow.total;
		g->unread_today = g->before_unread + g->flow.unread;
	}
	p->snap.day = day;
	p->snap.at_ms = now_ms;
}

void
snapshot_free(struct snapshot *s)
{
	mem_free(s->gate);
	mem_free(s->device);
	mem_free(s->devices.row);
	mem_free(s->alarms.row);
	shown_now_free(s->shown);
}

/* ---- JSON ---- */

void
snapshot_time(struct buf *b, const char *key, int64_t ms)
{
	buf_printf(b, "\"%s\":", key);
	if (!ms) {
		buf_puts(b, "null");
		return;
	}
	buf_putc(b, '"');
	buf_time(b, ms);
	buf_putc(b, '"');
}

static void
gates_json(const struct snapshot *s, const struct eyes *scope, struct buf *b)
{
	bool first = true;

	buf_puts(b, ",\"tollgates\":[");
	for (size_t i = 0; i < s->ngate; i++) {
		const struct snap_gate *g = &s->gate[i];
		if (!g->flow.total || !eyes_see(scope, 0, g->unit))
			continue;
		buf_printf(b, "%s{\"id\":%u,\"n5\":%lld,\"unread5\":%lld,", first ? "" : ",", g->id, (long long)g->flow.n5,
		    (long long)g->flow.unread5);
		snapshot_time(b, "last_at", g->flow.last_ms);
		buf_putc(b, '}');
		first = false;
	}
	buf_putc(b, ']');
}

static void
counts_json(const struct snap_counts *c, const struct eyes *scope, struct buf *b)
{
	for (int s = 0; c->rec && s < c->rec->nstate; s++) {
		int64_t n = 0;
		for (size_t i = 0; i < c->n; i++)
			if (c->row[i].state == s && eyes_see(scope, 0, c->row[i].unit))
				n += c->row[i].n;
		buf_printf(b, "%s\"%s\":%lld", s ? "," : "", c->rec->state[s].name, (long long)n);
	}
}

static void
online_json(struct picture *p, const struct eyes *scope, struct buf *b)
{
	int64_t online = 0, offline = 0, clock_off = 0, most = setting(SET_passage_clock_s) * 1000;

	for (size_t i = 0; i < p->snap.ndevice; i++) {
		struct device_told *t = picture_device(p, p->snap.device[i].id, false);
		uint8_t is = t ? t->online : ONLINE_UNKNOWN;
		int32_t clock = t ? t->clock_ms : TAP_CLOCK_UNKNOWN;
		if (is == ONLINE_UNKNOWN || !eyes_see(scope, 0, p->snap.device[i].unit))
			continue;
		online += is == ONLINE_YES;
		offline += is == ONLINE_NO;
		clock_off += is == ONLINE_YES && clock != TAP_CLOCK_UNKNOWN && (clock > most || clock < -most);
	}
	buf_printf(b, "%s\"online\":%lld,\"offline\":%lld,\"clock_off\":%lld", p->snap.devices.rec ? "," : "", (long long)online,
	    (long long)offline, (long long)clock_off);
}

static void
figures_json(const struct snapshot *s, const struct eyes *scope, struct buf *b)
{
	int64_t today = 0, unread_today = 0, n5 = 0, unread5 = 0;

	for (size_t i = 0; i < s->ngate; i++) {
		const struct snap_gate *g = &s->gate[i];
		if (!eyes_see(scope, 0, g->unit))
			continue;
		today += g->today;
		unread_today += g->unread_today;
		n5 += g->flow.n5;
		unread5 += g->flow.unread5;
	}
	buf_printf(b, ",\"figures\":{\"passages_today\":%lld,\"unread_today\":%lld,\"passages_5m\":%lld,\"unread_5m\":%lld,"
	    "\"age_ms\":{\"devices\":%lld,\"alarms\":%lld}}", (long long)today, (long long)unread_today, (long long)n5, (long long)unread5,
	    (long long)(s->at_ms - s->devices.at_ms), (long long)(s->at_ms - s->alarms.at_ms));
}

static void
rest_json(struct picture *p, const struct eyes *scope, struct buf *b)
{
	const struct snapshot *s = &p->snap;

	buf_putc(b, ',');
	snapshot_time(b, "since", s->since_ms);
	gates_json(s, scope, b);
	buf_puts(b, ",\"devices\":{");
	counts_json(&s->devices, scope, b);
	online_json(p, scope, b);
	buf_puts(b, "},\"alarms\":{");
	counts_json(&s->alarms, scope, b);
	buf_putc(b, '}');
	figures_json(s, scope, b);
}

void
snapshot_json(struct picture *p, const struct eyes *scope, unsigned part, struct buf *b)
{
	buf_putc(b, '{');
	snapshot_time(b, "at", p->snap.at_ms);
	if (part & PART_REST && eyes_open(scope, 0))
		rest_json(p, scope, b);
	if (part & PART_SHOWN)
		shown_now_json(p, scope, b);
	if (part & PART_UNITS && p->snap.shown)
		units_json(scope, KIND_WHERE, p->snap.shown->unit, p->snap.shown->nunit, p->snap.at_ms, b);
	buf_putc(b, '}');
}

/* SPDX-License-Identifier: Apache-2.0 */
/* inquiry.c - the body of a question, checked member by member; purpose and reason; who may look how far back. */
#include "base/clock.h"
#include "engine/engine.h"
#include "net/json.h"
#include "passage/passage_search.h"
#include "passage/passages_.h"
#include "people/setting.h"

static const struct inquiry_member *
member_named(const struct inquiry_member *m, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(m[i].name, name))
			return &m[i];
	return NULL;
}

static void
take_ids(struct inquiry *a, const struct inquiry_member *m, const json_t *j, struct ids *ret)
{
	size_t n = json_array_size(j);

	if (!json_is_array(j) || n > PASSAGE_IDS) {
		refuse_text(&a->call, E_BAD_VALUE, m->name, "须为编号数组，至多1000个", "must be an array of at most 1000 ids");
		return;
	}
	ret->id = arena_array(a->call.arena, uint32_t, n + 1);
	for (size_t i = 0; i < n; i++) {
		const json_t *one = json_array_get(j, i);
		json_int_t v = json_integer_value(one);
		if (!json_is_integer(one) || v < 1 || v > UINT32_MAX) {
			refuse_text(&a->call, E_BAD_VALUE, m->name, NULL, NULL);
			return;
		}
		ret->id[ret->n++] = (uint32_t)v;
	}
}

static void
take_series(struct inquiry *a, const struct inquiry_member *m, const json_t *j, unsigned *ret)
{
	for (size_t i = 0; i < json_array_size(j); i++) {
		struct slice name = json_slice(json_array_get(j, i));
		int s = 0;
		while (s < SERIES_COUNT && !slice_is(name, passage_series_name((enum passage_series)s)))
			s++;
		if (s == SERIES_COUNT)
			refuse_text(&a->call, E_BAD_VALUE, m->name, NULL, NULL);
		else
			*ret |= 1u << s;
	}
	if (!json_is_array(j))
		refuse_text(&a->call, E_BAD_VALUE, m->name, NULL, NULL);
}

static void
take_one(struct inquiry *a, const struct inquiry_member *m, const json_t *j)
{
	char *to = (char *)&a->q + m->at;
	struct slice text = slice_trim(json_slice(j));
	int64_t v = json_integer_value(j);
	bool ok = true;

	switch (m->kind) {
	case ASK_TEXT:
		ok = json_is_string(j) && (int64_t)utf8_count(text) <= m->max;
		*(struct slice *)to = arena_copy(a->call.arena, text);
		break;
	case ASK_INT:
		ok = json_is_integer(j) && v >= m->min && v <= m->max;
		*(int64_t *)to = v;
		break;
	case ASK_TIME:
		ok = time_parse(text, (int64_t *)to);
		break;
	case ASK_BOOL:
		ok = json_is_boolean(j);
		*(bool *)to = json_is_true(j);
		break;
	case ASK_IDS:
		take_ids(a, m, j, (struct ids *)to);
		break;
	case ASK_SERIES:
		take_series(a, m, j, (unsigned *)to);
		break;
	}
	if (!ok)
		refuse_text(&a->call, E_BAD_VALUE, m->name, NULL, NULL);
}

enum err
inquiry_take(struct inquiry *a, const struct inquiry_member *m, size_t n)
{
	const struct inquiry_member *one;
	const char *key;
	json_t *j;

	if (!json_is_object(a->body))
		return refuse_text(&a->call, E_BAD_BODY, NULL, "须为JSON对象", "the body must be a JSON object");
	json_object_foreach(a->body, key, j) {
		if (!(one = member_named(m, n, key)))
			refuse_text(&a->call, E_UNKNOWN_FIELD, arena_str(a->call.arena, slice_of(key)), NULL, NULL);
		else if (!json_is_null(j))
			take_one(a, one, j);
	}
	for (size_t i = 0; i < n; i++) {
		const json_t *given = json_object_get(a->body, m[i].name);
		if (m[i].req && (json_is_null(given) || !given || (json_is_string(given) && !slice_trim(json_slice(given)).n)))
			refuse_text(&a->call, !strcmp(m[i].name, "reason") ? E_NO_REASON : E_MISSING, m[i].name, NULL, NULL);
	}
	return a->call.err;
}

enum err
inquiry_purpose(struct inquiry *a, bool case_needed)
{
	const struct choice *c = passage_search_record.field[passage_search_purpose].type.choice;

	while (c->name && !slice_is(a->q.purpose, c->name))
		c++;
	if (!c->name)
		return refuse_text(&a->call, E_BAD_VALUE, "purpose", NULL, NULL);
	if (case_needed && !a->q.case_no.n)
		return refuse_text(&a->call, E_MISSING, "case", "须填写案件或预警编号", "a case or alarm number is required");
	a->call.reason = a->q.reason;
	a->call.case_ref = a->q.case_no;
	return E_OK;
}

/* Movements of long ago say more of a person than those of yesterday: the older, the higher the role that may ask, and
 * that role must cover the tollgate itself: a leader of one brigade is none in the next. */
enum err
inquiry_in_tier(struct inquiry *a, int64_t unit)
{
	bool high = a->roles == PASSAGE_TOP;
	long long days = setting(high ? SET_passage_high_days : SET_passage_all_days);

	if (!a->roles || may(&a->call, a->roles, unit))
		return E_OK;
	return refuse_named(&a->call, E_FORBIDDEN, "from",
	    arena_printf(a->call.arena, "%lld天以前的过车须由%s查询", days, high ? "领导" : "办案民警或领导"),
	    arena_printf(a->call.arena, "passages older than %lld days are for %s", days,
		high ? "a leader" : "a case officer or a leader"));
}

enum err
inquiry_period(struct inquiry *a)
{
	int64_t age = a->call.now_ms - a->q.from_ms;

	a->roles = age > setting(SET_passage_high_days) * DAY_MS ? PASSAGE_TOP :
	    age > setting(SET_passage_all_days) * DAY_MS ? PASSAGE_HIGH : PASSAGE_ROLES;
	if (a->q.to_ms <= a->q.from_ms)
		return refuse_text(&a->call, E_BAD_VALUE, "to", "截止时间须晚于起始时间", "must be later than its beginning");
	return inquiry_in_tier(a, 0);
}

enum err
inquiry_reader(struct inquiry *a, struct conn **ret)
{
	enum err e = db_reader(a->p->engine->db, ret);

	if (e)
		return refuse(&a->call, e, NULL, -1);
	conn_deadline(*ret, clock_mono_ms() + LIMIT_QUERY_S * 1000);
	a->call.conn = *ret;
	return E_OK;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* counts.c - POST passages/counts: how many passed, from the rollups. No person, so no purpose. */
#include "passage/passages_.h"

#define AT(member) offsetof(struct question, member)
static const struct inquiry_member counts_member[] = {
	{ "tollgates", ASK_IDS, AT(tollgates), 0, 0, false },
	{ "unit", ASK_INT, AT(unit), 1, INT64_MAX, false },
	{ "from", ASK_TIME, AT(from_ms), 0, 0, true },
	{ "to", ASK_TIME, AT(to_ms), 0, 0, true },
	{ "bucket", ASK_TEXT, AT(bucket), 0, 4, false },
	{ "by_lane", ASK_BOOL, AT(by_lane), 0, 0, false },
};
#define COUNTS_MAX 100000	/* rows of one answer */

static int64_t
bucket_ms(struct slice name)
{
	static const struct {
		const char *name;
		int64_t ms;
	} known[] = { { "5m", 300000 }, { "15m", 900000 }, { "1h", 3600000 }, { "1d", 86400000 } };

	for (size_t i = 0; i < N_ELEMS(known); i++)
		if (slice_is(name, known[i].name))
			return known[i].ms;
	return 0;
}

static void
put_counts(struct inquiry *a, const struct history_count *row, size_t n)
{
	struct buf *b = &a->answer;

	buf_puts(b, "{\"items\":[");
	for (size_t i = 0; i < n; i++) {
		buf_printf(b, "%s{\"tollgate\":%u,\"lane\":", i ? "," : "", row[i].tollgate);
		if (a->q.by_lane)
			buf_int(b, row[i].lane);
		else
			buf_puts(b, "null");
		buf_puts(b, ",\"from\":\"");
		buf_time(b, row[i].from_ms);
		buf_printf(b, "\",\"n\":%lld,\"unread\":%lld,\"repeats\":%lld,\"speed\":", (long long)row[i].n,
		    (long long)row[i].unread, (long long)row[i].repeats);
		if (row[i].speed_n)
			buf_printf(b, "%.1f}", (double)row[i].speed_sum / (double)row[i].speed_n);
		else
			buf_puts(b, "null}");
	}
	buf_puts(b, "],\"at\":\"");
	buf_time(b, a->call.now_ms);
	buf_puts(b, "\"}");
}

enum err
passage_counts_post(struct inquiry *a)
{
	struct history_count *row = NULL;
	struct ids ids;
	size_t n = 0;
	bool all;
	int64_t bucket, spans;
	enum err e;

	if ((e = inquiry_take(a, counts_member, N_ELEMS(counts_member))) || (e = passage_gates_read(a)) ||
	    (e = inquiry_gates(a, false, &ids, &all)))
		return e;
	if (!(bucket = bucket_ms(a->q.bucket.n ? a->q.bucket : S("1h"))))
		return refuse_text(&a->call, E_BAD_VALUE, "bucket", "5m、15m、1h或1d", "5m, 15m, 1h or 1d");
	if (a->q.to_ms <= a->q.from_ms)
		return refuse_text(&a->call, E_BAD_VALUE, "to", NULL, NULL);
	spans = (a->q.to_ms - a->q.from_ms) / bucket + 1;
	if (spans > COUNTS_MAX || (int64_t)ids.n * spans > COUNTS_MAX)
		return refuse_text(&a->call, E_BAD_VALUE, "bucket", "结果过多，请缩小范围或加大间隔", "too many rows: narrow it, or take longer spans");
	if (ids.n && (e = history_counts(a->p->history, all ? NULL : ids.id, all ? 0 : ids.n, a->q.by_lane, a->q.from_ms, a->q.to_ms,
	    bucket, a->call.arena, &row, &n)))
		return refuse(&a->call, e, NULL, -1);
	put_counts(a, row, n);
	return E_OK;
}

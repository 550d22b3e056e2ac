/* SPDX-License-Identifier: Apache-2.0 */
/* The event log: every change once, in order, to those who may see it. Built with --wrap=sse_publish. */
#include "desk.h"

#include <pthread.h>
#include "engine/event_.h"

#define WRITERS 8
#define EACH 200

/* ---- what reaches the hub ---- */

void __real_sse_publish(struct sse_hub *h, const struct sse_event *e);
void __wrap_sse_publish(struct sse_hub *h, const struct sse_event *e);

static struct {
	pthread_mutex_t lock;
	int n, disorder, gaps;
	int64_t last;
	char data[256];
	const char *name;
	struct sse_event newest;
} seen = { .lock = PTHREAD_MUTEX_INITIALIZER };

void
__wrap_sse_publish(struct sse_hub *h, const struct sse_event *e)
{
	pthread_mutex_lock(&seen.lock);
	seen.disorder += e->seq <= seen.last;
	seen.gaps += seen.last && e->seq != seen.last + 1;
	seen.last = e->seq;
	seen.n++;
	seen.name = e->name;
	seen.newest = *e;
	snprintf(seen.data, sizeof seen.data, "%.*s", (int)e->data.n, e->data.p);
	pthread_mutex_unlock(&seen.lock);
	__real_sse_publish(h, e);
}

static int
seen_count(void)
{
	pthread_mutex_lock(&seen.lock);
	int n = seen.n;
	pthread_mutex_unlock(&seen.lock);
	return n;
}

static void
wait_for(int n)
{
	for (int i = 0; i < 1000 && seen_count() < n; i++)
		usleep(10000);
	assert_int_equal(seen_count(), n);
}

static void
forget_seen(void)
{
	pthread_mutex_lock(&seen.lock);
	seen.n = seen.disorder = seen.gaps = 0;
	seen.last = 0;
	pthread_mutex_unlock(&seen.lock);
}

/* ---- writing ---- */

static enum err
one_matter(struct call *c, void *ctx)
{
	struct row *m = row_new(c->arena, &matter_record);
	m->unit = *(int64_t *)ctx;
	row_set_text(m, matter_code, S("A1"));
	row_set_text(m, matter_name, S("canary-person"));
	return record_create(c, m);
}

static enum err
patch_then_fail(struct call *c, void *ctx)
{
	enum err e = one_matter(c, ctx);
	return e ? e : E_GUARD;
}

static void *
writer(void *arg)
{
	struct desk *d = arg;
	int64_t unit = 3;
	for (int i = 0; i < EACH; i++) {
		if (engine_write(d->engine, NULL, i % 10 == 9 ? patch_then_fail : one_matter, &unit) != (i % 10 == 9 ? E_GUARD : E_OK))
			return (void *)1;
	}
	return NULL;
}

/* Eight writers at once, a tenth of their work rolled back: consecutive numbers, nothing lost, nothing twice. */
static void
test_order(void **state)
{
	struct desk *d = *state;
	pthread_t t[WRITERS];
	int want = WRITERS * EACH * 9 / 10;
	int64_t before;

	forget_seen();
	ok(event_start(d->engine));
	before = seen_count();
	for (int i = 0; i < WRITERS; i++)
		assert_int_equal(pthread_create(&t[i], NULL, writer, d), 0);
	for (int i = 0; i < WRITERS; i++) {
		void *failed;
		pthread_join(t[i], &failed);
		assert_null(failed);
	}
	wait_for((int)before + want);
	assert_int_equal(seen.disorder, 0);
	assert_int_equal(seen.gaps, 0);
	assert_int_equal(number(d, "SELECT count(*) FROM event WHERE record = 'matter'"), want);
	assert_int_equal(number(d, "SELECT count(DISTINCT row) FROM event WHERE record = 'matter'"), want);
	assert_int_equal(number(d, "SELECT max(seq) FROM event"), seen.last);
	assert_int_equal(sse_last(d->engine->hub), seen.last);
	assert_string_equal(seen.name, "change");
	assert_null(strstr(seen.data, "canary"));
	if (on_postgres(d))
		assert_int_equal(number(d, "SELECT count(*) FROM event_new"), 0);
	event_stop(d->engine);
}

/* Changes of one row keep their order. */
static enum err
fire(struct call *c, void *ctx)
{
	struct row *after;
	return record_fire(c, &matter_record, 1, 0, ctx, row_new(c->arena, &matter_record), 0, &after);
}

static void
test_row_order(void **state)
{
	struct desk *d = *state;
	int64_t unit = 3;

	ok(event_start(d->engine));
	ok(engine_write(d->engine, NULL, one_matter, &unit));
	ok(engine_write(d->engine, NULL, fire, (void *)(uintptr_t)"pay"));
	ok(engine_write(d->engine, NULL, fire, (void *)(uintptr_t)"close"));
	for (int i = 0; i < 500 && number(d, "SELECT count(*) FROM event WHERE record = 'matter'") < 3; i++)
		usleep(10000);
	assert_string_equal(word(d, "SELECT verb FROM event WHERE record = 'matter' ORDER BY seq LIMIT 1"), "create");
	assert_string_equal(word(d, "SELECT verb FROM event WHERE record = 'matter' ORDER BY seq DESC LIMIT 1"), "close");
	assert_string_equal(word(d, "SELECT state FROM event WHERE record = 'matter' ORDER BY seq DESC LIMIT 1"), "closed");
	event_stop(d->engine);
}

/* A restart fills the hub again, so that a browser may come back with its last id. */
static void
test_restart(void **state)
{
	struct desk *d = *state;
	int64_t unit = 3, last;

	ok(event_start(d->engine));
	for (int i = 0; i < 5; i++)
		ok(engine_write(d->engine, NULL, one_matter, &unit));
	for (int i = 0; i < 500 && number(d, "SELECT count(*) FROM event WHERE record = 'matter'") < 5; i++)
		usleep(10000);
	event_stop(d->engine);
	last = number(d, "SELECT max(seq) FROM event");
	sse_hub_free(d->engine->hub);
	d->engine->hub = sse_hub_new();
	forget_seen();
	ok(event_start(d->engine));
	assert_int_equal(sse_last(d->engine->hub), last);
	assert_int_equal(seen.n, number(d, "SELECT count(*) FROM event"));
	event_stop(d->engine);
}

static void
test_prune(void **state)
{
	struct desk *d = *state;
	int64_t unit = 3;

	ok(event_start(d->engine));
	for (int i = 0; i < 3; i++)
		ok(engine_write(d->engine, NULL, one_matter, &unit));
	for (int i = 0; i < 500 && number(d, "SELECT count(*) FROM event WHERE record = 'matter'") < 3; i++)
		usleep(10000);
	event_stop(d->engine);
	ok(event_prune(d->engine));
	assert_int_equal(number(d, "SELECT count(*) FROM event WHERE record = 'matter'"), 3);
	script(d, "UPDATE event SET at = at - 8 * 86400000");
	ok(event_prune(d->engine));
	assert_int_equal(number(d, "SELECT count(*) FROM event"), 1);	/* the newest carries the number */
	assert_string_equal(word(d, "SELECT record FROM event"), "matter");
}

/* ---- who sees it ---- */

static void
test_filter(void **state)
{
	struct desk *d = *state;
	const struct record *r[] = { &matter_record, &calendar_day_record };
	struct engine *e = d->engine;
	int64_t now = clock_now_ms();
	static const struct {
		const char *what;
		struct grant grant;
		int record;
		int64_t unit;
		bool sees;
	} row[] = {
		{ "own squadron",       { R_officer, 3, 0, INT64_MAX, false }, 0, 3, true },
		{ "squadron below",     { R_leader, 2, 0, INT64_MAX, false }, 0, 3, true },
		{ "other brigade",      { R_officer, 4, 0, INT64_MAX, false }, 0, 3, false },
		{ "unit above",         { R_officer, 3, 0, INT64_MAX, false }, 0, 2, false },
		{ "role may not read",  { R_clerk, 1, 0, INT64_MAX, false }, 0, 3, false },
		{ "grant has ended",    { R_officer, 3, 0, 1, false }, 0, 3, false },
		{ "grant to come",      { R_officer, 3, INT64_MAX - 1, INT64_MAX, false }, 0, 3, false },
		{ "no scope: anywhere", { R_clerk, 4, 0, INT64_MAX, false }, 1, 1, true },
	};

	for (size_t i = 0; i < N_ELEMS(row); i++) {
		struct who who = { .person = 5, .ngrant = 1, .grant = { row[i].grant } };
		struct sse_event ev = { .seq = 1, .kind = (uint32_t)record_index(e, r[row[i].record]), .unit = row[i].unit, .row = 1 };
		print_message("# %s\n", row[i].what);
		assert_int_equal(event_sees(e, &who, &ev), row[i].sees);
	}
	struct who none = { .person = 5 }, system = { .person = 0 };
	struct sse_event ev = { .seq = 1, .kind = (uint32_t)record_index(e, &matter_record), .unit = 3, .row = 1 };
	assert_false(event_sees(e, &none, &ev));
	assert_true(event_sees(e, &system, &ev));
	assert_true(now > 0);
}

/* A unit that takes part in the row sees its events, and only those. */
static void
test_filter_shared(void **state)
{
	struct desk *d = *state;
	struct who other = { .person = 5, .ngrant = 1, .grant = { { R_officer, 4, 0, INT64_MAX, false } } };
	int64_t unit = 3;
	int n;

	forget_seen();
	ok(event_start(d->engine));
	n = seen_count();
	ok(engine_write(d->engine, NULL, one_matter, &unit));
	wait_for(n + 1);
	assert_int_equal(seen.newest.row, 1);
	assert_false(event_sees(d->engine, &other, &seen.newest));
	script(d, "INSERT INTO share (record, row, unit, created_at, created_by) VALUES ('matter', 1, 4, 1, 0)");
	ok(engine_write(d->engine, NULL, fire, (void *)(uintptr_t)"pay"));
	wait_for(n + 2);
	assert_true(event_sees(d->engine, &other, &seen.newest));
	ok(engine_write(d->engine, NULL, one_matter, &unit));
	wait_for(n + 3);
	assert_false(event_sees(d->engine, &other, &seen.newest));
	event_stop(d->engine);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_order), DESK_TEST(test_row_order), DESK_TEST(test_restart), DESK_TEST(test_prune),
		DESK_TEST(test_filter), DESK_TEST(test_filter_shared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

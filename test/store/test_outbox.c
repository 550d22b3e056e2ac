/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include <pthread.h>
#include <stdatomic.h>
#include "base/clock.h"
#include "store/outbox.h"

struct receiver {
	pthread_mutex_t lock;
	char got[4096];		/* "key:attempt " in order */
	int calls, busy_first, fail_first;
	enum err error;
};

static enum err
receive(void *ctx, const struct outbox_item *i)
{
	struct receiver *r = ctx;
	char one[64];
	pthread_mutex_lock(&r->lock);
	snprintf(one, sizeof one, "%.*s:%d ", (int)i->key.n, i->key.p, i->attempts);
	strncat(r->got, one, sizeof r->got - strlen(r->got) - 1);
	int n = r->calls++;
	pthread_mutex_unlock(&r->lock);
	return n < r->busy_first ? E_BUSY : n < r->busy_first + r->fail_first ? r->error : E_OK;
}

static enum err
tables(void *ctx, struct conn *c)
{
	return outbox_tables(c);
}

static enum err
put(void *ctx, struct conn *c)
{
	return outbox_put(c, "sms", slice_of(ctx), S("{\"text\":\"您有一条通知\"}"));
}

static enum err
put_and_fail(void *ctx, struct conn *c)
{
	enum err e = put(ctx, c);
	return e ? e : E_GUARD;
}

static struct outbox *
sender(struct store *s, struct receiver *r, int64_t lease_ms)
{
	struct outbox *o = outbox_make(&(struct outbox_options){ .db = s->db, .first_ms = 2, .poll_ms = 2,
	    .lease_ms = lease_ms });
	outbox_handle(o, "sms", receive, r);
	outbox_start(o);
	return o;
}

static bool
becomes(struct db *db, const char *text, int64_t want)
{
	for (int64_t until = clock_mono_ms() + 10000; clock_mono_ms() < until; usleep(2000))
		if (number(db, text) == want)
			return true;
	return false;
}

static void
test_put_is_sent_once_after_its_commit(void **state)
{
	struct store *s = *state;
	struct receiver r = { PTHREAD_MUTEX_INITIALIZER };
	ok(db_write(s->db, tables, NULL));
	ok(db_write(s->db, put, (void *)"a"));
	ok(db_write(s->db, put, (void *)"a"));
	err_is(db_write(s->db, put_and_fail, (void *)"never"), E_GUARD);
	struct outbox *o = sender(s, &r, 0);
	assert_true(becomes(s->db, "SELECT count(done_at) FROM outbox", 1));
	ok(db_write(s->db, put, (void *)"b"));
	outbox_wake(o);
	assert_true(becomes(s->db, "SELECT count(done_at) FROM outbox", 2));
	outbox_stop(o);
	assert_string_equal(r.got, "a:1 b:1 ");
}

static void
test_busy_and_failing_receivers_are_tried_again(void **state)
{
	struct store *s = *state;
	struct receiver r = { PTHREAD_MUTEX_INITIALIZER, .busy_first = 2, .fail_first = 2, .error = E_STORE };
	ok(db_write(s->db, tables, NULL));
	ok(db_write(s->db, put, (void *)"k"));
	struct outbox *o = sender(s, &r, 0);
	int64_t from = clock_mono_ms();
	assert_true(becomes(s->db, "SELECT count(done_at) FROM outbox", 1));
	assert_true(clock_mono_ms() - from >= 2 + 4 + 8 + 16);		/* back-off doubles */
	outbox_stop(o);
	assert_string_equal(r.got, "k:1 k:2 k:3 k:4 k:5 ");
}

static enum err
retry_first(void *ctx, struct conn *c)
{
	return outbox_retry(c, *(int64_t *)ctx);
}

static void
test_after_many_failures_a_row_is_dead_until_somebody_retries(void **state)
{
	struct store *s = *state;
	struct receiver r = { PTHREAD_MUTEX_INITIALIZER, .fail_first = OUTBOX_ATTEMPTS, .error = E_BAD_VALUE };
	struct outbox_stats st;
	ok(db_write(s->db, tables, NULL));
	ok(db_write(s->db, put, (void *)"k"));
	struct outbox *o = outbox_make(&(struct outbox_options){ .db = s->db, .first_ms = 1, .poll_ms = 1 });
	outbox_handle(o, "sms", receive, &r);
	outbox_start(o);
	assert_true(becomes(s->db, "SELECT count(*) FROM outbox WHERE next_at IS NULL", 1));
	int64_t id = number(s->db, "SELECT id FROM outbox");
	reader_scoped c = NULL;
	ok(db_reader(s->db, &c));
	ok(outbox_stats(c, &st));
	db_reader_release(&c);
	assert_int_equal(st.dead, 1);
	assert_int_equal(st.waiting, 0);
	assert_int_equal(r.calls, OUTBOX_ATTEMPTS);
	ok(db_write(s->db, retry_first, &id));
	assert_true(becomes(s->db, "SELECT count(done_at) FROM outbox", 1));
	err_is(db_write(s->db, retry_first, &id), E_NOT_FOUND);
	outbox_stop(o);
}

static void
test_what_a_dead_server_had_claimed_is_sent_after_the_lease(void **state)
{
	struct store *s = *state;
	struct receiver r = { PTHREAD_MUTEX_INITIALIZER };
	ok(db_write(s->db, tables, NULL));
	ok(db_write(s->db, put, (void *)"k"));
	char text[128];
	snprintf(text, sizeof text, "UPDATE outbox SET attempts = 1, next_at = %lld", (long long)clock_now_ms() + 300);
	ok(db_write(s->db, run_script, text));
	struct outbox *o = sender(s, &r, 300);
	usleep(100000);
	assert_int_equal(r.calls, 0);
	assert_true(becomes(s->db, "SELECT count(done_at) FROM outbox", 1));
	outbox_stop(o);
	assert_string_equal(r.got, "k:2 ");
}

static void
test_two_senders_do_not_send_the_same_row(void **state)
{
	struct store *s = *state;
	struct receiver r = { PTHREAD_MUTEX_INITIALIZER };
	char key[16];
	ok(db_write(s->db, tables, NULL));
	for (int i = 0; i < 100; i++) {
		snprintf(key, sizeof key, "k%d", i);
		ok(db_write(s->db, put, key));
	}
	struct outbox *one = sender(s, &r, 0), *two = sender(s, &r, 0);
	assert_true(becomes(s->db, "SELECT count(done_at) FROM outbox", 100));
	outbox_stop(one);
	outbox_stop(two);
	assert_int_equal(r.calls, 100);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		STORE_TEST(test_put_is_sent_once_after_its_commit),
		STORE_TEST(test_busy_and_failing_receivers_are_tried_again),
		STORE_TEST(test_after_many_failures_a_row_is_dead_until_somebody_retries),
		STORE_TEST(test_what_a_dead_server_had_claimed_is_sent_after_the_lease),
		STORE_TEST(test_two_senders_do_not_send_the_same_row),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

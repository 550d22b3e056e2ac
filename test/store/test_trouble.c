/* SPDX-License-Identifier: Apache-2.0 */
/* A disk that is full, a directory that cannot be written, a server that goes away. */
#include "fixture.h"

#include <errno.h>
#include <grp.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include "base/clock.h"
#include "base/limits.h"
#include "store/file.h"

static bool
on_postgres(void)
{
	return getenv("LUAN_TEST_STORE") != NULL;
}

static enum err
table(void *ctx, struct conn *c)
{
	enum db_kind k = db_kind(conn_db(c));
	char text[256];
	snprintf(text, sizeof text, "CREATE TABLE entry (id %s, key TEXT NOT NULL UNIQUE, body TEXT)%s;", ddl_identity(k),
	    ddl_table_end(k));
	return sql_exec(c, text);
}

static char body[65536];

static enum err
add(struct conn *c, const char *key, size_t bytes)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "INSERT INTO entry (key, body) VALUES (?1, ?2)");
	if (e)
		return e;
	sql_text(s, 1, slice_of(key));
	sql_text(s, 2, (struct slice){ body, bytes });
	return sql_run(s);
}

static enum err
add_large(void *ctx, struct conn *c)
{
	return add(c, ctx, 65536);
}

static enum err
add_small(void *ctx, struct conn *c)
{
	return add(c, ctx, 10);
}

static enum err
free_some(void *ctx, struct conn *c)
{
	return sql_exec(c, "DELETE FROM entry WHERE length(body) > 1000");
}

/* ---- disk full ---- */

/* Fills a store until it refuses; then everything acknowledged must be there, reading must work, and so must writing
 * once there is room. */
static void
fill(struct store *s)
{
	char key[32];
	int good = 0;
	enum err e = E_OK;
	ok(db_write(s->db, table, NULL));
	while (good < 4000 && !e) {
		snprintf(key, sizeof key, "k%d", good);
		e = db_write(s->db, add_large, key);
		good += !e;
	}
	assert_string_equal(err_name(e), "E_DISK_FULL");
	assert_true(good > 10);
	assert_int_equal(number(s->db, "SELECT count(*) FROM entry"), good);
	snprintf(key, sizeof key, "k%d", good);
	assert_int_not_equal(db_write(s->db, add_large, key), E_OK);
	assert_int_equal(number(s->db, "SELECT count(*) FROM entry"), good);
	db_close(s->db);
	store_open(s);
	assert_int_equal(number(s->db, "SELECT count(*) FROM entry"), good);
}

static void
test_a_full_disk_loses_nothing(void **state)
{
	struct store *s = *state;
	struct file_store *files;
	struct file_hash h;
	static char much[5 << 20];
	struct statvfs fs;
	char size[64];
	db_close(s->db);
	assert_int_equal(mount("luan", s->dir, "tmpfs", 0, "size=8m"), 0);
	store_open(s);
	fill(s);
	assert_int_equal(mount("luan", s->dir, "tmpfs", MS_REMOUNT, "size=64m"), 0);
	ok(db_write(s->db, add_large, (void *)"after"));
	ok(file_store_open(&files, s->dir, 0));
	ok(file_put(files, (struct slice){ much, sizeof much }, &h));
	assert_int_equal(statvfs(s->dir, &fs), 0);
	snprintf(size, sizeof size, "size=%lu", (unsigned long)((fs.f_blocks - fs.f_bfree) * fs.f_frsize + (2 << 20)));
	assert_int_equal(mount("luan", s->dir, "tmpfs", MS_REMOUNT, size), 0);
	memset(much, 1, sizeof much);
	err_is(file_put(files, (struct slice){ much, sizeof much }, &h), E_DISK_FULL);
	file_store_close(files);
	db_close(s->db);
	umount2(s->dir, MNT_DETACH);
	store_open(s);
}

/* The same without a file system of one's own, in a child since the limit cannot be raised again. */
static void
test_a_file_size_limit_is_a_full_disk(void **state)
{
	struct store *s = *state;
	db_close(s->db);
	pid_t pid = fork();
	if (pid == 0) {
		char key[32];
		enum err e = E_OK;
		struct rlimit limit = { 4 << 20, 4 << 20 };
		signal(SIGXFSZ, SIG_IGN);
		if (setrlimit(RLIMIT_FSIZE, &limit) || db_open(&s->db, &(struct db_options){ .data_dir = s->dir }) ||
		    db_write(s->db, table, NULL))
			_exit(1);
		for (int i = 0; !e && i < 1000; i++) {
			snprintf(key, sizeof key, "k%d", i);
			e = db_write(s->db, add_large, key);
		}
		if (e != E_DISK_FULL)
			fprintf(stderr, "after the limit: %s\n", err_name(e));
		_exit(e == E_DISK_FULL ? 0 : 2);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	store_open(s);
	assert_true(number(s->db, "SELECT count(*) FROM entry") > 10);
	ok(db_write(s->db, add_large, (void *)"after"));
	ok(db_write(s->db, free_some, NULL));
}

/* ---- read-only ---- */

static void
test_a_directory_that_cannot_be_written_is_said_at_once(void **state)
{
	struct store *s = *state;
	struct db *db;
	struct file_store *files;
	char dir[80];
	snprintf(dir, sizeof dir, "%s/sub", s->dir);
	ok(db_write(s->db, table, NULL));
	db_close(s->db);
	mkdir(dir, 0500);
	pid_t pid = fork();
	if (pid == 0) {		/* root may write anywhere: be somebody else */
		chmod(s->dir, 0555);
		if (getuid() == 0 && (setgroups(0, NULL) || setgid(65534) || setuid(65534)))
			_exit(1);
		_exit(db_open(&db, &(struct db_options){ .data_dir = s->dir }) != E_STORE ? 2 :
		    db_open(&db, &(struct db_options){ .data_dir = dir }) != E_STORE ? 3 :
		    file_store_open(&files, s->dir, 0) != E_STORE ? 4 : 0);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	chmod(s->dir, 0700);
	assert_int_equal(status, 0);
	store_open(s);
}

static void
test_a_disk_that_turns_read_only_is_not_acknowledged(void **state)
{
	struct store *s = *state;
	db_close(s->db);
	assert_int_equal(mount("luan", s->dir, "tmpfs", 0, "size=32m"), 0);
	store_open(s);
	ok(db_write(s->db, table, NULL));
	ok(db_write(s->db, add_small, (void *)"before"));
	db_close(s->db);
	assert_int_equal(mount("luan", s->dir, "tmpfs", MS_REMOUNT | MS_RDONLY, "size=32m"), 0);
	err_is(db_open(&s->db, &(struct db_options){ .data_dir = s->dir }), E_STORE);
	assert_int_equal(mount("luan", s->dir, "tmpfs", MS_REMOUNT, "size=32m"), 0);
	store_open(s);
	assert_int_equal(number(s->db, "SELECT count(*) FROM entry"), 1);
	db_close(s->db);
	umount2(s->dir, MNT_DETACH);
	store_open(s);
}

static void
test_what_is_no_store_is_not_overwritten(void **state)
{
	struct store *s = *state;
	struct db *db;
	char dir[80], path[100];
	snprintf(dir, sizeof dir, "%s/other", s->dir);
	snprintf(path, sizeof path, "%s/luan.db", dir);
	mkdir(dir, 0700);
	FILE *f = fopen(path, "w");
	for (int i = 0; i < 1000; i++)
		fputs("this is somebody's diary\n", f);
	fclose(f);
	err_is(db_open(&db, &(struct db_options){ .data_dir = dir }), E_CORRUPT);
	err_is(db_open(&db, &(struct db_options){ .data_dir = dir, .url = "mysql://x" }), E_BAD_VALUE);
	err_is(db_open(&db, &(struct db_options){ .data_dir = dir, .url = "postgres://nobody@/x?host=/nowhere" }), E_STORE);
}

/* ---- the server is restarted under load ---- */

struct caller {
	pthread_t thread;
	struct db *db;
	int nth;
	_Atomic bool *stop;
	int sent, good, refused;
	char good_key[20000];		/* 1: this one was acknowledged */
};

static void *
caller_main(void *arg)
{
	struct caller *w = arg;
	char key[32];
	for (; !*w->stop && w->sent < 20000; w->sent++) {
		snprintf(key, sizeof key, "c%d-%d", w->nth, w->sent);
		enum err e = db_write(w->db, add_small, key);
		if (e == E_STORE || e == E_BUSY) {		/* the client asks again, by the same key */
			w->refused++;
			while ((e = db_write(w->db, add_small, key)) == E_STORE || e == E_BUSY)
				usleep(10000);
			if (e == E_EXISTS)
				e = E_OK;
		}
		w->good += !e;
		w->good_key[w->sent] = !e;
	}
	return NULL;
}

static void
restart(const char *mode)
{
	static const char *const commands[] = {		/* sh takes the paths from its environment: they may hold spaces */
		"exec \"$LUAN_TEST_PG_SH\" stop \"$LUAN_TEST_PG\" \"$0\"",
		"exec \"$LUAN_TEST_PG_SH\" start \"$LUAN_TEST_PG\" >/dev/null",
	};
	for (int i = 0; i < 2; i++) {
		pid_t pid = fork();
		int status;
		if (pid == 0) {
			execl("/bin/sh", "sh", "-c", commands[i], mode, (char *)NULL);
			_exit(9);
		}
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_int_equal(status, 0);
	}
}

static bool
stored(struct db *db, const char *key)
{
	reader_scoped c = NULL;
	stmt_scoped s = NULL;
	ok(db_reader(db, &c));
	ok(sql(c, &s, "SELECT 1 FROM entry WHERE key = ?1"));
	sql_text(s, 1, slice_of(key));
	return sql_step(s) == E_OK;
}

static void
test_the_server_is_restarted_under_load(void **state)
{
	struct store *s = *state;
	static struct caller w[8];
	_Atomic bool stop = false;
	ok(db_write(s->db, table, NULL));
	for (int i = 0; i < 8; i++) {
		w[i] = (struct caller){ .db = s->db, .nth = i, .stop = &stop };
		assert_int_equal(pthread_create(&w[i].thread, NULL, caller_main, &w[i]), 0);
	}
	usleep(300000);
	restart("fast");
	usleep(300000);
	restart("immediate");
	usleep(300000);
	int64_t n = number(s->db, "SELECT count(*) FROM entry"), sent = 0, good = 0, refused = 0;
	stop = true;
	for (int i = 0; i < 8; i++) {
		pthread_join(w[i].thread, NULL);
		sent += w[i].sent;
		good += w[i].good;
		refused += w[i].refused;
	}
	print_message("# %lld sent, %lld answered E_STORE or E_BUSY first\n", (long long)sent, (long long)refused);
	assert_int_equal(good, sent);		/* every job came through, after the client's retries */
	assert_true(n > 0);
	assert_int_equal(number(s->db, "SELECT count(*) FROM entry"), sent);
	for (int i = 0; i < 8; i++)
		for (int k = 0; k < w[i].sent; k += 37) {
			char key[32];
			snprintf(key, sizeof key, "c%d-%d", i, k);
			assert_true(stored(s->db, key));
		}
}

/* ---- transactions that clash ---- */

static enum err
take_next(void *ctx, struct conn *c)
{
	stmt_scoped s = NULL;
	char key[32];
	enum err e = sql(c, &s, "SELECT count(*) FROM entry");
	if (e || (e = sql_step(s)))
		return e;
	snprintf(key, sizeof key, "n%lld", (long long)col_int(s, 0));
	stmt_release(&s);
	return add(c, key, 10);
}

static void *
taker_main(void *arg)
{
	for (int i = 0; i < 50; i++)
		if (db_write(arg, take_next, NULL))
			return arg;
	return NULL;
}

/* Each job reads what the others write, two servers on one store: without serializability two would take the same
 * number. */
static void
test_jobs_that_clash_are_run_again_unseen(void **state)
{
	struct store *s = *state;
	struct db *other;
	pthread_t t[4];
	void *failed;
	ok(db_open(&other, &(struct db_options){ .data_dir = s->dir, .url = getenv("LUAN_TEST_STORE") }));
	ok(db_write(s->db, table, NULL));
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&t[i], NULL, taker_main, i % 2 ? s->db : other), 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(t[i], &failed);
		assert_null(failed);
	}
	assert_int_equal(number(s->db, "SELECT count(*) FROM entry"), 200);
	struct db_stats st;
	db_stats(other, &st);
	print_message("# %lld retries\n", (long long)st.retries);
	db_close(other);
}

/* ---- which of them can be run here ---- */

static const char *
not_sqlite(void)
{
	return on_postgres() ? "the disk is the server's" : NULL;
}

static const char *
not_mounting(void)
{
	char dir[] = "/tmp/luan-mount-XXXXXX";
	if (on_postgres() || !mkdtemp(dir))
		return not_sqlite();
	const char *why = mount("luan", dir, "tmpfs", 0, "size=1m") ? strerror(errno) : NULL;
	if (!why)
		umount(dir);
	rmdir(dir);
	return why;
}

static const char *
not_restarting(void)
{
	return on_postgres() && getenv("LUAN_TEST_PG_SH") ? NULL : "there is no server to restart";
}

static const char *
always(void)
{
	return NULL;
}

static const struct {
	const char *(*why_not)(void);
	struct CMUnitTest test;
} all[] = {
	{ not_mounting, STORE_TEST(test_a_full_disk_loses_nothing) },
	{ not_sqlite, STORE_TEST(test_a_file_size_limit_is_a_full_disk) },
	{ not_sqlite, STORE_TEST(test_a_directory_that_cannot_be_written_is_said_at_once) },
	{ not_mounting, STORE_TEST(test_a_disk_that_turns_read_only_is_not_acknowledged) },
	{ not_sqlite, STORE_TEST(test_what_is_no_store_is_not_overwritten) },
	{ always, STORE_TEST(test_jobs_that_clash_are_run_again_unseen) },
	{ not_restarting, STORE_TEST(test_the_server_is_restarted_under_load) },
};

int
main(void)
{
	struct CMUnitTest tests[N_ELEMS(all)];
	size_t n = 0;
	for (size_t i = 0; i < N_ELEMS(all); i++) {
		const char *why = all[i].why_not();
		if (why)
			printf("# skipped: %s: %s\n", all[i].test.name, why);
		else
			tests[n++] = all[i].test;
	}
	signal(SIGPIPE, SIG_IGN);
	memset(body, 'x', sizeof body);
	return _cmocka_run_group_tests("trouble", tests, n, NULL, NULL);
}

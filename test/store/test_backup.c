/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include "store/backup.h"

struct place {
	struct store *s;
	struct file_store *files;
	char path[128], to[128];
	char extra[256];
};

static enum err
schema(void *ctx, struct conn *c)
{
	enum db_kind k = db_kind(conn_db(c));
	char text[1024];
	snprintf(text, sizeof text,
	    "CREATE TABLE unit (id %s, code TEXT NOT NULL UNIQUE)%s;"
	    "CREATE TABLE device (id %s, unit %s NOT NULL REFERENCES unit (id), name TEXT, speed %s CHECK (speed >= 0),"
	    " weight %s, body %s)%s; CREATE UNIQUE INDEX device_name ON device (name) WHERE speed IS NOT NULL;",
	    ddl_identity(k), ddl_table_end(k), ddl_identity(k), ddl_int(k), ddl_int(k), ddl_real(k), ddl_blob(k),
	    ddl_table_end(k));
	enum err e = sql_exec(c, text);
	if (e || k == DB_SQLITE)
		return e ? e : sql_exec(c, "CREATE TRIGGER unit_stays BEFORE DELETE ON unit"
		    " BEGIN SELECT raise(ABORT, 'stays'); END");
	return sql_exec(c, "CREATE OR REPLACE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
	    " RAISE check_violation; END $$;"
	    "CREATE TRIGGER unit_stays BEFORE DELETE ON unit FOR EACH ROW EXECUTE FUNCTION stays()");
}

/* Unit and device in one transaction: a backup that sees one without the other is not of one moment. */
static enum err
add_pair(void *ctx, struct conn *c)
{
	const char *name = ctx;
	stmt_scoped u = NULL;
	stmt_scoped d = NULL;
	enum err e = sql(c, &u, "INSERT INTO unit (code) VALUES (?1) RETURNING id");
	if (e)
		return e;
	sql_text(u, 1, slice_of(name));
	if ((e = sql_step(u)) ||
	    (e = sql(c, &d, "INSERT INTO device (unit, name, speed, weight, body) VALUES (?1, ?2, ?3, 0.1, ?4)")))
		return e;
	sql_int(d, 1, col_int(u, 0));
	sql_text(d, 2, S("制\t表\\n\n'\"\\.\\N"));
	sql_null(d, 3);
	sql_blob(d, 4, S("\0\1\xff\\"));
	return sql_run(d);
}

static enum err
count_extra(void *ctx, struct conn *c, struct backup *b)
{
	char text[64];
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "SELECT count(*) FROM unit");
	if (e || (e = sql_step(s)))
		return e;
	snprintf(text, sizeof text, "%lld", (long long)col_int(s, 0));
	return backup_add(b, "audit-head", slice_of(text));
}

static enum err
take_extra(void *ctx, const char *name, struct slice content)
{
	struct place *p = ctx;
	snprintf(p->extra, sizeof p->extra, "%s=%.*s", name, (int)content.n, content.p);
	return E_OK;
}

static void
place_make(struct place *p, struct store *s)
{
	*p = (struct place){ .s = s };
	snprintf(p->path, sizeof p->path, "%s/backup.tar", s->dir);
	snprintf(p->to, sizeof p->to, "%s/to", s->dir);
	ok(db_write(s->db, schema, NULL));
	ok(file_store_open(&p->files, s->dir, 0));
}

/* A second database of the same server, or NULL for SQLite. */
static const char *
second_url(struct store *s)
{
	const char *url = getenv("LUAN_TEST_STORE");
	static char ret[512];
	if (!url)
		return NULL;
	struct db *db;
	char dir[80];
	snprintf(ret, sizeof ret, "%s&options=-csearch_path%%3Dsecond", url);
	ok(db_write(s->db, run_script, (void *)"DROP SCHEMA IF EXISTS second CASCADE; CREATE SCHEMA second"));
	snprintf(dir, sizeof dir, "%s/second", s->dir);
	ok(db_open(&db, &(struct db_options){ .data_dir = dir, .url = ret }));
	db_close(db);
	return ret;
}

static enum err
restore(struct place *p, const char *url, struct backup_result *ret)
{
	return backup_restore(&(struct restore_options){ .path = p->path, .data_dir = p->to, .url = url,
	    .extra = take_extra, .ctx = p }, ret);
}

static void
check_restored(struct place *p, const char *url, int64_t rows)
{
	struct db *db;
	char want[64];
	reader_scoped c = NULL;
	stmt_scoped s = NULL;
	ok(db_open(&db, &(struct db_options){ .data_dir = p->to, .url = url }));
	assert_int_equal(number(db, "SELECT count(*) FROM unit"), rows);
	assert_int_equal(number(db, "SELECT count(*) FROM device d JOIN unit u ON u.id = d.unit"), rows);
	snprintf(want, sizeof want, "audit-head=%lld", (long long)rows);
	assert_string_equal(p->extra, want);
	ok(db_reader(db, &c));
	ok(sql(c, &s, "SELECT name, speed, weight, body FROM device"));
	ok(sql_step(s));
	assert_true(slice_eq(col_text(s, 0), S("制\t表\\n\n'\"\\.\\N")));
	assert_true(col_null(s, 1));
	assert_true(col_real(s, 2) == 0.1);
	assert_true(slice_eq(col_blob(s, 3), S("\0\1\xff\\")));
	stmt_release(&s);
	struct db_table_list l;
	ok(db_tables(c, &p->s->arena, &l));
	assert_int_equal(l.n, 2);
	assert_non_null(db_index_find(db_table_find(&l, "device"), "device_name"));
	db_reader_release(&c);
	ok(db_write(db, add_pair, (void *)"new"));		/* sequences go on where they were */
	err_is(db_write(db, add_pair, (void *)"new"), E_EXISTS);
	err_is(db_write(db, run_script, (void *)"INSERT INTO device (unit, speed) VALUES (12345, 1)"), E_IN_USE);
	err_is(db_write(db, run_script, (void *)"INSERT INTO device (unit, speed) VALUES (1, -1)"), E_BAD_VALUE);
	err_is(db_write(db, run_script, (void *)"DELETE FROM unit"), E_BAD_VALUE);
	db_close(db);
}

struct load {
	struct db *db;
	pthread_t thread;
	_Atomic bool stop;
};

static void *
load_main(void *arg)
{
	struct load *w = arg;
	char name[32];
	for (int i = 0; !w->stop; i++) {
		snprintf(name, sizeof name, "w%d", i);
		if (db_write(w->db, add_pair, name))
			return arg;
	}
	return NULL;
}

static void
test_round_trip_while_others_write(void **state)
{
	struct store *s = *state;
	struct place p;
	struct backup_result wrote, got;
	struct file_hash h;
	struct slice content;
	char name[32];
	void *failed;
	place_make(&p, s);
	const char *url = second_url(s);
	for (int i = 0; i < 500; i++) {
		snprintf(name, sizeof name, "u%d", i);
		ok(db_write(s->db, add_pair, name));
	}
	ok(file_put(p.files, S("a clip"), &h));
	ok(file_put(p.files, S(""), &h));
	struct load w = { .db = s->db };
	assert_int_equal(pthread_create(&w.thread, NULL, load_main, &w), 0);
	usleep(20000);
	ok(backup_write(&(struct backup_options){ .path = p.path, .db = s->db, .files = p.files, .extra = count_extra },
	    &wrote));
	w.stop = true;
	pthread_join(w.thread, &failed);
	assert_null(failed);
	assert_int_equal(wrote.files, 2);
	assert_int_equal(wrote.damaged, 0);
	ok(backup_verify(p.path));
	ok(restore(&p, url, &got));
	assert_int_equal(got.files, 2);
	int64_t rows = strtoll(strchr(p.extra, '=') + 1, NULL, 10);
	assert_true(rows >= 500);
	check_restored(&p, url, rows);
	struct file_store *files;
	ok(file_store_open(&files, p.to, 0));
	assert_true(file_hash_parse(S("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), &h));
	ok(file_read(files, &h, &s->arena, &content));
	file_store_close(files);
	file_store_close(p.files);
}

static void
test_the_target_must_be_empty(void **state)
{
	struct store *s = *state;
	struct place p;
	struct backup_result r;
	char path[160];
	place_make(&p, s);
	const char *url = second_url(s);
	ok(backup_write(&(struct backup_options){ .path = p.path, .db = s->db, .files = p.files }, &r));
	err_is(backup_write(&(struct backup_options){ .path = p.path, .db = s->db, .files = p.files }, &r), E_EXISTS);
	ok(restore(&p, url, &r));
	err_is(restore(&p, url, &r), E_EXISTS);
	if (url) {		/* the directory is new, the database is not */
		snprintf(p.to, sizeof p.to, "%s/other", s->dir);
		err_is(restore(&p, url, &r), E_EXISTS);
	} else {
		remove_dir(p.to);
		mkdir(p.to, 0700);
		snprintf(path, sizeof path, "%s/something", p.to);
		close(open(path, O_CREAT | O_WRONLY, 0600));
		err_is(restore(&p, url, &r), E_EXISTS);
	}
	file_store_close(p.files);
}

static void
test_every_damage_is_found_before_anything_is_touched(void **state)
{
	struct store *s = *state;
	struct place p;
	struct backup_result r;
	struct file_hash h;
	struct stat st;
	place_make(&p, s);
	ok(db_write(s->db, add_pair, (void *)"a"));
	ok(file_put(p.files, S("a clip"), &h));
	ok(backup_write(&(struct backup_options){ .path = p.path, .db = s->db, .files = p.files }, &r));
	assert_int_equal(stat(p.path, &st), 0);
	int fd = open(p.path, O_RDWR);
	for (off_t at = 0; at < st.st_size; at += at < 2048 || at > st.st_size - 8192 ? 61 : 997) {
		char was, is;
		assert_int_equal(pread(fd, &was, 1, at), 1);
		is = was ^ 0x20;
		assert_int_equal(pwrite(fd, &is, 1, at), 1);
		enum err e = backup_verify(p.path);
		assert_int_equal(pwrite(fd, &was, 1, at), 1);
		if (!e)
			fail_msg("byte %ld may be changed unseen", (long)at);
	}
	ok(backup_verify(p.path));
	for (off_t n = st.st_size - 1024; n > 0; n -= st.st_size / 40) {
		assert_int_equal(ftruncate(fd, n), 0);
		err_is(restore(&p, NULL, &r), E_CORRUPT);
		assert_int_equal(access(p.to, F_OK), -1);
	}
	close(fd);
	file_store_close(p.files);
}

static void
test_a_damaged_file_is_left_out_and_counted(void **state)
{
	struct store *s = *state;
	struct place p;
	struct backup_result r;
	struct file_hash good, bad;
	char path[256];
	place_make(&p, s);
	ok(file_put(p.files, S("good"), &good));
	ok(file_put(p.files, S("bad"), &bad));
	snprintf(path, sizeof path, "%s/files/%.2s/%s", s->dir, bad.hex, bad.hex + 2);
	assert_int_equal(truncate(path, 1), 0);
	ok(backup_write(&(struct backup_options){ .path = p.path, .db = s->db, .files = p.files }, &r));
	assert_int_equal(r.files, 1);
	assert_int_equal(r.damaged, 1);
	ok(backup_verify(p.path));
	file_store_close(p.files);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		STORE_TEST(test_round_trip_while_others_write),
		STORE_TEST(test_the_target_must_be_empty),
		STORE_TEST(test_every_damage_is_found_before_anything_is_touched),
		STORE_TEST(test_a_damaged_file_is_left_out_and_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

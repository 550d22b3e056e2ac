/* SPDX-License-Identifier: Apache-2.0 */
/* fault_commit.c - power is cut at seeded points; what was acknowledged must be there, whole and once.
 *
 *   fault_commit SHIM [POINTS [SEED]]		prints TAP; SHIM is unsynced.so
 *
 * A child writes rows (every fifth with a file) until the shim kills it and takes back what was not synced; through a
 * pipe it says what was sent and what was acknowledged. Every directory goes through several such lives; after some of them
 * the store is opened and compared. The same is then run with fsync planted out, which has to be noticed. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "store/db.h"
#include "store/file.h"

#define LIVES 8			/* of one directory */
#define ROWS 1500		/* a child writes at most */
#define IN_FLIGHT 32
#define REOPEN 50		/* rows after which the store is closed and opened, so that the WAL is copied back */
#define CHANGES 4500		/* the power is cut somewhere among so many changes of the disk */
#define TOKENS (LIVES * ROWS)

/* ---- the child ---- */

struct row {
	struct job job;
	int token;
	bool filed;
	struct file_hash hash;
	sem_t *slot;
};

static void
say(char what, int token)
{
	char line[16];
	int n = snprintf(line, sizeof line, "%c%d\n", what, token);
	if (write(STDOUT_FILENO, line, (size_t)n) != n)
		_exit(3);
}

/* Same in parent and child, so that the parent can tell a torn body. */
static struct slice
body_of(int token, char *p)
{
	size_t n = 500 + (size_t)token * 7919 % 15000;
	for (size_t i = 0; i < n; i++)
		p[i] = (char)('a' + (i * 31 + (size_t)token) % 26);
	return (struct slice){ p, n };
}

static enum err
row_run(struct job *j, struct conn *c)
{
	struct row *r = (struct row *)j;
	char body[16384];
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "INSERT INTO row (token, body, file) VALUES (?1, ?2, ?3)");
	if (e)
		return e;
	sql_int(s, 1, r->token);
	sql_text(s, 2, body_of(r->token, body));
	sql_text(s, 3, r->filed ? slice_of(r->hash.hex) : (struct slice){ NULL, 0 });
	return sql_run(s);
}

static void
row_done(struct job *j, enum err e)
{
	struct row *r = (struct row *)j;
	if (!e)
		say('a', r->token);
	sem_post(r->slot);
}

static enum err
table(void *ctx, struct conn *c)
{
	return sql_exec(c, "CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY AUTOINCREMENT, token INTEGER NOT NULL,"
	    " body TEXT NOT NULL, file TEXT) STRICT; CREATE INDEX IF NOT EXISTS row_by_body ON row (body);");
}

static bool
reopen(struct db **db, const char *dir, sem_t *slot)
{
	db_close(*db);		/* answers all that is in flight */
	int free_slots;
	return !sem_getvalue(slot, &free_slots) && free_slots == IN_FLIGHT &&
	    !db_open(db, &(struct db_options){ .data_dir = dir });
}

static int
child(const char *dir, int life)
{
	static struct row row[ROWS];
	struct db *db;
	struct file_store *files;
	char body[16384];
	sem_t slot;
	log_setup(LOG_TEXT, LOG_ERROR, STDERR_FILENO);
	sem_init(&slot, 0, IN_FLIGHT);
	if (db_open(&db, &(struct db_options){ .data_dir = dir }) || file_store_open(&files, dir, 0) ||
	    db_write(db, table, NULL))
		return 2;
	for (int i = 0; i < ROWS; i++) {
		int token = life * ROWS + i;
		if (i % REOPEN == REOPEN - 1 && !reopen(&db, dir, &slot))
			return 2;
		row[i] = (struct row){ .job = { row_run, row_done }, .token = token, .filed = i % 5 == 0, .slot = &slot };
		if (row[i].filed && file_put(files, body_of(token + 1, body), &row[i].hash))
			return 2;
		while (sem_wait(&slot))
			;
		say('s', token);
		db_submit(db, &row[i].job);
	}
	db_close(db);
	file_store_close(files);
	return 0;
}

/* ---- the parent ---- */

struct life {
	char dir[64];
	bool sent[TOKENS], acknowledged[TOKENS];
};

static uint64_t seed;

static uint64_t
random_next(void)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return seed >> 33;
}

static void
put_env(const char *name, long v)
{
	char text[32];
	snprintf(text, sizeof text, "%ld", v);
	setenv(name, text, 1);
}

static void
hear(struct life *l, int fd)
{
	char line[32];
	FILE *f = fdopen(fd, "r");
	while (f && fgets(line, sizeof line, f)) {
		long token = strtol(line + 1, NULL, 10);
		if (strchr(line, '\n') && token >= 0 && token < TOKENS)
			*(*line == 'a' ? &l->acknowledged[token] : &l->sent[token]) = true;
	}
	if (f)
		fclose(f);
}

/* One life of the child; true when it was killed by the shim or came to its end. */
static bool
live(struct life *l, int life, const char *shim, const char *lie)
{
	int fd[2];
	bool keep = random_next() % 2;
	long at = 1 + (long)(random_next() % CHANGES), noise = (long)random_next();
	if (pipe(fd))
		return false;
	pid_t pid = fork();
	if (pid == 0) {
		char number[16];
		dup2(fd[1], STDOUT_FILENO);
		if (*lie)		/* the damage is expected, and would be told at length */
			dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		close(fd[0]);
		close(fd[1]);
		setenv("UNSYNCED_DIR", l->dir, 1);
		setenv("UNSYNCED_LIE", lie, 1);
		put_env("UNSYNCED_AT", at);
		put_env("UNSYNCED_KEEP", keep ? 50 : 0);
		put_env("UNSYNCED_SEED", noise);
		setenv("LD_PRELOAD", shim, 1);
		snprintf(number, sizeof number, "%d", life);
		execl("/proc/self/exe", "fault_commit", "--child", l->dir, number, (char *)NULL);
		_exit(4);
	}
	close(fd[1]);
	hear(l, fd[0]);
	int status;
	if (waitpid(pid, &status, 0) != pid)
		return false;
	if (WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL : WEXITSTATUS(status) == 0)
		return true;
	printf("# child ended with %x at change %ld\n", (unsigned)status, at);
	return false;
}

struct check {
	struct life *l;
	struct file_store *files;
	struct arena arena;
	bool stored[TOKENS];
	const char *wrong;
	int wrong_token;
};

static void
wrong(struct check *k, const char *what, int token)
{
	if (!k->wrong) {
		k->wrong = what;
		k->wrong_token = token;
	}
}

static void
check_row(struct check *k, struct stmt *s)
{
	static char body[16384];
	struct slice content;
	struct file_hash h;
	int64_t token = col_int(s, 0);
	if (token < 0 || token >= TOKENS || !k->l->sent[token]) {
		wrong(k, "a row nobody sent", (int)token);
		return;
	}
	if (k->stored[token])
		wrong(k, "a row twice", (int)token);
	k->stored[token] = true;
	if (!slice_eq(col_text(s, 1), body_of((int)token, body)))
		wrong(k, "a torn row", (int)token);
	if (col_null(s, 2))
		return;
	if (!file_hash_parse(col_text(s, 2), &h) || file_read(k->files, &h, &k->arena, &content) ||
	    !slice_eq(content, body_of((int)token + 1, body)))
		wrong(k, "a file lost or torn", (int)token);
}

static enum err
check_rows(struct check *k, struct db *db)
{
	reader_scoped c = NULL;
	stmt_scoped s = NULL;
	stmt_scoped whole = NULL;
	enum err e = db_reader(db, &c);
	if (e || (e = sql(c, &whole, "PRAGMA integrity_check")) || (e = sql_step(whole)))
		return e;
	if (!slice_is(col_text(whole, 0), "ok"))
		return E_CORRUPT;
	if ((e = sql(c, &s, "SELECT token, body, file FROM row")))
		return e;
	while ((e = sql_step(s)) == E_OK)
		check_row(k, s);
	return e == E_DONE ? E_OK : e;
}

static const char *
check(struct life *l, int *token)
{
	static struct check k;
	struct db *db;
	k = (struct check){ .l = l };
	if (db_open(&db, &(struct db_options){ .data_dir = l->dir }))
		return "the store cannot be opened";
	if (db_write(db, table, NULL) || file_store_open(&k.files, l->dir, 0))
		return "the store cannot be used";
	if (check_rows(&k, db))
		wrong(&k, "the store is corrupt", -1);
	for (int i = 0; i < TOKENS; i++)
		if (l->acknowledged[i] && !k.stored[i])
			wrong(&k, "an acknowledged row is lost", i);
	db_close(db);
	file_store_close(k.files);
	arena_free(&k.arena);
	*token = k.wrong_token;
	return k.wrong;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

static int acknowledged_all;

/* NULL: so many points were survived; else what was found wrong first. */
static const char *
run(const char *shim, const char *lie, int points, int *ret_done)
{
	static struct life l;
	const char *bad = NULL;
	int token = 0, done = 0;
	while (done < points && !bad) {
		l = (struct life){ .dir = "/dev/shm/luan-fault-XXXXXX" };
		if (access("/dev/shm", W_OK))
			snprintf(l.dir, sizeof l.dir, "/tmp/luan-fault-XXXXXX");
		if (!mkdtemp(l.dir))
			return "no directory";
		for (int life = 0; life < LIVES && done < points && !bad; life++, done++) {
			if (!live(&l, life, shim, lie))
				bad = "a child failed";
			else if (life == LIVES - 1 || done == points - 1 || random_next() % 2)
				bad = check(&l, &token);
		}
		for (int i = 0; i < TOKENS; i++)
			acknowledged_all += l.acknowledged[i];
		nftw(l.dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	}
	if (bad)
		printf("# %s (row %d) after %d points%s%s\n", bad, token, done, *lie ? ", fsync planted out of " : "", lie);
	*ret_done = done;
	return bad;
}

int
main(int argc, char **argv)
{
	static const char *const planted[] = { "luan.db-wal", "luan.db", "*files/new/", "/files/" };
	if (argc == 4 && strcmp(argv[1], "--child") == 0)
		return child(argv[2], (int)strtol(argv[3], NULL, 10));
	if (argc < 2)
		return 2;
	int points = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 200, done;
	seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	log_setup(LOG_TEXT, LOG_ERROR, STDERR_FILENO);
	printf("1..%zu\n", 1 + N_ELEMS(planted));
	int64_t from = clock_mono_ms();
	const char *bad = run(argv[1], "", points, &done);
	printf("# %d points, %d rows acknowledged, %lld ms\n", done, acknowledged_all, (long long)(clock_mono_ms() - from));
	printf("%s 1 - nothing acknowledged is lost when the power is cut\n", bad ? "not ok" : "ok");
	log_setup(LOG_TEXT, LOG_ERROR, open("/dev/null", O_WRONLY));
	for (size_t i = 0; i < N_ELEMS(planted); i++)
		printf("%s %zu - a missing fsync of %s is noticed\n",
		    run(argv[1], planted[i], points, &done) ? "ok" : "not ok", i + 2, planted[i]);
	return 0;
}

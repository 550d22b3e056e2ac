/* SPDX-License-Identifier: Apache-2.0 */
/* fault_history.c - power is cut at seeded points while passages and pictures come in; what was acknowledged must be there, once.
 *
 *   fault_history SHIM [POINTS [SEED]]		prints TAP; SHIM is unsynced.so
 *
 * A child appends batches, some with pictures, and corrects a passage now and then, with segments so small that they are sealed
 * all the time; through a pipe it says what was sent and what was acknowledged, until the shim kills it and takes back what
 * was not synced. Every directory goes through several such lives; then all of it is compared. The same is run with
 * fsync planted out, which has to be noticed, and once at full rate with kill -9 instead of a power cut. */
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
#include "base/clock.h"
#include "base/log.h"
#include "store/history.h"
#include "store/pack.h"

#define LIVES 6
#define BATCHES 60		/* of one life */
#define ROWS 20			/* of one batch */
#define FAST_ROWS 100
#define FAST_BATCHES 20000
#define TOKENS (LIVES * BATCHES)
#define CHANGES 900
#define IN_FLIGHT 4

/* ---- what token t stands for ---- */

static struct passage
passage_of(int t, int i)
{
	uint32_t n = (uint32_t)t * FAST_ROWS + (uint32_t)i;
	return (struct passage){ .plate = UINT64_C(0x1000000000000000) + n % 211 * 977, .at_ms = INT64_C(1700000000000) + (int64_t)n * 40,
		.received_s = n, .tollgate = 1 + n % 17, .device = 1 + n % 17, .lane = (uint8_t)(n % 4), .class_code = 2 };
}

static struct slice
picture_of(int t, char *p)
{
	size_t n = 300 + (size_t)t * 7919 % 9000;
	for (size_t i = 0; i < n; i++)
		p[i] = (char)(i * 31 + (size_t)t);
	return (struct slice){ p, n };
}

/* ---- the child ---- */

struct one {
	struct history_batch b;
	struct picture_set set;
	struct passage row[FAST_ROWS];
	char bytes[10000];
	int token;
	sem_t stored;
	enum err pictured;
};
static sem_t slots;

static void
say(const char *what, int token, int64_t id, uint64_t ref)
{
	char line[96];
	int n = snprintf(line, sizeof line, "%s %d %lld %llu\n", what, token, (long long)id, (unsigned long long)ref);
	if (write(STDOUT_FILENO, line, (size_t)n) != n)
		_exit(3);
}

static void
appended(struct history_batch *b, enum err e)
{
	struct one *o = (struct one *)b;
	if (!e)
		say("a", o->token, passage_id(b->segment, o->row[0].seq), o->set.ref);
	sem_post(&slots);
}

static void
pictured(struct picture_set *s, enum err e)
{
	struct one *o = (struct one *)((char *)s - offsetof(struct one, set));
	o->pictured = e;
	sem_post(&o->stored);
}

static enum err
picture_put(struct pack_store *packs, struct one *o)
{
	o->set = (struct picture_set){ .n = 1, .done = pictured };
	o->set.picture[0] = (struct picture){ .bytes = picture_of(o->token, o->bytes), .type = 1 };
	sem_init(&o->stored, 0, 0);
	pack_put(packs, &o->set);
	while (sem_wait(&o->stored))
		;
	return o->pictured;
}

/* Corrects the first passage there is of the batch, which is found by its time. */
static void
correct(struct history *h, int token)
{
	struct passage p = passage_of(token, 0);
	struct history_query q = { .series = 1u << SERIES_LIVE, .from_ms = p.at_ms, .to_ms = p.at_ms + 1, .limit = 1 };
	struct history_rows r;
	struct arena a;
	arena_init(&a);
	if (!history_find(h, &q, &a, &r) && r.n == 1 &&
	    !history_correct(h, &(struct history_overlay){ .id = r.row[0].id, .plate = 0x777, .class_code = 1 }))
		say("c", token, r.row[0].id, 0);
	arena_free(&a);
}

static int
child(const char *dir, int life, bool fast)
{
	struct history *h;
	struct pack_store *packs;
	int batches = fast ? FAST_BATCHES : BATCHES;
	struct one *all = mem_alloc(sizeof *all * (fast ? IN_FLIGHT : BATCHES));
	log_setup(LOG_TEXT, LOG_ERROR, STDERR_FILENO);
	sem_init(&slots, 0, IN_FLIGHT);
	if (history_open(&h, &(struct history_options){ .data_dir = dir, .segment_rows = fast ? 50000 : 150, .repeat_s = 1 }) ||
	    pack_open(&packs, dir, 0))
		return 2;
	for (int i = 0; i < batches; i++) {
		while (sem_wait(&slots))
			;
		struct one *o = &all[fast ? i % IN_FLIGHT : i];
		uint32_t n = fast ? FAST_ROWS : ROWS;
		*o = (struct one){ .token = life * batches + i };
		for (uint32_t k = 0; k < n; k++)
			o->row[k] = passage_of(o->token, (int)k);
		say("s", o->token, 0, 0);
		if (!fast && i % 3 == 0 && picture_put(packs, o))
			return 2;
		o->row[0].pictures = o->set.ref;
		o->b = (struct history_batch){ .row = o->row, .n = n, .series = SERIES_LIVE, .done = appended };
		history_append(h, &o->b);
		if (!fast && i % 10 == 9)
			correct(h, o->token - 8);
	}
	history_close(h);
	pack_close(packs);
	return 0;
}

/* ---- the parent ---- */

struct token {
	bool sent, acknowledged, corrected;
	int64_t id;
	uint64_t ref;
};
struct life {
	char dir[64];
	int tokens;
	uint32_t rows;
	struct token *token;
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
hear_line(struct life *l, const char *line)
{
	char *at;
	long t = strtol(line + 1, &at, 10);
	if (!strchr(line, '\n') || t < 0 || t >= l->tokens)
		return;
	struct token *k = &l->token[t];
	k->sent = true;
	k->corrected |= *line == 'c';
	if (*line != 'a')
		return;
	k->acknowledged = true;
	k->id = strtoll(at, &at, 10);
	k->ref = strtoull(at, NULL, 10);
}

static pid_t
start(struct life *l, int life, const char *shim, const char *lie, int *ret_fd)
{
	bool keep = random_next() % 2;
	long at = 1 + (long)(random_next() % CHANGES), noise = (long)random_next();
	int fd[2];
	char number[16];
	if (pipe(fd))
		return -1;
	pid_t pid = fork();
	if (pid == 0) {
		dup2(fd[1], STDOUT_FILENO);
		if (*lie)
			dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		close(fd[0]);
		close(fd[1]);
		if (shim) {
			setenv("UNSYNCED_DIR", l->dir, 1);
			setenv("UNSYNCED_LIE", lie, 1);
			put_env("UNSYNCED_AT", at);
			put_env("UNSYNCED_KEEP", keep ? 50 : 0);
			put_env("UNSYNCED_SEED", noise);
			setenv("LD_PRELOAD", shim, 1);
		}
		snprintf(number, sizeof number, "%d", life);
		execl("/proc/self/exe", "fault_history", shim ? "--child" : "--fast", l->dir, number, (char *)NULL);
		_exit(4);
	}
	close(fd[1]);
	*ret_fd = fd[0];
	return pid;
}

/* kill_at: so many lines are heard before it is killed; 0: the shim does it. */
static bool
live(struct life *l, int life, const char *shim, const char *lie, long kill_at)
{
	char line[128];
	int fd, status;
	pid_t pid = start(l, life, shim, lie, &fd);
	FILE *f = pid < 0 ? NULL : fdopen(fd, "r");
	if (!f)
		return false;
	for (long n = 0; fgets(line, sizeof line, f); ) {
		hear_line(l, line);
		if (++n == kill_at)
			kill(pid, SIGKILL);
	}
	fclose(f);
	if (waitpid(pid, &status, 0) != pid)
		return false;
	if (WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL : WEXITSTATUS(status) == 0)
		return true;
	printf("# child ended with %x\n", (unsigned)status);
	return false;
}

static bool
same_row(const struct passage *got, int token, int i, bool corrected)
{
	struct passage want = passage_of(token, i);
	return got->at_ms == want.at_ms && got->received_s == want.received_s && got->tollgate == want.tollgate &&
	    got->plate == (corrected ? 0x777 : want.plate);
}

/* Everything there is, a page at a time: what it is, that it was sent, that it is there once. */
static const char *
check_rows(struct life *l, struct history *h, uint8_t *seen)
{
	struct history_query q = { .series = 1u << SERIES_LIVE, .to_ms = INT64_MAX, .limit = 20000 };
	struct history_rows r = { .more = true };
	const char *wrong = NULL;
	while (r.more && !wrong) {
		struct arena a;
		arena_init(&a);
		if (history_find(h, &q, &a, &r))
			wrong = "the history cannot be read";
		for (int i = 0; i < r.n && !wrong; i++) {
			uint32_t n = r.row[i].p.received_s;
			int t = (int)(n / FAST_ROWS);
			if (t >= l->tokens || !l->token[t].sent)
				wrong = "a passage nobody sent";
			else if (seen[n]++)
				wrong = "a passage twice";
			else if (!same_row(&r.row[i].p, t, (int)(n % FAST_ROWS), r.row[i].p.flags & PASSAGE_CORRECTED))
				wrong = "a torn passage";
			else if (!(r.row[i].p.flags & PASSAGE_CORRECTED) && l->token[t].corrected && n % FAST_ROWS == 0)
				wrong = "a correction is lost";
			q.before_at_ms = r.row[i].p.at_ms;
			q.before_id = r.row[i].id;
		}
		arena_free(&a);
	}
	return wrong;
}

static const char *
check_token(struct history *h, struct pack_store *packs, const struct token *k, int t)
{
	static char bytes[10000];
	struct history_row one;
	struct picture_set set;
	struct arena a;
	if (history_one(h, k->id, &one) || !same_row(&one.p, t, 0, one.p.flags & PASSAGE_CORRECTED))
		return "an id leads elsewhere";
	if (!k->ref)
		return NULL;
	arena_init(&a);
	bool whole = !pack_get(packs, k->ref, &a, &set) && set.n == 1 && slice_eq(set.picture[0].bytes, picture_of(t, bytes));
	arena_free(&a);
	return whole ? NULL : "a picture is lost or torn";
}

static const char *
check_open(struct life *l, struct history *h, struct pack_store *packs, uint8_t *seen)
{
	struct history_damage d;
	int64_t rows, damaged;
	const char *wrong = check_rows(l, h, seen);
	if (!wrong && (history_damage(h, &d, 1) || history_verify(h, &rows, &damaged) || damaged))
		wrong = "damage is reported";
	for (int t = 0; t < l->tokens && !wrong; t++) {
		for (uint32_t i = 0; i < l->rows && l->token[t].acknowledged && !wrong; i++)
			if (!seen[t * FAST_ROWS + (int)i])
				wrong = "an acknowledged passage is lost";
		if (l->token[t].acknowledged && !wrong)
			wrong = check_token(h, packs, &l->token[t], t);
	}
	return wrong;
}

static const char *
check(struct life *l)
{
	struct history *h;
	struct pack_store *packs;
	uint8_t *seen = mem_alloc((size_t)l->tokens * FAST_ROWS);
	const char *wrong;
	if (history_open(&h, &(struct history_options){ .data_dir = l->dir, .segment_rows = 150 }))
		return "the history cannot be opened";
	if (pack_open(&packs, l->dir, 0))
		return "the packs cannot be opened";
	wrong = check_open(l, h, packs, seen);
	history_close(h);
	pack_close(packs);
	mem_free(seen);
	return wrong;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

static bool
life_begin(struct life *l, int tokens, uint32_t rows)
{
	*l = (struct life){ .dir = "/dev/shm/luan-fault-XXXXXX", .tokens = tokens, .rows = rows };
	if (access("/dev/shm", W_OK))
		snprintf(l->dir, sizeof l->dir, "/tmp/luan-fault-XXXXXX");
	l->token = mem_alloc((size_t)tokens * sizeof *l->token);
	return mkdtemp(l->dir);
}

static int64_t acknowledged_all;

static void
life_end(struct life *l)
{
	for (int i = 0; i < l->tokens; i++)
		acknowledged_all += l->token[i].acknowledged ? l->rows : 0;
	nftw(l->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	mem_free(l->token);
}

static const char *
run(const char *shim, const char *lie, int points)
{
	struct life l;
	const char *bad = NULL;
	int done = 0;
	while (done < points && !bad) {
		if (!life_begin(&l, TOKENS, ROWS))
			return "no directory";
		for (int life = 0; life < LIVES && done < points && !bad; life++, done++) {
			if (!live(&l, life, shim, lie, 0))
				bad = "a child failed";
			else if (life == LIVES - 1 || done == points - 1 || random_next() % 2)
				bad = check(&l);
		}
		life_end(&l);
	}
	if (bad)
		printf("# %s after %d points%s%s\n", bad, done, *lie ? ", fsync planted out of " : "", lie);
	return bad;
}

/* Killed at full rate: nothing is taken back, so this is about order and what a start makes of it. */
static const char *
run_fast(int times)
{
	struct life l;
	const char *bad = NULL;
	if (!life_begin(&l, times * FAST_BATCHES, FAST_ROWS))
		return "no directory";
	for (int life = 0; life < times && !bad; life++) {
		if (!live(&l, life, NULL, "", 500 + (long)(random_next() % 4000)))
			bad = "a child failed";
		else
			bad = check(&l);
	}
	life_end(&l);
	if (bad)
		printf("# %s\n", bad);
	return bad;
}

int
main(int argc, char **argv)
{
	static const char *const planted[] = { ".open-wal", ".new", "/passages", ".pack", "/pictures", "history.db-wal" };
	if (argc == 4 && (strcmp(argv[1], "--child") == 0 || strcmp(argv[1], "--fast") == 0))
		return child(argv[2], (int)strtol(argv[3], NULL, 10), argv[1][2] == 'f');
	if (argc < 2)
		return 2;
	int points = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 200;
	seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	log_setup(LOG_TEXT, LOG_ERROR, STDERR_FILENO);
	printf("1..%zu\n", 2 + N_ELEMS(planted));
	int64_t from = clock_mono_ms();
	const char *bad = run(argv[1], "", points);
	printf("# %d points, %lld passages acknowledged, %lld ms\n", points, (long long)acknowledged_all, (long long)(clock_mono_ms() - from));
	printf("%s 1 - nothing acknowledged is lost or doubled when the power is cut\n", bad ? "not ok" : "ok");
	acknowledged_all = 0;
	bad = run_fast(points >= 50 ? 10 : 2);
	printf("# %lld passages acknowledged\n", (long long)acknowledged_all);
	printf("%s 2 - nor with kill -9 at full rate\n", bad ? "not ok" : "ok");
	log_setup(LOG_TEXT, LOG_ERROR, open("/dev/null", O_WRONLY));
	for (size_t i = 0; i < N_ELEMS(planted); i++)
		printf("%s %zu - a missing fsync of %s is noticed\n", run(argv[1], planted[i], points) ? "ok" : "not ok", i + 3, planted[i]);
	return 0;
}

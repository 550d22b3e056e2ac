/* SPDX-License-Identifier: Apache-2.0 */
/* history_copy.c - PostgreSQL beside it: the same rows through COPY, each ten thousand committed to the disk, with the two
 * indexes that allow the same two look-ups. The client is the server's own, psql; writing its input is not counted. */
#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>
#include "bench/history_.h"

#define TRANSACTION 10000
extern char **environ;

static const char table[] =
    "DROP TABLE IF EXISTS passage;"
    "CREATE TABLE passage (id BIGINT NOT NULL, plate BIGINT NOT NULL, class SMALLINT NOT NULL, at BIGINT NOT NULL,"
    " received INTEGER NOT NULL, tollgate INTEGER NOT NULL, device INTEGER NOT NULL, pictures BIGINT NOT NULL, flags INTEGER NOT NULL,"
    " speed SMALLINT NOT NULL, lane SMALLINT NOT NULL, direction SMALLINT NOT NULL, plate_colour SMALLINT NOT NULL,"
    " vehicle_colour SMALLINT NOT NULL, vehicle_type SMALLINT NOT NULL, reliability SMALLINT NOT NULL, use SMALLINT NOT NULL);"
    "CREATE INDEX passage_plate ON passage (plate, class, at); CREATE INDEX passage_gate ON passage (tollgate, at);";

static void
row_put(FILE *f, int64_t i, int64_t rows)
{
	struct passage p;

	history_row_of(i, rows, &p);
	(void)fprintf(f, "%lld\t%lld\t%d\t%lld\t%u\t%u\t%u\t0\t%u\t%u\t%u\t%u\t%u\t%u\t%u\t%u\t%u\n", (long long)i, (long long)p.plate,
	    p.class_code, (long long)p.at_ms, p.received_s, p.tollgate, p.device, p.flags, p.speed_kmh, p.lane, p.direction, p.plate_colour,
	    p.vehicle_colour, p.vehicle_type, p.reliability, p.use);
}

static enum err
script_write(const char *path, int64_t rows)
{
	FILE *f = fopen(path, "w");

	if (!f)
		return E_STORE;
	for (int64_t i = 0; i < rows; i++) {
		if (i % TRANSACTION == 0)
			(void)fprintf(f, "%sCOPY passage FROM stdin;\n", i ? "\\.\n" : "");
		row_put(f, i, rows);
	}
	(void)fprintf(f, "\\.\n");
	return fclose(f) ? E_STORE : E_OK;
}

static enum err
psql(const char *url, const char *flag, const char *what)
{
	const char *const argv[] = { "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, flag, what, NULL };
	pid_t pid;
	int status;

	if (posix_spawnp(&pid, argv[0], NULL, NULL, (char *const *)(uintptr_t)argv, environ))
		return E_NOT_FOUND;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? E_OK : E_STORE;
}

enum err
history_beside_copy(struct bench *b, struct history *h, int64_t rows)
{
	const char *script = house_path(b, "history.sql");
	int64_t from = now_us(), own, copy;
	enum err e = history_fill(h, 0, rows + 100, rows);	/* the last batch begins another segment: the others are sealed */

	history_settle(h);
	own = now_us() - from;
	if (!e)
		e = psql(b->o.store, "-c", table);
	if (e == E_NOT_FOUND) {
		(void)printf("# skipped: psql is not installed\n");
		return E_OK;
	}
	if (e || (e = script_write(script, rows)))
		return e;
	from = now_us();
	e = psql(b->o.store, "-f", script);
	copy = now_us() - from;
	(void)unlink(script);
	if (e)
		return e;
	(void)printf("# %lld rows each, durable; history with sealing, COPY with two indexes, %d rows a transaction\n", (long long)rows,
	    TRANSACTION);
	figure_one(b, "history_sealed_beside", (double)rows / ((double)own / 1e6), "rows/s");
	figure_one(b, "history_copy", (double)rows / ((double)copy / 1e6), "rows/s");
	figure_one(b, "history_ratio", (double)copy / (double)own, "times");
	return E_OK;
}

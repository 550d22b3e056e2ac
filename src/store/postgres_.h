/* SPDX-License-Identifier: Apache-2.0 */
/* postgres_.h - connections (postgres.c), statements (pg_stmt.c), writers (pg_writer.c), restricted reading (pg_scoped.c).
 *
 * Values go binary with the type they were bound with: BIGINT, DOUBLE PRECISION, TEXT, BYTEA; a NULL takes the
 * type the server infers. Rows come one by one; when another statement is run on the same connection meanwhile, the
 * rest of the first is taken in before.
 */
#ifndef STORE_POSTGRES__H
#define STORE_POSTGRES__H
#include <libpq-fe.h>
#include "store/db_.h"

enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_TEXT = 25, OID_FLOAT4 = 700,
	OID_FLOAT8 = 701, OID_UNKNOWN = 705, OID_VARCHAR = 1043, OID_NUMERIC = 1700 };

struct pg_param {
	Oid type;		/* the statement was prepared with; 0: left to the server */
	Oid want;		/* of the value bound now; 0: NULL */
	const char *p;
	int n;
	char number[8];
};

struct pg_stmt {
	struct stmt base;
	char *text;		/* with $1 for ?1 */
	int n_params;
	struct pg_param *param;
	unsigned serial;	/* name on the server, s<serial>; 0: not prepared */
	unsigned generation;	/* of the connection it was prepared in */
	bool started, over;
	bool checked;		/* may be read by luan_view */
	PGresult *row;
	struct {
		PGresult **r;
		int n, at, cap;
	} saved;		/* results taken in while another statement ran */
	struct arena blobs;	/* decoded BYTEA of this row */
};

struct pg_conn {
	struct conn base;
	PGconn *pg;
	struct pg_stmt *streaming;	/* its results are still coming */
	unsigned serial, generation;
	bool broken;		/* the server is gone; nothing but reconnecting helps */
	bool wrote;		/* since it was last cleared: something else than a SELECT was run */
	bool retry;		/* serialization failure or deadlock: the transaction is worth another try */
	unsigned *dead;		/* statements to be forgotten by the server */
	int n_dead, dead_cap;
};

struct pg_writer {
	struct db *db;
	struct pg_conn *p;
	pthread_t thread;
};
#define PG_WRITERS_MAX 32
struct pg {			/* db.own */
	struct pg_writer writer[PG_WRITERS_MAX];
	int writers;
};

enum err pg_connect(struct pg_conn *p);		/* anew; statements are prepared again when used */
bool pg_alive(struct pg_conn *p);
enum err pg_result(struct pg_conn *p, const PGresult *r, const char *text);	/* maps, notes, logs; E_OK, E_DONE as is */
enum err pg_wait(struct pg_conn *p);		/* until a result can be taken, or the deadline */
enum err pg_collect(struct pg_conn *p, bool sent, const char *text, PGresult **ret);	/* last result, or first error */
enum err pg_command(struct pg_conn *p, const char *text);
void pg_absorb(struct pg_conn *p);		/* makes the connection free for the next command */
void pg_forget(struct pg_conn *p);		/* deallocates what was dropped; outside a transaction */
void pg_dead(struct pg_conn *p, unsigned serial);
char *pg_translate(const char *text, int *ret_params);
enum err pg_scoped_check(struct pg_conn *p, struct pg_stmt *s);
enum err pg_conn_open(struct db *db, bool writes, struct conn **ret);
void pg_conn_close(struct conn *c);
enum err pg_dump(struct conn *snapshot, struct tar_out *t, const char *scratch);
enum err pg_load(struct db *db, struct tar_in *t, const char *data_dir);
enum err pg_writers_start(struct db *db, int n);
void pg_writers_stop(struct db *db);

/* pg_stmt.c, for the table of the driver */
enum err pg_prepare(struct conn *c, const char *text, struct stmt **ret);
void pg_finalize(struct stmt *s);
enum err pg_bind(struct stmt *s, int i, const struct value *v);
enum err pg_step(struct stmt *s);
void pg_reset(struct stmt *s);
int pg_columns(const struct stmt *s);
const char *pg_column_name(const struct stmt *s, int col);
enum col_type pg_type(const struct stmt *s, int col);
int64_t pg_int(const struct stmt *s, int col);
double pg_real(const struct stmt *s, int col);
struct slice pg_text(const struct stmt *s, int col);
struct slice pg_blob(const struct stmt *s, int col);
#endif

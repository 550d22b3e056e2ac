/* SPDX-License-Identifier: Apache-2.0 */
/* passages_.h - one question about passages, from the request to the answer. Private to passage/.
 *
 *   sign-in ─► body into a struct question ─► tollgates the caller may see ─► history ─► JSON
 *           ─► job: row of passage_search and audit row, on disk ─► answer
 */
#ifndef PASSAGE_PASSAGES_PRIVATE_H
#define PASSAGE_PASSAGES_PRIVATE_H
#include <jansson.h>
#include "base/buf.h"
#include "base/geo.h"
#include "engine/record.h"
#include "passage/passages.h"
#include "people/seal.h"

#define PLATE_EXACT (PLATE_ALIAS - 1)	/* mask of an exact plate */
#define PASSAGE_IDS 1000		/* tollgates named in one question */

struct passages {
	struct engine *engine;
	struct history *history;
	struct pack_store *packs;
	struct people_key key;		/* digests of plates, wrapping of the pseudonyms' keys */
};

struct ids {
	uint32_t *id;
	size_t n;
};

/* ---- tollgates.c: who may see which ---- */
struct tollgate {
	uint32_t id;
	int64_t unit;
	struct slice title;
	struct point place;		/* 0,0: unknown */
	bool persons;			/* the call may see plates there */
};
struct tollgates {
	struct tollgate *gate;		/* visible to the call, sorted by id */
	size_t n;
	bool all;			/* every one there is: the history need not be told which */
	bool any_persons;
};
enum err tollgates_visible(struct call *c, struct tollgates *ret) must_check;
const struct tollgate *tollgate_of(const struct tollgates *t, uint32_t id);	/* NULL: not visible */

/* ---- inquiry.c: a request ---- */
struct question {
	struct slice plate, vehicle_type, cursor, purpose, reason, case_no, series_text, format;
	int64_t class_code, near, unit, lane, from_ms, to_ms, plate_colour, vehicle_colour, direction, limit;
	bool by_lane;
	struct slice bucket;
	struct ids tollgates;
	unsigned series;
};
struct inquiry {
	struct call call;
	struct passages *p;
	struct http_request *rq;
	json_t *body;
	struct question q;
	struct tollgates gates;
	unsigned roles;			/* those that may look so far back; 0: no period was asked about */
	struct buf answer;
	const char *type;		/* of the answer */
	struct slice picture;		/* the answer, instead of JSON */
	int file;			/* the answer, instead of both; -1: none */
	uint64_t file_size;
	const char *kind;		/* search, pattern, near, track, read, picture, correct */
	int64_t rows;			/* answered */
	int64_t log;			/* row of passage_search, once written */
	int64_t passage;		/* read, picture: which */
	int64_t image;			/* picture: row of device_image; 0: none */
	int64_t staff;			/* staff.c: row of staff_vehicle that was asked for; 0: none */
	bool staff_own;
	plate_t *seen;			/* plates answered, for staff.c */
	size_t nseen;
};
enum inquiry_kind { ASK_TEXT, ASK_INT, ASK_TIME, ASK_BOOL, ASK_IDS, ASK_SERIES };
struct inquiry_member {
	const char *name;
	enum inquiry_kind kind;
	size_t at;			/* offset in struct question */
	int64_t min, max;		/* of texts: characters */
	bool req;
};
/* The members of the body; every fault is named, none repaired. */
enum err inquiry_take(struct inquiry *a, const struct inquiry_member *m, size_t n) must_check;
enum err inquiry_purpose(struct inquiry *a, bool case_needed) must_check;	/* purpose, reason, case: into the call */
enum err inquiry_period(struct inquiry *a) must_check;				/* order; role beyond the tiers */
enum err inquiry_in_tier(struct inquiry *a, int64_t unit) must_check;		/* the role so far back covers this unit */
enum err inquiry_reader(struct inquiry *a, struct conn **ret) must_check;	/* with the deadline of a query */
enum err inquiry_log(struct inquiry *a) must_check;				/* log.c: on disk */
/* Tollgates of the question among those of the call, sorted; persons: only where plates may be seen. */
enum err inquiry_gates(struct inquiry *a, bool persons, struct ids *ret, bool *ret_all) must_check;

enum err passage_gates_read(struct inquiry *a) must_check;		/* search.c: a->gates */
void passage_keep_seen(struct inquiry *a, const struct history_rows *rows);	/* page after page: for the log and staff.c */

/* ---- the handlers: they fill a->answer ---- */
enum err passage_search_post(struct inquiry *a) must_check;
/* search.c: the body of a search, with "format" where the answer is a file. */
enum err passage_question(struct inquiry *a, struct history_query *h, bool file) must_check;
enum err passage_export_post(struct inquiry *a) must_check;
enum err passage_track_post(struct inquiry *a) must_check;
enum err passage_counts_post(struct inquiry *a) must_check;
enum err passage_get(struct inquiry *a, int64_t id) must_check;
enum err passage_correct_post(struct inquiry *a, int64_t id) must_check;
enum err passage_picture_get(struct inquiry *a, int64_t id, int64_t n) must_check;
enum err look_picture_get(struct inquiry *a, int64_t look) must_check;	/* look.c */
enum err device_image_get(struct inquiry *a, int64_t id) must_check;

/* ---- show.c ---- */
void passage_json(struct inquiry *a, struct buf *b, const struct history_row *r, const struct tollgate *t);
struct slice plate_shown(struct arena *a, plate_t p, bool persons);	/* masked like everywhere in the engine */

/* ---- find.c: the history asked, pseudonyms included ---- */
enum err passage_find(struct inquiry *a, struct history_query *q, plate_t plate, struct history_rows *ret) must_check;
enum err passage_plate(struct inquiry *a, plate_t *ret_want, plate_t *ret_mask) must_check;
int64_t passage_plain_from(const struct inquiry *a);	/* older reads that met nothing are pseudonymised */

/* ---- alias.c: keys of the pseudonyms, one a month ---- */
struct alias_key {
	int32_t month;			/* year * 12 + month - 1, Beijing */
	uint8_t key[32];
};
enum err alias_keys(struct passages *p, struct conn *c, struct arena *a, struct alias_key **ret, size_t *ret_n) must_check;
enum err alias_key_for(struct passages *p, int32_t month, uint8_t ret[32]) must_check;	/* made when missing */
enum err alias_keys_destroy(struct passages *p, int32_t before_month, int64_t *ret_n) must_check;
int32_t month_of(int64_t ms);
int64_t month_start_ms(int32_t month);

/* ---- staff.c: vehicles of the force's own people ---- */
struct slice plate_key(const struct passages *p, plate_t plate, struct arena *a);	/* keyed digest, hex */
enum err staff_compare(struct inquiry *a) must_check;	/* inside the job: sets a->staff */

enum err passages_timers(struct passages *p) must_check;
enum err corrections_apply(struct passages *p) must_check;	/* passage_correction.c: at the start */
enum err holds_tick(struct engine *e, void *ctx) must_check;
enum err retain_tick(struct engine *e, void *ctx) must_check;
enum err rollup_tick(struct engine *e, void *ctx) must_check;
enum err sample_tick(struct engine *e, void *ctx) must_check;
#endif

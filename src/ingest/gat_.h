/* SPDX-License-Identifier: Apache-2.0 */
/* gat_.h - the reader of GA/T 1400 bodies: one table of fields, one handler a kind of field. */
#ifndef INGEST_GAT__H
#define INGEST_GAT__H
#include "ingest/gat.h"
#include "net/scan.h"

enum gat_kind {
	GAT_SKIP,			/* known, not kept */
	GAT_CONTAINER, GAT_VEHICLES,	/* what wraps vehicles, and the vehicles */
	GAT_IMAGES, GAT_IMAGE, GAT_TYPE, GAT_DATA,
	GAT_ID, GAT_CODE, GAT_TEXT,	/* texts of a vehicle: must, may be refused, may be left out */
	GAT_PLATE, GAT_HAS_PLATE, GAT_CLASS, GAT_WHEN, GAT_SPEED, GAT_BYTE, GAT_VEHICLE_TYPE, GAT_USE, GAT_FLAG, GAT_VIOLATION,
	GAT_KINDS
};
struct gat_field {
	const char *name;
	uint8_t length, kind;
	uint8_t max;			/* bytes of a text; largest number of a byte */
	uint8_t rank;			/* of times: the highest that is there counts; of flags: the value that sets it */
	uint16_t at;			/* offset in struct gat_vehicle; of flags: the bit */
};
#define GAT_FIELDS_MAX 128

struct gat_reader {
	struct scan s;
	struct arena *a;
	struct gat_vehicles *out;
	struct gat_vehicle *v;		/* the one being read */
	uint32_t max, room;
	bool found;			/* there was a list of vehicles, be it empty */
	uint8_t time_rank;
	int8_t has_plate;		/* -1: not said */
};
/* The keys of one object: known ones by bit, others as they are written. */
struct gat_seen {
	uint64_t known[GAT_FIELDS_MAX / 64];
	struct scan_keys other;
};

extern const struct gat_field gat_fields[];
const struct gat_field *gat_field_find(struct slice name);

/* Notes the field; true: it was there before. */
static inline bool
gat_seen_known(struct gat_seen *seen, const struct gat_field *f)
{
	size_t n = (size_t)(f - gat_fields);
	uint64_t bit = 1ull << (n & 63), *word = &seen->known[n >> 6], was = *word;

	*word = was | bit;
	return was & bit;
}

/* Takes the value of a field of a vehicle: text is unescaped and not empty. */
void gat_field_take(struct gat_reader *r, const struct gat_field *f, struct slice text);
void gat_trouble(struct gat_reader *r, enum gat_trouble t, const char *field);	/* the first stays */

/* The next key of an object that was entered. False: no more. *ret NULL: unknown (its value is skipped already). */
bool gat_next_field(struct gat_reader *r, struct gat_seen *seen, const struct gat_field **ret, bool *ret_twice);
/* A scalar as text; absent for null, "", an object or an array, which is skipped (then *ret_nested). */
bool gat_scalar(struct gat_reader *r, struct slice *ret, bool *ret_nested);
void gat_images(struct gat_reader *r, const struct gat_field *f);	/* gat_image.c */
char gat_peek(struct gat_reader *r);		/* the first byte of the value; 0: none */
#endif

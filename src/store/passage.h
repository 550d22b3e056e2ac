/* SPDX-License-Identifier: Apache-2.0 */
/* passage.h - one vehicle seen at one place: what a camera reports and the history keeps.
 *
 * Shape      56 bytes in memory, no pointers. Numbers of the protocol are kept as they are (GA/T 1400 Direction,
 *            ColorType); 0 is "not said" unless the field says otherwise.
 * Identity   passage_id = segment << 32 | seq, given by the history when it is stored; never reused, survives sealing.
 * Key        the same fact sent again has the same tollgate, device, at_ms, lane, plate and class: it is stored once.
 */
#ifndef STORE_PASSAGE_H
#define STORE_PASSAGE_H
#include "base/plate.h"

enum passage_flag {
	PASSAGE_SAME = 1 << 0,		/* sent before, not stored again (only in the batch, never on disk) */
	PASSAGE_REPEAT = 1 << 1,	/* the same vehicle at the same lane within the window of repeats: kept, not counted */
	PASSAGE_NO_PLATE = 1 << 2,	/* the device says that there is no plate */
	PASSAGE_UNREAD = 1 << 3,	/* at least one symbol was not read */
	PASSAGE_FORM = 1 << 4,		/* not a plate of any known form */
	PASSAGE_CLOCK = 1 << 5,		/* the device's clock was off by more than allowed */
	PASSAGE_LATE = 1 << 6,		/* came more than the term after it was seen */
	PASSAGE_HIT = 1 << 7,		/* met a watch entry or a checkpoint rule */
	PASSAGE_CORRECTED = 1 << 8,	/* an overlay holds what a person read instead */
	PASSAGE_BELT = 1 << 9,		/* the device says: no seat belt */
	PASSAGE_CALL = 1 << 10,		/* the device says: telephone in hand */
	PASSAGE_SIMULATED = 1 << 15,
};
#define SPEED_UNKNOWN 0xffff
#define RELIABILITY_UNKNOWN 0xff

struct passage {
	plate_t plate;
	int64_t at_ms;			/* when the vehicle passed, by the device, ms UTC */
	uint64_t pictures;		/* pack reference of its set of pictures; 0: none */
	uint32_t seq;			/* set by the history */
	uint32_t received_s;		/* when luan had it, s UTC */
	uint32_t tollgate, device;	/* rows of those records; 0: unknown */
	uint16_t flags;
	uint16_t speed_kmh;
	uint8_t class_code;		/* 号牌种类 1..99 */
	uint8_t lane, direction, plate_colour, vehicle_colour;
	uint8_t vehicle_type;		/* index into passage_vehicle_type() */
	uint8_t reliability;		/* 0..100 */
	uint8_t use;			/* 使用性质 'A'..'R'; 0: not said */
	uint32_t spare;			/* on the way in: passage_violation(), not kept; in a segment: its own */
};
_Static_assert(sizeof(struct passage) == 56, "a passage has 56 bytes");

enum passage_series {			/* a row of segments for each class of retention */
	SERIES_LIVE,			/* as they come */
	SERIES_IMPORT,			/* historical, no alarms */
	SERIES_QUARANTINE,		/* unknown tollgate, impossible time: kept, not matched against people */
	SERIES_HELD,			/* copies under legal hold */
	SERIES_COUNT
};
const char *passage_series_name(enum passage_series s);		/* "live", "import", ... */

static inline int64_t
passage_id(uint32_t segment, uint32_t seq)
{
	return (int64_t)((uint64_t)segment << 32 | seq);
}

/* A violation code (GA/T 16.31, 4 digits and at most one sign) as a number and back; 0: none, or not of that form. */
uint32_t passage_violation(struct slice code);
size_t passage_violation_print(uint32_t v, char out[8]);

/* GA/T 16.4 vehicle types: "K33" to a small number and back. 0: not said or unknown. */
uint8_t passage_vehicle_type(struct slice code);
const char *passage_vehicle_type_code(uint8_t i);
#endif

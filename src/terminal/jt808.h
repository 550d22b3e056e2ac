/* SPDX-License-Identifier: Apache-2.0 */
/* jt808.h - JT/T 808 (2011, 2013 and 2019): bytes to messages and back. Pure: no input, no output, no memory of its own.
 *
 *   7e | id 2 | attributes 2 | [version 1] | number BCD 6 or 10 | serial 2 | [total 2, part 2] | body | xor | 7e
 *                 bits 0-9 length, 10-12 encryption, 13 one of several parts, 14 version of 2019
 *   between the two 7e: 7e is written 7d 02 and 7d is written 7d 01; all numbers big-endian, texts GBK, times of UTC+8.
 *
 * Bounds     a frame of JT808_FRAME bytes at most, a body of JT808_BODY; whatever else comes is counted, never followed.
 * Errors     enum jt808_got says what a piece of the stream was; readers of bodies answer false and leave *ret alone.
 * Cost       a pass over the bytes; a location about 60 ns.
 * Source     JT/T 808-2013, 808-2019.
 */
#ifndef TERMINAL_JT808_H
#define TERMINAL_JT808_H
#include "base/slice.h"

#define JT808_BODY 1023
#define JT808_PLAIN (21 + JT808_BODY + 1)
#define JT808_FRAME (2 * JT808_PLAIN + 2)
#define JT808_NUMBER 21				/* with its end */

enum jt808_id {
	JT808_ACK = 0x0001, JT808_HEARTBEAT = 0x0002, JT808_LOGOUT = 0x0003, JT808_REGISTER = 0x0100, JT808_AUTHENTICATE = 0x0102,
	JT808_ATTRIBUTES = 0x0107, JT808_LOCATION = 0x0200, JT808_LOCATED = 0x0201, JT808_BATCH = 0x0704,
	JT808_PLATFORM_ACK = 0x8001, JT808_RESEND = 0x8003, JT808_REGISTERED = 0x8100, JT808_LOCATE = 0x8201, JT808_TEXT = 0x8300,
};

/* ---- frames ---- */

enum jt808_got {
	JT808_MESSAGE,
	JT808_MORE,		/* the frame is not at its end yet: come again with *rest and what follows */
	JT808_NOISE,		/* bytes outside any frame */
	JT808_BAD_ESCAPE, JT808_TOO_LONG, JT808_TOO_SHORT, JT808_BAD_CHECKSUM, JT808_BAD_LENGTH,
	JT808_GOTS
};
struct jt808_head {
	uint16_t id, serial;
	uint8_t version;		/* 0: 2013 and before; else that of 2019 */
	uint8_t encryption;		/* 0: none */
	uint16_t total, part;		/* of several parts, from 1; 0: it is whole */
	char number[JT808_NUMBER];	/* as sent, with leading zeros; a half byte above 9 as a letter */
};
struct jt808_message {
	struct jt808_head head;
	struct slice body;		/* in space */
};
/* Takes the next piece off *rest. JT808_MORE leaves at most JT808_FRAME bytes; everything else shortens *rest or leaves the
 * delimiter that may begin the next frame. */
enum jt808_got jt808_next(struct slice *rest, uint8_t space[JT808_PLAIN], struct jt808_message *ret);
const char *jt808_got_name(enum jt808_got g);
const char *jt808_short(const char *number);	/* without its leading zeros */
size_t jt808_write(const struct jt808_head *h, struct slice body, uint8_t out[JT808_FRAME]);	/* body of JT808_BODY at most */

/* ---- messages of several parts: one at a time, in any order ---- */

#define JT808_PARTS 16
struct jt808_parts {
	uint16_t id, first, total;	/* serial of the first part; total 0: nothing is under way */
	uint32_t have;			/* a bit for each */
	uint16_t n[JT808_PARTS];
	uint8_t body[JT808_PARTS][JT808_BODY];
};
/* True when the message is whole: *m is then it, with its body in p. *ret_bad: more than JT808_PARTS, or not of this message. */
bool jt808_join(struct jt808_parts *p, struct jt808_message *m, bool *ret_bad);

/* ---- what terminals say ---- */

struct jt808_register {
	uint16_t province, city;
	struct slice maker, model, terminal, plate;	/* plate in GBK; without the zeros and blanks that fill them */
	uint8_t plate_colour;
};
struct jt808_ack {
	uint16_t serial, id;
	uint8_t result;			/* 0 done, 1 failed, 2 wrong, 3 not supported */
};
enum { JT808_SOS = 1 << 0, JT808_OVERSPEED = 1 << 1, JT808_FATIGUE = 1 << 2, JT808_COLLISION = 1 << 29, JT808_ROLLOVER = 1 << 30 };
enum { JT808_ACC = 1 << 0, JT808_POSITIONED = 1 << 1, JT808_SOUTH = 1 << 2, JT808_WEST = 1 << 3 };
struct jt808_location {
	uint32_t alarm, status;
	int64_t lat_e6, lon_e6;		/* signed; may lie off the earth */
	int64_t at_ms;			/* 0: no time */
	uint16_t altitude_m, speed_kmh10, course;
	uint32_t mileage_m;		/* the rest: 0 when it is not said */
	uint16_t recorder_kmh10, alarm_to_confirm;
	uint8_t satellites, signal;
};
struct jt808_attributes {
	struct slice maker, model, terminal;
};
bool jt808_read_register(const struct jt808_message *m, struct jt808_register *ret) must_check;
bool jt808_read_code(const struct jt808_message *m, struct slice *ret) must_check;
bool jt808_read_ack(const struct jt808_message *m, struct jt808_ack *ret) must_check;
bool jt808_read_attributes(const struct jt808_message *m, struct jt808_attributes *ret) must_check;
bool jt808_read_location(struct slice body, struct jt808_location *ret) must_check;
/* Of a batch, or of one (0200, 0201): false at the end. *at 0: from the beginning; *ret_bad: this one cannot be read, go on;
 * at the end: what follows cannot be told apart. */
bool jt808_each_location(const struct jt808_message *m, size_t *at, struct jt808_location *ret, bool *ret_bad);

/* ---- bodies, written: how many bytes; space for JT808_BODY ---- */

size_t jt808_put_register(uint8_t version, const struct jt808_register *r, uint8_t *out);
size_t jt808_put_code(uint8_t version, struct slice code, uint8_t *out);	/* what 0102 holds */
size_t jt808_put_location(const struct jt808_location *l, uint8_t *out);
size_t jt808_put_batch(const struct jt808_location *l, size_t n, bool late, uint8_t *out);	/* n of 30 at most */
size_t jt808_put_ack(const struct jt808_ack *a, uint8_t *out);		/* 0001 and 8001 */
size_t jt808_put_registered(uint16_t serial, uint8_t result, struct slice code, uint8_t *out);	/* 8100; 0 done, 2 no such vehicle, 4 no such terminal */
enum { JT808_URGENT = 1 << 0, JT808_SHOWN = 1 << 2, JT808_SPOKEN = 1 << 3 };
size_t jt808_put_text(uint8_t version, uint8_t how, struct slice gbk, uint8_t *out);		/* 8300 */
#endif

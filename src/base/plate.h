/* SPDX-License-Identifier: Apache-2.0 */
/* plate.h - how a licence plate is written, and the one integer it is kept in.
 *
 * Shape   up to nine symbols of 7 bits, the first in the highest bits, bit 63 free: plates that begin alike are
 *         neighbours when sorted. 0 is "no plate at all". An unread character has a symbol of its own (PLATE_UNREAD),
 *         whatever the device wrote for it ('-', '?', '*', '_', full width).
 * Key     a vehicle is plate and class together (号牌号码 + 号牌种类), never the plate alone.
 * Cost    plate_pack about 20 ns, no allocation.
 * Errors  plate_pack answers false for what holds other symbols or is too long; the text is the caller's to keep.
 * Source  GA 36-2018; GA/T 16.7 (classes); facts marked [M] there are rows, not code.
 */
#ifndef BASE_PLATE_H
#define BASE_PLATE_H
#include "base/slice.h"

typedef uint64_t plate_t;
#define PLATE_SYMBOLS 9
#define PLATE_BITS 7
#define PLATE_TEXT_MAX 40		/* bytes of UTF-8, with the NUL */
#define PLATE_UNREAD 1u			/* the symbol of a character that was not read */
#define PLATE_ALIAS (1ull << 63)	/* not a plate but the keyed pseudonym of one (retention) */

bool plate_pack(struct slice text, plate_t *ret) must_check;	/* folds full width, lower case, spaces, '.' and U+00B7 */
size_t plate_print(plate_t p, char out[PLATE_TEXT_MAX]);	/* unread as '?'; alias as "#" and hex */
int plate_length(plate_t p);
int plate_unread(plate_t p);		/* symbols that were not read */

/* A pattern: '?' one symbol, '*' at the end any rest. Matches p when (p & *ret_mask) == *ret_want. */
bool plate_pattern(struct slice text, plate_t *ret_want, plate_t *ret_mask) must_check;
/* How near two plates are: 1000 the same, less for every symbol that differs, little for what cameras mix up
 * (0 D O Q, 8 B, 5 S, 2 Z, 1 I T 7, unread against anything). *ret_why has a bit for each differing place. */
int plate_near(plate_t a, plate_t b, unsigned *ret_why);

enum plate_form { PLATE_WRONG, PLATE_PARTLY, PLATE_NORMAL, PLATE_ENERGY_SMALL, PLATE_ENERGY_LARGE, PLATE_POLICE, PLATE_EMBASSY,
	PLATE_CONSULATE, PLATE_TRAILER, PLATE_COACH, PLATE_TEST, PLATE_HONG_KONG, PLATE_MACAO, PLATE_TEMPORARY, PLATE_ARMED_POLICE,
	PLATE_MILITARY, PLATE_EMERGENCY, PLATE_FORMS };
enum plate_form plate_form(plate_t p);			/* grammar; PLATE_PARTLY: fits so far, with unread symbols */
const char *plate_form_title(enum plate_form f);	/* "中文|English" */
/* Whether a class (号牌种类, 1..99) and a plate colour (GA/T 1400 ColorType) can go with the form. */
bool plate_fits_class(enum plate_form f, int class_code);
bool plate_fits_colour(enum plate_form f, int class_code, int colour);
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* base64.h - base64 of pictures to bytes, whole or in pieces as they arrive.
 *
 * Strict  RFC 4648 section 4: its alphabet, padding due, unused bits 0. Only line ends may stand between (MIME writers).
 * Shape   a piece may be cut anywhere; what is left of a group of four waits in the state.
 * Cost    some GB/s with AVX2 (found at run time), 1 GB/s without.
 */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H
#include "base/slice.h"

#define BASE64_BYTES(n) (((n) / 4 + 1) * 3)	/* room for what n more characters may give */

struct base64 {			/* all 0 to begin with */
	uint32_t bits;		/* of the have characters that wait */
	uint8_t have, padding;
};
/* False: not base64; *ret_n bytes were written before. */
bool base64_more(struct base64 *b, struct slice text, uint8_t *out, size_t *ret_n) must_check;
bool base64_end(const struct base64 *b) must_check;	/* whether it may end here */
bool base64_decode(struct slice text, uint8_t *out, size_t *ret_n) must_check;	/* out: BASE64_BYTES(text.n) */
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* jpeg.h - pixels to a small JPEG that says in itself that it is simulated.
 *
 * Shape   SOI, JFIF, a comment whose first twelve bytes are a number (JPEG_SERIAL_AT) and then "模拟 SIMULATED", the image. The
 *         number lies so that in base64 it is sixteen characters of its own: a copy with another number is another
 *         content, without being encoded again (report_picture.serial).
 * Cost    about 1 ms for 480 x 270 (libjpeg-turbo).
 */
#ifndef CITY_JPEG_H
#define CITY_JPEG_H
#include "base/buf.h"

#define JPEG_SERIAL_AT 24		/* byte; in base64 character 32 */
#define JPEG_SERIAL_TEXT_AT 32
#define JPEG_SERIAL_TEXT 16

struct pixels {				/* blue, green, red, nothing: as cairo has them */
	const uint8_t *p;
	int width, height, stride;
};
/* Padded by a second comment to exactly 'size' bytes when that is more than the image needs; 0: as it comes. */
void jpeg_put(struct buf *b, struct pixels from, int quality, size_t size);
void base64_put(struct buf *b, struct slice bytes);	/* RFC 4648 with padding, as cameras send it */
#endif

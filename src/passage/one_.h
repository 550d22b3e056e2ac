/* SPDX-License-Identifier: Apache-2.0 */
/* one_.h - one passage by its id, if the call may see it. Private to passage/. */
#ifndef PASSAGE_ONE_PRIVATE_H
#define PASSAGE_ONE_PRIVATE_H
#include "passage/passages_.h"

/* *ret_gate is NULL for a quarantined one. E_NOT_FOUND outside the caller's units; E_FORBIDDEN beyond his tier. */
enum err passage_load(struct inquiry *a, int64_t id, struct history_row *ret, const struct tollgate **ret_gate) must_check;

/* ---- picture.c ---- */
enum err passage_picture_allowed(struct inquiry *a, int64_t passage, struct history_row *ret) must_check;
enum err passage_picture_show(struct inquiry *a, const struct picture *p, const char *name) must_check;	/* logged, then the answer */

/* ---- image.c: pictures of a passage that came by themselves, oldest first ---- */
#define PASSAGE_IMAGES 32
struct image_ref {
	uint64_t pack;
	int type, width, height;
	int64_t bytes;
};
enum err images_of(struct inquiry *a, int64_t passage, struct image_ref ret[PASSAGE_IMAGES], int *ret_n) must_check;
bool images_there(struct inquiry *a, int64_t passage);	/* no other reader is held */
#endif

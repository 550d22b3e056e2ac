/* SPDX-License-Identifier: Apache-2.0 */
/* segment_file_.h - what the memory of an open segment (segment.c) and its file (segment_file.c) want of each other. */
#ifndef STORE_SEGMENT_FILE__H
#define STORE_SEGMENT_FILE__H
#include "store/segment_.h"

struct open_segment *segment_new(enum passage_series s, uint32_t number, uint32_t cap, uint64_t seed);
void segment_forget(struct open_segment *o);	/* the rows that are not committed */
void segment_add_lost(struct open_segment *o);
void segment_publish(struct open_segment *o);
#endif

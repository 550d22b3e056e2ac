/* SPDX-License-Identifier: Apache-2.0 */
/* feed_.h - what the readers of feeds share. Private to plan/. */
#ifndef PLAN_FEED__H
#define PLAN_FEED__H
#include "plan/feed.h"

enum err feed_json(struct slice text, struct arena *a, struct feed *ret) must_check;	/* feed_json.c */
enum err feed_cap(struct slice text, struct arena *a, struct feed *ret) must_check;	/* feed_cap.c */

/* words.c: what stands in the words of a warning. NULL or absent: nothing of the kind. */
const char *words_hazard(struct slice s);
const char *words_level(struct slice s);	/* the first colour named */
const char *words_severity(struct slice s);	/* Minor .. Extreme, I .. IV */
/* Who issues, in "淄博市气象台发布大雾橙色预警信号": what stands before the verb. *ret_cancels: the verb is 解除. */
struct slice words_sender(struct slice title, bool *ret_cancels);
const char *words_rank(struct slice sender, struct slice code);
/* A sender without the province and city before its name: "河南省鹤壁市淇县气象台" and "淇县气象台" are one. */
struct slice words_sender_key(struct slice sender);
bool words_hold(struct slice in, const char *what);
struct slice words_cut(struct slice s, size_t max_chars);	/* at a whole character */
int64_t words_time(struct slice s);		/* RFC 3339 with or without seconds or offset, "2023/06/05 16:06"; 0: none */
void feed_finish(struct feed_item *it);		/* what is missing becomes its fault */
#endif

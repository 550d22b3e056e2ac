/* SPDX-License-Identifier: Apache-2.0 */
/* feed.h - weather warnings as they come from outside: bytes in, items out. Pure functions, no storage, no network.
 *
 *   NMC list   {"data":{"page":{"list":[{"alertid","issuetime","title"}]}}}: no end, no text; hazard, level and sender stand in the title
 *   QWeather   {"warning":[{"id","sender","pubTime","startTime","endTime","typeName","severityColor","text","status","related"}]}
 *   Caiyun     {"content":[{"alertId","adcode","pubtimestamp","title","description"}]}, also inside "result":{"alert":..}
 *   CAP 1.2    <alert>: msgType Alert, Update, Cancel with references; info, area with polygon, circle or geocode
 *
 * Shape      which of the four it is, is seen from the bytes. Items in the order they came; what one of them lacks is no fault of the others.
 * Units      ms UTC; degrees x 10^7 WGS-84. A time without an offset is Beijing's.
 * Limits     FEED_MAX bytes, FEED_ITEMS items (more: E_FULL), FEED_RING points of a ring, texts cut at whole characters.
 * Errors     E_BAD_BODY it is none of the four, or not whole; E_TOO_LARGE. A DOCTYPE is E_BAD_BODY: CAP has none, and entities come by it.
 * Source     CAP-v1.2 (OASIS); what public clients of the other three read.
 */
#ifndef PLAN_FEED_H
#define PLAN_FEED_H
#include "base/arena.h"
#include "base/err.h"
#include "base/geo.h"

#define FEED_MAX MIB(4)
#define FEED_ITEMS 2000
#define FEED_RINGS 16
#define FEED_RING 1000
#define FEED_REFS 16

enum feed_kind { FEED_NMC, FEED_QWEATHER, FEED_CAIYUN, FEED_CAP, FEED_KINDS };
enum feed_message { FEED_ALERT, FEED_UPDATE, FEED_CANCEL };
enum feed_fault { FEED_FINE, FEED_NO_ID, FEED_NO_TIME, FEED_NO_HAZARD, FEED_NO_LEVEL, FEED_NO_SENDER, FEED_NOT_ACTUAL, FEED_FAULTS };
struct feed_ring {
	struct point *at;
	size_t n;
};
struct feed_item {
	struct slice id, title, sender, text, areas;	/* areas: names of places, "、" between */
	struct slice code;			/* six digits of GB/T 2260; absent: none was said */
	struct slice reference[FEED_REFS];	/* ids of what it updates or cancels */
	int nreference;
	const char *hazard, *level, *rank;	/* as choices.h spells them */
	int64_t issued_ms, from_ms, to_ms;	/* 0: not said */
	enum feed_message message;
	enum feed_fault fault;
	bool doubtful;				/* its own words and codes differ: the words count */
	struct feed_ring ring[FEED_RINGS];
	int nring;
};
struct feed {
	enum feed_kind kind;
	struct feed_item *item;
	size_t n;
};
enum err feed_read(struct slice text, struct arena *a, struct feed *ret) must_check;
const char *feed_name(enum feed_kind k);	/* "nmc" */
const char *feed_fault_text(enum feed_fault f);	/* "中文|English" */
#endif

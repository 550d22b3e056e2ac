/* SPDX-License-Identifier: Apache-2.0 */
/* feed_cap.c - one CAP 1.2 message, or several below one root. Read by libxml2 without network, entities or a DOCTYPE. */
#include <libxml/parser.h>
#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "plan/feed_.h"

#define CIRCLE 24			/* points that stand for a circle */
#define AREAS 4000			/* bytes of names of areas, at least the 1,000 characters that are kept of them */
#define DEPTH 8				/* levels in which an <alert> is looked for */

struct capping {
	struct arena *arena;
	struct feed *feed;
	struct buf areas;		/* of the alert that is read */
	struct point ring[FEED_RING];	/* the one that is read: the arena gets what it comes to */
};

static bool
is_named(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && !strcmp((const char *)n->name, name);
}

static const xmlNode *
child(const xmlNode *n, const char *name)
{
	for (n = n->children; n; n = n->next)
		if (is_named(n, name))
			return n;
	return NULL;
}

/* The text of the first child of that name; absent: none. */
static struct slice
text_in(struct capping *p, const xmlNode *n, const char *name, size_t chars)
{
	const xmlNode *at = child(n, name);
	struct slice s = { NULL, 0 };
	struct buf b;

	if (!at)
		return s;
	buf_init(&b, KIB(64));
	for (at = at->children; at; at = at->next)
		if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
			buf_puts(&b, (const char *)at->content);
	s = slice_trim(buf_slice(&b));
	s = s.n ? arena_copy(p->arena, words_cut(s, chars)) : (struct slice){ NULL, 0 };
	buf_free(&b);
	return s;
}

/* "36.81,118.05": latitude first. */
static bool
pair_of(struct slice s, double *lat, double *lon)
{
	char text[64], *end;

	if (s.n >= sizeof text)
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = 0;
	*lat = strtod(text, &end);
	if (end == text || *end != ',')
		return false;
	*lon = strtod(end + 1, &end);
	return !*end && *lat >= -90 && *lat <= 90 && *lon >= -180 && *lon <= 180;
}

static void
add_ring(struct capping *p, struct feed_item *it, size_t n)
{
	struct point *at;

	if (n < 3)
		return;
	at = arena_array(p->arena, struct point, n);
	memcpy(at, p->ring, n * sizeof *at);
	it->ring[it->nring++] = (struct feed_ring){ at, n };
}

static void
add_polygon(struct capping *p, struct feed_item *it, struct slice text)
{
	struct slice piece;
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\n' || text.p[i] == '\t' || text.p[i] == '\r')
			((char *)(uintptr_t)text.p)[i] = ' ';	/* a copy of ours */
	while (n < FEED_RING && slice_cut(&text, ' ', &piece)) {
		double lat, lon;
		if (piece.n && pair_of(piece, &lat, &lon))
			p->ring[n++] = (struct point){ (int32_t)lround(lon * 1e7), (int32_t)lround(lat * 1e7) };
	}
	add_ring(p, it, n);
}

/* "36.81,118.05 30.5": kilometres behind the middle. */
static void
add_circle(struct capping *p, struct feed_item *it, struct slice text)
{
	struct slice middle;
	double lat, lon, km;
	char *end;

	if (!slice_cut(&text, ' ', &middle) || !text.n || !pair_of(middle, &lat, &lon) || fabs(lat) > 80)
		return;
	km = strtod(arena_str(p->arena, text), &end);
	if (!(km > 0) || km > 2000)
		return;
	for (int i = 0; i < CIRCLE; i++) {
		double turn = 2 * M_PI * i / CIRCLE, y = lat + km / 111.2 * sin(turn), x = lon + km / 111.2 / cos(lat * M_PI / 180) * cos(turn);
		p->ring[i] = (struct point){ (int32_t)lround(fmin(fmax(x, -180), 180) * 1e7), (int32_t)lround(fmin(fmax(y, -90), 90) * 1e7) };
	}
	add_ring(p, it, CIRCLE);
}

static void
read_area(struct capping *p, struct feed_item *it, const xmlNode *area)
{
	struct slice name = text_in(p, area, "areaDesc", 300);

	if (name.n && p->areas.n < AREAS) {
		buf_puts(&p->areas, p->areas.n ? "、" : "");
		buf_put(&p->areas, name);
	}
	for (const xmlNode *n = area->children; n; n = n->next) {
		struct slice value;
		if (is_named(n, "geocode") && !it->code.n && (value = text_in(p, n, "value", 20)).n >= 6) {
			bool digits = true;
			for (size_t i = 0; i < 6; i++)
				digits &= value.p[i] >= '0' && value.p[i] <= '9';
			if (digits && (value.n == 6 || value.n == 12))
				it->code = (struct slice){ value.p, 6 };
		}
	}
}

static void
read_shapes(struct capping *p, struct feed_item *it, const xmlNode *area)
{
	for (const xmlNode *n = area->children; n && it->nring < FEED_RINGS; n = n->next) {
		bool ring = is_named(n, "polygon");
		struct buf b;
		if (!ring && !is_named(n, "circle"))
			continue;
		buf_init(&b, KIB(64));
		for (const xmlNode *t = n->children; t; t = t->next)
			if (t->type == XML_TEXT_NODE)
				buf_puts(&b, (const char *)t->content);
		if (ring && b.n)
			add_polygon(p, it, arena_copy(p->arena, buf_slice(&b)));
		else if (b.n)
			add_circle(p, it, slice_trim(arena_copy(p->arena, buf_slice(&b))));
		buf_free(&b);
	}
}

/* The first <info> in Chinese, else the first. */
static const xmlNode *
info_of(struct capping *p, const xmlNode *alert)
{
	const xmlNode *first = child(alert, "info");

	for (const xmlNode *n = first; n; n = n->next)
		if (is_named(n, "info") && slice_starts(text_in(p, n, "language", 20), "zh"))
			return n;
	return first;
}

/* "sender,identifier,sent sender,identifier,sent" */
static void
read_references(struct feed_item *it, struct slice refs)
{
	struct slice one, sender, id;

	while (it->nreference < FEED_REFS && slice_cut(&refs, ' ', &one))
		if (slice_cut(&one, ',', &sender) && one.n && slice_cut(&one, ',', &id) && id.n)
			it->reference[it->nreference++] = id;
}

static void
read_info(struct capping *p, struct feed_item *it, const xmlNode *info)
{
	struct slice event = text_in(p, info, "event", 60), name = text_in(p, info, "senderName", 100), effective = text_in(p, info, "effective", 40),
		     onset = text_in(p, info, "onset", 40), severity = text_in(p, info, "severity", 20);
	const char *by_severity;

	it->title = text_in(p, info, "headline", 200);
	if (!it->title.n)
		it->title = event;
	it->text = text_in(p, info, "description", 2000);
	if (name.n)
		it->sender = name;
	it->hazard = words_hazard(event);
	if (!it->hazard || !strcmp(it->hazard, "other"))
		it->hazard = words_hazard(it->title) ? words_hazard(it->title) : event.n ? "other" : NULL;
	by_severity = words_severity(severity);
	it->level = words_level(it->title);
	it->doubtful = it->level && by_severity && strcmp(it->level, by_severity);
	if (!it->level)
		it->level = words_level(event) ? words_level(event) : by_severity;
	it->from_ms = words_time(onset.n ? onset : effective);
	it->to_ms = words_time(text_in(p, info, "expires", 40));
	buf_reset(&p->areas);
	for (const xmlNode *n = info->children; n; n = n->next)
		if (is_named(n, "area")) {
			read_area(p, it, n);
			read_shapes(p, it, n);
		}
	if (p->areas.n)
		it->areas = words_cut(arena_copy(p->arena, buf_slice(&p->areas)), 1000);
}

static void
read_alert(struct capping *p, const xmlNode *alert)
{
	struct feed_item *it = &p->feed->item[p->feed->n++];
	struct slice kind = text_in(p, alert, "msgType", 20), status = text_in(p, alert, "status", 20);
	const xmlNode *info = info_of(p, alert);

	it->id = text_in(p, alert, "identifier", 128);
	it->sender = text_in(p, alert, "sender", 100);
	it->issued_ms = words_time(text_in(p, alert, "sent", 40));
	it->message = slice_is(kind, "Cancel") ? FEED_CANCEL : slice_is(kind, "Update") ? FEED_UPDATE : FEED_ALERT;
	if (!slice_is(status, "Actual"))
		it->fault = FEED_NOT_ACTUAL;
	read_references(it, text_in(p, alert, "references", 4000));
	if (info)
		read_info(p, it, info);
	if (it->message == FEED_CANCEL && !it->hazard)
		it->hazard = "other";	/* a cancellation names what it cancels by its references */
	feed_finish(it);
}

static bool
find_alerts(struct capping *p, const xmlNode *n, int depth)
{
	for (; n; n = n->next) {
		if (is_named(n, "alert")) {
			if (p->feed->n == FEED_ITEMS)
				return false;
			read_alert(p, n);
		} else if (n->type == XML_ELEMENT_NODE && depth < DEPTH && !find_alerts(p, n->children, depth + 1)) {
			return false;
		}
	}
	return true;
}

enum err
feed_cap(struct slice text, struct arena *a, struct feed *ret)
{
	struct capping p = { .arena = a, .feed = ret };
	xmlDocPtr doc;
	bool all;

	ret->kind = FEED_CAP;
	if (words_hold(text, "<!DOCTYPE") || words_hold(text, "<!ENTITY"))
		return E_BAD_BODY;
	doc = xmlReadMemory(text.p, (int)text.n, "cap", "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (!doc)
		return E_BAD_BODY;
	ret->item = arena_array(a, struct feed_item, FEED_ITEMS);
	buf_init(&p.areas, KIB(8));
	all = !doc->intSubset && find_alerts(&p, xmlDocGetRootElement(doc), 0);
	buf_free(&p.areas);
	xmlFreeDoc(doc);
	return all ? ret->n ? E_OK : E_BAD_BODY : E_FULL;
}

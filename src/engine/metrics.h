/* SPDX-License-Identifier: Apache-2.0 */
/* metrics.h - how often what was asked, done and refused, in the text form of Prometheus.
 *
 * Shape      one counter for every route, step and code of refusal, all known when the pages are (metrics_open);
 *            lock-free. Counters of the process: two servers in one process count together.
 * Cost       a few comparisons and one atomic addition.
 * PII        labels are names of pages, verbs, views and codes: never anything that came from outside.
 */
#ifndef ENGINE_METRICS_H
#define ENGINE_METRICS_H
#include "engine/engine.h"

void metrics_open(const struct pages *p);	/* once, before the server starts; before it nothing is counted */
void metrics_refusal(enum err e);
void metrics_step(const struct record *rec, const char *verb);	/* a step's verb, "create", "patch" */
void metrics_view(const struct view *v);
/* Segments of the path below /api/v1/. */
void metrics_route(enum http_method method, const struct slice *segment, int n);

/* The whole text; server may be NULL. Asks the store for what is not sealed yet. */
void metrics_text(struct engine *e, const struct http_server *server, struct buf *b);
/* What other folders count: rows of one name stand together; `at` is the offset of an int64_t in their structure. */
struct metrics_row {
	const char *name, *label, *type, *help;	/* label: "became=\"refused\""; NULL: none */
	size_t at;
};
void metrics_rows(struct buf *b, const struct metrics_row *row, size_t n, const void *figures);
struct metrics_source {
	struct engine *engine;
	struct http_server **server;	/* filled in once it has started */
	void (*more)(void *ctx, struct buf *b);	/* NULL: nothing */
	void *ctx;
};
void metrics_serve(struct http_request *rq, void *source);	/* GET /metrics; an http_handler */
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* server_metrics.h - what the device port, the history, the matcher and the port for terminals count, for GET /metrics. */
#ifndef MAIN_SERVER_METRICS_H
#define MAIN_SERVER_METRICS_H
#include "base/buf.h"
#include "ingest/port.h"
#include "match/match.h"
#include "store/history.h"
#include "terminal/terminal_port.h"

struct counted {			/* each may be NULL */
	struct port *port;
	struct history *history;
	struct match *match;
	struct terminal_port *terminals;
	struct positions *positions;
};
void server_metrics(void *counted, struct buf *b);
#endif

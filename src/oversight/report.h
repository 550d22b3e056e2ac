/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OVERSIGHT_REPORT_H
#define OVERSIGHT_REPORT_H
#include "engine/schema.h"
#include "net/http.h"
#define NAME report
#define DEF "oversight/report.def"
#include "engine/declare.h"

/* POST /api/v1/reports/print {"report","format":"pdf"|"xlsx"}. ctx is the engine. */
#define REPORT_PRINT "/api/v1/reports/print"
void report_open(void);		/* reads the page of data/report_templates */
void report_print(struct http_request *rq, void *engine);
#endif

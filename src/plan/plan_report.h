/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_PLAN_REPORT_H
#define PLAN_PLAN_REPORT_H
#include "engine/schema.h"
#include "net/http.h"
#define NAME plan_report
#define DEF "plan/plan_report.def"
#include "engine/declare.h"

/* POST /api/v1/plan_reports/print {"report"}: the PDF. ctx is the engine. */
#define PLAN_REPORT_PRINT "/api/v1/plan_reports/print"
void plan_report_open(void);		/* reads the page of data/report_templates */
void plan_report_print(struct http_request *rq, void *engine);
#endif

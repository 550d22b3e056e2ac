/* SPDX-License-Identifier: Apache-2.0 */
/* report_page.h - a report printed from values: its page is a template embedded by the build; it has no number and is not kept.
 *
 * Errors     report_page_pdf refuses the call: E_STORE the fonts are not installed, E_FULL too long; report_page_read stops the program:
 *            a faulty page is a bug, found by the start of the server.
 * Cost       that of render.h.
 */
#ifndef PAPER_REPORT_PAGE_H
#define PAPER_REPORT_PAGE_H
#include "engine/call.h"
#include "paper/render.h"

void report_page_read(struct template *page, const char *name, struct slice text);	/* once, under pthread_once; lives for the program */
/* mark: across the page of a store that is not simulated; NULL: none. The PDF in the call's arena. */
enum err report_page_pdf(struct call *c, struct template *page, json_t *values, int64_t at_ms, const char *mark, struct slice *ret_pdf) must_check;
#endif

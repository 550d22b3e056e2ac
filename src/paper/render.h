/* SPDX-License-Identifier: Apache-2.0 */
/* render.h - one document as a PDF: template and content in, bytes out.
 *
 * Shape      A4 after GB/T 9704 (margins 37, 35, 28, 26 mm; title 22 pt; page numbers), or one strip of receipt paper.
 *            Text is text (pdftotext reads it), set in Noto Serif CJK SC.
 * Cost       about 10 ms, 98 million instructions, 117 KB; the first in a process also makes the small face and reads it, some 300 ms,
 *            unless render_warm did. One at a time: the fonts are behind a lock.
 * Errors     E_MISSING the font is not installed; E_FULL more than RENDER_PAGES pages; E_INTERNAL cairo's.
 * Invariant  the same input gives the same bytes: dates come from at_ms, nothing from the clock or the machine.
 */
#ifndef PAPER_RENDER_H
#define PAPER_RENDER_H
#include "paper/content.h"

#define RENDER_PAGES 200
struct render {
	struct content *content;
	struct slice number, code, url;	/* code, url: absent prints no QR code */
	enum paper paper;
	struct slice note;		/* a paragraph below the signatures of the file's copy; absent: none */
	const char *mark;		/* across the page: 样张, 作废, 模拟数据; NULL: none */
	int64_t at_ms;
};
enum err render_pdf(const struct render *r, struct buf *pdf, int *ret_pages) must_check;
bool render_ready(void);		/* the font is there */
void render_warm(void);			/* reads what the first document would otherwise wait for; nothing without the font */
#endif

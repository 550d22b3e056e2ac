/* SPDX-License-Identifier: Apache-2.0 */
/* font_.h - the fonts that documents are set in. Private to paper/.
 *
 *   installed face (65,535 glyphs, 20 MB) ─► hb-subset, once in a process ─► small face (8,000 glyphs, 2.5 MB, in memory) ─┐
 *          └────────────────── for what the small one lacks: rare names ───────────────────────────────────────────────────┴─► font map
 *
 * A PDF holds the glyphs that it uses, and cairo reads the whole face for each PDF to find them: with the small face that is a sixth of
 * the work. Both are of one design, and both faces are asked for by name in one description, so that nothing else is ever taken.
 */
#ifndef PAPER_FONT__H
#define PAPER_FONT__H
#include <pango/pangocairo.h>

#define FONT_WHOLE "Noto Serif CJK SC"
#define FONT_SMALL "luan document"
#define FONT_BOTH FONT_SMALL ", " FONT_WHOLE

/* A map of the two faces, at 72 points an inch, with a configuration of its own: no file of the machine changes how a document looks.
 * NULL: the face is not installed. Takes some 100 ms of processor time. */
PangoFontMap *font_map_make(void);
#endif

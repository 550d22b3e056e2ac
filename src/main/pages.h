/* SPDX-License-Identifier: Apache-2.0 */
/* pages.h - everything that is declared, gathered from pages.def. */
#ifndef MAIN_PAGES_H
#define MAIN_PAGES_H
#include "engine/engine.h"

const struct pages *all_pages(void);	/* made on the first call, lives for the program */
#endif

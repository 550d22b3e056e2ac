/* SPDX-License-Identifier: Apache-2.0 */
/* article.h - articles as the rows of law write them ("道路交通安全法38、90；山东省实施办法77/2"), as a document writes them.
 *
 * Use        article_words: "《中华人民共和国道路交通安全法》第三十八条、第九十条". article_part: only what was broken, or only what penalises,
 *            told apart by the chapter on liability of each law; empty when there is none.
 * Source     the short names are those of doc/glossary.md.
 */
#ifndef CASES_ARTICLE_H
#define CASES_ARTICLE_H
#include "base/arena.h"

enum article_part { ARTICLE_ALL, ARTICLE_BROKEN, ARTICLE_PENAL };
struct slice article_words(struct arena *a, struct slice basis, enum article_part part);
struct slice number_words(struct arena *a, int n);	/* 1..9999: 一百一十三 */
#endif

/* SPDX-License-Identifier: Apache-2.0 */
#include "main/pages.h"

#include "engine/records.h"
#include "ingest/sharing_out.h"
#include "paper/paper.h"
#include "passage/passages.h"
#include "people/people.h"

#define PAGE(folder, name) &name##_record,
#define VIEW_PAGE(folder, name)
#define RULE_PAGE(folder, name)
static const struct record *const records[] = {
#include "pages.def"
	NULL };
#undef PAGE
#undef VIEW_PAGE
#define PAGE(folder, name)
#define VIEW_PAGE(folder, name) &name##_view,
static const struct view *const views[] = {
#include "pages.def"
	NULL };
#undef VIEW_PAGE
#undef RULE_PAGE
#define VIEW_PAGE(folder, name)
#define RULE_PAGE(folder, name) { name##_rules, &name##_nrules },
static const struct {
	const struct rule *rule;
	const int *n;
} rule_pages[] = {
#include "pages.def"
	{ NULL, NULL } };

static const char *(*const tables[])(enum db_kind) = { people_ddl, passages_ddl, ingest_ddl, paper_ddl };

const struct pages *
all_pages(void)
{
	static struct pages p;
	static const struct rule *rules[256];
	int n = 0;

	if (p.record)
		return &p;
	for (size_t i = 0; rule_pages[i].rule; i++)
		for (int k = 0; k < *rule_pages[i].n && n < (int)N_ELEMS(rules); k++)
			rules[n++] = &rule_pages[i].rule[k];
	p = (struct pages){ records, (int)N_ELEMS(records) - 1, views, (int)N_ELEMS(views) - 1, rules, n,
		tables, (int)N_ELEMS(tables) };
	return &p;
}

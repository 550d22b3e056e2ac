/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/first.h"

#include "base/clock.h"
#include "engine/record.h"

enum err
first_id(struct call *c, const char *text, const struct first_arg *arg, int narg, int64_t *ret_id)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, text);

	*ret_id = 0;
	if (e)
		return refuse(c, e, NULL, -1);
	for (int i = 0; i < narg; i++)
		if (arg[i].text.p)
			sql_text(st, i + 1, arg[i].text);
		else
			sql_int(st, i + 1, arg[i].number);
	e = sql_step(st);
	if (!e)
		*ret_id = col_int(st, 0);
	return !e || e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

enum err
first_version(struct call *c, const struct record *rec, struct slice code, int64_t at_ms, struct row **ret)
{
	char day[TIME_TEXT_MAX];
	int64_t id;
	struct slice text = arena_printf(c->arena, "SELECT id FROM \"%s\" WHERE code = ?1 AND valid_from <= ?2"
	    " AND (valid_to IS NULL OR valid_to > ?2) ORDER BY valid_from DESC LIMIT 1", rec->name);
	struct slice on = { day, date_print(beijing_day(at_ms), day) };
	enum err e = first_id(c, text.p, (struct first_arg[]){ FIRST_TEXT(code), FIRST_TEXT(on) }, 2, &id);

	if (e)
		return e;
	return id ? record_load(c, rec, id, ret) : E_NOT_FOUND;
}

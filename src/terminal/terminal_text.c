/* SPDX-License-Identifier: Apache-2.0 */
#include "terminal/terminal_text.h"

#include <stdatomic.h>
#include "engine/record.h"
#include "people/setting.h"
#include "terminal/jt808.h"
#include "terminal/terminal.h"

static _Atomic uint64_t changes;

uint64_t
terminal_text_changes(void)
{
	return atomic_load_explicit(&changes, memory_order_acquire);
}

static enum err
fits(struct call *c, struct slice text)
{
	char gbk[JT808_BODY - 2];
	size_t n;

	return gbk_from_utf8(text, gbk, sizeof gbk, &n) ? E_OK :
	    refuse_text(c, E_BAD_VALUE, "text", "含有终端不能显示的字符（GBK以外）", "holds signs that a terminal cannot show (outside GBK)");
}

/* It belongs to the unit of the terminal, and waits for it no longer than is of use. */
static enum err
terminal_text_check(struct call *c, struct row *draft)
{
	struct row *terminal;
	enum err e = fits(c, row_text(draft, terminal_text_text));

	if (e || draft->id)
		return e;
	if ((e = record_load(c, &terminal_record, row_ref(draft, terminal_text_terminal), &terminal)))
		return e;
	if (terminal->state == terminal_is_blocked)
		return refuse_text(c, E_GUARD, "terminal", "终端已停用", "the terminal is blocked");
	draft->unit = terminal->unit;
	row_set_int(draft, terminal_text_until_at, c->now_ms + setting(SET_terminal_text_min) * 60000);
	return E_OK;
}

static enum err
terminal_text_send(struct call *c, struct row *draft)
{
	row_set_int(draft, terminal_text_sent_at, c->now_ms);
	return E_OK;
}

static enum err
terminal_text_end(struct call *c, struct row *draft)
{
	row_set_int(draft, terminal_text_ended_at, c->now_ms);
	return E_OK;
}

static void
terminal_text_changed(struct call *c, const struct row *r)
{
	(void)c;
	(void)r;
	atomic_fetch_add_explicit(&changes, 1, memory_order_release);
}

static enum err
terminal_of(struct call *c, int64_t vehicle, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT id FROM terminal WHERE vehicle = ?1 AND state = 'registered' ORDER BY registered_at DESC LIMIT 1");

	if (e)
		return e;
	sql_int(st, 1, vehicle);
	if (!(e = sql_step(st)))
		*ret = col_int(st, 0);
	sql_done(st);
	return e == E_DONE ? E_NOT_FOUND : e;
}

enum err
terminal_say(struct call *c, int64_t vehicle, struct slice utf8, bool urgent, int64_t *ret_id)
{
	struct row *r = row_new(c->arena, &terminal_text_record);
	int64_t terminal;
	enum err e = terminal_of(c, vehicle, &terminal);

	if (e)
		return e;
	row_set_int(r, terminal_text_terminal, terminal);
	row_set_text(r, terminal_text_text, utf8);
	row_set_int(r, terminal_text_urgent, urgent);
	if (!(e = record_create_as_system(c, r)))
		*ret_id = r->id;
	return e;
}

#define NAME terminal_text
#define DEF "terminal/terminal_text.def"
#include "engine/define.h"

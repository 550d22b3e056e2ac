/* SPDX-License-Identifier: Apache-2.0 */
#include "terminal/terminal.h"

#include <stdatomic.h>
#include "engine/record.h"

static _Atomic uint64_t changes;

uint64_t
terminal_changes(void)
{
	return atomic_load_explicit(&changes, memory_order_acquire);
}

void
terminal_note_change(void)
{
	atomic_fetch_add_explicit(&changes, 1, memory_order_release);
}

/* Fitted to nothing it may wait in the store; to two things it cannot be. */
static enum err
terminal_check(struct call *c, struct row *draft)
{
	if (!row_empty(draft, terminal_vehicle) && !row_empty(draft, terminal_person))
		return refuse_text(c, E_BAD_VALUE, "person", "终端装在车上或由人携带，只能填一项", "a terminal is fitted to a vehicle or carried by a person, not both");
	return E_OK;
}

static void
terminal_changed(struct call *c, const struct row *r)
{
	(void)c;
	(void)r;
	terminal_note_change();
}

#define NAME terminal
#define DEF "terminal/terminal.def"
#include "engine/define.h"

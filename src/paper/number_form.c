/* SPDX-License-Identifier: Apache-2.0 */
#include "paper/number_form.h"

#include "paper/paper_.h"

static enum err
number_form_check(struct call *c, struct row *draft)
{
	return number_format_ok(row_text(draft, number_form_format)) ? E_OK :
	    refuse_text(c, E_BAD_VALUE, "format", "须含{serial}和{year}或{yy}，仅可用列出的占位符", "must hold {serial} and {year} or {yy}, and no other words than those listed");
}

#define NAME number_form
#define DEF "paper/number_form.def"
#include "engine/define.h"

/* SPDX-License-Identifier: Apache-2.0 */
#include "org/receipt.h"

#include "engine/record.h"

static enum err
receipt_sign(struct call *c, struct row *draft)
{
	row_set_int(draft, receipt_signed_by, c->who->person);
	row_set_int(draft, receipt_signed_at, c->now_ms);
	return E_OK;
}

#define NAME receipt
#define DEF "org/receipt.def"
#include "engine/define.h"

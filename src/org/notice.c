/* SPDX-License-Identifier: Apache-2.0 */
#include "org/notice.h"

#include "engine/record.h"
#include "org/receipt.h"

/* What was published is what was signed for: it is withdrawn and published anew, never rewritten. */
static enum err
notice_check(struct call *c, struct row *draft)
{
	return !draft->id || draft->state == notice_is_draft ? E_OK :
	    refuse_text(c, E_NO_STEP, NULL, "已发布的通知不得修改，须撤回后另发", "A notice is not changed once published: withdraw it and publish another");
}

static enum err
notice_addressed(struct call *c, const struct row *r)
{
	struct row *n = row_copy(c->arena, r);
	enum err e;

	n->part_row = NULL;
	n->npart_row = 0;
	if ((e = record_parts(c, n)))
		return e;
	return n->npart_row ? E_OK : refuse_text(c, E_GUARD, "to", "没有收文单位", "no unit is addressed");
}

static enum err
send_to(struct call *c, const struct row *notice, int64_t unit)
{
	struct row *r = row_new(c->arena, &receipt_record);
	enum err e;

	r->unit = unit;
	r->state = row_bool(notice, notice_urgent) ? receipt_is_urgent : receipt_is_waiting;
	if (!row_empty(notice, notice_sign_min))
		r->due_at = c->now_ms + row_int(notice, notice_sign_min) * 60000;
	row_set_int(r, receipt_notice, notice->id);
	row_set_text(r, receipt_subject, row_text(notice, notice_subject));
	if ((e = record_create_as_system(c, r)))
		return e;
	return record_share(c, notice, unit);
}

/* Twice the same unit is once: receipts are unique for notice and unit. */
static enum err
notice_send(struct call *c, struct row *draft)
{
	struct row *n = row_copy(c->arena, draft);
	enum err e;

	n->part_row = NULL;
	n->npart_row = 0;
	if ((e = record_parts(c, n)))
		return e;
	row_set_int(draft, notice_published_at, c->now_ms);
	for (int i = 0; i < n->npart_row; i++) {
		int64_t unit = n->part_row[i].value[notice_to_unit].i;
		bool again = false;
		for (int k = 0; k < i; k++)
			again |= n->part_row[k].value[notice_to_unit].i == unit;
		if (!again && (e = send_to(c, draft, unit)))
			return e;
	}
	return E_OK;
}

#define NAME notice
#define DEF "org/notice.def"
#include "engine/define.h"

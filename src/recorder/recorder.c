/* SPDX-License-Identifier: Apache-2.0 */
#include "recorder/recorder.h"

#include "engine/record.h"
#include "gate/adapter.h"

enum err
recorder_fire(struct call *c, const struct record *rec, int64_t id, const char *verb, const struct row *change, uint64_t set)
{
	bool was = c->as_system;
	struct row *after;
	enum err e;

	c->as_system = true;
	e = record_fire(c, rec, id, 0, verb, change ? change : row_new(c->arena, rec), set, &after);
	c->as_system = was;
	return e;
}

static enum err
recorder_check(struct call *c, struct row *draft)
{
	struct row *adapter;
	enum err e;

	if (row_empty(draft, recorder_adapter))
		return E_OK;
	if ((e = record_load(c, &adapter_record, row_ref(draft, recorder_adapter), &adapter)))
		return e;
	return row_is(adapter, adapter_kind, "recorder") ? E_OK :
	    refuse_text(c, E_BAD_VALUE, "adapter", "须为执法记录仪平台的接口", "must be an adapter of recorders");
}

static enum err
recorder_unhold(struct call *c, struct row *draft)
{
	(void)c;
	row_clear(draft, recorder_holder);
	return E_OK;
}

#define NAME recorder
#define DEF "recorder/recorder.def"
#include "engine/define.h"

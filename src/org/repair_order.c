/* SPDX-License-Identifier: Apache-2.0 */
#include "org/repair_order.h"

#include "engine/record.h"
#include "org/device.h"

/* A new order belongs to the unit of its device, or where many fail together to theirs, and makes the device faulty; that its
 * verification ends does not. */
static enum err
repair_order_check(struct call *c, struct row *draft)
{
	struct row *device, *after;
	enum err e;

	if (row_time(draft, repair_order_seen_at) > c->now_ms + 300000)
		return refuse_text(c, E_BAD_VALUE, "seen_at", "发现时间不能晚于当前时间", "must not lie in the future");
	if (draft->id)
		return E_OK;
	if ((e = record_load(c, &device_record, row_ref(draft, repair_order_device), &device)))
		return e;
	if (device->state == device_is_scrapped || device->state == device_is_stopped)
		return refuse_text(c, E_GUARD, "device", "设备已停用或报废", "the device is out of use");
	draft->unit = row_empty(draft, repair_order_common) ? device->unit : row_ref(draft, repair_order_common);
	if (device->state != device_is_active || row_is(draft, repair_order_fault, "calibration"))
		return E_OK;
	return record_fire(c, &device_record, device->id, 0, "fault", device, 0, &after);
}

static enum err
repair_order_note_time(struct call *c, struct row *draft)
{
	row_set_int(draft, repair_order_repaired_at, c->now_ms);
	return E_OK;
}

static enum err
repair_order_count(struct call *c, struct row *draft)
{
	(void)c;
	row_set_int(draft, repair_order_returned, row_int(draft, repair_order_returned) + 1);
	return E_OK;
}

/* The device works again when none of its other orders is open. */
static enum err
others_open(struct call *c, const struct row *r, bool *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT 1 FROM repair_order WHERE device = ?1 AND id <> ?2"
	    " AND state IN ('open', 'accepted', 'repaired') AND fault <> 'calibration' LIMIT 1");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, row_ref(r, repair_order_device));
	sql_int(st, 2, r->id);
	e = sql_step(st);
	*ret = !e;
	return e == E_DONE ? E_OK : e;
}

static enum err
repair_order_close_device(struct call *c, struct row *draft)
{
	struct row *device, *after;
	bool open = false;
	enum err e;

	if (row_is(draft, repair_order_fault, "calibration"))
		return E_OK;
	if ((e = others_open(c, draft, &open)) ||
	    (e = record_load(c, &device_record, row_ref(draft, repair_order_device), &device)))
		return e;
	if (open || device->state != device_is_faulty)
		return E_OK;
	return record_fire_as_system(c, &device_record, device->id, "restore", &after);
}

static enum err
repair_order_is_well(struct call *c, const struct row *r)
{
	if (!row_empty(r, repair_order_recovered_at))
		return E_OK;
	return refuse_text(c, E_GUARD, "recovered_at", "设备尚未恢复", "The device has not recovered");
}

static enum err
repair_order_close_well(struct call *c, struct row *draft)
{
	row_set_int(draft, repair_order_repaired_at, row_time(draft, repair_order_recovered_at));
	return repair_order_close_device(c, draft);
}

#define NAME repair_order
#define DEF "org/repair_order.def"
#include "engine/define.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* handover_sources.c - one line a folder: id, words (no personal data), due, state of what is open in the unit ?1. The order is that of the sheet. */
#include "main/handover_sources.h"

#include "org/handover.h"

#define NO_DUE "CAST(NULL AS BIGINT)"
/* The unit's own, and what other units let it take part in. */
#define OURS(record) "(unit = ?1 OR id IN (SELECT row FROM share WHERE record = '" record "' AND unit = ?1))"

static const struct handover_source all[] = {
	{ "incident", "SELECT id, substr(subject, 1, 200), due_at, state FROM incident WHERE " OURS("incident") " AND state IN ('open', 'ordered', 'dealt')"
	  " ORDER BY priority, called_at LIMIT 1001" },
	{ "dispatch_order", "SELECT id, substr(subject, 1, 200), due_at, state FROM dispatch_order WHERE " OURS("dispatch_order")
	  " AND state IN ('issued', 'acknowledged', 'under_way', 'on_scene') ORDER BY created_at LIMIT 1001" },
	{ "interception", "SELECT id, substr(subject, 1, 200), due_at, state FROM interception WHERE " OURS("interception")
	  " AND state IN ('running', 'following', 'followed', 'stopped') ORDER BY created_at LIMIT 1001" },
	{ "alarm", "SELECT id, subject, due_at, state FROM alarm WHERE " OURS("alarm") " AND state IN ('raised', 'confirmed', 'signed', 'handed')"
	  " ORDER BY priority, first_at LIMIT 1001" },
	{ "receipt", "SELECT id, subject, due_at, state FROM receipt WHERE unit = ?1 AND state IN ('waiting', 'urgent') ORDER BY due_at, id LIMIT 1001" },
	{ "plan", "SELECT id, substr(title, 1, 200), due_at, state FROM plan WHERE " OURS("plan") " AND state IN ('proposed', 'approved', 'running') ORDER BY id LIMIT 1001" },
	{ "plan_task", "SELECT id, substr(what, 1, 200), due_at, state FROM plan_task WHERE unit = ?1 AND state IN ('issued', 'acknowledged', 'not_possible')"
	  " ORDER BY due_at, id LIMIT 1001" },
	{ "plan_closure", "SELECT id, road, due_at, state FROM plan_closure WHERE unit = ?1 AND state IN ('asked', 'approved', 'in_force') ORDER BY id LIMIT 1001" },
	{ "road_event", "SELECT id, subject, " NO_DUE ", state FROM road_event WHERE unit = ?1 AND state IN ('raised', 'confirmed') ORDER BY since LIMIT 1001" },
	{ "joint_task", "SELECT id, substr(task, 1, 200), due_at, state FROM joint_task WHERE doer = ?1 AND state IN ('issued', 'accepted') ORDER BY due_at, id LIMIT 1001" },
	{ "video_finding", "SELECT id, subject, due_at, state FROM video_finding WHERE unit = ?1 AND state = 'seen' ORDER BY due_at, id LIMIT 1001" },
	{ "duty_swap", "SELECT id, subject, due_at, state FROM duty_swap WHERE unit = ?1 AND state IN ('asked', 'agreed') ORDER BY due_at, id LIMIT 1001" },
	{ "patrol", "SELECT id, call_sign, shift_ends, state FROM patrol WHERE unit = ?1 AND state <> 'off' ORDER BY shift_ends, id LIMIT 1001" },
	{ "measure", "SELECT id, CASE kind WHEN 'vehicle' THEN '扣留车辆 ' WHEN 'licence' THEN '扣留驾驶证 ' ELSE '收缴物品 ' END || coalesce(voucher, ''), due_at, state"
	  " FROM measure WHERE unit = ?1 AND state IN ('taken', 'approved', 'verifying', 'prolonged', 'announced') ORDER BY due_at, id LIMIT 1001" },
	{ "recorder_issue", "SELECT id, subject, until_at, state FROM recorder_issue WHERE unit = ?1 AND state IN ('out', 'returned') ORDER BY until_at, id LIMIT 1001" },
	{ "repair_order", "SELECT id, substr(what, 1, 200), due_at, state FROM repair_order WHERE unit = ?1 AND state IN ('open', 'accepted', 'repaired')"
	  " ORDER BY due_at, id LIMIT 1001" },
	{ "finding", "SELECT id, what, due_at, state FROM finding WHERE unit = ?1 AND state IN ('open', 'acknowledged') ORDER BY due_at, id LIMIT 1001" },
};

void
handover_sources_install(void)
{
	handover_sources(all, sizeof all / sizeof all[0]);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* plans.h - what the server starts of this folder: its timers, and the messages it takes (gate/gate.h).
 *
 *   feed ─► warning ─► proposed plan ─► approved ─► running: notices with receipts, tasks, road controls, phase by phase ─► stood down ─► report
 *                └─ raised, lowered, prolonged, ended ─► plan_change, decided by a leader ─┘
 *
 * Message    of an adapter of the kind `weather`: {"kind":"feed","content":"<the feed as it came, any of feed.h>"} -> {"items","added",..}
 * Timers     weather.poll fetches the addresses of weather_source that are in use; weather.weigh proposes; weather.expire; plan.begin.
 */
#ifndef PLAN_PLANS_H
#define PLAN_PLANS_H
#include "gate/gate.h"

extern const struct gate_kind weather_messages[];
enum err plans_timers(struct engine *e) must_check;
enum err plans_seed(struct call *c, void *csv) must_check;	/* struct slice *: data/plan_templates.csv becomes plan_template rows */
#endif

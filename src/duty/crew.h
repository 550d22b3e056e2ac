/* SPDX-License-Identifier: Apache-2.0 */
/* crew.h - who goes on duty together, and whether they are enough.
 *
 * Source   违法行为处理程序规定 7 (never fewer than two officers on a highway); 交通警察道路执勤执法工作规范 70 (expressway, main road, highway),
 *          72 (fixed post in poor conditions); 5 (auxiliaries enforce nothing). Numbers are rows of crew_rule.
 * Errors   refused with the name and article of the rule that is not met.
 */
#ifndef DUTY_CREW_H
#define DUTY_CREW_H
#include "engine/call.h"
#include "engine/row.h"

struct crew {
	int64_t officers, auxiliaries;
};
/* poor: a fixed post in fog, rain, snow, ice or by night. field is named in the refusal. */
enum err crew_enough(struct call *c, struct slice road, bool poor, const struct crew *crew, const char *field) must_check;
/* Does any of the time from..to (to > from; else the moment `from`) lie in the night of duty_limit? Refused, named, where no figure is in force. */
enum err crew_by_night(struct call *c, int64_t from_ms, int64_t to_ms, bool *ret) must_check;
/* Is he who the row says he is (officers are police, auxiliaries are not), and still in service? */
enum err crew_member_fits(struct call *c, int64_t person, bool officer, const char *field) must_check;
#endif

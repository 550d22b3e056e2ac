/* SPDX-License-Identifier: Apache-2.0 */
/* sharing_message.h - what a sharing may hand over, in which words, and what the receiver says to it: pure functions.
 *
 * Covers     deny by default: the live series; a tollgate that is known and lies in the sharing's unit or below; seen and received
 *            within the period, both ends included, by the calendar of Beijing; a plate that is no pseudonym.
 * Message    SubscribeNotificationListObject, one SubscribeNotificationObject with a MotorVehicleObjectList. Less than is known: no
 *            pictures, no belt, no telephone, nothing about watch entries.
 * Ids        of a vehicle 48 signs made of the passage's place in the history: the same passage sent again has the same.
 * Answer     2xx without a body, or ResponseStatus(List)Object. A passage that is refused for good (4, 5, 6) is counted and not sent
 *            again while others are taken; when none is, or the answer is no answer, all of it has failed.
 * Source     GA/T 1400.4 7.2.21, GA/T 1400.3 A.10 as implemented (SubscribeNotification, MotorVehicle); 个人信息保护法 6, 23.
 */
#ifndef INGEST_SHARING_MESSAGE_H
#define INGEST_SHARING_MESSAGE_H
#include "base/buf.h"
#include "ingest/directory.h"
#include "store/history.h"

#define SHARING_VEHICLE_ID 48
#define SHARING_NOTICE_ID 33

struct sharing_terms {
	int64_t unit;
	int32_t from_day, to_day;	/* both included */
};
bool sharing_covers(const struct sharing_terms *t, const struct directory *d, const struct history_row *r);

struct sharing_notice {
	struct slice org;		/* code of the unit */
	struct slice subscribe_id, title;
	int64_t now_ms;
	uint32_t serial;		/* of this process */
};
void sharing_notice_id(const struct sharing_notice *n, char ret[SHARING_NOTICE_ID + 1]);
void sharing_vehicle_id(const struct directory *d, const struct history_row *r, char ret[SHARING_VEHICLE_ID + 1]);
void sharing_message(struct buf *b, const struct sharing_notice *n, const struct directory *d, const struct history_row *row, size_t nrow);
/* E_OK: taken, but *ret_refused of nrow. E_BUSY: not now; E_FORBIDDEN: refused altogether; E_BAD_BODY: not an answer. */
enum err sharing_answer(int status, struct slice body, int64_t nrow, int64_t *ret_refused) must_check;
#endif

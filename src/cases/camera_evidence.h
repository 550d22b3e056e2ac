/* SPDX-License-Identifier: Apache-2.0 */
/* camera_evidence.h - what stands in the way of using a camera record: evidence that lacks something, the same fact twice, an exemption.
 *
 * Errors     each refusal names the field and the article; reads only.
 * Source     行政处罚法 41; 违法处理程序规定 15-17, 19, 22; GA/T 832
 */
#ifndef CASES_CAMERA_EVIDENCE_H
#define CASES_CAMERA_EVIDENCE_H
#include "engine/row.h"
#include "engine/call.h"

enum err case_plate(struct call *c, struct row *r, int field) must_check;	/* kept as it is matched: no spaces, dots, full width */
enum err camera_rule(struct call *c, const struct row *r, struct row **ret) must_check;	/* evidence_rule at the time */
/* Against its rule: pictures, displacement, interval, clock, speed, device, sign. */
enum err camera_evidence(struct call *c, const struct row *r) must_check;
/* Another record of the same vehicle, kind and place within the window that was not rejected; used: passed at least. 0: none. */
enum err camera_same_fact(struct call *c, const struct row *r, bool used, int64_t *ret) must_check;
/* Name of the exemption that is in force for its vehicle and moment, for the field exempt; absent: none. */
enum err camera_exemption(struct call *c, const struct row *r, struct slice *ret) must_check;
/* A stop of the same vehicle and kind within the window that was not cancelled (same_fact.c). 0: none. */
enum err camera_dealt_with(struct call *c, const struct row *r, int64_t *ret) must_check;
bool camera_emergency_class(const struct row *r);
#endif

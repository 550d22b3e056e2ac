/* SPDX-License-Identifier: Apache-2.0 */
/* officers.h - whether those who stop a vehicle may, and are enough. Auxiliaries enforce nothing (执勤执法工作规范 5).
 *
 * Errors   refused, with the field named.
 */
#ifndef DISPATCH_OFFICERS_H
#define DISPATCH_OFFICERS_H
#include "engine/call.h"
#include "engine/row.h"

enum err police_officer(struct call *c, int64_t person, const char *field) must_check;
enum err second_officer(struct call *c, int64_t first, int64_t second, const char *field) must_check;	/* another one, and police */
#endif

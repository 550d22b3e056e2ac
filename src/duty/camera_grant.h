/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DUTY_CAMERA_GRANT_H
#define DUTY_CAMERA_GRANT_H
#include "engine/engine.h"
#include "engine/row.h"
#define NAME camera_grant
#define DEF "duty/camera_grant.def"
#include "engine/declare.h"

/* The row lets the receiver watch now: in force, and its time neither to come nor over. */
bool camera_grant_holds(const struct call *c, const struct row *grant);
enum err camera_grant_timers(struct engine *e) must_check;	/* what is over lapses */
#endif

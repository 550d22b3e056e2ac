/* SPDX-License-Identifier: Apache-2.0 */
/* setting.h - the security administrator's figures, held in memory and read without a lock.
 *
 * Shape   one row of the page setting per line of setting_default.def, made when missing.
 */
#ifndef PEOPLE_SETTING_H
#define PEOPLE_SETTING_H
#include "engine/engine.h"
#include "engine/schema.h"
#define NAME setting
#define DEF "people/setting.def"
#include "engine/declare.h"

enum setting {
#define SETTING(code, least, most, value, unit, name) SET_##code,
#include "people/setting_default.def"
#undef SETTING
	SET_COUNT
};
int64_t setting(enum setting s);
enum err setting_make(struct engine *e) must_check;	/* adds the rows that are missing */
enum err setting_load(struct conn *c) must_check;
#endif

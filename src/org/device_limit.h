/* SPDX-License-Identifier: Apache-2.0 */
/* device_limit.h - figures of the health of devices.
 *
 * Shape   one row of the page device_limit per line of device_limit_default.def, made when missing. The version in force today counts;
 *         where none is, there is no figure and the rule that needs it finds nothing.
 */
#ifndef ORG_DEVICE_LIMIT_H
#define ORG_DEVICE_LIMIT_H
#include "engine/engine.h"
#define NAME device_limit
#define DEF "org/device_limit.def"
#include "engine/declare.h"

enum err device_limit_make(struct engine *e) must_check;	/* adds the rows that are missing */
bool device_limit_known(const char *code);
/* The figure in force; E_NOT_FOUND: none is. */
enum err device_limit_read(struct call *c, const char *code, int64_t *ret) must_check;
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* options.h - what an operator may set, for all verbs. File, environment LUAN_*, flags, in that order. */
#ifndef MAIN_OPTIONS_H
#define MAIN_OPTIONS_H
#include "base/config.h"
#include "engine/engine.h"

/* Reads --config FILE (or DATA/luan.conf when it is there), the environment and the flags out of argv.
 * Answers the number of words left; on faults prints them and answers -1. --help prints and answers 0 words. */
int options_read(struct config *c, int argc, char **argv);
struct engine_options engine_options(const struct config *c);	/* borrows from c */
int fail_passages(enum err e);	/* the same, of opening passages or pictures: who else has them open */
int fail(const char *what, enum err e);	/* prints and answers the exit code of e: 1, or 3 when trying again may help */

typedef int verb_fn(struct config *c, int argc, char **argv);
verb_fn verb_init, verb_serve, verb_schema, verb_audit, verb_user, verb_import, verb_backup, verb_restore, verb_city, verb_bench, verb_check, verb_device, verb_document;
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* schema_live.h - the pages against the live database.
 *
 * Additive differences (tables, columns, indexes that the pages have and the store has not) are shown by
 * `luan schema --diff` and made by `--apply`; a server does not start on a store that lacks them. Destructive
 * changes need a numbered SQL file (store/migrate.h). A store of a newer release is refused (E_NEWER_STORE).
 */
#ifndef ENGINE_SCHEMA_LIVE_H
#define ENGINE_SCHEMA_LIVE_H
#include "engine/engine.h"

void schema_sql(const struct pages *p, enum db_kind k, struct buf *b);		/* the whole DDL */
enum err schema_create(struct engine *e, bool simulated) must_check;		/* E_EXISTS: the store is not empty */
enum err schema_diff(struct engine *e, struct buf *b) must_check;		/* SQL that --apply would run; empty: none */
enum err schema_apply(struct engine *e) must_check;
enum err schema_check(struct engine *e, bool inspect) must_check;		/* E_STORE with a log line when they differ */
enum err schema_stamp(struct conn *c, bool *ret_simulated) must_check;
#endif

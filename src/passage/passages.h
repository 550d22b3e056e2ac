/* SPDX-License-Identifier: Apache-2.0 */
/* passages.h - finding passages again: for a purpose, with a reason, within one's units, and written down before the answer.
 *
 * Use        passages_open after people_open and before engine_start (adds timers); passages_routes goes to the HTTP server;
 *            passages_close after the server has stopped and before the history is closed.
 * Rights     a passage belongs to the unit of its tollgate. PASSAGE_ROLES may look; plates are personal data: masked unless the
 *            grant covers persons and a reason is given. Older than the settings passage_all_days, passage_high_days say: only
 *            PASSAGE_HIGH, PASSAGE_TOP.
 * Cost       a search ends within LIMIT_QUERY_S or with E_TIMEOUT; at most LIMIT_LIST rows, LIMIT_ANSWER bytes.
 * Source     个人信息保护法 26, 28, 55; 公共安全视频图像信息系统管理条例 (retention); doc/passages.md
 */
#ifndef PASSAGE_PASSAGES_H
#define PASSAGE_PASSAGES_H
#include "engine/engine.h"
#include "store/history.h"
#include "store/pack.h"

#define PASSAGE_ROLES (R_officer|R_case_officer|R_dispatcher|R_duty|R_leader|R_supervisor|R_reviewer)
#define PASSAGE_HIGH (R_case_officer|R_leader)	/* beyond passage_all_days */
#define PASSAGE_TOP R_leader			/* beyond passage_high_days */

struct passages;
struct passages_options {
	struct engine *engine;
	struct history *history;
	struct pack_store *packs;	/* NULL: no pictures are kept */
};
enum err passages_open(struct passages **ret, const struct passages_options *o) must_check;
void passages_close(struct passages *p);
#define PASSAGES_ROUTES 2
size_t passages_routes(struct passages *p, struct http_route *ret, size_t max);
struct passages *passages_here(void);	/* NULL: not open in this process */
/* What the timers do, for tests: holds, tiers of retention, rollup of days, the monthly sample. */
enum err passages_tick(struct passages *p) must_check;
const char *passages_ddl(enum db_kind k);	/* table passage_alias_key */
#endif

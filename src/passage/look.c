/* SPDX-License-Identifier: Apache-2.0 */
/* look.c - GET pictures/look/{id}: the newest stored picture of the camera that somebody is looking at, to him and while he looks. Live video is
 * not this program's: a gateway for it will stand in this place. The look is the ground, and is written down like every look at a picture. */
#include "base/clock.h"
#include "duty/camera_grant.h"
#include "duty/video_look.h"
#include "engine/record.h"
#include "org/device.h"
#include "passage/one_.h"

#define NEWEST_MS (24 * 3600000LL)	/* older pictures say nothing of the road now */
#define NEWEST_ROWS 200

struct newest {
	int64_t device, at_ms, image, passage;
	uint64_t pack;
};

/* What is withdrawn while somebody looks ends there and then. */
static enum err
still_granted(struct inquiry *a, const struct row *look)
{
	struct row *grant;
	enum err e;

	if (row_empty(look, video_look_camera_grant))
		return E_OK;
	if ((e = record_load(&a->call, &camera_grant_record, row_ref(look, video_look_camera_grant), &grant)))
		return e;
	return camera_grant_holds(&a->call, grant) ? E_OK :
	    refuse_text(&a->call, E_GUARD, "camera_grant", "授权未生效、已收回或已到期", "the grant is not in force");
}

static enum err
own_look(struct inquiry *a, int64_t id, struct row **ret)
{
	enum err e = record_load(&a->call, &video_look_record, id, ret);

	if (e)
		return e;
	if (row_ref(*ret, video_look_person) != a->call.who->person)
		return refuse(&a->call, E_NOT_FOUND, NULL, -1);
	if ((*ret)->state != video_look_is_watching)
		return refuse_text(&a->call, E_GUARD, "state", "查看已结束", "the look has ended");
	return still_granted(a, *ret);
}

/* Sent by itself (GA/T 1400 Images). */
static enum err
newest_image(struct inquiry *a, struct newest *n)
{
	stmt_scoped st = NULL;
	enum err e = sql(a->call.conn, &st, "SELECT id, at, pack, passage FROM device_image WHERE device = ?1 AND at > ?2 AND pack IS NOT NULL ORDER BY at DESC LIMIT 1");

	if (e)
		return e;
	sql_int(st, 1, n->device);
	sql_int(st, 2, a->call.now_ms - NEWEST_MS);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_OK : e;
	n->image = col_int(st, 0);
	n->at_ms = col_int(st, 1);
	n->pack = (uint64_t)col_int(st, 2);
	n->passage = col_null(st, 3) ? 0 : col_int(st, 3);
	return E_OK;
}

/* Sent with a passage. */
static enum err
newest_passage(struct inquiry *a, const struct row *device, struct newest *n)
{
	uint32_t tollgate = (uint32_t)row_ref(device, device_tollgate);
	struct history_query q = { .series = 1u << SERIES_LIVE, .from_ms = a->call.now_ms - NEWEST_MS, .to_ms = a->call.now_ms + 1, .tollgate = &tollgate, .ntollgate = 1,
		.limit = NEWEST_ROWS, .deadline_mono_ms = clock_mono_ms() + LIMIT_QUERY_S * 1000 };
	struct history_rows rows;
	enum err e;

	if (row_empty(device, device_tollgate))
		return E_OK;
	if ((e = history_find(a->p->history, &q, a->call.arena, &rows)))
		return e;
	for (int i = 0; i < rows.n; i++) {
		const struct passage *p = &rows.row[i].p;
		if (p->device != (uint32_t)n->device || !p->pictures || p->at_ms <= n->at_ms)
			continue;
		*n = (struct newest){ n->device, p->at_ms, 0, rows.row[i].id, p->pictures };
		break;
	}
	return E_OK;
}

static enum err
find(struct inquiry *a, int64_t id, struct newest *n)
{
	reader_scoped c = NULL;
	struct row *look, *device;
	enum err e = inquiry_reader(a, &c);

	if (e || (e = own_look(a, id, &look)))
		return e;
	n->device = row_ref(look, video_look_device);
	if (!(e = record_load(&a->call, &device_record, n->device, &device)) && (e = newest_image(a, n)))
		e = refuse(&a->call, e, NULL, -1);
	if (!e && (e = newest_passage(a, device, n)))
		e = refuse(&a->call, e, NULL, -1);
	a->call.conn = NULL;
	return e;
}

enum err
look_picture_get(struct inquiry *a, int64_t id)
{
	struct newest n = { 0 };
	struct picture_set set;
	char at[TIME_TEXT_MAX];
	enum err e;

	if (!a->call.reason.n)
		return refuse_text(&a->call, E_NO_REASON, "Luan-Reason", NULL, NULL);
	if ((e = find(a, id, &n)))
		return e;
	if (!n.pack || !a->p->packs || pack_get(a->p->packs, n.pack, a->call.arena, &set) || set.n < 1)
		return refuse_text(&a->call, E_NOT_FOUND, "picture", "该摄像机近24小时没有存储的画面", "no picture of this camera was stored within 24 hours");
	a->q.purpose = S("video");
	a->call.case_ref = arena_printf(a->call.arena, "video_look %lld", (long long)id);
	a->image = n.image;
	a->passage = n.passage;
	a->rows = 1;
	http_set(a->rq, "Luan-Taken-At", arena_copy(a->call.arena, (struct slice){ at, time_print(n.at_ms, at) }).p);
	return passage_picture_show(a, &set.picture[0], arena_printf(a->call.arena, "look-%lld", (long long)id).p);
}

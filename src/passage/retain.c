/* SPDX-License-Identifier: Apache-2.0 */
/* retain.c - the tiers of retention, each a setting:
 *
 *   plain ──passage_plain_days──► pseudonym ──passage_alias_days──► pseudonym without key ──passage_keep_days──► gone
 *
 * What met a watch entry or a rule keeps its plate; what is under legal hold was copied aside before anything goes.
 * Source  个人信息保护法 19, 47; 公共安全视频图像信息系统管理条例 (at least 30 days)
 */
#include <sodium.h>

#include "base/clock.h"
#include "base/log.h"
#include "passage/passages_.h"
#include "people/setting.h"

struct retained {
	int64_t pseudonyms, keys, live, imported, quarantined, packs, images;
};

/* Reads of a month are given the pseudonyms of that month, so that its key can go with it. Where it went already, as when
 * keys are kept for no longer than plates, nobody keeps the key: these pseudonyms are final at once. */
static enum err
pseudonymise_month(struct passages *p, int32_t month, int64_t before_ms, int64_t *ret)
{
	uint8_t key[32];
	int64_t n = 0;
	enum err e = alias_key_for(p, month, key);

	if (e == E_GONE) {
		randombytes_buf(key, sizeof key);
		e = E_OK;
	}
	if (!e)
		e = history_pseudonymise(p->history, before_ms, key, &n);
	sodium_memzero(key, sizeof key);
	*ret += n;
	return e;
}

static enum err
pseudonymise(struct passages *p, int64_t now_ms, int64_t *ret)
{
	int64_t before = now_ms - setting(SET_passage_plain_days) * DAY_MS;
	int32_t month = month_of(before);
	enum err e = pseudonymise_month(p, month - 1, month_start_ms(month), ret);

	return e ? e : pseudonymise_month(p, month, before, ret);
}

static enum err
destroy_keys(struct passages *p, int64_t now_ms, int64_t *ret)
{
	return alias_keys_destroy(p, month_of(now_ms - setting(SET_passage_alias_days) * DAY_MS), ret);
}

/* Evidence that still waits for its audit, or for its copy (cases/evidence_keep.c). Its page stands above this folder: asked by name. */
static enum err
oldest_evidence(struct passages *p, struct conn *c, int64_t *ret_ms)
{
	stmt_scoped st = NULL;
	enum err e;

	if (!record_named(p->engine, S("camera_record")))
		return E_OK;
	if ((e = sql(c, &st, "SELECT MIN(captured_at) FROM camera_record WHERE passage IS NOT NULL AND pictures_kept IS NULL AND state NOT IN"
	    " ('rejected', 'cancelled', 'closed')")))
		return e;
	if (!(e = sql_step(st)) && !col_null(st, 0) && col_int(st, 0) < *ret_ms)
		*ret_ms = col_int(st, 0);
	return e == E_DONE ? E_OK : e;
}

/* Pictures lie in packs by day: none as old as the oldest passage under hold may go. */
static enum err
oldest_hold(struct passages *p, int64_t *ret_ms)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(p->engine->db, &c);

	*ret_ms = INT64_MAX;
	if (e || (e = sql(c, &st, "SELECT MIN(from_at) FROM legal_hold WHERE state IN ('requested', 'approved', 'in_force')")))
		return e;
	if (!(e = sql_step(st)) && !col_null(st, 0))
		*ret_ms = col_int(st, 0);
	sql_done(st);
	return e && e != E_DONE ? e : oldest_evidence(p, c, ret_ms);
}

#define IMAGE_ROWS 5000

struct forgetting {
	int64_t before_ms, gone;
};

static enum err
forget_some(struct call *c, void *ctx)
{
	struct forgetting *f = ctx;
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "DELETE FROM device_image WHERE id IN (SELECT id FROM device_image WHERE at < ?1 ORDER BY at LIMIT ?2)");

	if (e)
		return e;
	sql_int(st, 1, f->before_ms);
	sql_int(st, 2, IMAGE_ROWS);
	e = sql_run(st);
	f->gone = e ? 0 : sql_changes(st);
	return e;
}

/* What names a picture goes before the picture. */
static enum err
forget_images(struct passages *p, int64_t before_ms, int64_t *ret)
{
	struct forgetting f = { .before_ms = before_ms };
	enum err e;

	do {
		e = engine_write(p->engine, "过车数据保存期限", forget_some, &f);
		*ret += f.gone;
	} while (!e && f.gone == IMAGE_ROWS);
	return e;
}

static enum err
prune(struct passages *p, int64_t now_ms, struct retained *r)
{
	int64_t pictures = now_ms - setting(SET_picture_days) * DAY_MS, hold;
	enum err e;

	if ((e = history_prune(p->history, SERIES_LIVE, now_ms - setting(SET_passage_keep_days) * DAY_MS, &r->live)) ||
	    (e = history_prune(p->history, SERIES_IMPORT, now_ms - setting(SET_passage_import_days) * DAY_MS, &r->imported)) ||
	    (e = history_prune(p->history, SERIES_QUARANTINE, now_ms - setting(SET_passage_quarantine_days) * DAY_MS, &r->quarantined)) ||
	    (e = oldest_hold(p, &hold)) || !p->packs)
		return e;
	pictures = pictures < hold ? pictures : hold;
	if ((e = forget_images(p, pictures, &r->images)))
		return e;
	return pack_prune(p->packs, pictures, &r->packs);
}

static enum err
note(struct call *c, void *ctx)
{
	const struct retained *r = ctx;

	return audit_note(c, "retention", "passage", 0,
	    arena_printf(c->arena, "{\"pseudonyms\":%lld,\"keys\":%lld,\"live\":%lld,\"imported\":%lld,\"quarantined\":%lld,\"packs\":%lld,\"images\":%lld}",
		(long long)r->pseudonyms, (long long)r->keys, (long long)r->live, (long long)r->imported, (long long)r->quarantined,
		(long long)r->packs, (long long)r->images));
}

/* timer: holds are carried out first; while one cannot be, nothing is forgotten */
enum err
retain_tick(struct engine *e, void *ctx)
{
	struct passages *p = ctx;
	struct retained r = { 0 };
	int64_t now = clock_now_ms();
	enum err err;

	if ((err = holds_tick(e, ctx)))
		return err;
	if (!(err = pseudonymise(p, now, &r.pseudonyms)) && !(err = destroy_keys(p, now, &r.keys)))
		err = prune(p, now, &r);
	if (r.pseudonyms + r.keys + r.live + r.imported + r.quarantined + r.packs + r.images == 0)
		return err;
	log_at(LOG_INFO, "passage.retention", KV("pseudonyms", LI(r.pseudonyms)), KV("keys", LI(r.keys)), KV("live", LI(r.live)),
	    KV("imported", LI(r.imported)), KV("quarantined", LI(r.quarantined)), KV("packs", LI(r.packs)),
	    KV("images", LI(r.images)));
	return err ? err : engine_write(e, "过车数据保存期限", note, &r);
}

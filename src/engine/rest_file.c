/* SPDX-License-Identifier: Apache-2.0 */
/* rest_file.c - attachments: the content goes to the file store first, its row into the record's transaction. */
#include "base/clock.h"
#include "engine/event.h"
#include "engine/record_.h"
#include "engine/rest_.h"
#include "net/percent.h"

/* Who may not read the files of a slot is not told their names either. */
static bool
slot_readable(struct call *c, const struct row *r, struct slice name)
{
	for (int i = 0; i < r->rec->nfile; i++)
		if (slice_is(name, r->rec->file[i].name))
			return row_visible(c, r, r->rec->file[i].who_reads ? r->rec->file[i].who_reads : r->rec->can_read);
	return false;
}

void
files_json(struct call *c, struct buf *b, const struct row *r)
{
	stmt_scoped st = NULL;
	struct slice slot = { "", 0 };
	bool open = false;

	buf_puts(b, ",\"files\":{");
	if (!r->rec->nfile || sql(c->conn, &st, "SELECT id, slot, name, type, size, created_at, created_by FROM attachment"
	    " WHERE record = ?1 AND row = ?2 AND removed_at IS NULL ORDER BY slot, id")) {
		buf_putc(b, '}');
		return;
	}
	sql_text(st, 1, slice_of(r->rec->name));
	sql_int(st, 2, r->id);
	while (!sql_step(st)) {
		if (!slot_readable(c, r, col_text(st, 1)))
			continue;
		if (!open || !slice_eq(slot, col_text(st, 1))) {
			buf_puts(b, open ? "]," : "");
			slot = arena_copy(c->arena, col_text(st, 1));
			buf_printf(b, "\"%s\":[", slot.p);
			open = true;
		} else {
			buf_putc(b, ',');
		}
		buf_printf(b, "{\"id\":%lld,\"name\":", (long long)col_int(st, 0));
		buf_json(b, col_text(st, 2));
		buf_puts(b, ",\"type\":");
		buf_json(b, col_text(st, 3));
		buf_printf(b, ",\"size\":%lld,\"at\":\"", (long long)col_int(st, 4));
		buf_time(b, col_int(st, 5));
		buf_printf(b, "\",\"by\":%lld}", (long long)col_int(st, 6));
	}
	buf_puts(b, open ? "]}" : "}");
}

static bool
type_allowed(const struct file_slot *slot, struct slice type)
{
	struct slice rest = slice_of(slot->types), piece;

	while (slice_cut(&rest, ',', &piece))
		if (slice_eq(slice_trim(piece), type))
			return true;
	return false;
}

/* What the first bytes say; a file that claims another type is refused. */
static bool
type_true(struct slice type, struct slice body)
{
	static const struct {
		const char *type, *magic;
		size_t n;
	} known[] = {
		{ "image/jpeg", "\xff\xd8\xff", 3 }, { "image/png", "\x89PNG\r\n\x1a\n", 8 },
		{ "application/pdf", "%PDF-", 5 },
	};

	for (size_t i = 0; i < N_ELEMS(known); i++)
		if (slice_is(type, known[i].type))
			return body.n > known[i].n && !memcmp(body.p, known[i].magic, known[i].n);
	return true;
}

static struct slice
given_name(struct rest *r)
{
	struct slice head = http_header(r->rq, "Content-Disposition"), name;
	const char *mark = "filename*=UTF-8''";
	size_t n = strlen(mark);

	for (size_t i = 0; head.p && i + n <= head.n; i++)
		if (!memcmp(head.p + i, mark, n) &&
		    !percent_decode(r->call.arena, (struct slice){ head.p + i + n, head.n - i - n }, &name) &&
		    name.n && utf8_count(name) <= 200 && !memchr(name.p, '/', name.n) && !memchr(name.p, '\n', name.n) &&
		    !memchr(name.p, '\r', name.n) && !memchr(name.p, '"', name.n))
			return name;
	return S("file");
}

static enum err
row_for_file(struct rest *r, unsigned roles, struct row **ret)
{
	enum err e = record_load(&r->call, r->rec, r->id, ret);

	if (e)
		return e;
	if (!row_visible(&r->call, *ret, r->rec->can_read | r->rec->can_patch))
		return refuse(&r->call, E_NOT_FOUND, NULL, -1);
	return row_visible(&r->call, *ret, roles) ? E_OK : refuse(&r->call, E_FORBIDDEN, NULL, -1);
}

static enum err
count_files(struct rest *r, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(r->call.conn, &st, "SELECT count(*) FROM attachment WHERE record = ?1 AND row = ?2 AND slot = ?3 AND removed_at IS NULL");

	if (e)
		return e;
	sql_text(st, 1, slice_of(r->rec->name));
	sql_int(st, 2, r->id);
	sql_text(st, 3, slice_of(r->slot->name));
	if (!(e = sql_step(st)))
		*ret = col_int(st, 0);
	return e;
}

static enum err
act_put(struct rest *r)
{
	stmt_scoped st = NULL;
	struct row *row;
	int64_t n;
	enum err e;

	if ((e = row_for_file(r, r->rec->can_patch | r->rec->can_create, &row)) || (e = count_files(r, &n)))
		return e;
	if (n >= r->slot->max_count)
		return refuse_text(&r->call, E_FULL, r->slot->name, NULL, NULL);
	if ((e = sql(r->call.conn, &st, "INSERT INTO attachment (record, row, slot, hash, name, type, size, created_at, created_by)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id")))
		return e;
	sql_text(st, 1, slice_of(r->rec->name));
	sql_int(st, 2, r->id);
	sql_text(st, 3, slice_of(r->slot->name));
	sql_text(st, 4, slice_of(r->hash.hex));
	sql_text(st, 5, r->file_name);
	sql_text(st, 6, r->file_type);
	sql_int(st, 7, (int64_t)r->rq->body.n);
	sql_int(st, 8, r->call.now_ms);
	sql_int(st, 9, r->call.who->person);
	if ((e = sql_step(st)))
		return e;
	r->file_id = col_int(st, 0);
	buf_printf(&r->answer, "{\"id\":%lld,\"name\":", (long long)r->file_id);
	buf_json(&r->answer, r->file_name);
	buf_printf(&r->answer, ",\"type\":\"%s\",\"size\":%zu,\"hash\":\"%s\"}", r->file_type.p, r->rq->body.n, r->hash.hex);
	r->status = 201;
	r->location = arena_printf(r->call.arena, "/api/v1/%s/%lld/files/%s/%lld", record_plural(r->call.engine, r->rec),
	    (long long)r->id, r->slot->name, (long long)r->file_id);
	if ((e = audit_read(&r->call, "attach", r->rec, r->id, arena_printf(r->call.arena,
	    "{\"slot\":\"%s\",\"file\":%lld,\"hash\":\"%s\"}", r->slot->name, (long long)r->file_id, r->hash.hex))))
		return e;
	return event_write(&r->call, "attach", row);
}

void
rest_file_put(struct rest *r)
{
	struct row *row;
	enum err e = row_for_file(r, r->rec->can_patch | r->rec->can_create, &row);

	r->file_type = arena_copy(r->call.arena, http_header(r->rq, "Content-Type"));
	r->file_name = given_name(r);
	if (!e && !type_allowed(r->slot, r->file_type))
		e = refuse_text(&r->call, E_BAD_TYPE, r->slot->name, NULL, NULL);
	if (!e && !type_true(r->file_type, r->rq->body))
		e = refuse_text(&r->call, E_BAD_TYPE, r->slot->name, "内容与所称类型不符", "the content is not of the type that it claims");
	if (!e && r->rq->body.n > r->slot->max_bytes)
		e = refuse_text(&r->call, E_TOO_LARGE, r->slot->name, NULL, NULL);
	if (!e && (e = file_put(r->call.engine->files, r->rq->body, &r->hash)))
		e = refuse(&r->call, e, NULL, -1);
	r->act = act_put;
	if (e)
		rest_finish(r, e);
	else
		rest_write(r);
}

static enum err
find_file(struct rest *r, struct file_hash *hash)
{
	stmt_scoped st = NULL;
	enum err e = sql(r->call.conn, &st, "SELECT hash, name, type FROM attachment"
	    " WHERE id = ?1 AND record = ?2 AND row = ?3 AND slot = ?4 AND removed_at IS NULL");

	if (e)
		return e;
	sql_int(st, 1, r->file_id);
	sql_text(st, 2, slice_of(r->rec->name));
	sql_int(st, 3, r->id);
	sql_text(st, 4, slice_of(r->slot->name));
	if ((e = sql_step(st)))
		return refuse(&r->call, e == E_DONE ? E_NOT_FOUND : e, NULL, -1);
	r->file_name = arena_copy(r->call.arena, col_text(st, 1));
	r->file_type = arena_copy(r->call.arena, col_text(st, 2));
	return file_hash_parse(col_text(st, 0), hash) ? E_OK : E_CORRUPT;
}

/* Every look at an attachment is audited before its bytes leave. */
void
rest_file_get(struct rest *r)
{
	struct row *row;
	struct slice content;
	enum err e = row_for_file(r, r->slot->who_reads ? r->slot->who_reads : r->rec->can_read, &row);

	if (!e && !(e = find_file(r, &r->hash)) &&
	    (e = file_read(r->call.engine->files, &r->hash, r->call.arena, &content)))
		e = refuse(&r->call, e, NULL, -1);
	if (e) {
		rest_finish(r, e);
		return;
	}
	buf_free(&r->answer);
	buf_init(&r->answer, LIMIT_FILE_BODY);
	buf_put(&r->answer, content);
	r->type = r->file_type.p;
	http_set(r->rq, "Content-Disposition", slice_is(r->file_type, "image/jpeg") || slice_is(r->file_type, "image/png") ?
	    "inline" : "attachment");
	r->status = 200;
	r->audit_verb = "view_file";
	r->audit_detail = arena_printf(r->call.arena, "{\"slot\":\"%s\",\"file\":%lld}", r->slot->name, (long long)r->file_id);
	r->seen = arena_array(r->call.arena, int64_t, 1);
	r->seen[r->nseen++] = r->id;
	rest_answer(r);
}

static enum err
act_remove(struct rest *r)
{
	stmt_scoped st = NULL;
	struct file_hash hash;
	struct row *row;
	enum err e;

	if ((e = row_for_file(r, r->rec->can_patch, &row)) || (e = find_file(r, &hash)))
		return e;
	if (r->rec->nstate && record_final(r->rec, row->state))
		return refuse(&r->call, E_NO_STEP, NULL, -1);
	if ((e = sql(r->call.conn, &st, "UPDATE attachment SET removed_at = ?1 WHERE id = ?2")))
		return e;
	sql_int(st, 1, r->call.now_ms);
	sql_int(st, 2, r->file_id);
	if ((e = sql_run(st)))
		return e;
	r->status = 204;
	if ((e = audit_read(&r->call, "detach", r->rec, r->id, arena_printf(r->call.arena,
	    "{\"slot\":\"%s\",\"file\":%lld}", r->slot->name, (long long)r->file_id))))
		return e;
	return event_write(&r->call, "detach", row);
}

void
rest_file_remove(struct rest *r)
{
	r->act = act_remove;
	rest_write(r);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* paper_gate.c - whether a document that the law asks for before a step is there, signed, served. */
#include "cases/case_paper_.h"
#include "cases/law.h"
#include "engine/record.h"

enum err
paper_last(struct call *c, const struct row *subject, const char *type, struct row **ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM document WHERE subject = ?1 AND subject_row = ?2 AND type = ?3 AND state = 'issued' ORDER BY id DESC LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(slice_of(subject->rec->name)), FIRST_INT(subject->id), FIRST_TEXT(slice_of(type)) }, 3, &id);

	*ret = NULL;
	return e || !id ? e : record_load(c, &document_record, id, ret);
}

static enum err
lacks(struct call *c, const char *type, const char *zh, const char *en, const char *law)
{
	const struct template *t = template_of(slice_of(type), INT32_MAX);

	return refuse_named(c, E_GUARD, arena_printf(c->arena, "document.%s", type).p, arena_printf(c->arena, "%s%s（%s）", t ? t->zh : type, zh, law),
	    arena_printf(c->arena, "%s %s (%s)", t ? t->en : type, en, law));
}

static enum err
there(struct call *c, const struct row *subject, const char *type, const char *law, struct row **ret)
{
	enum err e = paper_last(c, subject, type, ret);

	return e || *ret ? e : lacks(c, type, "尚未制作", "has not been issued", law);
}

enum err
paper_there(struct call *c, const struct row *subject, const char *type, const char *law)
{
	struct row *d;

	return there(c, subject, type, law, &d);
}

enum err
paper_signed(struct call *c, const struct row *subject, const char *type, const char *law)
{
	struct row *d;
	enum err e = there(c, subject, type, law, &d);

	if (e)
		return e;
	return row_empty(d, document_signature) ? lacks(c, type, "尚未登记当事人签名或者注明拒绝签名", "is neither signed nor the refusal noted", law) : E_OK;
}

enum err
paper_served(struct call *c, const struct row *subject, const char *type, const char *law, struct row **ret)
{
	enum err e = there(c, subject, type, law, ret);

	if (e)
		return e;
	return row_empty(*ret, document_served_at) ? lacks(c, type, "尚未登记送达", "has no service noted", law) : E_OK;
}

enum err
paper_replaced(struct call *c, const struct row *subject, const char *type, const char *why)
{
	struct slice reason = c->reason;
	struct row *d;
	enum err e = paper_last(c, subject, type, &d);

	if (e || !d)
		return e;
	if (!c->reason.n)
		c->reason = slice_of(why);
	e = paper_void(c, d->id);
	c->reason = reason;
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* openapi_schema.c - components/schemas of the OpenAPI document. */
#include "engine/openapi_.h"

void
oa_sep(struct buf *b)
{
	if (b->n && !strchr("{[", b->p[b->n - 1]))
		buf_putc(b, ',');
}

void
oa_key(struct buf *b, const char *key)
{
	oa_sep(b);
	buf_json(b, slice_of(key));
	buf_putc(b, ':');
}

void
oa_text(struct buf *b, const char *key, const char *text)
{
	oa_key(b, key);
	buf_json(b, slice_of(text));
}

void
oa_title(struct buf *b, const char *title, const char *symbol)
{
	char space[NAME_MAX_TEXT], both[NAME_MAX_TEXT * 4];
	struct slice zh = title_zh(title), en = title_en(title, symbol, space, sizeof space);
	snprintf(both, sizeof both, "%.*s / %.*s", (int)zh.n, zh.p, (int)en.n, en.p);
	oa_text(b, "title", both);
}

static const struct {
	const char *type, *format;
} kinds[] = {
	[K_TEXT] = { "string", NULL }, [K_INT] = { "integer", "int64" }, [K_BOOL] = { "boolean", NULL },
	[K_TIME] = { "string", "date-time" }, [K_DATE] = { "string", "date" }, [K_CHOICE] = { "string", NULL },
	[K_REF] = { "integer", "int64" }, [K_POINT] = { "array", NULL },
};

static void
put_enum(struct buf *b, const struct choice *c, bool null)
{
	oa_key(b, "enum");
	buf_putc(b, '[');
	for (; c && c->name; c++) {
		oa_sep(b);
		buf_json(b, slice_of(c->name));
	}
	if (null)
		buf_puts(b, ",null");
	buf_putc(b, ']');
}

static void
put_bounds(struct buf *b, const struct type *t)
{
	if (t->kind == K_TEXT)
		buf_printf(b, ",\"maxLength\":%lld", (long long)t->max);
	if (t->kind == K_INT)
		buf_printf(b, ",\"minimum\":%lld,\"maximum\":%lld", (long long)t->min, (long long)t->max);
	if (t->kind == K_POINT)
		buf_puts(b, ",\"items\":{\"type\":\"number\"},\"minItems\":2,\"maxItems\":2");
}

/* A mask is longer than what it hides may be, and no number: then only the type is said. */
void
oa_type(struct buf *b, const struct type *t, unsigned how)
{
	const char *type = kinds[t->kind].type;
	bool mask = how & OA_MASK, other = mask && strcmp(type, "string") != 0;
	oa_key(b, "type");
	if (how || other) {
		buf_printf(b, "[\"%s\"", type);
		buf_puts(b, other ? ",\"string\"" : "");
		buf_puts(b, how & OA_NULL ? ",\"null\"]" : "]");
	} else {
		buf_printf(b, "\"%s\"", type);
	}
	if (!mask && kinds[t->kind].format)
		oa_text(b, "format", kinds[t->kind].format);
	if (!mask || t->kind == K_POINT)
		put_bounds(b, t);
	if (t->kind == K_CHOICE && !mask)
		put_enum(b, t->choice, how & OA_NULL);
	if (t->unit)
		oa_text(b, "x-unit", t->unit);
	if (t->ref)
		oa_text(b, "x-ref", t->ref->name);
}

static void
put_doc(struct buf *b, const struct field *f)
{
	char both[1000];
	struct slice zh = doc_zh(f->doc ? f->doc : ""), en = doc_en(f->doc ? f->doc : "");
	if (!zh.n)
		return;
	snprintf(both, sizeof both, slice_eq(zh, en) ? "%.*s" : "%.*s / %.*s", (int)zh.n, zh.p, (int)en.n, en.p);
	oa_text(b, "description", both);
}

static void
put_field(struct buf *b, const struct field *f, unsigned how)
{
	oa_key(b, f->name);
	buf_putc(b, '{');
	oa_title(b, f->title, f->name);
	put_doc(b, f);
	oa_type(b, &f->type, how);
	if (f->type.like && !(how & OA_MASK)) {
		char pattern[256];
		snprintf(pattern, sizeof pattern, "^(%s)$", f->type.like);
		oa_text(b, "pattern", pattern);
	}
	if (f->flags & PII)
		buf_puts(b, ",\"x-personal-data\":true");
	buf_putc(b, '}');
}

static void
put_required(struct buf *b, const struct field *const *f, int n)
{
	if (!n)
		return;
	oa_key(b, "required");
	buf_putc(b, '[');
	for (int i = 0; i < n; i++) {
		oa_sep(b);
		buf_json(b, slice_of(f[i]->name));
	}
	buf_putc(b, ']');
}

static void
open_object(struct buf *b, const char *name, const char *description)
{
	oa_key(b, name);
	buf_puts(b, "{\"type\":\"object\"");
	if (description)
		oa_text(b, "description", description);
	oa_key(b, "properties");
	buf_putc(b, '{');
}

/* ---- of a record ---- */

static void
put_part_refs(struct buf *b, const struct record *rec, const char *type)
{
	char part[NAME_MAX_TEXT];
	for (int i = 0; i < rec->npart; i++) {
		name_type(rec->part[i].name, part);
		oa_key(b, rec->part[i].name);
		buf_printf(b, "{\"type\":\"array\",\"maxItems\":%d,\"items\":{\"$ref\":\"#/components/schemas/%s%s\"}}",
		    rec->part[i].max, type, part);
	}
}

static void
put_valid(struct buf *b, const struct record *rec, bool from)
{
	if (rec->valid_key && from)
		buf_printf(b, "%s\"valid_from\":{\"type\":\"string\",\"format\":\"date\"}", b->p[b->n - 1] == '{' ? "" : ",");
	if (rec->valid_key) {
		oa_key(b, "valid_to");
		buf_puts(b, "{\"type\":[\"string\",\"null\"],\"format\":\"date\",\"description\":\"exclusive; null: open\"}");
	}
}

static void
put_row(struct buf *b, const struct record *rec, const char *type)
{
	oa_key(b, type);
	buf_puts(b, "{\"allOf\":[{\"$ref\":\"#/components/schemas/Row\"},{\"type\":\"object\",\"properties\":{");
	if (rec->nstate) {
		buf_puts(b, "\"state\":{\"type\":\"string\",\"enum\":[");
		for (int i = 0; i < rec->nstate; i++)
			buf_printf(b, "%s\"%s\"", i ? "," : "", rec->state[i].name);
		buf_puts(b, "]}");
	}
	for (int i = 0; i < rec->nfield; i++)
		if (!(rec->field[i].flags & SECRET))
			put_field(b, &rec->field[i], OA_NULL | (rec->field[i].flags & PII ? OA_MASK : 0));
	put_valid(b, rec, true);
	put_part_refs(b, rec, type);
	buf_puts(b, "}}]");
	oa_title(b, rec->title, rec->name);
	if (rec->source)
		oa_text(b, "description", rec->source);
	buf_putc(b, '}');
}

static void
put_sent(struct buf *b, const struct record *rec, const char *type, bool create)
{
	const struct field *must[LIMIT_FIELDS + 1];
	char name[NAME_MAX_TEXT + 8];
	static const struct field from = { .name = "valid_from" };
	int n = 0;
	snprintf(name, sizeof name, "%s%s", type, create ? "Create" : "Patch");
	open_object(b, name, NULL);
	if (create)
		buf_puts(b, "\"unit\":{\"type\":\"integer\",\"description\":\"owner; default: the unit of the person\"}");
	for (int i = 0; i < rec->nfield; i++) {
		const struct field *f = &rec->field[i];
		if (!(create ? field_creates(f) : field_patches(f)))
			continue;
		put_field(b, f, create && (f->flags & REQ) ? 0 : OA_NULL);
		if (create && (f->flags & REQ) && n < LIMIT_FIELDS)
			must[n++] = f;
	}
	put_valid(b, rec, create);
	put_part_refs(b, rec, type);
	buf_putc(b, '}');
	if (create && rec->valid_key)
		must[n++] = &from;
	put_required(b, must, n);
	buf_puts(b, ",\"additionalProperties\":false}");
}

static void
put_parts(struct buf *b, const struct record *rec, const char *type)
{
	char part[NAME_MAX_TEXT], name[NAME_MAX_TEXT * 2];
	for (int p = 0; p < rec->npart; p++) {
		name_type(rec->part[p].name, part);
		snprintf(name, sizeof name, "%s%s", type, part);
		open_object(b, name, NULL);
		for (int i = 0; i < rec->npart_field; i++) {
			const struct field *f = &rec->part_field[i].field;
			if (strcmp(rec->part_field[i].part, rec->part[p].name) == 0)
				put_field(b, f, OA_NULL | (f->flags & PII ? OA_MASK : 0));
		}
		buf_putc(b, '}');
		oa_title(b, rec->part[p].title, rec->part[p].name);
		buf_putc(b, '}');
	}
}

bool
verb_first(const struct record *rec, int step)
{
	for (int i = 0; i < step; i++)
		if (strcmp(rec->step[i].verb, rec->step[step].verb) == 0)
			return false;
	return true;
}

void
oa_step_type(const struct record *rec, const char *verb, char out[NAME_MAX_TEXT])
{
	char both[NAME_MAX_TEXT];
	snprintf(both, sizeof both, "%s_%s_step", rec->name, verb);
	name_type(both, out);
}

static void
put_step(struct buf *b, const struct record *rec, const struct step *s)
{
	static const struct field reason = { .name = "reason" };
	const struct field *must[LIMIT_FIELDS + 1];
	const struct ask *why = step_reason(rec, s);
	char name[NAME_MAX_TEXT];
	int n = 0;
	oa_step_type(rec, s->verb, name);
	open_object(b, name, NULL);
	buf_puts(b, "\"reason\":{\"type\":\"string\",\"maxLength\":500}");
	if (why && (why->flags & REQ))
		must[n++] = &reason;
	for (int i = 0; i < rec->nask; i++) {
		const struct ask *a = &rec->ask[i];
		if (a->field < 0 || strcmp(a->verb, s->verb) != 0)
			continue;
		put_field(b, &rec->field[a->field], a->flags & REQ ? 0 : OA_NULL);
		if ((a->flags & REQ) && n < LIMIT_FIELDS)
			must[n++] = &rec->field[a->field];
	}
	buf_putc(b, '}');
	put_required(b, must, n);
	buf_puts(b, ",\"additionalProperties\":false}");
}

void
oa_record_schemas(struct buf *b, const struct record *rec)
{
	char type[NAME_MAX_TEXT];
	name_type(rec->name, type);
	put_row(b, rec, type);
	if (rec->can_create)
		put_sent(b, rec, type, true);
	if (rec->can_patch)
		put_sent(b, rec, type, false);
	put_parts(b, rec, type);
	for (int i = 0; i < rec->nstep; i++)
		if (verb_first(rec, i))
			put_step(b, rec, &rec->step[i]);
}

void
oa_view_schema(struct buf *b, const struct view *v)
{
	char type[NAME_MAX_TEXT], name[NAME_MAX_TEXT + 8];
	name_type(v->name, type);
	snprintf(name, sizeof name, "%sAnswer", type);
	oa_key(b, name);
	buf_puts(b, "{\"allOf\":[{\"$ref\":\"#/components/schemas/ViewAnswer\"}]");
	oa_title(b, v->title, v->name);
	oa_key(b, "x-columns");
	buf_putc(b, '[');
	for (int i = 0; i < v->ncol; i++) {
		oa_sep(b);
		buf_putc(b, '{');
		oa_text(b, "name", v->col[i].name);
		oa_title(b, v->col[i].title, v->col[i].name);
		oa_type(b, &v->col[i].type, OA_NULL);
		buf_putc(b, '}');
	}
	buf_puts(b, "]}");
}

/* ---- what all have in common ---- */

#define TEXT_OR_NULL "{\"type\":[\"string\",\"null\"]}"
#define TIME_OR_NULL "{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}"
#define OF_TIME "{\"type\":\"string\",\"format\":\"date-time\"}"
#define OF_ID "{\"type\":\"integer\",\"format\":\"int64\"}"
#define OF_TEXT "{\"type\":\"string\"}"

static const char fixed[] =
"\"Row\":{\"type\":\"object\",\"description\":\"What every row has. masked names the fields whose value is a mask.\","
"\"required\":[\"id\",\"unit\",\"version\",\"created_at\",\"updated_at\",\"title\"],\"properties\":{"
"\"id\":" OF_ID ",\"unit\":" OF_ID ",\"version\":" OF_ID ",\"created_at\":" OF_TIME ",\"created_by\":" OF_ID ","
"\"updated_at\":" OF_TIME ",\"updated_by\":" OF_ID ",\"due_from\":" TIME_OR_NULL ",\"due_at\":" TIME_OR_NULL ","
"\"due_term\":" TEXT_OR_NULL ",\"due_why\":" TEXT_OR_NULL ",\"due_why_en\":" TEXT_OR_NULL ",\"title\":" OF_TEXT ","
"\"titles\":{\"type\":\"object\",\"additionalProperties\":" OF_TEXT "},\"masked\":{\"type\":\"array\",\"items\":" OF_TEXT "},"
"\"steps\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/RowStep\"}},"
"\"files\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/File\"}}}}},"
"\"RowStep\":{\"type\":\"object\",\"required\":[\"verb\",\"allowed\"],\"properties\":{\"verb\":" OF_TEXT ",\"title\":" OF_TEXT ","
"\"title_en\":" OF_TEXT ",\"to\":" OF_TEXT ",\"allowed\":{\"type\":\"boolean\"},\"why\":" TEXT_OR_NULL ","
"\"why_text\":" TEXT_OR_NULL ",\"why_text_en\":" TEXT_OR_NULL "}},"
"\"File\":{\"type\":\"object\",\"required\":[\"id\",\"name\",\"type\",\"size\"],\"properties\":{\"id\":" OF_ID ",\"name\":" OF_TEXT ","
"\"type\":" OF_TEXT ",\"size\":" OF_ID ",\"hash\":" OF_TEXT ",\"at\":" OF_TIME ",\"by\":" OF_ID "}},"
"\"ListMeta\":{\"type\":\"object\",\"required\":[\"items\",\"next\",\"at\",\"seq\"],\"properties\":{\"items\":{\"type\":\"array\",\"items\":{}},"
"\"next\":" TEXT_OR_NULL ",\"count\":{\"type\":[\"integer\",\"null\"]},\"count_capped\":{\"type\":\"boolean\"},\"at\":" OF_TIME ","
"\"seq\":" OF_ID "}},"
"\"Search\":{\"type\":\"object\",\"properties\":{\"where\":{\"type\":\"object\",\"description\":\"names and values as in the query of the list; fields "
"of persons may be named by those whose grant covers them\"},\"q\":" OF_TEXT ",\"sort\":" OF_TEXT ",\"limit\":{\"type\":\"integer\",\"minimum\":1,"
"\"maximum\":500},\"cursor\":" OF_TEXT ",\"count\":{\"type\":\"boolean\"},\"reason\":" OF_TEXT "}},"
"\"Export\":{\"type\":\"object\",\"required\":[\"format\",\"reason\"],\"properties\":{\"format\":{\"type\":\"string\",\"enum\":[\"csv\",\"xlsx\"]},"
"\"where\":{\"type\":\"object\"},\"q\":" OF_TEXT ",\"columns\":{\"type\":\"array\",\"items\":" OF_TEXT "},\"sort\":" OF_TEXT ",\"reason\":" OF_TEXT ","
"\"lang\":{\"type\":\"string\",\"enum\":[\"zh\",\"en\"]}}},"
"\"BulkAnswer\":{\"type\":\"object\",\"required\":[\"done\",\"refused\"],\"properties\":{\"done\":{\"type\":\"array\",\"items\":" OF_ID "},"
"\"refused\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"id\":" OF_ID ",\"code\":" OF_TEXT ",\"detail\":" TEXT_OR_NULL ","
"\"detail_en\":" TEXT_OR_NULL "}}}}},"
"\"History\":{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{"
"\"at\":" OF_TIME ",\"person\":" OF_ID ",\"person_name\":" TEXT_OR_NULL ",\"verb\":" OF_TEXT ",\"verb_title\":" TEXT_OR_NULL ","
"\"reason\":" TEXT_OR_NULL ",\"from_state\":" TEXT_OR_NULL ",\"to_state\":" TEXT_OR_NULL ",\"peer\":" TEXT_OR_NULL ","
"\"changes\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"field\":" OF_TEXT ",\"old\":{},\"new\":{}}}}}}}}},"
"\"ViewAnswer\":{\"type\":\"object\",\"required\":[\"columns\",\"rows\",\"names\",\"compare\",\"warnings\",\"at\"],\"properties\":{"
"\"columns\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"name\":" OF_TEXT ",\"title\":" OF_TEXT ",\"title_en\":" OF_TEXT ","
"\"kind\":" OF_TEXT ",\"unit\":" TEXT_OR_NULL ",\"flags\":{\"type\":\"array\",\"items\":" OF_TEXT "},\"of\":" OF_TEXT ",\"compare\":" OF_TEXT ","
"\"part\":{\"type\":\"string\",\"enum\":[\"base\",\"change\"]}}}},\"rows\":{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{}}},"
"\"names\":{\"type\":\"object\",\"description\":\"By column: what each reference is called.\","
"\"additionalProperties\":{\"type\":\"object\",\"additionalProperties\":" OF_TEXT "}},"
"\"compare\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"object\",\"properties\":{\"from\":" OF_TIME ",\"to\":" OF_TIME ","
"\"rows\":{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{}}},\"total\":{\"type\":\"object\"}}}},"
"\"warnings\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"zh\":" OF_TEXT ",\"en\":" OF_TEXT "}}},\"at\":" OF_TIME "}},"
"\"Problem\":{\"type\":\"object\",\"description\":\"RFC 9457\",\"required\":[\"type\",\"title\",\"status\",\"code\"],\"properties\":{\"type\":" OF_TEXT ","
"\"title\":" OF_TEXT ",\"title_en\":" OF_TEXT ",\"status\":{\"type\":\"integer\"},\"code\":{\"$ref\":\"#/components/schemas/ErrorCode\"},"
"\"detail\":" TEXT_OR_NULL ",\"detail_en\":" TEXT_OR_NULL ",\"field\":" TEXT_OR_NULL ",\"request\":" OF_TEXT ","
"\"errors\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"field\":" TEXT_OR_NULL ",\"code\":"
"{\"$ref\":\"#/components/schemas/ErrorCode\"},\"detail\":" TEXT_OR_NULL ",\"detail_en\":" TEXT_OR_NULL "}}}}}";

void
oa_fixed_schemas(struct buf *b)
{
	buf_puts(b, fixed);
	oa_key(b, "ErrorCode");
	buf_puts(b, "{\"type\":\"string\",\"enum\":[");
	for (int i = 0; i < ERR_COUNT; i++)
		if (i != E_OK && i != E_DONE) {
			oa_sep(b);
			buf_json(b, slice_of(err_name(i)));
		}
	buf_puts(b, "]}");
}

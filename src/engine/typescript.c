/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/typescript.h"
#include "engine/names_.h"

static const char prelude[] =
"// SPDX-License-Identifier: Apache-2.0\n"
"// Derived from the pages by `luan schema --ts`; changes belong on the pages.\n"
"/* eslint-disable */\n"
"\n"
"export type Kind = 'text' | 'int' | 'bool' | 'time' | 'date' | 'choice' | 'ref' | 'point'\n"
"export type Scope = 'none' | 'unit' | 'shared' | 'own'\n"
"export type Look = 'idle' | 'normal' | 'attention' | 'alarm' | 'unknown'\n"
"export type Chart = 'none' | 'bar' | 'line' | 'map' | 'figure'\n"
"/** [longitude, latitude], WGS-84 degrees. */\n"
"export type Point = [number, number]\n"
"/** RFC 3339 in UTC, milliseconds. */\n"
"export type Time = string\n"
"/** 2026-11-23 */\n"
"export type Day = string\n"
"export interface Choice { name: string, title: string, titleEn: string }\n"
"export interface Flags {\n"
"\treq?: true, find?: true, uniq?: true, pii?: true, fix?: true, sys?: true, title?: true, long?: true, secret?: true\n"
"}\n"
"export interface FieldModel {\n"
"\tname: string, kind: Kind, title: string, titleEn: string, doc: string, docEn: string, flags: Flags\n"
"\t/** text: characters; int: value in unit */\n"
"\tmin?: number, max?: number, unit?: string, like?: string, choices?: Choice[], ref?: RecordName\n"
"}\n"
"export interface PartModel { name: string, title: string, titleEn: string, max: number, fields: FieldModel[] }\n"
"export interface FileModel {\n"
"\tname: string, title: string, titleEn: string, readers: Role[], maxBytes: number, maxCount: number, types: string[]\n"
"}\n"
"export interface StateModel { name: string, title: string, titleEn: string, term: string | null, look: Look }\n"
"export interface StepModel {\n"
"\tfrom: string, verb: string, to: string, title: string, titleEn: string, roles: Role[]\n"
"\tasks: { field: string, required: boolean }[]\n"
"\t/** none: no reason is asked */\n"
"\treason: boolean, reasonRequired: boolean, guarded: boolean\n"
"}\n"
"export interface RecordModel {\n"
"\tname: RecordName, plural: string, path: string, title: string, titleEn: string, source: string | null\n"
"\tscope: Scope, read: Role[], create: Role[], patch: Role[]\n"
"\t/** the field whose versions must not overlap */\n"
"\tvalid: string | null\n"
	"\tkeepDays: number\n"
"\t/** the states in which it stands on the live picture, and what that tells of it */\n"
"\tshown?: string[], shownFields?: string[]\n"
"\tfields: FieldModel[], parts: PartModel[], files: FileModel[], states: StateModel[], steps: StepModel[]\n"
"}\n"
"export interface ColumnModel {\n"
"\tname: string, kind: Kind, title: string, titleEn: string, unit?: string, choices?: Choice[], ref?: RecordName\n"
"\tkey: boolean, count: boolean, rate: boolean\n"
"}\n"
"export interface ViewModel {\n"
"\tname: string, path: string, title: string, titleEn: string, roles: Role[], args: FieldModel[], columns: ColumnModel[]\n"
"\tchart: Chart, drill: string | null, compares: boolean\n"
"}\n"
"export interface RowFile { id: number, name: string, type: string, size: number, at: Time, by: number }\n"
"export interface RowStep {\n"
"\tverb: string, title: string, title_en: string, to: string, allowed: boolean\n"
"\twhy: ErrorCode | null, why_text: string | null, why_text_en: string | null\n"
"}\n"
"/** What every row has. `masked` names the fields whose value is a mask. */\n"
"export interface Row {\n"
"\tid: number, state: string | null, unit: number, version: number\n"
"\tcreated_at: Time, created_by: number, updated_at: Time, updated_by: number\n"
"\tdue_from: Time | null, due_at: Time | null, due_term: string | null, due_why: string | null, due_why_en: string | null\n"
"\ttitle: string, titles: Record<string, string>, masked: string[]\n"
"\tsteps?: RowStep[], files?: Record<string, RowFile[]>\n"
"}\n";

static void
put_choice_union(struct buf *b, const struct choice *c)
{
	for (const char *sep = ""; c && c->name; c++, sep = " | ")
		buf_printf(b, "%s'%s'", sep, c->name);
}

static void
put_ts_type(struct buf *b, const struct type *t)
{
	static const char *const ts[] = {
		[K_TEXT] = "string", [K_INT] = "number", [K_BOOL] = "boolean", [K_TIME] = "Time", [K_DATE] = "Day",
		[K_REF] = "number", [K_POINT] = "Point",
	};
	if (t->kind == K_CHOICE)
		put_choice_union(b, t->choice);
	else
		buf_puts(b, ts[t->kind]);
}

static void
put_comment(struct buf *b, const char *indent, const struct field *f)
{
	struct slice zh = title_zh(f->title), doc = doc_zh(f->doc ? f->doc : "");
	buf_printf(b, "%s/** %.*s", indent, (int)zh.n, zh.p);
	if (f->type.unit)
		buf_printf(b, " [%s]", f->type.unit);
	if (doc.n)
		buf_printf(b, "; %.*s", (int)doc.n, doc.p);
	buf_puts(b, " */\n");
}

/* A masked value is a string, whatever its kind was. */
static void
put_row_field(struct buf *b, const struct field *f)
{
	if ((f->flags & SECRET) || strcmp(f->name, "title") == 0)
		return;		/* a field called title is already there as the row's own */
	put_comment(b, "\t", f);
	buf_printf(b, "\t%s: ", f->name);
	put_ts_type(b, &f->type);
	buf_puts(b, (f->flags & PII) && f->type.kind != K_TEXT ? " | string | null\n" : " | null\n");
}

static void
put_sent_field(struct buf *b, const struct field *f, bool required)
{
	buf_printf(b, "\t%s%s: ", f->name, required ? "" : "?");
	put_ts_type(b, &f->type);
	buf_puts(b, required ? "\n" : " | null\n");
}

static void
put_part_type(struct buf *b, const struct record *rec, const struct part *p)
{
	char record[NAME_MAX_TEXT], part[NAME_MAX_TEXT];
	name_type(rec->name, record);
	name_type(p->name, part);
	buf_printf(b, "\nexport interface %s%s {\n", record, part);
	for (int i = 0; i < rec->npart_field; i++)
		if (strcmp(rec->part_field[i].part, p->name) == 0)
			put_row_field(b, &rec->part_field[i].field);
	buf_puts(b, "}\n");
}

static void
put_part_members(struct buf *b, const struct record *rec, const char *opt)
{
	char record[NAME_MAX_TEXT], part[NAME_MAX_TEXT];
	name_type(rec->name, record);
	for (int i = 0; i < rec->npart; i++) {
		name_type(rec->part[i].name, part);
		buf_printf(b, "\t%s%s: %s%s[]\n", rec->part[i].name, opt, record, part);
	}
}

static void
put_state_type(struct buf *b, const struct record *rec, const char *type)
{
	buf_printf(b, "\nexport type %sState = ", type);
	for (int i = 0; i < rec->nstate; i++)
		buf_printf(b, "%s'%s'", i ? " | " : "", rec->state[i].name);
	buf_puts(b, rec->nstate ? "\n" : "null\n");
}

static void
put_interfaces(struct buf *b, const struct record *rec)
{
	char type[NAME_MAX_TEXT];
	name_type(rec->name, type);
	put_state_type(b, rec, type);
	for (int i = 0; i < rec->npart; i++)
		put_part_type(b, rec, &rec->part[i]);
	buf_printf(b, "\nexport interface %s extends Row {\n\tstate: %sState\n", type, type);
	for (int i = 0; i < rec->nfield; i++)
		put_row_field(b, &rec->field[i]);
	if (rec->valid_key)
		buf_puts(b, "\tvalid_from: Day\n\tvalid_to: Day | null\n");
	put_part_members(b, rec, "?");
	buf_printf(b, "}\n\nexport interface %sCreate {\n\tunit?: number\n", type);
	for (int i = 0; i < rec->nfield; i++)
		if (field_creates(&rec->field[i]))
			put_sent_field(b, &rec->field[i], rec->field[i].flags & REQ);
	if (rec->valid_key)
		buf_puts(b, "\tvalid_from: Day\n\tvalid_to?: Day | null\n");
	put_part_members(b, rec, "?");
	buf_printf(b, "}\n\nexport interface %sPatch {\n", type);
	for (int i = 0; i < rec->nfield; i++)
		if (field_patches(&rec->field[i]))
			put_sent_field(b, &rec->field[i], false);
	if (rec->valid_key)
		buf_puts(b, "\tvalid_to?: Day | null\n");
	put_part_members(b, rec, "?");
	buf_puts(b, "}\n");
}

/* ---- the model ---- */

static void
put_choices(struct buf *b, const struct choice *c)
{
	buf_puts(b, ",\"choices\":[");
	for (const char *sep = ""; c && c->name; c++, sep = ",") {
		buf_printf(b, "%s{\"name\":\"%s\",", sep, c->name);
		put_json_titles(b, c->title, c->name);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

static void
put_type_members(struct buf *b, const struct type *t)
{
	if (t->kind == K_TEXT || t->kind == K_INT)
		buf_printf(b, ",\"min\":%lld,\"max\":%lld", (long long)t->min, (long long)t->max);
	if (t->unit) {
		buf_puts(b, ",\"unit\":");
		put_json_cstr(b, t->unit);
	}
	if (t->like) {
		buf_puts(b, ",\"like\":");
		put_json_cstr(b, t->like);
	}
	if (t->kind == K_CHOICE)
		put_choices(b, t->choice);
	if (t->kind == K_REF)
		buf_printf(b, ",\"ref\":\"%s\"", t->ref->name);
}

static void
put_flags(struct buf *b, unsigned flags)
{
	const char *sep = "", *name;
	buf_puts(b, ",\"flags\":{");
	for (unsigned bit = 1; bit <= flags; bit <<= 1) {
		if (!(flags & bit) || !(name = flag_name(bit)))
			continue;
		buf_printf(b, "%s\"%s\":true", sep, name);
		sep = ",";
	}
	buf_putc(b, '}');
}

static void
put_field_model(struct buf *b, const struct field *f)
{
	buf_printf(b, "{\"name\":\"%s\",\"kind\":\"%s\",", f->name, kind_name(f->type.kind));
	put_json_titles(b, f->title, f->name);
	buf_puts(b, ",\"doc\":");
	buf_json(b, doc_zh(f->doc ? f->doc : ""));
	buf_puts(b, ",\"docEn\":");
	buf_json(b, doc_en(f->doc ? f->doc : ""));
	put_flags(b, f->flags);
	put_type_members(b, &f->type);
	buf_putc(b, '}');
}

static void
put_field_models(struct buf *b, const char *key, const struct field *f, int n)
{
	buf_printf(b, "\t\t\"%s\":[", key);
	for (int i = 0; i < n; i++) {
		buf_puts(b, i ? ",\n\t\t\t" : "\n\t\t\t");
		put_field_model(b, &f[i]);
	}
	buf_puts(b, "],\n");
}

static void
put_part_models(struct buf *b, const struct record *rec)
{
	buf_puts(b, "\t\t\"parts\":[");
	for (int i = 0; i < rec->npart; i++) {
		const struct part *p = &rec->part[i];
		const char *sep = "";
		buf_printf(b, "%s\n\t\t\t{\"name\":\"%s\",", i ? "," : "", p->name);
		put_json_titles(b, p->title, p->name);
		buf_printf(b, ",\"max\":%d,\"fields\":[", p->max);
		for (int k = 0; k < rec->npart_field; k++) {
			if (strcmp(rec->part_field[k].part, p->name) != 0)
				continue;
			buf_printf(b, "%s\n\t\t\t\t", sep);
			put_field_model(b, &rec->part_field[k].field);
			sep = ",";
		}
		buf_puts(b, "]}");
	}
	buf_puts(b, "],\n");
}

static void
put_types_list(struct buf *b, const char *types)
{
	struct slice rest = slice_of(types), one;
	buf_putc(b, '[');
	for (const char *sep = ""; slice_cut(&rest, ',', &one); sep = ",") {
		buf_puts(b, sep);
		buf_json(b, slice_trim(one));
	}
	buf_putc(b, ']');
}

static void
put_file_models(struct buf *b, const struct record *rec)
{
	buf_puts(b, "\t\t\"files\":[");
	for (int i = 0; i < rec->nfile; i++) {
		const struct file_slot *s = &rec->file[i];
		buf_printf(b, "%s\n\t\t\t{\"name\":\"%s\",", i ? "," : "", s->name);
		put_json_titles(b, s->title, s->name);
		buf_puts(b, ",\"readers\":");
		put_json_roles(b, s->who_reads);
		buf_printf(b, ",\"maxBytes\":%zu,\"maxCount\":%d,\"types\":", s->max_bytes, s->max_count);
		put_types_list(b, s->types);
		buf_putc(b, '}');
	}
	buf_puts(b, "],\n");
}

static void
put_state_models(struct buf *b, const struct record *rec)
{
	buf_puts(b, "\t\t\"states\":[");
	for (int i = 0; i < rec->nstate; i++) {
		const struct state *s = &rec->state[i];
		buf_printf(b, "%s\n\t\t\t{\"name\":\"%s\",", i ? "," : "", s->name);
		put_json_titles(b, s->title, s->name);
		buf_puts(b, ",\"term\":");
		put_json_cstr(b, s->term);
		buf_printf(b, ",\"look\":\"%s\"}", look_name(s->look));
	}
	buf_puts(b, "],\n");
}

static void
put_asks(struct buf *b, const struct record *rec, const struct step *s)
{
	const struct ask *reason = step_reason(rec, s);
	const char *sep = "";
	buf_puts(b, ",\"asks\":[");
	for (int i = 0; i < rec->nask; i++) {
		const struct ask *a = &rec->ask[i];
		if (a->field < 0 || strcmp(a->verb, s->verb) != 0)
			continue;
		buf_printf(b, "%s{\"field\":\"%s\",\"required\":%s}", sep, rec->field[a->field].name,
		    a->flags & REQ ? "true" : "false");
		sep = ",";
	}
	buf_printf(b, "],\"reason\":%s,\"reasonRequired\":%s,\"guarded\":%s}", reason ? "true" : "false",
	    reason && (reason->flags & REQ) ? "true" : "false", s->guard ? "true" : "false");
}

static void
put_step_models(struct buf *b, const struct record *rec)
{
	buf_puts(b, "\t\t\"steps\":[");
	for (int i = 0; i < rec->nstep; i++) {
		const struct step *s = &rec->step[i];
		buf_printf(b, "%s\n\t\t\t{\"from\":\"%s\",\"verb\":\"%s\",\"to\":\"%s\",", i ? "," : "",
		    rec->state[s->from].name, s->verb, rec->state[s->to].name);
		put_json_titles(b, s->title, s->verb);
		buf_puts(b, ",\"roles\":");
		put_json_roles(b, s->who);
		put_asks(b, rec, s);
	}
	buf_puts(b, "],\n");
}

static void
put_shown(struct buf *b, const struct record *rec)
{
	if (!rec->nshow)
		return;
	buf_puts(b, ",\n\t\t\"shown\":[");
	for (int i = 0; i < rec->nshow; i++)
		buf_printf(b, "%s\"%s\"", i ? "," : "", rec->state[rec->show[i]].name);
	buf_puts(b, "],\"shownFields\":[");
	for (int i = 0; i < rec->nshow_field; i++)
		buf_printf(b, "%s\"%s\"", i ? "," : "", rec->field[rec->show_field[i]].name);
	buf_putc(b, ']');
}

static void
put_record_model(struct buf *b, const struct record *rec)
{
	char plural[NAME_MAX_TEXT];
	name_plural(rec->name, plural);
	buf_printf(b, "\t\"%s\":{\n\t\t\"name\":\"%s\",\"plural\":\"%s\",\"path\":\"/api/v1/%s\",", rec->name,
	    rec->name, plural, plural);
	put_json_titles(b, rec->title, rec->name);
	buf_puts(b, ",\"source\":");
	put_json_cstr(b, rec->source);
	buf_printf(b, ",\n\t\t\"scope\":\"%s\",\"read\":", scope_name(rec->scope));
	put_json_roles(b, rec->can_read);
	buf_puts(b, ",\"create\":");
	put_json_roles(b, rec->can_create);
	buf_puts(b, ",\"patch\":");
	put_json_roles(b, rec->can_patch);
	buf_printf(b, ",\n\t\t\"keepDays\":%d", rec->keep_days);
	buf_puts(b, ",\n\t\t\"valid\":");
	put_json_cstr(b, rec->valid_key ? rec->field[rec->valid_key - 1].name : NULL);
	put_shown(b, rec);
	buf_puts(b, ",\n");
	put_field_models(b, "fields", rec->field, rec->nfield);
	put_part_models(b, rec);
	put_file_models(b, rec);
	put_state_models(b, rec);
	put_step_models(b, rec);
	buf_puts(b, "\t},\n");
}

static void
put_column_model(struct buf *b, const struct view_col *c)
{
	buf_printf(b, "{\"name\":\"%s\",\"kind\":\"%s\",", c->name, kind_name(c->type.kind));
	put_json_titles(b, c->title, c->name);
	if (c->type.unit) {
		buf_puts(b, ",\"unit\":");
		put_json_cstr(b, c->type.unit);
	}
	if (c->type.kind == K_CHOICE)
		put_choices(b, c->type.choice);
	if (c->type.kind == K_REF)
		buf_printf(b, ",\"ref\":\"%s\"", c->type.ref->name);
	buf_printf(b, ",\"key\":%s,\"count\":%s,\"rate\":%s}", c->flags & KEY ? "true" : "false",
	    c->flags & COUNT ? "true" : "false", c->flags & RATE ? "true" : "false");
}

static void
put_view_model(struct buf *b, const struct view *v)
{
	buf_printf(b, "\t\"%s\":{\n\t\t\"name\":\"%s\",\"path\":\"/api/v1/views/%s\",", v->name, v->name, v->name);
	put_json_titles(b, v->title, v->name);
	buf_puts(b, ",\"roles\":");
	put_json_roles(b, v->who);
	buf_puts(b, ",\n");
	put_field_models(b, "args", v->arg, v->narg);
	buf_puts(b, "\t\t\"columns\":[");
	for (int i = 0; i < v->ncol; i++) {
		buf_puts(b, i ? ",\n\t\t\t" : "\n\t\t\t");
		put_column_model(b, &v->col[i]);
	}
	buf_printf(b, "],\n\t\t\"chart\":\"%s\",\"drill\":", chart_name(v->chart));
	put_json_cstr(b, v->drill);
	buf_printf(b, ",\"compares\":%s\n\t},\n", view_compares(v) ? "true" : "false");
}

static void
put_roles_and_errors(struct buf *b)
{
	buf_puts(b, "\nexport const roles = {\n");
	for (unsigned i = 0; i < ROLE_COUNT; i++) {
		buf_printf(b, "\t\"%s\":{\"name\":\"%s\",", role_name(i), role_name(i));
		put_json_titles(b, role_title(i), role_name(i));
		buf_puts(b, "},\n");
	}
	buf_puts(b, "} as const\nexport type Role = keyof typeof roles\n\nexport const errors = {\n");
	for (int i = 0; i < ERR_COUNT; i++) {
		if (i == E_OK || i == E_DONE)
			continue;
		buf_printf(b, "\t\"%s\":{\"status\":%d,\"text\":", err_name(i), err_http(i));
		put_json_cstr(b, err_zh(i));
		buf_puts(b, ",\"textEn\":");
		put_json_cstr(b, err_en(i));
		buf_puts(b, "},\n");
	}
	buf_puts(b, "} as const\nexport type ErrorCode = keyof typeof errors\n");
}

static void
put_name_union(struct buf *b, const struct pages *p)
{
	buf_puts(b, "\nexport type RecordName =");
	for (int i = 0; i < p->nrecord; i++)
		buf_printf(b, " | '%s'", p->record[i]->name);
	buf_puts(b, p->nrecord ? "\nexport type ViewName =" : " never\nexport type ViewName =");
	for (int i = 0; i < p->nview; i++)
		buf_printf(b, " | '%s'", p->view[i]->name);
	buf_puts(b, p->nview ? "\n" : " never\n");
}

static void
put_row_map(struct buf *b, const struct pages *p)
{
	static const struct { const char *map, *tail; } map[] = {
		{ "Rows", "" }, { "Creates", "Create" }, { "Patches", "Patch" },
	};
	char type[NAME_MAX_TEXT];
	for (size_t m = 0; m < N_ELEMS(map); m++) {
		buf_printf(b, "\nexport interface %s {\n", map[m].map);
		for (int i = 0; i < p->nrecord; i++) {
			name_type(p->record[i]->name, type);
			buf_printf(b, "\t%s: %s%s\n", p->record[i]->name, type, map[m].tail);
		}
		buf_puts(b, "}\n");
	}
}

void
typescript_schema(const struct pages *p, struct buf *b)
{
	buf_puts(b, prelude);
	put_roles_and_errors(b);
	put_name_union(b, p);
	for (int i = 0; i < p->nrecord; i++)
		put_interfaces(b, p->record[i]);
	put_row_map(b, p);
	buf_puts(b, "\nexport const records: { readonly [K in RecordName]: RecordModel } = {\n");
	for (int i = 0; i < p->nrecord; i++)
		put_record_model(b, p->record[i]);
	buf_puts(b, "}\n\nexport const views: { readonly [K in ViewName]: ViewModel } = {\n");
	for (int i = 0; i < p->nview; i++)
		put_view_model(b, p->view[i]);
	buf_puts(b, "}\n");
}

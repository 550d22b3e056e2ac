/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/reference.h"
#include "base/limits.h"
#include "engine/names_.h"

struct page {
	struct buf *b;
	bool en;
};

/* ---- words ---- */

static void
say(struct page *p, const char *zh, const char *en)
{
	buf_puts(p->b, p->en ? en : zh);
}

/* A bar would end the cell of a table. */
static void
put_cell(struct page *p, struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '|')
			buf_putc(p->b, '\\');
		buf_putc(p->b, s.p[i] == '\n' ? ' ' : s.p[i]);
	}
}

static void
put_title(struct page *p, const char *title, const char *symbol)
{
	char space[NAME_MAX_TEXT];
	put_cell(p, p->en ? title_en(title, symbol, space, sizeof space) : title_zh(title));
}

static void
put_roles(struct page *p, unsigned roles)
{
	const char *sep = "";
	if (!roles)
		say(p, "无", "nobody");
	if (roles == R_ANY || roles == R_STAFF) {
		buf_puts(p->b, roles == R_ANY ? (p->en ? "everybody" : "所有人") : (p->en ? "all staff" : "全体人员"));
		return;
	}
	for (unsigned i = 0; i < ROLE_COUNT; i++) {
		if (!(roles & 1u << i))
			continue;
		buf_puts(p->b, sep);
		put_title(p, role_title(i), role_name(i));
		sep = p->en ? ", " : "、";
	}
}

static void
heading(struct page *p, int level, const char *zh, const char *en)
{
	buf_putc(p->b, '\n');
	for (int i = 0; i < level; i++)
		buf_putc(p->b, '#');
	buf_putc(p->b, ' ');
	say(p, zh, en);
	buf_puts(p->b, "\n\n");
}

/* ---- fields ---- */

static void
put_choices(struct page *p, const struct choice *c)
{
	const char *sep = "";
	for (; c && c->name; c++) {
		buf_printf(p->b, "%s`%s` ", sep, c->name);
		put_title(p, c->title, c->name);
		sep = p->en ? ", " : "、";
	}
}

static void
put_type(struct page *p, const struct type *t)
{
	switch (t->kind) {
	case K_TEXT:
		buf_printf(p->b, p->en ? "text, up to %lld characters" : "文本，至多%lld字", (long long)t->max);
		break;
	case K_INT:
		buf_printf(p->b, p->en ? "whole number %lld to %lld" : "整数 %lld 至 %lld", (long long)t->min, (long long)t->max);
		break;
	case K_BOOL:
		say(p, "是/否", "yes or no");
		break;
	case K_TIME:
		say(p, "时刻", "moment");
		break;
	case K_DATE:
		say(p, "日期", "day");
		break;
	case K_CHOICE:
		put_choices(p, t->choice);
		break;
	case K_REF:
		say(p, "引用 ", "reference to ");
		buf_printf(p->b, "[%s](#%s)", t->ref->name, t->ref->name);
		break;
	case K_POINT:
		say(p, "位置", "place");
		break;
	}
	if (t->unit) {
		struct slice unit = p->en ? doc_en(t->unit) : doc_zh(t->unit);
		buf_printf(p->b, " [%.*s]", (int)unit.n, unit.p);
	}
	if (t->like) {
		buf_puts(p->b, p->en ? ", form `" : "，格式 `");
		put_cell(p, slice_of(t->like));
		buf_putc(p->b, '`');
	}
}

static const struct {
	unsigned bit;
	const char *zh, *en;
} flag_words[] = {
	{ REQ, "必填", "required" }, { UNIQ, "唯一", "unique" }, { FIND, "可检索", "searchable" }, { FIX, "创建后不可改", "fixed" },
	{ SYS, "系统写入", "set by the system" }, { PII, "个人信息", "personal data" }, { TITLE, "名称", "names the row" },
	{ SECRET, "不外传", "never shown" },
};

static void
put_flags(struct page *p, unsigned flags)
{
	const char *sep = "";
	for (size_t i = 0; i < N_ELEMS(flag_words); i++) {
		if (!(flags & flag_words[i].bit))
			continue;
		buf_puts(p->b, sep);
		say(p, flag_words[i].zh, flag_words[i].en);
		sep = p->en ? ", " : "、";
	}
}

static void
put_field(struct page *p, const struct field *f)
{
	buf_printf(p->b, "| `%s` | ", f->name);
	put_title(p, f->title, f->name);
	buf_puts(p->b, " | ");
	put_type(p, &f->type);
	buf_puts(p->b, " | ");
	put_flags(p, f->flags);
	buf_puts(p->b, " | ");
	put_cell(p, p->en ? doc_en(f->doc ? f->doc : "") : doc_zh(f->doc ? f->doc : ""));
	buf_puts(p->b, " |\n");
}

static void
field_head(struct page *p)
{
	say(p, "| 字段 | 名称 | 类型 | 要求 | 说明 |\n|---|---|---|---|---|\n",
	    "| field | name | type | rules | help |\n|---|---|---|---|---|\n");
}

static void
put_fields(struct page *p, const struct record *rec)
{
	heading(p, 3, "字段", "Fields");
	field_head(p);
	for (int i = 0; i < rec->nfield; i++)
		put_field(p, &rec->field[i]);
	if (rec->valid_key)
		buf_printf(p->b, p->en ? "\nRows have a period of validity; those with the same `%s` never overlap.\n" :
		    "\n各版本有有效期，同一`%s`的有效期不重叠。\n", rec->field[rec->valid_key - 1].name);
	for (int i = 0; i < rec->npart; i++) {
		heading(p, 3, "从属行：", "Part: ");
		p->b->n -= 2;
		put_title(p, rec->part[i].title, rec->part[i].name);
		buf_printf(p->b, p->en ? " `%s`, up to %d\n\n" : " `%s`，至多%d行\n\n", rec->part[i].name, rec->part[i].max);
		field_head(p);
		for (int k = 0; k < rec->npart_field; k++)
			if (strcmp(rec->part_field[k].part, rec->part[i].name) == 0)
				put_field(p, &rec->part_field[k].field);
	}
}

static void
put_files(struct page *p, const struct record *rec)
{
	if (!rec->nfile)
		return;
	heading(p, 3, "附件", "Files");
	say(p, "| 附件 | 名称 | 类型 | 大小 | 个数 | 可阅 |\n|---|---|---|---|---|---|\n",
	    "| slot | name | types | size | count | readers |\n|---|---|---|---|---|---|\n");
	for (int i = 0; i < rec->nfile; i++) {
		const struct file_slot *s = &rec->file[i];
		buf_printf(p->b, "| `%s` | ", s->name);
		put_title(p, s->title, s->name);
		buf_puts(p->b, " | ");
		put_cell(p, slice_of(s->types));
		buf_printf(p->b, " | %zu KiB | %d | ", s->max_bytes >> 10, s->max_count);
		put_roles(p, s->who_reads);
		buf_puts(p->b, " |\n");
	}
}

/* ---- states and steps ---- */

static int
steps_from(const struct record *rec, int state)
{
	int n = 0;
	for (int i = 0; i < rec->nstep; i++)
		n += rec->step[i].from == state;
	return n;
}

/*  ◉ 已报修 reported  ⏱ lamp_repair
 *     ├─ 修复 repair ─► 已修复 repaired
 *     └─ 作废 drop ─► 已作废 dropped     */
static void
draw_state(struct page *p, const struct record *rec, int state)
{
	const struct state *s = &rec->state[state];
	int left = steps_from(rec, state);
	buf_puts(p->b, state == 0 ? "● " : left ? "○ " : "◎ ");
	put_title(p, s->title, s->name);
	buf_printf(p->b, " %s", s->name);
	if (s->term)
		buf_printf(p->b, p->en ? "   [clock: %s]" : "   [期限：%s]", s->term);
	buf_putc(p->b, '\n');
	for (int i = 0; i < rec->nstep; i++) {
		const struct step *step = &rec->step[i];
		if (step->from != state)
			continue;
		buf_puts(p->b, --left ? "  ├─ " : "  └─ ");
		put_title(p, step->title, step->verb);
		buf_printf(p->b, " %s ─► ", step->verb);
		put_title(p, rec->state[step->to].title, rec->state[step->to].name);
		buf_printf(p->b, " %s\n", rec->state[step->to].name);
	}
}

static void
put_asked(struct page *p, const struct record *rec, const struct step *s)
{
	const struct ask *reason = step_reason(rec, s);
	const char *sep = "";
	for (int i = 0; i < rec->nask; i++) {
		const struct ask *a = &rec->ask[i];
		if (a->field < 0 || strcmp(a->verb, s->verb) != 0)
			continue;
		buf_puts(p->b, sep);
		put_title(p, rec->field[a->field].title, rec->field[a->field].name);
		buf_puts(p->b, a->flags & REQ ? "*" : "");
		sep = p->en ? ", " : "、";
	}
	if (reason) {
		buf_puts(p->b, sep);
		say(p, "事由", "reason");
		buf_puts(p->b, reason->flags & REQ ? "*" : "");
	}
}

static void
put_states(struct page *p, const struct record *rec)
{
	if (!rec->nstate)
		return;
	heading(p, 3, "状态", "States");
	say(p, "● 起始　○ 中间　◎ 终结\n\n```\n", "● first  ○ between  ◎ last\n\n```\n");
	for (int i = 0; i < rec->nstate; i++)
		draw_state(p, rec, i);
	buf_puts(p->b, "```\n");
	if (!rec->nstep)
		return;
	heading(p, 3, "步骤", "Steps");
	say(p, "| 从 | 步骤 | 到 | 办理人 | 填写（*必填） | 条件 |\n|---|---|---|---|---|---|\n",
	    "| from | step | to | who | asks (* required) | condition |\n|---|---|---|---|---|---|\n");
	for (int i = 0; i < rec->nstep; i++) {
		const struct step *s = &rec->step[i];
		buf_puts(p->b, "| ");
		put_title(p, rec->state[s->from].title, rec->state[s->from].name);
		buf_printf(p->b, " | `%s` ", s->verb);
		put_title(p, s->title, s->verb);
		buf_puts(p->b, " | ");
		put_title(p, rec->state[s->to].title, rec->state[s->to].name);
		buf_puts(p->b, " | ");
		put_roles(p, s->who);
		buf_puts(p->b, " | ");
		put_asked(p, rec, s);
		buf_puts(p->b, s->guard ? (p->en ? " | checked" : " | 有条件") : " | ");
		buf_puts(p->b, " |\n");
	}
}

/* ---- rights ---- */

static unsigned
roles_of_record(const struct record *rec)
{
	unsigned roles = rec->can_read | rec->can_create | rec->can_patch;
	for (int i = 0; i < rec->nstep; i++)
		roles |= rec->step[i].who;
	return roles & R_ANY;
}

static void
right_row(struct page *p, const char *zh, const char *en, const char *verb, unsigned roles, unsigned all)
{
	buf_puts(p->b, "| ");
	say(p, zh, en);
	if (verb)
		buf_printf(p->b, " `%s`", verb);
	buf_puts(p->b, " |");
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		if (all & 1u << i)
			buf_puts(p->b, roles & 1u << i ? " ● |" : "   |");
	buf_putc(p->b, '\n');
}

/* A verb may be taken from several states by different roles: the row shows all of them. */
static void
step_rights(struct page *p, const struct record *rec, unsigned all)
{
	for (int i = 0; i < rec->nstep; i++) {
		unsigned roles = 0;
		bool first = true;
		for (int k = 0; k < rec->nstep; k++) {
			if (strcmp(rec->step[k].verb, rec->step[i].verb) != 0)
				continue;
			first &= k >= i;
			roles |= rec->step[k].who;
		}
		if (first)
			right_row(p, "步骤", "step", rec->step[i].verb, roles, all);
	}
}

static void
put_rights(struct page *p, const struct record *rec)
{
	static const struct { const char *zh, *en; } scope[] = {
		[SCOPE_NONE] = { "不分单位", "rows of all units" },
		[SCOPE_UNIT] = { "本单位及下级", "rows of the unit and those below it" },
		[SCOPE_SHARED] = { "本单位及下级，以及参与的单位", "the unit, those below it, and units that take part" },
		[SCOPE_OWN] = { "人员按单位，群众只见本人创建", "staff by unit; citizens see what they created" },
	};
	unsigned all = roles_of_record(rec);
	heading(p, 3, "权限", "Rights");
	say(p, "范围：", "Scope: ");
	if (rec->shared_as)
		say(p, "能看到其所属记录的单位", "whoever sees the row that it belongs to");
	else
		say(p, scope[rec->scope].zh, scope[rec->scope].en);
	buf_puts(p->b, "\n\n| |");
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		if (all & 1u << i) {
			buf_putc(p->b, ' ');
			put_title(p, role_title(i), role_name(i));
			buf_puts(p->b, " |");
		}
	buf_puts(p->b, "\n|---|");
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		buf_puts(p->b, all & 1u << i ? ":-:|" : "");
	buf_putc(p->b, '\n');
	right_row(p, "查看", "read", NULL, rec->can_read, all);
	right_row(p, "新建", "create", NULL, rec->can_create, all);
	right_row(p, "修改", "change", NULL, rec->can_patch, all);
	step_rights(p, rec, all);
}

/* ---- chapters ---- */

static void
put_record(struct page *p, const struct record *rec)
{
	char plural[NAME_MAX_TEXT];
	name_plural(rec->name, plural);
	buf_printf(p->b, "\n<a id=\"%s\"></a>\n\n## ", rec->name);
	put_title(p, rec->title, rec->name);
	buf_printf(p->b, " `%s`\n\n", rec->name);
	if (rec->source) {
		say(p, "依据：", "Source: ");
		buf_puts(p->b, rec->source);
		buf_puts(p->b, "\n\n");
	}
	buf_printf(p->b, p->en ? "Address: `/api/v1/%s`\n" : "地址：`/api/v1/%s`\n", plural);
	put_fields(p, rec);
	put_files(p, rec);
	put_states(p, rec);
	put_rights(p, rec);
}

static void
put_view(struct page *p, const struct view *v)
{
	buf_puts(p->b, "\n### ");
	put_title(p, v->title, v->name);
	buf_printf(p->b, " `%s`\n\n", v->name);
	say(p, "可用：", "For: ");
	put_roles(p, v->who);
	buf_printf(p->b, p->en ? "; address: `/api/v1/views/%s`" : "；地址：`/api/v1/views/%s`", v->name);
	if (view_compares(v))
		say(p, "；可作同比、环比、累计", "; compares periods");
	buf_puts(p->b, "\n\n");
	if (v->narg)
		field_head(p);
	for (int i = 0; i < v->narg; i++)
		put_field(p, &v->arg[i]);
	say(p, "\n| 列 | 名称 | 类型 |\n|---|---|---|\n", "\n| column | name | type |\n|---|---|---|\n");
	for (int i = 0; i < v->ncol; i++) {
		buf_printf(p->b, "| `%s` | ", v->col[i].name);
		put_title(p, v->col[i].title, v->col[i].name);
		buf_puts(p->b, " | ");
		put_type(p, &v->col[i].type);
		buf_puts(p->b, " |\n");
	}
}

static void
put_rules(struct page *p, const struct pages *all)
{
	if (!all->nrule)
		return;
	heading(p, 2, "规则", "Rules");
	say(p, "| 规则 | 名称 | 对象 | 跟办 | 每 | 限 | 依据 |\n|---|---|---|---|---|---|---|\n",
	    "| rule | name | of | follow-up by | every | within | source |\n|---|---|---|---|---|---|---|\n");
	for (int i = 0; i < all->nrule; i++) {
		const struct rule *r = all->rule[i];
		buf_printf(p->b, "| `%s` | ", r->name);
		put_title(p, r->title, r->name);
		buf_printf(p->b, " | `%s` | ", r->record);
		put_roles(p, r->owner);
		buf_printf(p->b, " | %d s | %d s | ", r->every_s, r->due_s);
		put_cell(p, slice_of(r->source ? r->source : ""));
		buf_puts(p->b, " |\n");
	}
}

static void
put_contents(struct page *p, const struct pages *all)
{
	for (int i = 0; i < all->nrecord; i++) {
		buf_puts(p->b, "- [");
		put_title(p, all->record[i]->title, all->record[i]->name);
		buf_printf(p->b, "](#%s)\n", all->record[i]->name);
	}
}

void
reference_document(const struct pages *all, bool english, struct buf *b)
{
	struct page p = { b, english };
	say(&p, "# 业务参考\n\n由声明页导出（`luan schema --docs`），不要直接修改。\n\n",
	    "# Reference\n\nDerived from the pages by `luan schema --docs`; changes belong on the pages.\n\n");
	put_contents(&p, all);
	for (int i = 0; i < all->nrecord; i++)
		put_record(&p, all->record[i]);
	if (all->nview)
		heading(&p, 2, "统计", "Views");
	for (int i = 0; i < all->nview; i++)
		put_view(&p, all->view[i]);
	put_rules(&p, all);
}

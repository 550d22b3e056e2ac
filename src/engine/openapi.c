/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/openapi.h"
#include "engine/openapi_.h"

/* ---- pieces ---- */

static void
open_path(struct buf *b, const char *format, const char *plural, const char *more)
{
	char path[300];
	int n = snprintf(path, sizeof path, "/api/v1/%s", plural);
	snprintf(path + n, sizeof path - (size_t)n, format, more);
	oa_key(b, path);
	buf_putc(b, '{');
}

struct operation {
	const char *method, *id_verb;	/* operationId is id_verb_<name> */
	const char *name, *tag;
	const char *zh, *en;
	unsigned roles;
};

static void
open_operation(struct buf *b, const struct operation *o)
{
	char text[400];
	oa_key(b, o->method);
	buf_putc(b, '{');
	snprintf(text, sizeof text, "%s%s%s", o->id_verb, o->name ? "_" : "", o->name ? o->name : "");
	oa_text(b, "operationId", text);
	oa_key(b, "tags");
	buf_putc(b, '[');
	buf_json(b, slice_of(o->tag));
	buf_putc(b, ']');
	snprintf(text, sizeof text, "%s / %s", o->zh, o->en);
	oa_text(b, "summary", text);
	if (o->roles) {
		oa_key(b, "x-roles");
		put_json_roles(b, o->roles);
	}
}

static void
put_ref_param(struct buf *b, const char *name)
{
	oa_sep(b);
	buf_printf(b, "{\"$ref\":\"#/components/parameters/%s\"}", name);
}

static void
put_params(struct buf *b, const char *const *name, size_t n)
{
	oa_key(b, "parameters");
	buf_putc(b, '[');
	for (size_t i = 0; i < n; i++)
		put_ref_param(b, name[i]);
	buf_putc(b, ']');
}
#define PARAMS(b, ...) put_params(b, (const char *const[]){ __VA_ARGS__ }, N_ELEMS(((const char *const[]){ __VA_ARGS__ })))

static void
put_body(struct buf *b, const char *schema)
{
	oa_key(b, "requestBody");
	buf_printf(b, "{\"required\":true,\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/%s\"}}}}", schema);
}

/* Closes the operation. schema NULL: no content; beginning with '{': written as it is. */
static void
close_operation(struct buf *b, int status, const char *type, const char *schema)
{
	oa_key(b, "responses");
	buf_printf(b, "{\"%d\":{\"description\":\"%s\"", status, status == 204 ? "done" : "as asked");
	if (schema) {
		buf_printf(b, ",\"content\":{\"%s\":{\"schema\":", type ? type : "application/json");
		if (*schema == '{')
			buf_puts(b, schema);
		else
			buf_printf(b, "{\"$ref\":\"#/components/schemas/%s\"}", schema);
		buf_puts(b, "}}");
	}
	buf_puts(b, "},\"4XX\":{\"$ref\":\"#/components/responses/Problem\"},\"default\":{\"$ref\":\"#/components/responses/Problem\"}}}");
}

/* ---- filters ---- */

static void
put_query_param(struct buf *b, const char *name, const char *op, const struct type *t, const char *schema)
{
	oa_sep(b);
	buf_printf(b, "{\"name\":\"%s%s%s\",\"in\":\"query\",\"schema\":{", name, op ? "." : "", op ? op : "");
	if (schema)
		buf_puts(b, schema);
	else
		oa_type(b, t, 0);
	buf_puts(b, "}}");
}

/* What can be asked of a column, by its kind. */
static void
put_filters(struct buf *b, const char *name, const struct type *t)
{
	static const char *const order[] = { "lt", "lte", "gt", "gte" };
	static const char text[] = "\"type\":\"string\"";
	bool ordered = t->kind == K_INT || t->kind == K_TIME || t->kind == K_DATE;
	if (t->kind == K_POINT)
		return;
	put_query_param(b, name, NULL, t, NULL);
	for (size_t i = 0; ordered && i < N_ELEMS(order); i++)
		put_query_param(b, name, order[i], t, NULL);
	put_query_param(b, name, "ne", t, NULL);
	put_query_param(b, name, "in", NULL, text);
	if (t->kind == K_TEXT)
		put_query_param(b, name, "like", NULL, text);
	put_query_param(b, name, "empty", NULL, "\"type\":\"boolean\"");
}

static void
put_list_params(struct buf *b, const struct record *rec)
{
	static const struct type id = { .kind = K_REF }, time = { .kind = K_TIME }, state = { .kind = K_TEXT, .max = 100 };
	static const char *const every[] = { "q", "sort", "limit", "cursor", "count", "reason" };
	oa_key(b, "parameters");
	buf_putc(b, '[');
	for (size_t i = 0; i < N_ELEMS(every); i++)
		put_ref_param(b, every[i]);
	put_filters(b, "id", &id);
	if (rec->nstate)
		put_filters(b, "state", &state);
	put_filters(b, "unit", &id);
	put_query_param(b, "unit", "within", &id, NULL);
	put_filters(b, "due_at", &time);
	put_filters(b, "created_at", &time);
	put_filters(b, "updated_at", &time);
	if (rec->valid_key)
		put_query_param(b, "as_of", NULL, &(struct type){ .kind = K_DATE }, NULL);
	for (int i = 0; i < rec->nfield; i++)
		if ((rec->field[i].flags & FIND) && !(rec->field[i].flags & (PII | SECRET)))
			put_filters(b, rec->field[i].name, &rec->field[i].type);
	buf_putc(b, ']');
}

/* ---- paths of a record ---- */

static void
list_schema(const char *type, char *out, size_t max)
{
	snprintf(out, max, "{\"allOf\":[{\"$ref\":\"#/components/schemas/ListMeta\"},{\"type\":\"object\",\"properties\":"
	    "{\"items\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/%s\"}}}}]}", type);
}

static void
put_collection(struct buf *b, const struct record *rec, const char *plural, const char *type)
{
	char schema[400], create[NAME_MAX_TEXT + 8];
	list_schema(type, schema, sizeof schema);
	snprintf(create, sizeof create, "%sCreate", type);
	open_path(b, "%s", plural, "");
	open_operation(b, &(struct operation){ "get", "list", rec->name, rec->name, "列表", "list", rec->can_read });
	put_list_params(b, rec);
	close_operation(b, 200, NULL, schema);
	if (rec->can_create) {
		open_operation(b, &(struct operation){ "post", "create", rec->name, rec->name, "新建", "create", rec->can_create });
		PARAMS(b, "csrf", "idempotency");
		put_body(b, create);
		close_operation(b, 201, NULL, type);
	}
	buf_putc(b, '}');
	open_path(b, "/search%s", plural, "");
	open_operation(b, &(struct operation){ "post", "search", rec->name, rec->name, "检索", "search, also by personal data",
		rec->can_read });
	PARAMS(b, "csrf");
	put_body(b, "Search");
	close_operation(b, 200, NULL, schema);
	buf_putc(b, '}');
	open_path(b, "/export%s", plural, "");
	open_operation(b, &(struct operation){ "post", "export", rec->name, rec->name, "导出", "export as CSV or XLSX",
		rec->can_read });
	PARAMS(b, "csrf");
	put_body(b, "Export");
	close_operation(b, 200, "application/octet-stream", "{\"type\":\"string\",\"format\":\"binary\"}");
	buf_putc(b, '}');
}

static void
put_one(struct buf *b, const struct record *rec, const char *plural, const char *type)
{
	char patch[NAME_MAX_TEXT + 8];
	snprintf(patch, sizeof patch, "%sPatch", type);
	open_path(b, "/{id}%s", plural, "");
	open_operation(b, &(struct operation){ "get", "get", rec->name, rec->name, "详情", "one row with its parts, files and steps",
		rec->can_read });
	PARAMS(b, "id", "reason");
	close_operation(b, 200, NULL, type);
	if (rec->can_patch) {
		open_operation(b, &(struct operation){ "patch", "patch", rec->name, rec->name, "修改", "change", rec->can_patch });
		PARAMS(b, "id", "if_match", "csrf", "idempotency");
		put_body(b, patch);
		close_operation(b, 200, NULL, type);
	}
	buf_putc(b, '}');
	open_path(b, "/{id}/history%s", plural, "");
	open_operation(b, &(struct operation){ "get", "history", rec->name, rec->name, "办理记录", "who did what, when and why",
		rec->can_read });
	PARAMS(b, "id", "reason");
	close_operation(b, 200, NULL, "History");
	buf_putc(b, '}');
}

static void
put_step_words(const struct record *rec, const struct step *s, char zh[200], char en[200])
{
	char space[NAME_MAX_TEXT];
	struct slice a = title_zh(s->title), e = title_en(s->title, s->verb, space, sizeof space);
	snprintf(zh, 200, "%.*s", (int)a.n, a.p);
	snprintf(en, 200, "%.*s", (int)e.n, e.p);
}

static void
put_bulk_body(struct buf *b, const char *schema)
{
	oa_key(b, "requestBody");
	buf_printf(b, "{\"required\":true,\"content\":{\"application/json\":{\"schema\":{\"type\":\"object\",\"required\":[\"ids\"],"
	    "\"description\":\"ids, and what %s asks\",\"properties\":{\"ids\":{\"type\":\"array\",\"maxItems\":10000,\"items\":"
	    "{\"type\":\"integer\",\"format\":\"int64\"}},\"reason\":{\"type\":\"string\"}}}}}}", schema);
}

static void
put_steps(struct buf *b, const struct record *rec, const char *plural, const char *type)
{
	char zh[200], en[200], schema[NAME_MAX_TEXT], id[NAME_MAX_TEXT];
	for (int i = 0; i < rec->nstep; i++) {
		const struct step *s = &rec->step[i];
		if (!verb_first(rec, i))
			continue;
		put_step_words(rec, s, zh, en);
		oa_step_type(rec, s->verb, schema);
		snprintf(id, sizeof id, "%s_%s", rec->name, s->verb);
		open_path(b, "/{id}/%s", plural, s->verb);
		open_operation(b, &(struct operation){ "post", "step", id, rec->name, zh, en, s->who });
		PARAMS(b, "id", "if_match_maybe", "csrf", "idempotency");
		put_body(b, schema);
		close_operation(b, 200, NULL, type);
		buf_putc(b, '}');
		open_path(b, "/bulk/%s", plural, s->verb);
		open_operation(b, &(struct operation){ "post", "bulk", id, rec->name, zh, en, s->who });
		PARAMS(b, "csrf", "idempotency");
		put_bulk_body(b, schema);
		close_operation(b, 200, NULL, "BulkAnswer");
		buf_putc(b, '}');
	}
}

static void
put_file_body(struct buf *b, const struct file_slot *s)
{
	struct slice rest = slice_of(s->types), one;
	oa_key(b, "requestBody");
	buf_puts(b, "{\"required\":true,\"content\":{");
	while (slice_cut(&rest, ',', &one)) {
		oa_sep(b);
		buf_json(b, slice_trim(one));
		buf_puts(b, ":{\"schema\":{\"type\":\"string\",\"format\":\"binary\"}}");
	}
	buf_puts(b, "}}");
}

static void
put_files(struct buf *b, const struct record *rec, const char *plural)
{
	char id[NAME_MAX_TEXT], path[NAME_MAX_TEXT];
	for (int i = 0; i < rec->nfile; i++) {
		const struct file_slot *s = &rec->file[i];
		snprintf(id, sizeof id, "%s_%s", rec->name, s->name);
		open_path(b, "/{id}/files/%s", plural, s->name);
		open_operation(b, &(struct operation){ "post", "attach", id, rec->name, "上传附件", "attach a file", 0 });
		PARAMS(b, "id", "csrf");
		put_file_body(b, s);
		close_operation(b, 201, NULL, "File");
		buf_putc(b, '}');
		snprintf(path, sizeof path, "%s/{file}", s->name);
		open_path(b, "/{id}/files/%s", plural, path);
		open_operation(b, &(struct operation){ "get", "download", id, rec->name, "下载附件", "the bytes of a file", s->who_reads });
		PARAMS(b, "id", "file", "reason");
		close_operation(b, 200, "application/octet-stream", "{\"type\":\"string\",\"format\":\"binary\"}");
		open_operation(b, &(struct operation){ "delete", "detach", id, rec->name, "移除附件", "remove a file", 0 });
		PARAMS(b, "id", "file", "csrf");
		close_operation(b, 204, NULL, NULL);
		buf_putc(b, '}');
	}
}

static void
put_record_paths(struct buf *b, const struct record *rec)
{
	char plural[NAME_MAX_TEXT], type[NAME_MAX_TEXT];
	name_plural(rec->name, plural);
	name_type(rec->name, type);
	put_collection(b, rec, plural, type);
	put_one(b, rec, plural, type);
	put_steps(b, rec, plural, type);
	put_files(b, rec, plural);
}

/* ---- views ---- */

static void
put_view_path(struct buf *b, const struct view *v)
{
	char schema[NAME_MAX_TEXT + 8], type[NAME_MAX_TEXT], en[NAME_MAX_TEXT], zh[200];
	struct slice t = title_zh(v->title), e = title_en(v->title, v->name, en, sizeof en);
	char english[200];
	name_type(v->name, type);
	snprintf(schema, sizeof schema, "%sAnswer", type);
	snprintf(zh, sizeof zh, "%.*s", (int)t.n, t.p);
	snprintf(english, sizeof english, "%.*s", (int)e.n, e.p);
	open_path(b, "/%s", "views", v->name);
	open_operation(b, &(struct operation){ "get", "view", v->name, "views", zh, english, v->who });
	oa_key(b, "parameters");
	buf_putc(b, '[');
	put_ref_param(b, "reason");
	if (view_compares(v)) {
		put_ref_param(b, "compare");
		put_ref_param(b, "align");
	}
	for (int i = 0; i < v->narg; i++) {
		oa_sep(b);
		buf_printf(b, "{\"name\":\"%s\",\"in\":\"query\",\"required\":%s,\"schema\":{", v->arg[i].name,
		    v->arg[i].flags & REQ ? "true" : "false");
		oa_title(b, v->arg[i].title, v->arg[i].name);
		if (v->arg[i].type.kind == K_TIME)
			buf_puts(b, ",\"type\":\"string\",\"description\":\"a moment (RFC 3339) or a day\"");
		else
			oa_type(b, &v->arg[i].type, 0);
		buf_puts(b, "}}");
	}
	buf_putc(b, ']');
	close_operation(b, 200, NULL, schema);
	buf_putc(b, '}');
}

/* ---- what no page derives ---- */

#define OBJECT "{\"type\":\"object\"}"
#define ITEMS "{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}}}}"
#define TEXT_MEMBERS(required, members) "{\"type\":\"object\",\"required\":[" required "],\"properties\":{" members "}}"
#define T(name) "\"" name "\":{\"type\":\"string\"}"
#define WHY TEXT_MEMBERS("\"reason\"", T("reason"))

static const struct fixed_route {
	const char *path, *method, *id, *tag, *zh, *en;
	const char *body;		/* schema or NULL */
	int status;
	const char *answer;		/* schema or NULL */
	bool open;			/* nobody need be signed in */
	const char *type;		/* of the answer; NULL: JSON */
} routes[] = {
	{ "/api/v1/session", "post", "sign_in", "session", "登录", "sign in",
	  TEXT_MEMBERS("\"user\",\"password\"", T("user") "," T("password") "," T("totp")), 200, OBJECT, true, NULL },
	{ "/api/v1/session", "get", "who_am_i", "session", "当前会话", "who am I", NULL, 200, OBJECT, false, NULL },
	{ "/api/v1/session", "delete", "sign_out", "session", "退出", "sign out", NULL, 204, NULL, false, NULL },
	{ "/api/v1/session/password", "post", "change_password", "session", "修改密码", "change the password",
	  TEXT_MEMBERS("\"old\",\"new\"", T("old") "," T("new")), 204, NULL, false, NULL },
	{ "/api/v1/session/totp", "post", "enrol_totp", "session", "绑定动态口令", "enrol a second factor", NULL, 200, OBJECT, false, NULL },
	{ "/api/v1/session/totp", "delete", "remove_totp", "session", "解除动态口令", "remove the second factor",
	  TEXT_MEMBERS("\"password\"", T("password")), 204, NULL, false, NULL },
	{ "/api/v1/session/totp/confirm", "post", "confirm_totp", "session", "确认动态口令", "confirm the second factor",
	  TEXT_MEMBERS("\"totp\"", T("totp")), 200, OBJECT, false, NULL },
	{ "/api/v1/sessions", "get", "list_sessions", "session", "我的会话", "one's own sessions", NULL, 200, ITEMS, false, NULL },
	{ "/api/v1/sessions/{id}", "delete", "revoke_session", "session", "撤销会话", "revoke a session", NULL, 204, NULL, false, NULL },
	{ "/api/v1/views", "get", "list_views", "views", "可用统计", "the views one may ask", NULL, 200, ITEMS, false, NULL },
	{ "/api/v1/events", "get", "events", "events", "事件流", "server-sent events; Last-Event-ID replays", NULL, 200,
	  "{\"type\":\"string\"}", false, "text/event-stream" },
	{ "/api/v1/search", "post", "find", "search", "全局检索", "over everything one may see",
	  TEXT_MEMBERS("\"q\"", T("q")), 200, ITEMS, false, NULL },
	{ "/api/v1/audit", "get", "audit", "audit", "审计记录", "rows of the audit", NULL, 200, ITEMS, false, NULL },
	{ "/api/v1/audit/chain", "get", "audit_chain", "audit", "审计链", "state of the signed chain", NULL, 200, OBJECT, false, NULL },
	{ "/api/v1/audit/looked", "get", "audit_looked", "audit", "谁看了什么", "who looked at what", NULL, 200, ITEMS, false, NULL },
	{ "/api/v1/accounts/{id}", "get", "get_account", "accounts", "账号", "the account of a person", NULL, 200, OBJECT, false, NULL },
	{ "/api/v1/accounts/{id}/password", "post", "new_password", "accounts", "重置口令", "a new first password", WHY, 200, OBJECT, false, NULL },
	{ "/api/v1/accounts/{id}/totp_reset", "post", "reset_totp", "accounts", "解除动态口令", "remove the second factor", WHY, 200, OBJECT, false, NULL },
	{ "/api/v1/accounts/{id}/sign_out", "post", "sign_out_account", "accounts", "强制退出", "end all sessions", WHY, 200, OBJECT, false, NULL },
	{ "/api/v1/accounts/{id}/forgive", "post", "forgive_account", "accounts", "解除登录锁定", "end a lock-out", WHY, 200, OBJECT, false, NULL },
	{ "/api/v1/terms/reckon", "post", "reckon", "terms", "期限计算", "when a period of law ends",
	  TEXT_MEMBERS("\"term\",\"from\"", T("term") "," T("from")), 200,
	  "{\"type\":\"object\",\"properties\":{\"due_at\":{\"type\":\"string\",\"format\":\"date-time\"},\"why\":{\"type\":\"string\"}}}", false, NULL },
	{ "/api/v1/clock", "post", "set_clock", "system", "模拟时钟", "the clock of a simulated store", TEXT_MEMBERS("", "\"now\":{\"type\":[\"string\",\"null\"]}"),
	  200, OBJECT, false, NULL },
	{ "/api/v1/health", "get", "health", "system", "运行状态", "state of the server", NULL, 200, OBJECT, false, NULL },
	{ "/api/v1/roles", "get", "roles", "system", "角色", "the roles a grant can give", NULL, 200, ITEMS, false, NULL },
	{ "/api/v1/openapi.json", "get", "openapi", "system", "接口说明", "this document", NULL, 200, OBJECT, true, NULL },
	{ "/healthz", "get", "healthz", "system", "存活", "the process lives", NULL, 200, "{\"type\":\"string\"}", true, "text/plain" },
	{ "/readyz", "get", "readyz", "system", "就绪", "requests are served", NULL, 200, "{\"type\":\"string\"}", true, "text/plain" },
	{ "/metrics", "get", "metrics", "system", "指标", "counters for Prometheus", NULL, 200, "{\"type\":\"string\"}", true, "text/plain" },
};

static void
put_fixed_operation(struct buf *b, const struct fixed_route *r)
{
	open_operation(b, &(struct operation){ r->method, r->id, NULL, r->tag, r->zh, r->en, 0 });
	if (r->open)
		buf_puts(b, ",\"security\":[]");
	if (strstr(r->path, "{id}"))
		PARAMS(b, "id", "csrf");
	else if (!r->open && strcmp(r->method, "get") != 0)
		PARAMS(b, "csrf");
	if (r->body) {
		oa_key(b, "requestBody");
		buf_printf(b, "{\"required\":true,\"content\":{\"application/json\":{\"schema\":%s}}}", r->body);
	}
	close_operation(b, r->status, r->type, r->answer);
}

static void
put_fixed_paths(struct buf *b)
{
	for (size_t i = 0; i < N_ELEMS(routes); i++) {
		if (i == 0 || strcmp(routes[i].path, routes[i - 1].path) != 0) {
			oa_key(b, routes[i].path);
			buf_putc(b, '{');
		}
		put_fixed_operation(b, &routes[i]);
		if (i + 1 == N_ELEMS(routes) || strcmp(routes[i].path, routes[i + 1].path) != 0)
			buf_putc(b, '}');
	}
	open_path(b, "/{what}%s", "imports", "");
	open_operation(b, &(struct operation){ "post", "import", NULL, "imports", "导入", "import a CSV file, or look what it would do", 0 });
	oa_key(b, "parameters");
	buf_puts(b, "[{\"name\":\"what\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\",\"enum\":[\"devices\",\"holidays\",\"codes\"]}},"
	    "{\"name\":\"preview\",\"in\":\"query\",\"schema\":{\"type\":\"boolean\"}},{\"$ref\":\"#/components/parameters/csrf\"}],"
	    "\"requestBody\":{\"required\":true,\"content\":{\"text/csv\":{\"schema\":{\"type\":\"string\"}}}}");
	close_operation(b, 200, NULL, OBJECT);
	buf_putc(b, '}');
}

/* ---- the document ---- */

static const char head[] =
"{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"luan\",\"version\":\"1\",\"description\":\"城市交警业务平台接口，由声明页导出。 / The API of a city "
"traffic police force, derived from its pages. Times are RFC 3339 in UTC, points [longitude, latitude] in WGS-84 degrees, money in fen.\","
"\"license\":{\"name\":\"Apache-2.0\",\"identifier\":\"Apache-2.0\"}},\"servers\":[{\"url\":\"/\"}],"
"\"security\":[{\"bearer\":[]},{\"cookie\":[]}],\"tags\":[";

static const char components[] =
"\"securitySchemes\":{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\"},"
"\"cookie\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"luan_session\",\"description\":\"calls that change something carry X-CSRF-Token\"}},"
"\"responses\":{\"Problem\":{\"description\":\"refused\",\"content\":{\"application/problem+json\":{\"schema\":"
"{\"$ref\":\"#/components/schemas/Problem\"}}}}},\"parameters\":{";

static const struct {
	const char *key, *name, *in, *schema, *description;
	bool required;
} parameters[] = {
	{ "id", "id", "path", "{\"type\":\"integer\",\"format\":\"int64\"}", "编号 / number", true },
	{ "file", "file", "path", "{\"type\":\"integer\",\"format\":\"int64\"}", "附件编号 / number of the file", true },
	{ "q", "q", "query", "{\"type\":\"string\"}", "在名称字段中查找 / looks into the fields that name a row", false },
	{ "sort", "sort", "query", "{\"type\":\"string\"}", "字段，前加-为降序 / a field; - before it: descending", false },
	{ "limit", "limit", "query", "{\"type\":\"integer\",\"minimum\":1,\"maximum\":500,\"default\":50}", "条数 / rows", false },
	{ "cursor", "cursor", "query", "{\"type\":\"string\"}", "上页的next / next of the page before", false },
	{ "count", "count", "query", "{\"type\":\"boolean\"}", "同时计数 / count as well", false },
	{ "compare", "compare", "query", "{\"type\":\"string\",\"pattern\":\"^(yoy|mom|ytd)(,(yoy|mom|ytd))*$\"}", "同比、环比、累计 / periods to compare with", false },
	{ "align", "align", "query", "{\"type\":\"string\",\"enum\":[\"spring_festival\"]}", "同比按春节对齐 / align on Spring Festival", false },
	{ "reason", "Luan-Reason", "header", "{\"type\":\"string\"}", "事由（百分号编码） / why personal data is read, percent-encoded", false },
	{ "csrf", "X-CSRF-Token", "header", "{\"type\":\"string\"}", "使用cookie时必填 / required with the cookie", false },
	{ "idempotency", "Idempotency-Key", "header", "{\"type\":\"string\",\"minLength\":1,\"maxLength\":64}", "重复提交只办一次 / the same key is carried out once", false },
	{ "if_match", "If-Match", "header", "{\"type\":\"string\"}", "版本号 / the version that was read", true },
	{ "if_match_maybe", "If-Match", "header", "{\"type\":\"string\"}", "版本号 / the version that was read", false },
};

static void
put_tags(struct buf *b, const struct pages *p)
{
	static const struct { const char *name, *text; } fixed_tags[] = {
		{ "session", "会话 / Sessions" }, { "views", "统计 / Views" }, { "events", "事件 / Events" }, { "search", "检索 / Search" },
		{ "audit", "审计 / Audit" }, { "accounts", "账号 / Accounts" }, { "terms", "期限 / Terms" }, { "imports", "导入 / Imports" }, { "system", "系统 / System" },
	};
	char space[NAME_MAX_TEXT], both[NAME_MAX_TEXT * 4];
	for (size_t i = 0; i < N_ELEMS(fixed_tags); i++) {
		oa_sep(b);
		buf_printf(b, "{\"name\":\"%s\",\"description\":\"%s\"}", fixed_tags[i].name, fixed_tags[i].text);
	}
	for (int i = 0; i < p->nrecord; i++) {
		const struct record *rec = p->record[i];
		struct slice zh = title_zh(rec->title), en = title_en(rec->title, rec->name, space, sizeof space);
		snprintf(both, sizeof both, "%.*s / %.*s", (int)zh.n, zh.p, (int)en.n, en.p);
		oa_sep(b);
		buf_putc(b, '{');
		oa_text(b, "name", rec->name);
		oa_text(b, "description", both);
		buf_putc(b, '}');
	}
}

static void
put_parameters(struct buf *b)
{
	for (size_t i = 0; i < N_ELEMS(parameters); i++) {
		oa_key(b, parameters[i].key);
		buf_putc(b, '{');
		oa_text(b, "name", parameters[i].name);
		oa_text(b, "in", parameters[i].in);
		oa_text(b, "description", parameters[i].description);
		buf_printf(b, ",\"required\":%s,\"schema\":%s}", parameters[i].required ? "true" : "false", parameters[i].schema);
	}
}

void
openapi_document(const struct pages *p, struct buf *b)
{
	buf_puts(b, head);
	put_tags(b, p);
	buf_puts(b, "],\"paths\":{");
	put_fixed_paths(b);
	for (int i = 0; i < p->nrecord; i++)
		put_record_paths(b, p->record[i]);
	for (int i = 0; i < p->nview; i++)
		put_view_path(b, p->view[i]);
	buf_puts(b, "},\"components\":{");
	buf_puts(b, components);
	put_parameters(b);
	buf_puts(b, "},\"schemas\":{");
	oa_fixed_schemas(b);
	for (int i = 0; i < p->nrecord; i++)
		oa_record_schemas(b, p->record[i]);
	for (int i = 0; i < p->nview; i++)
		oa_view_schema(b, p->view[i]);
	buf_puts(b, "}}}\n");
}

void
openapi_serve(struct http_request *rq, void *pages)
{
	struct buf b;
	if (rq->method != HTTP_GET && rq->method != HTTP_HEAD) {
		http_problem(rq, E_NO_METHOD, NULL, 0);
		return;
	}
	buf_init(&b, LIMIT_ANSWER);
	openapi_document(pages, &b);
	if (b.full)
		http_problem(rq, E_FULL, NULL, 0);
	else
		http_answer(rq, 200, "application/json; charset=utf-8", buf_slice(&b));
	buf_free(&b);
}

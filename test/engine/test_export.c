/* SPDX-License-Identifier: Apache-2.0 */
/* What leaves as a file or a figure. An export says who took what when and why, hides what its taker may not see, and is in the audit before it leaves. */
#include "store.h"
#include <zlib.h>
#include "engine/export_.h"
#include "engine/rest.h"
#include "engine/signin.h"
#include "net/client.h"

static struct store store;
static struct http_server *server;
static struct client *client;
static bool persons;			/* the grant of the caller covers them */

static enum err
authenticate(void *ctx, struct http_request *rq, const struct who **ret)
{
	static struct who who;
	who = (struct who){ .person = 7, .unit = 2, .name = "王建国", .ngrant = 1 };
	who.grant[0] = (struct grant){ .role = R_officer, .unit = 2, .from_ms = 0, .to_ms = INT64_MAX, .persons = persons };
	*ret = &who;
	return E_OK;
}

static void
release(const struct who *w)
{
}

static int
setup(void **state)
{
	static struct signin signin = { .authenticate = authenticate, .release = release };
	struct http_options o = { .address = "127.0.0.1:0", .loop_threads = 1, .worker_threads = 2, .max_connections = 20,
		.max_per_address = 20 };
	struct http_route route = { .prefix = "/api/v1/", .handle = rest_serve, .body_max = MIB(1) };
	char address[32];
	store_open(&store);
	store.engine->signin = &signin;
	store_exec(&store, "INSERT INTO lamp(state, unit, version, created_at, created_by, updated_at, updated_by, code, kind,"
	    " seen_at, phone, note, power) VALUES"
	    " ('reported', 2, 1, 1, 1, 1, 1, 'AB1', 'led', 1709600000000, '13812345678', '=HYPERLINK(\"http://x\")', 60),"
	    " ('repaired', 4, 1, 1, 1, 1, 1, 'AB2', 'sodium', 1709600000000, '13987654321', '一, 二\"三\"', NULL),"
	    " ('reported', 3, 1, 1, 1, 1, 1, 'AB3', 'led', 1709600000000, '13711112222', '别的大队', 1)");
	route.ctx = store.engine;
	assert_int_equal(http_start(&server, &o, &route, 1), E_OK);
	snprintf(address, sizeof address, "127.0.0.1:%d", http_port(server));
	assert_int_equal(client_open(&client, address, 60000), E_OK);
	return 0;
}

static int
teardown(void **state)
{
	client_close(client);
	http_stop(server);
	store_close(&store);
	return 0;
}

static struct client_reply
export(const char *body)
{
	struct client_reply r;
	assert_int_equal(client_call(client, "POST", "/api/v1/lamps/export", "Content-Type: application/json\r\n",
	    slice_of(body), &r), E_OK);
	return r;
}

static int64_t
audited(void)
{
	stmt_scoped st = NULL;
	assert_int_equal(sql(store.conn, &st, "SELECT count(*) FROM audit WHERE verb = 'export' AND record = 'lamp' AND person = 7"
	    " AND reason IS NOT NULL"), E_OK);
	assert_int_equal(sql_step(st), E_OK);
	return col_int(st, 0);
}

static bool
has(struct slice s, const char *text)
{
	return memmem(s.p, s.n, text, strlen(text)) != NULL;
}

static void
csv_of_ones_own(void **state)
{
	struct client_reply r;
	int64_t before = audited();
	persons = false;
	r = export("{\"format\":\"csv\",\"reason\":\"月度核对\",\"sort\":\"id\"}");
	assert_int_equal(r.status, 200);
	assert_true(slice_starts(client_header(&r, "Content-Type"), "text/csv"));
	assert_true(has(client_header(&r, "Content-Disposition"), "lamps-"));
	assert_memory_equal(r.body.p, "\xEF\xBB\xBF", 3);
	assert_true(has(r.body, "王建国（东大队）"));
	assert_true(has(r.body, "事由：月度核对"));
	assert_true(has(r.body, "编号,状态,单位,编号,类型,功率 (W),"));
	assert_true(has(r.body, "AB1") && has(r.body, "AB2"));
	assert_false(has(r.body, "AB3"));			/* another brigade */
	assert_false(has(r.body, "口令"));			/* SECRET */
	assert_true(has(r.body, "138****5678"));
	assert_false(has(r.body, "13812345678"));
	assert_true(has(r.body, "\"'=HYPERLINK(\"\"http://x\"\")\""));	/* no formula */
	assert_true(has(r.body, "\"一, 二\"\"三\"\"\""));
	assert_true(has(r.body, "钠灯") && has(r.body, "已修复") && has(r.body, "中队"));
	assert_int_equal(audited(), before + 1);
}

static void
persons_with_grant(void **state)
{
	struct client_reply r;
	persons = true;
	r = export("{\"format\":\"csv\",\"reason\":\"核查\",\"columns\":[\"code\",\"phone\"],\"where\":{\"kind\":\"led\"},\"lang\":\"en\"}");
	assert_int_equal(r.status, 200);
	assert_true(has(r.body, "Code,Phone\r\nAB1,13812345678\r\n"));
	assert_false(has(r.body, "AB2"));
	assert_true(has(r.body, "Reason: 核查"));
	persons = false;
}

static void
simulated_is_said(void **state)
{
	struct client_reply r;
	store.engine->simulated = true;
	r = export("{\"format\":\"csv\",\"reason\":\"演示\"}");
	assert_true(has(r.body, "模拟数据"));
	store.engine->simulated = false;
	r = export("{\"format\":\"csv\",\"reason\":\"演示\"}");
	assert_false(has(r.body, "模拟数据"));
}

static void
refusals(void **state)
{
	static const struct { const char *body; int status; const char *code; } row[] = {
		{ "{\"format\":\"csv\"}", 422, "E_NO_REASON" },
		{ "{\"format\":\"csv\",\"reason\":\"  \"}", 422, "E_NO_REASON" },
		{ "{\"format\":\"pdf\",\"reason\":\"x\"}", 422, "\"format\"" },
		{ "{\"reason\":\"x\"}", 422, "\"format\"" },
		{ "{\"format\":\"csv\",\"reason\":\"x\",\"columns\":[\"code\",\"pin\"]}", 422, "columns.1" },
		{ "{\"format\":\"csv\",\"reason\":\"x\",\"columns\":[\"nothing\"]}", 422, "columns.0" },
		{ "{\"format\":\"csv\",\"reason\":\"x\",\"columns\":[7]}", 422, "columns.0" },
		{ "{\"format\":\"csv\",\"reason\":\"x\",\"where\":{\"nothing\":1}}", 400, "nothing" },
		{ "[]", 400, "E_BAD_BODY" },
	};
	int64_t before = audited();
	for (size_t i = 0; i < N_ELEMS(row); i++) {
		struct client_reply r = export(row[i].body);
		if (r.status != row[i].status || !has(r.body, row[i].code))
			print_error("row %zu: %d %.*s\n", i, r.status, (int)r.body.n, r.body.p);
		assert_int_equal(r.status, row[i].status);
		assert_true(has(r.body, row[i].code));
	}
	assert_int_equal(audited(), before);
}

/* The bytes of one member of a ZIP archive, from its local header. */
static char *
unzip(struct slice zip, const char *name)
{
	size_t n = strlen(name);
	char *out = calloc(1, KIB(256));
	for (const char *p = zip.p; p + 30 + n < zip.p + zip.n; p++) {
		z_stream z = { 0 };
		if (memcmp(p, "PK\3\4", 4) != 0 || memcmp(p + 30, name, n) != 0)
			continue;
		z.next_in = (unsigned char *)(uintptr_t)(p + 30 + n + (unsigned char)p[28]);
		z.avail_in = (unsigned)(zip.p + zip.n - (const char *)z.next_in);
		z.next_out = (unsigned char *)out;
		z.avail_out = KIB(256) - 1;
		assert_int_equal(inflateInit2(&z, -15), Z_OK);
		inflate(&z, Z_FINISH);
		inflateEnd(&z);
		return out;
	}
	return out;
}

static void
xlsx_is_a_workbook(void **state)
{
	struct client_reply r = export("{\"format\":\"xlsx\",\"reason\":\"A & B\",\"sort\":\"id\"}");
	char *sheet;
	assert_int_equal(r.status, 200);
	sheet = unzip(r.body, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(sheet, "事由：A &amp; B"));
	assert_non_null(strstr(sheet, "AB1"));
	assert_null(strstr(sheet, "AB3"));
	assert_null(strstr(sheet, "13812345678"));
	assert_null(strstr(sheet, "<f>"));			/* the text that looks like a formula is a text */
	assert_non_null(strstr(sheet, "=HYPERLINK"));
	assert_non_null(strstr(sheet, "<v>60</v>"));		/* a number stays one */
	assert_non_null(strstr(sheet, "<oddHeader>"));
	free(sheet);
}

static size_t
lines(struct slice s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

/* One row too many is refused, not cut off; CSV holds more. Row by row: a file of 100,001 rows in pages of 500. */
static void
more_rows_than_a_sheet_holds(void **state)
{
	struct client_reply r;
	store_exec(&store, "INSERT INTO lamp(state, unit, version, created_at, created_by, updated_at, updated_by, code, kind, seen_at,"
	    " power) WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 100001)"
	    " SELECT 'reported', 2, 1, 1, 1, 1, 1, 'ZZ' || n, 'led', 1709600000000, 999 FROM x");
	store_exec(&store, "ANALYZE lamp");
	r = export("{\"format\":\"xlsx\",\"reason\":\"x\",\"columns\":[\"code\"],\"where\":{\"power\":999}}");
	assert_int_equal(r.status, 413);
	assert_true(has(r.body, "100000"));
	r = export("{\"format\":\"csv\",\"reason\":\"x\",\"columns\":[\"code\"],\"where\":{\"power\":999}}");
	assert_int_equal(r.status, 200);
	assert_int_equal(lines(r.body), 100001 + 1 + 4);	/* rows, head, watermark */
}

static struct client_reply
get(const char *target, const char *headers)
{
	struct client_reply r;
	assert_int_equal(client_call(client, "GET", target, headers, (struct slice){ NULL, 0 }, &r), E_OK);
	return r;
}

static int64_t
views_audited(void)
{
	stmt_scoped st = NULL;
	assert_int_equal(sql(store.conn, &st, "SELECT count(*) FROM audit WHERE verb = 'view' AND record = 'lamp'"), E_OK);
	assert_int_equal(sql_step(st), E_OK);
	return col_int(st, 0);
}

/* A view that shows personal data is in the audit; one that shows masks is not. */
static void
views_over_http(void **state)
{
	static const char reason[] = "Luan-Reason: %E6%A0%B8%E6%9F%A5\r\n";
	struct client_reply r = get("/api/v1/views/lamp_calls", reason);
	assert_int_equal(r.status, 200);
	assert_true(has(r.body, "[1,\"***\"]"));
	assert_int_equal(views_audited(), 0);
	persons = true;
	r = get("/api/v1/views/lamp_calls", NULL);
	assert_true(has(r.body, "[1,\"***\"]"));
	assert_int_equal(views_audited(), 0);
	r = get("/api/v1/views/lamp_calls", reason);
	assert_true(has(r.body, "[1,\"13812345678\"]"));
	assert_int_equal(views_audited(), 1);
	persons = false;
	r = get("/api/v1/views/lamps_seen?from=2024-03-01&to=2024-04-01&kind=led&compare=yoy", NULL);
	assert_int_equal(r.status, 200);
	assert_true(has(r.body, "\"n_yoy\""));
	r = get("/api/v1/views/lamps_seen?from=2024-03-01&to=2024-04-01&from=2024-03-02", NULL);
	assert_int_equal(r.status, 400);
	r = get("/api/v1/views/nothing", NULL);
	assert_int_equal(r.status, 404);
	r = get("/api/v1/views", NULL);
	assert_true(has(r.body, "\"lamps_seen\"") && has(r.body, "\"compares\":true"));
}

/* Nothing is left in the data directory. */
static void
no_file_stays(void **state)
{
	char command[100];
	FILE *f;
	int c;
	snprintf(command, sizeof command, "ls -a %s", store.dir);
	f = popen(command, "r");
	assert_non_null(f);
	for (char line[200]; fgets(line, sizeof line, f); )
		assert_null(strstr(line, "export"));
	c = pclose(f);
	assert_int_equal(c, 0);
}

static void
values_as_people_read_them(void **state)
{
	static const struct type time = TIME, yes = BOOL, point = POINT, number = INT(0, 10, NULL);
	struct arena *a = &store.arena;
	struct value t = { .kind = V_INT, .i = 1700000000000 }, one = { .kind = V_INT, .i = 1 }, none = { 0 };
	struct value p = { .kind = V_POINT, .p = { 1180500000, 368100000 } }, mask = { .kind = V_TEXT, .s = S("张**") };
	assert_true(slice_is(value_text(a, &time, &t, false), "2023-11-15 06:13:20"));
	assert_true(slice_is(value_text(a, &yes, &one, false), "是"));
	assert_true(slice_is(value_text(a, &yes, &one, true), "yes"));
	assert_true(slice_is(value_text(a, &point, &p, false), "118.0500000,36.8100000"));
	assert_true(slice_is(value_text(a, &number, &one, false), "1"));
	assert_true(slice_is(value_text(a, &number, &mask, false), "张**"));
	assert_true(value_text(a, &number, &none, false).n == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_of_ones_own), cmocka_unit_test(views_over_http), cmocka_unit_test(persons_with_grant), cmocka_unit_test(simulated_is_said),
		cmocka_unit_test(refusals), cmocka_unit_test(xlsx_is_a_workbook), cmocka_unit_test(more_rows_than_a_sheet_holds),
		cmocka_unit_test(no_file_stays), cmocka_unit_test(values_as_people_read_them),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

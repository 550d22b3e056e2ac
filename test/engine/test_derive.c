/* SPDX-License-Identifier: Apache-2.0 */
/* What is derived from the pages holds all of them: every verb has its path, every reference its target. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <jansson.h>
#include "base/limits.h"
#include "engine/metrics.h"
#include "engine/names_.h"
#include "engine/openapi.h"
#include "engine/reference.h"
#include "engine/typescript.h"
#include "pages.h"

static struct buf b;

static int
begin(void **state)
{
	buf_init(&b, LIMIT_ANSWER);
	return 0;
}

static int
end(void **state)
{
	buf_free(&b);
	return 0;
}

static json_t *
document(void)
{
	json_error_t e;
	json_t *j;
	openapi_document(&test_pages, &b);
	assert_false(b.full);
	j = json_loadb(b.p, b.n, JSON_REJECT_DUPLICATES, &e);
	if (!j)
		print_error("%s at %d\n", e.text, e.position);
	assert_non_null(j);
	return j;
}

static json_t *
at(json_t *root, const char *path)
{
	char key[200];
	while (root && *path) {
		size_t n = strcspn(path, " ");
		snprintf(key, sizeof key, "%.*s", (int)n, path);
		root = json_object_get(root, key);
		path += n + (path[n] == ' ');
	}
	return root;
}

static void
paths_of_every_verb(void **state)
{
	static const char *const want[] = {
		"paths /api/v1/lamps get", "paths /api/v1/lamps post", "paths /api/v1/lamps/{id} get", "paths /api/v1/lamps/{id} patch",
		"paths /api/v1/lamps/search post", "paths /api/v1/lamps/export post", "paths /api/v1/lamps/{id}/history get",
		"paths /api/v1/lamps/{id}/repair post", "paths /api/v1/lamps/bulk/drop post",
		"paths /api/v1/lamps/{id}/files/photo post", "paths /api/v1/lamps/{id}/files/photo/{file} get",
		"paths /api/v1/lamp_classes get", "paths /api/v1/lamp_wishes post", "paths /api/v1/views/lamps_seen get",
		"paths /api/v1/session post", "paths /metrics get", "components schemas LampCreate", "components schemas LampBulb",
		"components schemas LampRepairStep", "components schemas Problem", "components securitySchemes bearer",
	};
	static const char *const absent[] = {
		"paths /api/v1/lamp_wishes/{id} patch",		/* nobody may */
		"components schemas LampWishPatch", "components schemas Lamp allOf pin",
		"components schemas LampCreate properties cost",	/* SYS */
		"components schemas LampPatch properties code",	/* FIX */
	};
	json_t *j = document();
	for (size_t i = 0; i < N_ELEMS(want); i++) {
		if (!at(j, want[i]))
			print_error("missing: %s\n", want[i]);
		assert_non_null(at(j, want[i]));
	}
	for (size_t i = 0; i < N_ELEMS(absent); i++)
		assert_null(at(j, absent[i]));
	json_decref(j);
}

static void
check_refs(json_t *root, json_t *j)
{
	const char *key, *ref;
	json_t *v;
	size_t i;
	if (json_is_array(j))
		json_array_foreach(j, i, v)
			check_refs(root, v);
	if (!json_is_object(j))
		return;
	json_object_foreach(j, key, v) {
		if (strcmp(key, "$ref") == 0 && (ref = json_string_value(v))) {
			char path[300];
			assert_memory_equal(ref, "#/", 2);
			snprintf(path, sizeof path, "%s", ref + 2);
			for (char *p = path; *p; p++)
				*p = *p == '/' ? ' ' : *p;
			if (!at(root, path))
				print_error("dangling: %s\n", ref);
			assert_non_null(at(root, path));
		}
		check_refs(root, v);
	}
}

static void
references_lead_somewhere(void **state)
{
	json_t *j = document();
	check_refs(j, j);
	json_decref(j);
}

static void
operations_have_names_of_their_own(void **state)
{
	json_t *j = document(), *seen = json_object(), *path, *op;
	const char *url, *method;
	json_object_foreach(json_object_get(j, "paths"), url, path)
		json_object_foreach(path, method, op) {
			const char *id = json_string_value(json_object_get(op, "operationId"));
			assert_non_null(id);
			if (json_object_get(seen, id))
				print_error("twice: %s (%s %s)\n", id, method, url);
			assert_null(json_object_get(seen, id));
			json_object_set_new(seen, id, json_true());
		}
	assert_true(json_object_size(seen) > 50);
	json_decref(seen);
	json_decref(j);
}

static bool
has_param(json_t *op, const char *name)
{
	json_t *p;
	size_t i;
	json_array_foreach(json_object_get(op, "parameters"), i, p)
		if (json_string_value(json_object_get(p, "name")) && strcmp(json_string_value(json_object_get(p, "name")), name) == 0)
			return true;
	return false;
}

/* Personal data is never named in an address, and only what is indexed can be filtered by. */
static void
filters_are_the_find_fields(void **state)
{
	static const struct { const char *name; bool there; } row[] = {
		{ "kind", true }, { "code.like", true }, { "power.gte", true }, { "seen_at.lt", true }, { "near.in", true },
		{ "unit.within", true }, { "state", true }, { "due_at.lt", true },
		{ "phone", false }, { "caller", false }, { "caller.like", false }, { "note", false }, { "place", false }, { "pin", false },
		{ "kind.gte", false }, { "as_of", false },
	};
	json_t *j = document(), *op = at(j, "paths /api/v1/lamps get");
	for (size_t i = 0; i < N_ELEMS(row); i++) {
		if (has_param(op, row[i].name) != row[i].there)
			print_error("%s\n", row[i].name);
		assert_int_equal(has_param(op, row[i].name), row[i].there);
	}
	assert_true(has_param(at(j, "paths /api/v1/lamp_classes get"), "as_of"));
	json_decref(j);
}

static void
steps_require_what_they_ask(void **state)
{
	json_t *j = document(), *repair = at(j, "components schemas LampRepairStep"), *drop = at(j, "components schemas LampDropStep");
	assert_int_equal(json_array_size(json_object_get(repair, "required")), 1);
	assert_string_equal(json_string_value(json_array_get(json_object_get(repair, "required"), 0)), "power");
	assert_non_null(at(repair, "properties note"));
	assert_string_equal(json_string_value(json_array_get(json_object_get(drop, "required"), 0)), "reason");
	json_decref(j);
}

static void
typescript_balances(void **state)
{
	static const char *const want[] = {
		"export interface Lamp extends Row", "kind: 'led' | 'sodium'", "\tseen_at: Time\n", "export type LampState = 'reported' |",
		"\"path\":\"/api/v1/lamp_classes\"", "\"valid\":\"code\"", "\"ref\":\"lamp\"", "\"asks\":[{\"field\":\"power\",\"required\":true}",
		"\"E_NO_STEP\":{\"status\":409", "\"case_officer\":", "\"chart\":\"bar\"", "\"compares\":true", "export type RecordName = | 'lamp'",
	};
	int curly = 0, square = 0;
	typescript_schema(&test_pages, &b);
	assert_false(b.full);
	for (size_t i = 0; i < b.n; i++) {
		curly += (b.p[i] == '{') - (b.p[i] == '}');
		square += (b.p[i] == '[') - (b.p[i] == ']');
		assert_true(curly >= 0 && square >= 0);
	}
	assert_int_equal(curly, 0);
	assert_int_equal(square, 0);
	buf_putc(&b, '\0');
	for (size_t i = 0; i < N_ELEMS(want); i++) {
		if (!strstr(b.p, want[i]))
			print_error("missing: %s\n", want[i]);
		assert_non_null(strstr(b.p, want[i]));
	}
}

static void
reference_in_both_languages(void **state)
{
	reference_document(&test_pages, false, &b);
	buf_putc(&b, '\0');
	assert_non_null(strstr(b.p, "## 路灯 `lamp`"));
	assert_non_null(strstr(b.p, "● 已报修 reported   [期限：lamp_repair]\n  ├─ 修复 repair ─► 已修复 repaired\n"));
	assert_non_null(strstr(b.p, "| 已报修 | `drop` 作废 | 已作废 | 领导 | 事由* |"));
	assert_non_null(strstr(b.p, "| 新建 | ● |   |"));
	buf_reset(&b);
	reference_document(&test_pages, true, &b);
	buf_putc(&b, '\0');
	assert_non_null(strstr(b.p, "## Street lamp `lamp`"));
	assert_non_null(strstr(b.p, "personal data"));
	assert_null(strstr(b.p, "路灯"));
}

static void
names(void **state)
{
	static const struct { const char *name, *plural, *type; } row[] = {
		{ "device", "devices", "Device" }, { "repair_order", "repair_orders", "RepairOrder" },
		{ "category", "categories", "Category" }, { "day", "days", "Day" }, { "crash", "crashes", "Crash" },
		{ "lamp_class", "lamp_classes", "LampClass" }, { "box", "boxes", "Box" }, { "person", "persons", "Person" },
	};
	for (size_t i = 0; i < N_ELEMS(row); i++) {
		char plural[NAME_MAX_TEXT], type[NAME_MAX_TEXT];
		name_plural(row[i].name, plural);
		name_type(row[i].name, type);
		assert_string_equal(plural, row[i].plural);
		assert_string_equal(type, row[i].type);
	}
}

static void
route(enum http_method method, const char *path)
{
	struct slice segment[6], rest = slice_of(path);
	int n = 0;
	while (n < 6 && rest.p && slice_cut(&rest, '/', &segment[n]))
		n++;
	metrics_route(method, segment, n);
}

/* Labels are names of the pages; what came from outside (a phone number in a path) is in none. */
static void
metrics_count_by_name(void **state)
{
	static const char *const want[] = {
		"luan_requests_total{route=\"/api/v1/lamps\",method=\"GET\"} 2\n",
		"luan_requests_total{route=\"/api/v1/lamps/{id}\",method=\"PATCH\"} 1\n",
		"luan_requests_total{route=\"/api/v1/lamps/{id}/{verb}\",method=\"POST\"} 1\n",
		"luan_requests_total{route=\"/api/v1/lamps/bulk/{verb}\",method=\"POST\"} 1\n",
		"luan_requests_total{route=\"/api/v1/lamps/{id}/files\",method=\"GET\"} 1\n",
		"luan_requests_total{route=\"/api/v1/session\",method=\"POST\"} 1\n",
		"luan_requests_total{route=\"/api/v1/other\",method=\"GET\"} 1\n",
		"luan_steps_total{record=\"lamp\",verb=\"repair\"} 2\n", "luan_steps_total{record=\"lamp\",verb=\"create\"} 0\n",
		"luan_refusals_total{code=\"E_NO_STEP\"} 1\n", "luan_views_total{view=\"lamps_seen\"} 1\n",
		"process_resident_memory_bytes ", "process_cpu_seconds_total ",
	};
	struct engine e = { .pages = &test_pages };
	metrics_refusal(E_NO_STEP);		/* before the start: not counted, no harm */
	metrics_open(&test_pages);
	route(HTTP_GET, "lamps");
	route(HTTP_GET, "lamps");
	route(HTTP_PATCH, "lamps/4");
	route(HTTP_POST, "lamps/4/repair");
	route(HTTP_POST, "lamps/bulk/repair");
	route(HTTP_GET, "lamps/4/files/photo/9");
	route(HTTP_POST, "session");
	route(HTTP_GET, "13812345678/x");
	metrics_step(&lamp_record, "repair");
	metrics_step(&lamp_record, "repair");
	metrics_step(&lamp_record, "no such verb");
	metrics_view(&lamps_seen_view);
	metrics_text(&e, NULL, &b);
	buf_putc(&b, '\0');
	for (size_t i = 0; i < N_ELEMS(want); i++) {
		if (!strstr(b.p, want[i]))
			print_error("missing: %s\n%s", want[i], b.p);
		assert_non_null(strstr(b.p, want[i]));
	}
	assert_null(strstr(b.p, "138"));
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		T(paths_of_every_verb), T(references_lead_somewhere), T(operations_have_names_of_their_own),
		T(filters_are_the_find_fields), T(steps_require_what_they_ask), T(typescript_balances),
		T(reference_in_both_languages), T(names), T(metrics_count_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

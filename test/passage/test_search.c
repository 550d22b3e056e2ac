/* SPDX-License-Identifier: Apache-2.0 */
/* Searches and tracks over a real server: purpose and reason, scope, masking, the tiers, the log on disk. */
#include "precinct.h"

#include <stdio.h>

static void
purpose_and_reason_are_named_when_missing(void **state)
{
	struct reply r;

	(void)state;
	r = post_as("officer", "passages/search", "{\"plate\":\"鲁C12345\",%s,\"reason\":\"查\"}", DAY_BEFORE);
	expect(r, 422, "E_MISSING");
	assert_string_equal(r.field, "purpose");
	r = post_as("officer", "passages/search", "{\"plate\":\"鲁C12345\",%s,\"purpose\":\"case\"}", DAY_BEFORE);
	expect(r, 422, "E_NO_REASON");
	assert_string_equal(r.field, "reason");
	r = post_as("officer", "passages/search", "{\"plate\":\"鲁C12345\",%s,\"purpose\":\"gossip\",\"reason\":\"查\"}", DAY_BEFORE);
	expect(r, 422, "E_BAD_VALUE");
	assert_string_equal(r.field, "purpose");
	r = post_as("officer", "passages/track", "{\"plate\":\"鲁C12345\",\"class\":2,%s,%s}", DAY_BEFORE, PURPOSE);
	expect(r, 422, "E_MISSING");
	assert_string_equal(r.field, "case");
	assert_int_equal(count("SELECT count(*) FROM passage_search"), 0);
}

static void
an_exact_plate_is_found_within_the_callers_units_only(void **state)
{
	struct reply r;

	(void)state;
	pass("鲁C12345", 2, EAST_1, 3);
	pass("鲁C12345", 2, EAST_2, 2);
	pass("鲁C12345", 2, WEST_1, 1);
	pass("鲁C54321", 2, EAST_1, 1);
	r = post_as("officer", "passages/search", "{\"plate\":\"鲁C·12345\",%s,%s}", DAY_BEFORE, PURPOSE);
	expect(r, 200, NULL);
	assert_int_equal(items(&r), 2);
	assert_int_equal(item_int(&r, 0, "tollgate"), EAST_2);	/* newest first */
	assert_string_equal(item_text(&r, 0, "plate"), "鲁C12345");
	assert_string_equal(item_text(&r, 0, "tollgate_title"), "东二卡口");
	assert_string_equal(item_text(&r, 0, "class_title"), "小型汽车");
	assert_string_equal(item_text(&r, 0, "vehicle_type"), "K33");
	r = post_as("stranger", "passages/search", "{\"plate\":\"鲁C12345\",%s,%s}", DAY_BEFORE, PURPOSE);
	assert_int_equal(items(&r), 1);
	assert_int_equal(item_int(&r, 0, "tollgate"), WEST_1);
	r = post_as("chief", "passages/search", "{\"plate\":\"鲁C12345\",%s,%s}", DAY_BEFORE, PURPOSE);
	assert_int_equal(items(&r), 3);
	r = post_as("stranger", "passages/search", "{\"tollgates\":[%u],%s,%s}", EAST_1, DAY_BEFORE, PURPOSE);
	expect(r, 422, "E_BAD_VALUE");
	assert_string_equal(r.field, "tollgates");
	expect(post_as("device", "passages/search", "{%s,%s}", DAY_BEFORE, PURPOSE), 403, "E_FORBIDDEN");
	expect(post_as(NULL, "passages/search", "{%s,%s}", DAY_BEFORE, PURPOSE), 401, "E_NOT_SIGNED_IN");
}

static void
without_a_grant_for_persons_no_plate_is_asked_or_shown(void **state)
{
	struct reply r;

	(void)state;
	pass("鲁C12345", 2, EAST_1, 3);
	expect(post_as("plain", "passages/search", "{\"plate\":\"鲁C12345\",%s,%s}", DAY_BEFORE, PURPOSE), 403, "E_PERSONS");
	expect(post_as("plain", "passages/track", "{\"plate\":\"鲁C12345\",\"class\":2,\"case\":\"A1\",%s,%s}", DAY_BEFORE, PURPOSE), 403,
	    "E_PERSONS");
	r = post_as("plain", "passages/search", "{\"tollgates\":[%u],%s,%s}", EAST_1, DAY_BEFORE, PURPOSE);
	expect(r, 200, NULL);
	assert_int_equal(items(&r), 1);
	assert_string_equal(item_text(&r, 0, "plate"), "鲁C***45");
	assert_null(strstr(r.text, "12345"));
}

static void
the_question_is_on_disk_before_its_answer(void **state)
{
	struct reply r;
	char path[100];

	(void)state;
	pass("鲁C12345", 2, EAST_1, 3);
	r = post_as("officer", "passages/search", "{\"plate\":\"鲁C12345\",%s,%s,\"case\":\"2026-17\"}", DAY_BEFORE, PURPOSE);
	expect(r, 200, NULL);
	assert_true(body_int(&r, "search") > 0);
	assert_int_equal(count("SELECT count(*) FROM passage_search WHERE kind = 'exact' AND purpose = 'case' AND answered = 1"
			       " AND case_no = '2026-17' AND plate = '鲁C12345' AND length(plate_key) = 64"), 1);
	assert_int_equal(count("SELECT count(*) FROM audit WHERE kind = 'read' AND verb = 'exact' AND record = 'passage_search'"
			       " AND case_ref = '2026-17'"), 1);
	assert_int_equal(count("SELECT count(*) FROM audit WHERE detail LIKE '%12345%'"), 0);
	snprintf(path, sizeof path, "passage_searches/%lld", (long long)body_int(&r, "search"));
	r = ask_as("auditor", "GET", path, NULL, NULL);
	expect(r, 200, NULL);
	assert_string_equal(body_text(&r, "plate"), "鲁C***45");
	assert_null(strstr(r.text, "plate_key"));
	r = ask_as("supervisor", "GET", path, "Luan-Reason: check\r\n", NULL);
	assert_string_equal(body_text(&r, "plate"), "鲁C12345");
	expect(ask_as("officer", "GET", path, NULL, NULL), 404, "E_NOT_FOUND");
	/* nobody writes into the log by hand */
	r = post_as("auditor", "passage_searches", "{\"purpose\":\"case\"}");
	assert_true(r.status == 403 || r.status == 422);
}

static void
unread_characters_patterns_and_near_misses(void **state)
{
	struct reply r;

	(void)state;
	pass("鲁C12345", 2, EAST_1, 5);
	pass("鲁C123?5", 2, EAST_1, 4);
	pass("鲁C12845", 2, EAST_1, 3);
	pass("鲁C1B345", 2, EAST_1, 2);
	pass("京A99999", 2, EAST_1, 1);
	r = post_as("officer", "passages/search", "{\"plate\":\"鲁C12?45\",%s,%s}", DAY_BEFORE, PURPOSE);
	expect(r, 200, NULL);
	assert_int_equal(items(&r), 2);
	r = post_as("officer", "passages/search", "{\"plate\":\"鲁C12*\",%s,%s}", DAY_BEFORE, PURPOSE);
	assert_int_equal(items(&r), 3);
	r = post_as("officer", "passages/search", "{\"plate\":\"鲁C12345\",\"near\":700,%s,%s}", DAY_BEFORE, PURPOSE);
	expect(r, 200, NULL);
	assert_true(items(&r) >= 3);
	for (size_t i = 0; i < items(&r); i++) {
		assert_true(item_int(&r, i, "score") >= 700);
		assert_string_not_equal(item_text(&r, i, "plate"), "京A99999");
	}
	expect(post_as("officer", "passages/search", "{\"plate\":\"??????5\",%s,%s}", DAY_BEFORE, PURPOSE), 422, "E_BAD_VALUE");
	expect(post_as("officer", "passages/search", "{\"plate\":\"!!\",%s,%s}", DAY_BEFORE, PURPOSE), 422, "E_BAD_VALUE");
	expect(post_as("officer", "passages/search", "{\"near\":800,%s,%s}", DAY_BEFORE, PURPOSE), 422, "E_MISSING");
}

static void
filters_and_pages(void **state)
{
	struct passage p = { .class_code = 1, .tollgate = EAST_2, .lane = 3, .direction = 2, .plate_colour = 6, .vehicle_colour = 4,
		.speed_kmh = SPEED_UNKNOWN, .at_ms = NOW_MS - 90 * 60000, .flags = PASSAGE_NO_PLATE };
	char cursor[80];
	struct reply r;

	(void)state;
	p.vehicle_type = passage_vehicle_type(S("H11"));
	pass_with(p, SERIES_LIVE);
	for (int i = 0; i < 25; i++) {
		char plate[20];
		snprintf(plate, sizeof plate, "鲁C%05d", 10000 + i);
		pass(plate, 2, EAST_1, 1 + i % 20);
	}
	r = post_as("officer", "passages/search", "{\"lane\":3,\"direction\":2,\"plate_colour\":6,\"vehicle_colour\":4,"
	    "\"vehicle_type\":\"H11\",\"tollgates\":[%u],%s,%s}", EAST_2, DAY_BEFORE, PURPOSE);
	expect(r, 200, NULL);
	assert_int_equal(items(&r), 1);
	assert_string_equal(item_text(&r, 0, "plate"), "");
	assert_string_equal(item_text(&r, 0, "plate_colour_title"), "黄");
	r = post_as("officer", "passages/search", "{\"class\":1,%s,%s}", DAY_BEFORE, PURPOSE);
	assert_int_equal(items(&r), 1);
	r = post_as("officer", "passages/search", "{\"unit\":%lld,%s,%s}", (long long)at.west, DAY_BEFORE, PURPOSE);
	expect(r, 422, "E_BAD_VALUE");
	r = post_as("officer", "passages/search", "{\"limit\":10,%s,%s}", DAY_BEFORE, PURPOSE);
	assert_int_equal(items(&r), 10);
	size_t all = 10;
	while (json_is_string(json_object_get(r.body, "next"))) {
		snprintf(cursor, sizeof cursor, "%s", body_text(&r, "next"));
		r = post_as("officer", "passages/search", "{\"limit\":10,\"cursor\":\"%s\",%s,%s}", cursor, DAY_BEFORE, PURPOSE);
		expect(r, 200, NULL);
		all += items(&r);
		assert_true(all <= 26);
	}
	assert_int_equal(all, 26);
	expect(post_as("officer", "passages/search", "{\"cursor\":\"x.y\",%s,%s}", DAY_BEFORE, PURPOSE), 422, "E_BAD_VALUE");
}

static void
the_older_the_higher_the_role(void **state)
{
	static const struct {
		const char *from, *who;
		int status;
	} row[] = {
		{ "2026-06-02T08:00:00Z", "officer", 200 }, { "2026-05-30T08:00:00Z", "officer", 403 },
		{ "2026-05-30T08:00:00Z", "case_officer", 200 }, { "2026-03-01T08:00:00Z", "case_officer", 403 },
		{ "2026-03-01T08:00:00Z", "chief", 200 },
	};

	(void)state;
	for (size_t i = 0; i < N_ELEMS(row); i++) {
		struct reply r = post_as(row[i].who, "passages/search", "{\"plate\":\"鲁C12345\",\"class\":2,\"from\":\"%s\","
		    "\"to\":\"2026-07-01T08:00:00Z\",%s}", row[i].from, PURPOSE);
		expect(r, row[i].status, NULL);
		if (row[i].status == 403)
			assert_string_equal(r.field, "from");
	}
}

/* An officer of everywhere who leads one brigade looks far back there, and nowhere else. */
static void
a_role_so_far_back_counts_where_it_was_given(void **state)
{
	const char *old = "\"from\":\"2026-03-01T08:00:00Z\",\"to\":\"2026-07-01T08:00:00Z\"";
	int64_t far = pass("鲁C12345", 2, WEST_1, 24 * 100), near = pass("鲁C12345", 2, EAST_1, 24 * 100);
	char path[60];
	struct reply r;

	(void)state;
	r = post_as("mixed", "passages/search", "{\"plate\":\"鲁C12345\",%s,%s}", DAY_BEFORE, PURPOSE);
	expect(r, 200, NULL);
	r = post_as("mixed", "passages/search", "{\"plate\":\"鲁C12345\",\"class\":2,%s,%s}", old, PURPOSE);
	expect(r, 200, NULL);
	assert_int_equal(items(&r), 1);
	assert_int_equal(item_int(&r, 0, "tollgate"), EAST_1);
	r = post_as("mixed", "passages/track", "{\"plate\":\"鲁C12345\",\"class\":2,\"case\":\"2026-17\",%s,%s}", old, PURPOSE);
	assert_int_equal(items(&r), 1);
	expect(post_as("mixed", "passages/search", "{\"tollgates\":[%u],%s,%s}", WEST_1, old, PURPOSE), 403, "E_FORBIDDEN");
	expect(post_as("mixed", "passages/search", "{\"series\":[\"quarantine\"],%s,%s}", old, PURPOSE), 403, "E_FORBIDDEN");
	expect(post_as("mixed", "passages/search", "{\"series\":[\"quarantine\"],%s,%s}", DAY_BEFORE, PURPOSE), 200, NULL);
	snprintf(path, sizeof path, "passages/%lld", (long long)far);
	expect(ask_as("mixed", "GET", path, "Luan-Reason: check\r\n", NULL), 403, "E_FORBIDDEN");
	snprintf(path, sizeof path, "passages/%lld", (long long)near);
	expect(ask_as("mixed", "GET", path, "Luan-Reason: check\r\n", NULL), 200, NULL);
}

static void
a_track_has_its_legs(void **state)
{
	const json_t *legs, *leg;
	struct reply r;

	(void)state;
	pass("鲁C12345", 2, EAST_1, 3);
	pass("鲁C12345", 2, EAST_2, 2);
	pass("鲁C12345", 51, EAST_2, 1);	/* another vehicle: another class */
	r = post_as("officer", "passages/track", "{\"plate\":\"鲁C12345\",\"class\":2,\"case\":\"2026-17\",%s,%s}", DAY_BEFORE, PURPOSE);
	expect(r, 200, NULL);
	assert_int_equal(items(&r), 2);
	assert_int_equal(item_int(&r, 0, "tollgate"), EAST_1);	/* oldest first */
	legs = json_object_get(r.body, "legs");
	assert_int_equal(json_array_size(legs), 1);
	leg = json_array_get(legs, 0);
	assert_int_equal(json_integer_value(json_object_get(leg, "from")), item_int(&r, 0, "id"));
	assert_true(json_number_value(json_object_get(leg, "seconds")) == 3600);
	/* 0.1 degree of longitude at 36.8 degrees is 8.9 km */
	assert_in_range((uintmax_t)json_number_value(json_object_get(leg, "metres")), 8850, 8950);
	assert_in_range((uintmax_t)(json_number_value(json_object_get(leg, "kmh")) * 10), 88, 90);
	expect(post_as("officer", "passages/track", "{\"plate\":\"鲁C1234?\",\"class\":2,\"case\":\"2026-17\",%s,%s}", DAY_BEFORE, PURPOSE), 422,
	    "E_BAD_VALUE");
}

static void
faulty_bodies_are_named(void **state)
{
	static const struct {
		const char *body, *field;
		int status;
	} row[] = {
		{ "", NULL, 400 }, { "[]", NULL, 400 }, { "{\"from\":1,\"from\":2}", NULL, 400 }, { "nonsense", NULL, 400 },
		{ "{\"from\":\"yesterday\",\"to\":\"2026-07-01T08:00:00Z\"," PURPOSE "}", "from", 422 },
		{ "{\"from\":\"2026-07-01T08:00:00Z\",\"to\":\"2026-06-30T08:00:00Z\"," PURPOSE "}", "to", 422 },
		{ "{" DAY_BEFORE "," PURPOSE ",\"lane\":\"3\"}", "lane", 422 }, { "{" DAY_BEFORE "," PURPOSE ",\"lane\":256}", "lane", 422 },
		{ "{" DAY_BEFORE "," PURPOSE ",\"limit\":0}", "limit", 422 }, { "{" DAY_BEFORE "," PURPOSE ",\"limit\":501}", "limit", 422 },
		{ "{" DAY_BEFORE "," PURPOSE ",\"plate\":12345}", "plate", 422 },
		{ "{" DAY_BEFORE "," PURPOSE ",\"tollgates\":[-1]}", "tollgates", 422 },
		{ "{" DAY_BEFORE "," PURPOSE ",\"tollgates\":{}}", "tollgates", 422 },
		{ "{" DAY_BEFORE "," PURPOSE ",\"series\":[\"secret\"]}", "series", 422 },
		{ "{" DAY_BEFORE "," PURPOSE ",\"series\":[\"quarantine\"]}", "series", 403 },
		{ "{" DAY_BEFORE "," PURPOSE ",\"sql\":\"; DROP TABLE person\"}", "sql", 422 },
		{ "{" DAY_BEFORE "," PURPOSE ",\"vehicle_type\":\"ZZZZ\"}", "vehicle_type", 422 },
		{ "{" DAY_BEFORE ",\"purpose\":\"case\",\"reason\":\"   \"}", "reason", 422 },
	};

	(void)state;
	for (size_t i = 0; i < N_ELEMS(row); i++) {
		struct reply r = ask_as("officer", "POST", "passages/search", NULL, row[i].body);
		if (r.status != row[i].status || (row[i].field && strcmp(r.field, row[i].field)))
			fail_msg("%s: %d %s", row[i].body, r.status, r.text);
	}
	expect(ask_as("officer", "GET", "passages/search", NULL, NULL), 405, "E_NO_METHOD");
	expect(ask_as("officer", "GET", "passages/0", NULL, NULL), 404, "E_NOT_FOUND");
	expect(ask_as("officer", "GET", "passages/x/y/z", NULL, NULL), 404, "E_NOT_FOUND");
	expect(ask_as("officer", "DELETE", "passages/4294967296", NULL, NULL), 405, "E_NO_METHOD");
}

static void
counts_need_no_purpose_and_keep_the_scope(void **state)
{
	struct reply r;

	(void)state;
	pass("鲁C12345", 2, EAST_1, 3);
	pass("鲁C123?5", 2, EAST_1, 3);
	pass("鲁C12345", 2, WEST_1, 3);
	r = post_as("plain", "passages/counts", "{%s,\"bucket\":\"1h\"}", DAY_BEFORE);
	expect(r, 200, NULL);
	assert_int_equal(items(&r), 1);
	assert_int_equal(item_int(&r, 0, "n"), 2);
	assert_int_equal(item_int(&r, 0, "unread"), 1);
	assert_null(strstr(r.text, "plate"));
	expect(post_as("plain", "passages/counts", "{%s,\"bucket\":\"7m\"}", DAY_BEFORE), 422, "E_BAD_VALUE");
	expect(post_as("plain", "passages/counts", "{%s,\"plate\":\"鲁C12345\"}", DAY_BEFORE), 422, "E_UNKNOWN_FIELD");
	r = post_as("plain", "passages/counts", "{\"tollgates\":[%u],%s}", WEST_1, DAY_BEFORE);
	expect(r, 422, "E_BAD_VALUE");
}

static void
an_export_says_who_and_why_and_is_written_down(void **state)
{
	struct reply r;

	(void)state;
	pass("鲁C12345", 2, EAST_1, 3);
	expect(post_as("officer", "passages/export", "{\"tollgates\":[%u],%s,\"purpose\":\"case\"}", EAST_1, DAY_BEFORE), 422, "E_NO_REASON");
	r = post_as("officer", "passages/export", "{\"tollgates\":[%u],%s,%s}", EAST_1, DAY_BEFORE, PURPOSE);
	expect(r, 200, NULL);
	assert_non_null(strstr(r.head, "text/csv"));
	assert_non_null(strstr(r.text, "核查肇事逃逸车辆"));
	assert_non_null(strstr(r.text, "officer"));
	assert_non_null(strstr(r.text, ",鲁C12345,"));
	r = post_as("plain", "passages/export", "{\"tollgates\":[%u],%s,%s}", EAST_1, DAY_BEFORE, PURPOSE);
	assert_non_null(strstr(r.text, ",鲁C***45,"));
	assert_null(strstr(r.text, "12345"));
	assert_int_equal(count("SELECT count(*) FROM passage_search WHERE kind = 'export' AND answered = 1"), 2);
	r = post_as("officer", "passages/export", "{\"tollgates\":[%u],%s,%s,\"format\":\"xlsx\"}", EAST_1, DAY_BEFORE, PURPOSE);
	expect(r, 200, NULL);
	assert_non_null(strstr(r.head, "spreadsheetml.sheet"));
	assert_non_null(strstr(r.head, "passages.xlsx"));
	assert_memory_equal(r.text, "PK\3\4", 4);
	assert_int_equal(count("SELECT count(*) FROM passage_search WHERE kind = 'export' AND answered = 1"), 3);
	expect(post_as("officer", "passages/export", "{\"tollgates\":[%u],%s,%s,\"format\":\"pdf\"}", EAST_1, DAY_BEFORE, PURPOSE), 422, "E_BAD_VALUE");
	expect(post_as("officer", "passages/search", "{\"tollgates\":[%u],%s,%s,\"format\":\"xlsx\"}", EAST_1, DAY_BEFORE, PURPOSE), 422, "E_UNKNOWN_FIELD");
}

int
main(void)
{
	static const struct CMUnitTest test[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, precinct_open, precinct_close)
		T(purpose_and_reason_are_named_when_missing), T(an_exact_plate_is_found_within_the_callers_units_only),
		T(without_a_grant_for_persons_no_plate_is_asked_or_shown), T(the_question_is_on_disk_before_its_answer),
		T(unread_characters_patterns_and_near_misses), T(filters_and_pages), T(the_older_the_higher_the_role),
		T(a_role_so_far_back_counts_where_it_was_given),
		T(a_track_has_its_legs), T(faulty_bodies_are_named), T(counts_need_no_purpose_and_keep_the_scope), T(an_export_says_who_and_why_and_is_written_down),
	};

	return cmocka_run_group_tests_name("passage-search", test, NULL, NULL);
}

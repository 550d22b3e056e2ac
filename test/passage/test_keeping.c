/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of passages: looked at, corrected, held, made into pseudonyms, forgotten; and of searches: drawn and judged. */
#include "precinct.h"

#include <stdio.h>

#include "match/alarm.h"
#include "match/sighting.h"
#include "people/setting.h"

#define READING "Luan-Reason: check\r\n"

static char *
path_of(const char *format, ...)
{
	static char text[4][200];
	static int n;
	char *p = text[n++ % 4];
	va_list ap;

	va_start(ap, format);
	vsnprintf(p, sizeof text[0], format, ap);
	va_end(ap);
	return p;
}

static void
one_passage_is_shown_with_a_reason_and_written_down(void **state)
{
	int64_t id = pass("鲁C12345", 2, EAST_1, 3);
	struct reply r;

	(void)state;
	r = ask_as("officer", "GET", path_of("passages/%lld", (long long)id), NULL, NULL);
	expect(r, 200, NULL);
	assert_string_equal(body_text(&r, "plate"), "鲁C***45");
	assert_int_equal(count("SELECT count(*) FROM passage_search"), 0);
	r = ask_as("officer", "GET", path_of("passages/%lld", (long long)id), READING, NULL);
	assert_string_equal(body_text(&r, "plate"), "鲁C12345");
	assert_int_equal(count("SELECT count(*) FROM passage_search WHERE kind = 'read' AND reason = 'check'"), 1);
	expect(ask_as("stranger", "GET", path_of("passages/%lld", (long long)id), READING, NULL), 404, "E_NOT_FOUND");
	expect(ask_as("officer", "GET", "passages/4294967295999", READING, NULL), 404, "E_NOT_FOUND");
}

static void
a_correction_keeps_the_original_and_can_be_undone(void **state)
{
	int64_t id = pass("鲁C12845", 2, EAST_1, 3), correction;
	struct reply r;

	(void)state;
	expect(post_as("officer", path_of("passages/%lld/correct", (long long)id), "{\"plate\":\"鲁C12345\",\"class\":2}"), 422, "E_NO_REASON");
	expect(post_as("stranger", path_of("passages/%lld/correct", (long long)id), "{\"plate\":\"鲁C12345\",\"class\":2,\"reason\":\"看图\"}"),
	    404, "E_NOT_FOUND");
	expect(post_as("plain", path_of("passages/%lld/correct", (long long)id), "{\"plate\":\"鲁C12345\",\"class\":2,\"reason\":\"看图\"}"), 403,
	    "E_PERSONS");
	r = post_as("officer", path_of("passages/%lld/correct", (long long)id), "{\"plate\":\"鲁C12345\",\"class\":2,\"reason\":\"图片为3\"}");
	expect(r, 200, NULL);
	correction = body_int(&r, "correction");
	assert_string_equal(body_text(&r, "read"), "鲁C12845");
	assert_string_equal(body_text(&r, "plate"), "鲁C12345");
	r = post_as("officer", "passages/search", "{\"plate\":\"鲁C12345\",%s,%s}", DAY_BEFORE, PURPOSE);
	assert_int_equal(items(&r), 1);
	assert_string_equal(item_text(&r, 0, "read"), "鲁C12845");
	/* the second look is by another person */
	expect(post_as("officer", path_of("passage_corrections/%lld/confirm", (long long)correction), "{}"), 403, "E_SECOND_PERSON");
	expect(post_as("case_officer", path_of("passage_corrections/%lld/confirm", (long long)correction), "{}"), 200, NULL);
	expect(post_as("case_officer", path_of("passage_corrections/%lld/undo", (long long)correction), "{\"reason\":\"再看为8\"}"), 200, NULL);
	r = ask_as("officer", "GET", path_of("passages/%lld", (long long)id), READING, NULL);
	assert_string_equal(body_text(&r, "plate"), "鲁C12845");
	assert_int_equal(json_array_size(json_object_get(r.body, "corrections")), 1);
	expect(post_as("officer", "passage_corrections", "{\"passage\":1}"), 403, NULL);
}

/* ---- pictures ---- */

static const unsigned char png[] = { 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0,
	0, 0x90, 0x77, 0x53, 0xde, 0, 0, 0, 12, 'I', 'D', 'A', 'T', 8, 0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0, 0, 3, 1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0,
	0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82 };

static enum err put_error;
static void
put_done(struct picture_set *s, enum err e)
{
	put_error = e;
	__atomic_store_n(&s->next, (struct picture_set *)s, __ATOMIC_RELEASE);
}

static uint64_t
put_picture(void)
{
	struct picture_set s = { .n = 1, .done = put_done };

	s.picture[0] = (struct picture){ .bytes = { (const char *)png, sizeof png }, .type = 1, .format = PICTURE_PNG };
	pack_put(at.packs, &s);
	while (__atomic_load_n(&s.next, __ATOMIC_ACQUIRE) != &s)
		;
	ok(put_error);
	return s.ref;
}

static void
a_picture_is_shown_to_those_allowed_only(void **state)
{
	struct passage p = { .class_code = 2, .tollgate = EAST_1, .at_ms = NOW_MS - HOUR_MS, .speed_kmh = SPEED_UNKNOWN };
	struct reply r;
	int64_t id;

	(void)state;
	assert_true(plate_pack(S("鲁C12345"), &p.plate));
	p.pictures = put_picture();
	id = pass_with(p, SERIES_LIVE);
	expect(ask_as("officer", "GET", path_of("pictures/%lld/1", (long long)id), NULL, NULL), 422, "E_NO_REASON");
	expect(ask_as("plain", "GET", path_of("pictures/%lld/1", (long long)id), READING, NULL), 403, "E_PERSONS");
	expect(ask_as("stranger", "GET", path_of("pictures/%lld/1", (long long)id), READING, NULL), 404, "E_NOT_FOUND");
	expect(ask_as("officer", "GET", path_of("pictures/%lld/2", (long long)id), READING, NULL), 404, "E_NOT_FOUND");
	r = ask_as("officer", "GET", path_of("pictures/%lld/1", (long long)id), READING, NULL);
	expect(r, 200, NULL);
	assert_non_null(strstr(r.head, "image/png"));
	assert_non_null(strcasestr(r.head, "X-Content-Type-Options: nosniff"));
	assert_non_null(strcasestr(r.head, "Cache-Control: no-store"));
	assert_int_equal(count("SELECT count(*) FROM audit WHERE kind = 'read' AND verb = 'picture'"), 1);
	r = ask_as("officer", "GET", path_of("passages/%lld", (long long)id), READING, NULL);
	assert_int_equal(json_array_size(json_object_get(r.body, "pictures")), 1);
}

static void
a_picture_in_quarantine_needs_a_reason_and_a_grant_for_persons(void **state)
{
	struct passage p = { .class_code = 2, .tollgate = 0, .at_ms = NOW_MS - HOUR_MS, .speed_kmh = SPEED_UNKNOWN };
	char path[60];

	(void)state;
	assert_true(plate_pack(S("鲁C12345"), &p.plate));
	p.pictures = put_picture();
	snprintf(path, sizeof path, "pictures/%lld/1", (long long)pass_with(p, SERIES_QUARANTINE));
	expect(ask_as("chief", "GET", path, NULL, NULL), 422, "E_NO_REASON");
	expect(ask_as("blind_chief", "GET", path, READING, NULL), 403, "E_PERSONS");
	expect(ask_as("officer", "GET", path, READING, NULL), 404, "E_NOT_FOUND");
	expect(ask_as("chief", "GET", path, READING, NULL), 200, NULL);
}

struct alarming {
	int64_t unit, passage;
};
static enum err
make_alarm(struct call *c, void *ctx)
{
	const struct alarming *m = ctx;
	struct row *alarm = row_new(c->arena, &alarm_record), *seen = row_new(c->arena, &sighting_record);
	enum err e;

	alarm->unit = seen->unit = m->unit;
	row_set_text(alarm, alarm_subject, S("test"));
	row_set_text(alarm, alarm_plate, S("鲁C12345"));
	if ((e = record_create(c, alarm)))
		return e;
	row_set_int(seen, sighting_alarm, alarm->id);
	row_set_int(seen, sighting_passage, m->passage);
	row_set_int(seen, sighting_at, NOW_MS);
	return record_create(c, seen);
}

/* The alarm opens the picture to the neighbours it went to, but to nobody from whom it hides the plate. */
static void
an_alarm_shows_its_picture_to_those_who_see_its_plate(void **state)
{
	struct passage p = { .class_code = 2, .tollgate = EAST_1, .at_ms = NOW_MS - HOUR_MS, .speed_kmh = SPEED_UNKNOWN };
	struct alarming east = { .unit = at.east }, west = { .unit = at.west };
	char path[60];

	(void)state;
	assert_true(plate_pack(S("鲁C12345"), &p.plate));
	p.pictures = put_picture();
	east.passage = west.passage = pass_with(p, SERIES_LIVE);
	snprintf(path, sizeof path, "pictures/%lld/1", (long long)west.passage);
	expect(ask_as("stranger", "GET", path, READING, NULL), 404, "E_NOT_FOUND");
	ok(engine_write(at.engine, NULL, make_alarm, &west));
	ok(engine_write(at.engine, NULL, make_alarm, &east));
	expect(ask_as("stranger", "GET", path, NULL, NULL), 422, "E_NO_REASON");
	expect(ask_as("stranger", "GET", path, READING, NULL), 200, NULL);
	expect(ask_as("plain", "GET", path, READING, NULL), 403, "E_PERSONS");
}

/* ---- vehicles of staff ---- */

static int64_t
person_id(const char *user)
{
	char text[120];

	snprintf(text, sizeof text, "SELECT id FROM person WHERE \"user\" = '%s'", user);
	return count(text);
}

static void
who_looks_for_his_own_or_a_colleagues_vehicle_is_asked_why(void **state)
{
	struct reply r;

	(void)state;
	pass("鲁C77777", 2, EAST_1, 3);
	expect(post_as("officer", "staff_vehicles", "{\"person\":%lld,\"plate\":\"鲁C77777\",\"class\":2,\"relation\":\"own\"}",
	    (long long)person_id("officer")), 403, "E_FORBIDDEN");
	expect(post_as("clerk", "staff_vehicles", "{\"person\":%lld,\"plate\":\"不是号牌吧\",\"class\":2,\"relation\":\"own\"}",
	    (long long)person_id("officer")), 422, "E_BAD_VALUE");
	r = post_as("clerk", "staff_vehicles", "{\"person\":%lld,\"plate\":\"鲁C77777\",\"class\":2,\"relation\":\"own\"}",
	    (long long)person_id("officer"));
	expect(r, 201, NULL);
	expect(post_as("officer", "passages/search", "{\"plate\":\"鲁C77777\",%s,%s}", DAY_BEFORE, PURPOSE), 200, NULL);
	expect(post_as("case_officer", "passages/search", "{\"plate\":\"鲁C7777?\",%s,%s}", DAY_BEFORE, PURPOSE), 200, NULL);
	expect(post_as("officer", "passages/search", "{\"plate\":\"鲁C88888\",%s,%s}", DAY_BEFORE, PURPOSE), 200, NULL);
	/* met by chance among others */
	expect(post_as("case_officer", "passages/search", "{\"tollgates\":[%u],%s,%s}", EAST_1, DAY_BEFORE, PURPOSE), 200, NULL);
	assert_int_equal(count("SELECT count(*) FROM passage_search WHERE staff = 'own'"), 1);
	assert_int_equal(count("SELECT count(*) FROM passage_search WHERE staff = 'colleague'"), 1);
	assert_int_equal(count("SELECT count(*) FROM passage_search"), 4);
	/* an export is a search: what a pattern was answered counts */
	expect(post_as("case_officer", "passages/export", "{\"plate\":\"鲁C7777?\",%s,%s}", DAY_BEFORE, PURPOSE), 200, NULL);
	assert_int_equal(count("SELECT count(*) FROM passage_search WHERE kind = 'export' AND staff = 'colleague' AND answered = 1"), 1);
	assert_int_equal(count("SELECT count(*) FROM audit WHERE detail LIKE '%77777%'"), 0);
}

/* ---- the lot ---- */

static void
a_month_is_drawn_once_and_can_be_drawn_again(void **state)
{
	int64_t drawn;

	(void)state;
	for (int i = 0; i < 40; i++)
		expect(post_as("officer", "passages/search", "{\"plate\":\"鲁C12345\",%s,%s}", DAY_BEFORE, PURPOSE), 200, NULL);
	ok(sample_tick(at.engine, at.passages));
	assert_int_equal(count("SELECT count(*) FROM search_sample"), 0);	/* the month is not over */
	clock_simulate(NOW_MS + 32 * DAY_MS);
	ok(sample_tick(at.engine, at.passages));
	assert_int_equal(count("SELECT count(*) FROM search_sample"), 30);
	assert_int_equal(count("SELECT count(*) FROM search_sample WHERE month = '2026-07' AND drawn_of = 40 AND length(seed) = 16"), 30);
	ok(sample_tick(at.engine, at.passages));
	assert_int_equal(count("SELECT count(*) FROM search_sample"), 30);
	drawn = count("SELECT min(id) FROM search_sample");
	expect(post_as("officer", path_of("search_samples/%lld/judge", (long long)drawn), "{\"verdict\":\"justified\",\"opinion\":\"是\"}"), 401,
	    NULL);			/* his session has idled out; he sees none anyway */
}

static void
a_verdict_is_given_by_the_audit_administrator(void **state)
{
	int64_t id;
	struct reply r;

	(void)state;
	expect(post_as("officer", "passages/search", "{\"plate\":\"鲁C12345\",%s,%s}", DAY_BEFORE, PURPOSE), 200, NULL);
	clock_simulate(NOW_MS + 31 * DAY_MS);
	ok(sample_tick(at.engine, at.passages));
	id = count("SELECT id FROM search_sample");
	expect(post_as("chief", path_of("search_samples/%lld/judge", (long long)id), "{\"verdict\":\"justified\",\"opinion\":\"是\"}"), 403, NULL);
	expect(post_as("auditor", path_of("search_samples/%lld/judge", (long long)id), "{\"opinion\":\"是\"}"), 422, "E_MISSING");
	expect(post_as("auditor", path_of("search_samples/%lld/clarify", (long long)id), "{\"opinion\":\"案号不存在\"}"), 200, NULL);
	expect(post_as("chief", path_of("search_samples/%lld/explain", (long long)id), "{\"answer\":\"无此案\"}"), 200, NULL);
	r = post_as("auditor", path_of("search_samples/%lld/judge", (long long)id), "{\"verdict\":\"unjustified\",\"opinion\":\"无案由\"}");
	expect(r, 200, NULL);
	assert_string_equal(body_text(&r, "state"), "judged");
}

/* ---- tiers ---- */

static void
what_met_nothing_becomes_a_pseudonym_that_a_leader_still_finds(void **state)
{
	struct reply r;
	const char *old = "\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-07-01T08:00:00Z\"";

	(void)state;
	pass("鲁C12345", 2, EAST_1, 24 * 100);
	pass("鲁C12345", 2, EAST_1, 24 * 95);
	pass("鲁C99999", 2, EAST_1, 24 * 100);
	pass("鲁C12345", 2, EAST_1, 3);
	ok(retain_tick(at.engine, at.passages));
	assert_true(count("SELECT count(*) FROM passage_alias_key WHERE wrapped IS NOT NULL") >= 1);
	r = post_as("chief", "passages/search", "{\"plate\":\"鲁C12345\",%s,%s}", old, PURPOSE);
	expect(r, 422, "E_MISSING");
	assert_string_equal(r.field, "class");
	r = post_as("chief", "passages/search", "{\"plate\":\"鲁C12345\",\"class\":2,%s,%s}", old, PURPOSE);
	expect(r, 200, NULL);
	assert_int_equal(items(&r), 3);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(item_text(&r, i, "plate"), "鲁C12345");
	r = post_as("chief", "passages/search", "{\"tollgates\":[%u],%s,%s}", EAST_1, old, PURPOSE);
	assert_int_equal(items(&r), 4);
	for (size_t i = 0; i < 4; i++)	/* without its plate named, none is to be had */
		assert_true(!strcmp(item_text(&r, i, "plate"), "鲁C12345") == (i == 0));
	/* the key gone, nobody finds it */
	clock_simulate(NOW_MS + 400 * DAY_MS);
	ok(retain_tick(at.engine, at.passages));
	assert_int_equal(count("SELECT count(*) FROM passage_alias_key WHERE wrapped IS NOT NULL AND month < 2026 * 12 + 5"), 0);
}

static enum err
set_days(struct call *c, void *ctx)
{
	struct row *change = row_new(c->arena, &setting_record), *after;

	row_set_int(change, setting_value, 30);
	return record_patch(c, &setting_record, *(int64_t *)ctx, 0, change, 1ull << setting_value, &after);
}

/* Keys kept no longer than plates: no key is left for the month, and plates go all the same. */
static void
plates_go_where_their_key_went_already(void **state)
{
	int64_t id = count("SELECT id FROM setting WHERE code = 'passage_alias_days'");
	struct reply r;

	(void)state;
	ok(engine_write(at.engine, NULL, set_days, &id));
	assert_int_equal(setting(SET_passage_alias_days), 30);
	ok(retain_tick(at.engine, at.passages));	/* makes the keys of both months, and destroys them */
	pass("鲁C12345", 2, EAST_1, 24 * 130);
	ok(retain_tick(at.engine, at.passages));
	r = post_as("chief", "passages/search", "{\"tollgates\":[%u],%s,%s}", EAST_1,
	    "\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-07-01T08:00:00Z\"", PURPOSE);
	expect(r, 200, NULL);
	assert_int_equal(items(&r), 1);
	assert_string_not_equal(item_text(&r, 0, "plate"), "鲁C12345");
}

static void
a_hold_finds_what_is_a_pseudonym_already(void **state)
{
	const char *old = "\"from_at\":\"2026-03-01T00:00:00Z\",\"to_at\":\"2026-07-01T00:00:00Z\",\"ground\":\"刑事立案\"";
	struct reply r;

	(void)state;
	pass("鲁C12345", 2, EAST_1, 24 * 100);
	pass("鲁C99999", 2, EAST_1, 24 * 100);
	pass("鲁C12345", 2, EAST_1, 24);
	ok(retain_tick(at.engine, at.passages));
	r = post_as("legal", "legal_holds", "{\"case_no\":\"2026-17\",\"plate\":\"鲁C12345\",%s}", old);
	expect(r, 422, "E_MISSING");
	assert_string_equal(r.field, "class");
	r = post_as("legal", "legal_holds", "{\"case_no\":\"2026-17\",\"plate\":\"鲁C12345\",\"class\":2,%s}", old);
	expect(r, 201, NULL);
	expect(post_as("chief", path_of("legal_holds/%lld/place", (long long)body_int(&r, "id")), "{}"), 200, NULL);
	ok(holds_tick(at.engine, at.passages));
	assert_int_equal(count("SELECT count(*) FROM legal_hold WHERE state = 'in_force' AND held = 2"), 1);
}

static void
what_is_held_survives_the_tiers(void **state)
{
	int64_t id;
	struct reply r;

	(void)state;
	pass("鲁C12345", 2, EAST_1, 24);
	pass("鲁C99999", 2, EAST_1, 24);
	r = post_as("legal", "legal_holds", "{\"case_no\":\"2026-17\",\"plate\":\"鲁C12345\",\"class\":2,\"from_at\":\"2026-06-01T00:00:00Z\","
	    "\"to_at\":\"2026-07-01T00:00:00Z\",\"ground\":\"刑事立案\"}");
	expect(r, 201, NULL);
	id = body_int(&r, "id");
	expect(post_as("legal", path_of("legal_holds/%lld/place", (long long)id), "{}"), 403, "E_SECOND_PERSON");
	expect(post_as("chief", path_of("legal_holds/%lld/place", (long long)id), "{}"), 200, NULL);
	ok(holds_tick(at.engine, at.passages));
	assert_int_equal(count("SELECT count(*) FROM legal_hold WHERE state = 'in_force' AND held = 1"), 1);
	r = post_as("chief", "passages/search", "{\"plate\":\"鲁C12345\",\"series\":[\"held\"],%s,%s}",
	    "\"from\":\"2026-06-15T00:00:00Z\",\"to\":\"2026-07-01T08:00:00Z\"", PURPOSE);
	expect(r, 200, NULL);
	assert_int_equal(items(&r), 1);
	expect(post_as("legal", path_of("legal_holds/%lld/release", (long long)id), "{\"reason\":\"结案\"}"), 403, "E_SECOND_PERSON");
	expect(post_as("chief", path_of("legal_holds/%lld/release", (long long)id), "{\"reason\":\"结案\"}"), 200, NULL);
	ok(holds_tick(at.engine, at.passages));
	assert_int_equal(count("SELECT count(*) FROM legal_hold WHERE state = 'released'"), 1);
	expect(post_as("legal", "legal_holds", "{\"case_no\":\"x\",\"plate\":\"鲁C12345\",\"class\":2,\"from_at\":\"2026-06-01T00:00:00Z\","
	    "\"to_at\":\"2030-07-01T00:00:00Z\",\"ground\":\"x\"}"), 422, "E_BAD_VALUE");
	expect(post_as("legal", "legal_holds", "{\"case_no\":\"x\",\"from_at\":\"2026-06-01T00:00:00Z\","
	    "\"to_at\":\"2026-06-02T00:00:00Z\",\"ground\":\"x\"}"), 422, "E_MISSING");
}

static void
a_day_is_counted_the_night_after(void **state)
{
	(void)state;
	for (int i = 0; i < 5; i++)
		pass(i ? "鲁C12345" : "鲁C123?5", 2, EAST_1, 24 + i);
	pass("鲁C12345", 2, WEST_1, 24);
	pass("鲁C12345", 2, WEST_1, 1);	/* of today */
	ok(rollup_tick(at.engine, at.passages));
	ok(rollup_tick(at.engine, at.passages));
	assert_int_equal(count("SELECT count(*) FROM passage_day"), 2);
	assert_int_equal(count("SELECT passages FROM passage_day ORDER BY tollgate LIMIT 1"), 5);
	assert_int_equal(count("SELECT unread FROM passage_day ORDER BY tollgate LIMIT 1"), 1);
	assert_int_equal(count("SELECT at FROM passage_day LIMIT 1"), 1782748800000);	/* 2026-06-30T00:00+08:00 */
	struct reply r = ask_as("officer", "GET", "views/passage_figures?from=2026-06-29&to=2026-07-02", NULL, NULL);
	expect(r, 200, NULL);
	assert_int_equal(json_array_size(json_object_get(r.body, "rows")), 1);
}

int
main(void)
{
	static const struct CMUnitTest test[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, precinct_open, precinct_close)
		T(one_passage_is_shown_with_a_reason_and_written_down), T(a_correction_keeps_the_original_and_can_be_undone),
		T(a_picture_is_shown_to_those_allowed_only), T(who_looks_for_his_own_or_a_colleagues_vehicle_is_asked_why),
		T(a_month_is_drawn_once_and_can_be_drawn_again), T(a_verdict_is_given_by_the_audit_administrator),
		T(what_met_nothing_becomes_a_pseudonym_that_a_leader_still_finds), T(what_is_held_survives_the_tiers),
		T(an_alarm_shows_its_picture_to_those_who_see_its_plate),
		T(a_picture_in_quarantine_needs_a_reason_and_a_grant_for_persons), T(plates_go_where_their_key_went_already),
		T(a_hold_finds_what_is_a_pseudonym_already),
		T(a_day_is_counted_the_night_after),
	};

	return cmocka_run_group_tests_name("passage-keeping", test, NULL, NULL);
}

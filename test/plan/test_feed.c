/* SPDX-License-Identifier: Apache-2.0 */
/* The four forms of weather feeds, item by item; then the real lists, where they are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "feeds.h"
#include "plan/area.h"
#include "plan/feed.h"
#include "plan/feed_.h"

static struct arena arena;

static struct feed
read_all(const char *text, enum feed_kind kind, size_t n)
{
	struct feed f;

	assert_int_equal(feed_read(slice_of(text), &arena, &f), E_OK);
	assert_int_equal(f.kind, kind);
	assert_int_equal(f.n, n);
	return f;
}

static int64_t
at(const char *text)
{
	int64_t ms;

	assert_true(time_parse(slice_of(text), &ms));
	return ms;
}

static void
test_nmc(void **state)
{
	struct feed f = read_all(FEED_TEXT_NMC, FEED_NMC, 6);

	(void)state;
	assert_int_equal(f.item[0].fault, FEED_FINE);
	assert_string_equal(f.item[0].hazard, "fog");
	assert_string_equal(f.item[0].level, "orange");
	assert_string_equal(f.item[0].rank, "county");
	assert_true(slice_is(f.item[0].code, "370303") && f.item[0].issued_ms == at("2026-11-27T18:00:00+08:00") && !f.item[0].doubtful);
	assert_true(slice_is(f.item[0].sender, "山东省淄博市张店区气象台"));
	assert_int_equal(f.item[1].message, FEED_CANCEL);
	assert_string_equal(f.item[1].hazard, "icing");
	assert_string_equal(f.item[2].hazard, "landslide");
	assert_string_equal(f.item[2].level, "yellow");		/* its picture says red: the words count */
	assert_true(f.item[2].doubtful);
	assert_string_equal(f.item[2].rank, "province");
	assert_int_equal(f.item[3].fault, FEED_NO_TIME);
	assert_int_equal(f.item[4].fault, FEED_NO_ID);
	assert_int_equal(f.item[5].fault, FEED_NO_ID);
}

static void
test_qweather(void **state)
{
	struct feed f = read_all(FEED_TEXT_QWEATHER, FEED_QWEATHER, 3);

	(void)state;
	assert_string_equal(f.item[0].hazard, "fog");
	assert_string_equal(f.item[0].level, "orange");
	assert_true(f.item[0].to_ms == at("2026-11-28T10:00:00+08:00") && f.item[0].message == FEED_ALERT && !f.item[0].code.n);
	assert_int_equal(f.item[1].message, FEED_UPDATE);
	assert_true(f.item[1].nreference == 1 && slice_is(f.item[1].reference[0], "10112030120261127180000"));
	assert_int_equal(f.item[2].message, FEED_CANCEL);
}

static void
test_caiyun(void **state)
{
	struct feed f = read_all(FEED_TEXT_CAIYUN, FEED_CAIYUN, 1);

	(void)state;
	assert_string_equal(f.item[0].level, "orange");
	assert_true(slice_is(f.item[0].code, "370302") && f.item[0].issued_ms == 1795773720000 && slice_is(f.item[0].sender, "淄川区气象台"));
}

static void
test_cap(void **state)
{
	struct feed f = read_all(FEED_TEXT_CAP, FEED_CAP, 1);
	const struct feed_item *it = &f.item[0];

	(void)state;
	assert_int_equal(it->fault, FEED_FINE);
	assert_int_equal(it->message, FEED_UPDATE);
	assert_true(it->nreference == 1 && slice_is(it->reference[0], "37030041600000_8"));
	assert_string_equal(it->hazard, "fog");
	assert_string_equal(it->level, "orange");
	assert_true(slice_is(it->sender, "淄博市气象台") && it->from_ms == at("2026-11-27T20:00:00+08:00") && it->to_ms == at("2026-11-28T08:00:00+08:00"));
	assert_int_equal(it->nring, 2);
	assert_int_equal(it->ring[0].n, 5);
	assert_true(it->ring[0].at[0].lon_e7 == 1179400000 && it->ring[0].at[0].lat_e7 == 367400000);
	assert_true(ring_holds(it->ring[0].at, it->ring[0].n, (struct point){ 1180500000, 368100000 }));
	assert_true(ring_holds(it->ring[1].at, it->ring[1].n, (struct point){ 1181000000, 369600000 }));
	assert_false(ring_holds(it->ring[1].at, it->ring[1].n, (struct point){ 1182500000, 369600000 }));
	f = read_all(FEED_TEXT_CAP_PLAIN, FEED_CAP, 2);
	assert_string_equal(f.item[0].hazard, "snowstorm");
	assert_string_equal(f.item[0].level, "yellow");
	assert_true(slice_is(f.item[0].code, "370323") && f.item[0].nring == 0);
	assert_int_equal(f.item[1].fault, FEED_NOT_ACTUAL);
}

static void
test_refused(void **state)
{
	static const char *const bad[] = { "", "  ", "[]", "{}", "{\"warning\":{}}", "<alert", "<alert/>x", "<x><y/></x>", "{\"content\":[}", "\xff\xfe",
		"<!DOCTYPE a [<!ENTITY b \"c\">]><alert><identifier>&b;</identifier></alert>", "<?xml version=\"1.0\"?><!DOCTYPE lolz><alert/>" };
	struct feed f;

	(void)state;
	for (size_t i = 0; i < N_ELEMS(bad); i++)
		assert_int_equal(feed_read(slice_of(bad[i]), &arena, &f), E_BAD_BODY);
	assert_int_equal(feed_read((struct slice){ bad[0], FEED_MAX + 1 }, &arena, &f), E_TOO_LARGE);
}

static void
test_too_many(void **state)
{
	struct feed f;
	struct buf b;

	(void)state;
	buf_init(&b, MIB(4));
	buf_puts(&b, "{\"content\":[{}");
	for (int i = 0; i < FEED_ITEMS; i++)
		buf_puts(&b, ",{}");
	buf_puts(&b, "]}");
	assert_int_equal(feed_read(buf_slice(&b), &arena, &f), E_FULL);
	buf_free(&b);
}

/* A little that stands for much: what is kept of a feed does not outgrow the feed. */
static void
test_bounded(void **state)
{
	static const char *const piece[] = { "<polygon/>", "<polygon>36,118</polygon>", "<polygon>36,118 37,118 37,119</polygon>", "<circle>36,118 9</circle>",
		"<circle/>", "</area><area><areaDesc>张店</areaDesc>" };
	static const char head[] = "<alert><identifier>1</identifier><info><event>大雾</event><area>", tail[] = "</area></info></alert>";

	(void)state;
	for (size_t i = 0; i < N_ELEMS(piece); i++) {
		struct arena own;
		struct feed f;
		struct buf b;
		arena_init(&own);
		buf_init(&b, FEED_MAX);
		buf_puts(&b, head);
		while (b.n + strlen(piece[i]) + sizeof tail < FEED_MAX)
			buf_puts(&b, piece[i]);
		buf_puts(&b, tail);
		assert_int_equal(feed_read(buf_slice(&b), &own, &f), E_OK);
		assert_int_equal(f.item[0].nring, i == 2 || i == 3 ? FEED_RINGS : 0);
		assert_true(i != 5 ? !f.item[0].areas.n : words_cut(f.item[0].areas, 999).n < f.item[0].areas.n && words_cut(f.item[0].areas, 1000).n == f.item[0].areas.n);
		assert_true(own.total < 4 * FEED_MAX);
		buf_free(&b);
		arena_free(&own);
	}
}

static void
test_words(void **state)
{
	static const struct { const char *sender, *key; } senders[] = { { "河南省鹤壁市淇县气象台", "淇县气象台" }, { "淇县气象台", "淇县气象台" },
	    { "福建省漳州市龙海区气象台", "龙海区气象台" },
		{ "山东省淄博市气象台", "淄博市气象台" }, { "淄博市气象台", "淄博市气象台" }, { "上海中心气象台", "上海中心气象台" }, { "北京市海淀区气象台", "海淀区气象台" },
		{ "浙江省水利厅、浙江省气象台", "浙江省水利厅、浙江省气象台" }, { "山西省自然资源厅和山西省气象台", "山西省自然资源厅和山西省气象台" }, { "市", "市" },
		    { "省市县", "县" } };
	static const struct { const char *words, *hazard; } hazards[] = { { "道路结冰黄色预警", "icing" }, { "雷雨大风", "convection" }, { "大风蓝色预警信号", "gale" },
	    { "冰雹橙色", "hail" },
		{ "山洪灾害蓝色预警", "flash_flood" }, { "Dense Fog Advisory", "fog" }, { "空气重污染黄色预警", "other" } };

	(void)state;
	for (size_t i = 0; i < N_ELEMS(senders); i++)
		assert_string_equal(arena_str(&arena, words_sender_key(slice_of(senders[i].sender))), senders[i].key);
	for (size_t i = 0; i < N_ELEMS(hazards); i++)
		assert_string_equal(words_hazard(slice_of(hazards[i].words)), hazards[i].hazard);
	assert_int_equal(words_time(S("2026/11/27 18:00")), at("2026-11-27T18:00:00+08:00"));
	assert_int_equal(words_time(S("2026-11-27T18:00:30Z")), at("2026-11-27T18:00:30Z"));
	assert_int_equal(words_time(S("2026-13-27 18:00")), 0);
	assert_int_equal(words_time(S("")), 0);
}

static void
test_rings(void **state)
{
	struct point a[8], b[8];
	size_t na, nb;

	(void)state;
	assert_true(border_read(S("118,36 119,36 119,37 118,37"), a, 8, &na) && na == 4);
	assert_true(border_read(S(" 118.9,36.9  120,36.9 120,38 118.9,38 "), b, 8, &nb));
	assert_true(rings_touch(a, na, b, nb) && rings_touch(b, nb, a, na));
	assert_true(border_read(S("117,36.4 120,36.4 120,36.6 117,36.6"), b, 8, &nb) && rings_touch(a, na, b, nb));	/* across, no corner within */
	assert_true(border_read(S("119.1,36 120,36 120,37"), b, 8, &nb) && !rings_touch(a, na, b, nb));
	assert_false(border_read(S("118,36 119,36"), a, 8, &na));
	assert_false(border_read(S("118,36 119,96 119,37"), a, 8, &na));
	assert_false(border_read(S("118,36 x,36 119,37"), a, 8, &na));
	assert_false(border_read(S("1,1 2,2 3,3 4,4 5,5 6,6 7,7 8,8 9,9"), a, 8, &na));
}

/* The lists as they are out there; skipped where they are not. */
static void
test_real(void **state)
{
	static const struct { const char *file; enum feed_kind kind; size_t n; } real[] = { { "nmc_list_sample.json", FEED_NMC, 4 }, { "qweather_warning_now.json",
	    FEED_QWEATHER, 1 },
		{ "caiyun_alert.json", FEED_CAIYUN, 2 } };
	const char *dir = getenv("REAL_ALERTS");
	static char text[65536];

	(void)state;
	for (size_t i = 0; i < N_ELEMS(real); i++) {
		char path[512];
		struct feed f;
		FILE *in = NULL;
		size_t n;
		(void)snprintf(path, sizeof path, "%s/%s", dir ? dir : "", real[i].file);
		if (dir)
			in = fopen(path, "r");
		if (!in)
			skip();
		n = fread(text, 1, sizeof text, in);
		(void)fclose(in);
		assert_int_equal(feed_read((struct slice){ text, n }, &arena, &f), E_OK);
		assert_true(f.kind == real[i].kind && f.n == real[i].n);
		for (size_t k = 0; k < f.n; k++)
			assert_true(f.item[k].fault == FEED_FINE && !f.item[k].doubtful && f.item[k].hazard && f.item[k].level && f.item[k].sender.n);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_nmc), cmocka_unit_test(test_qweather), cmocka_unit_test(test_caiyun), cmocka_unit_test(test_cap),
		cmocka_unit_test(test_refused), cmocka_unit_test(test_too_many), cmocka_unit_test(test_bounded),
	    cmocka_unit_test(test_words), cmocka_unit_test(test_rings), cmocka_unit_test(test_real) };
	int failed;

	arena_init(&arena);
	failed = cmocka_run_group_tests_name("feed", tests, NULL, NULL);
	arena_free(&arena);
	return failed;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The hot set against a matcher that looks at every entry for every passage. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include "base/arena.h"
#include "match/watch.h"

#define ok(call) assert_int_equal((call), E_OK)
#define EXACT (PLATE_ALIAS - 1)
#define ITEMS 3000
#define PASSAGES 4000
#define AREAS 5

static uint64_t seed = 20261127;

static uint64_t
draw(uint64_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed % n;
}

/* Few symbols, so that plates and patterns meet often. */
static plate_t
some_plate(void)
{
	plate_t p = 0;
	int n = 7 + (int)draw(2);

	for (int i = 0; i < n; i++)
		p |= (plate_t)(1 + draw(i < 2 ? 3 : 4)) << (63 - PLATE_BITS * (i + 1));
	return p;
}

static plate_t
some_mask(void)
{
	plate_t mask = EXACT;
	int holes = 1 + (int)draw(3);

	if (!draw(4))
		return ~(((plate_t)1 << (63 - PLATE_BITS * (1 + draw(7)))) - 1) & EXACT;
	for (int i = 0; i < holes; i++)
		mask &= ~((plate_t)127 << (63 - PLATE_BITS * (1 + draw(9))));
	return mask;
}

static struct watch_item
some_item(size_t i)
{
	struct watch_item w = { .entry = (int64_t)i + 1, .want = some_plate(), .mask = EXACT, .to_ms = INT64_MAX };

	if (!draw(3))
		w.mask = some_mask();
	if (!draw(3))
		w.class_code = (uint8_t)(1 + draw(3));
	if (!draw(3)) {
		w.from_ms = (int64_t)draw(1000);
		w.to_ms = w.from_ms + (int64_t)draw(500);
	}
	if (!draw(3))
		w.area = (uint32_t)(1 + draw(AREAS - 1));
	w.priority = (uint8_t)(1 + draw(3));
	return w;
}

static void
some_passages(struct passage *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		p[i] = (struct passage){ .plate = draw(50) ? some_plate() : draw(2) ? 0 : some_plate() | PLATE_ALIAS,
			.at_ms = (int64_t)draw(1200), .class_code = (uint8_t)(1 + draw(3)), .tollgate = (uint32_t)(1 + draw(20)) };
}

static const uint32_t all_gates[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 };

static void
some_areas(struct watch_area *a)
{
	a[0] = (struct watch_area){ NULL, 0 };
	for (size_t i = 1; i < AREAS; i++) {
		size_t from = draw(20);
		a[i] = (struct watch_area){ all_gates + from, draw(20 - from) };
	}
}

static bool
meets(const struct watch_item *w, const struct watch_area *area, const struct passage *p)
{
	bool there = !w->area;

	for (size_t i = 0; i < area[w->area].n; i++)
		there |= area[w->area].tollgate[i] == p->tollgate;
	return p->plate && !(p->plate & PLATE_ALIAS) && (p->plate & w->mask) == (w->want & w->mask) &&
	    (!w->class_code || w->class_code == p->class_code) && p->at_ms >= w->from_ms && p->at_ms < w->to_ms && there;
}

/* A bit for every pair that was found; a pair found twice fails. */
static void
compare(const struct watch_set *s, const struct watch_item *item, size_t n, const struct watch_area *area, const struct passage *p)
{
	static struct watch_hit hit[1 << 20];
	static bool found[ITEMS + 1];
	size_t more, hits = watch_match(s, p, PASSAGES, hit, 1 << 20, &more), at = 0, expected = 0;

	assert_int_equal(more, 0);
	for (size_t i = 0; i < PASSAGES; i++) {
		memset(found, 0, sizeof found);
		for (; at < hits && hit[at].passage == i; at++) {
			assert_false(found[hit[at].item->entry]);
			found[hit[at].item->entry] = true;
		}
		for (size_t k = 0; k < n; k++) {
			bool want = meets(&item[k], area, &p[i]);
			expected += want;
			if (want != found[item[k].entry])
				fail_msg("passage %zu entry %lld: %d", i, (long long)item[k].entry, want);
		}
	}
	assert_int_equal(at, hits);
	assert_true(expected > PASSAGES / 4);	/* else the data would prove nothing */
}

static void
test_finds_what_a_naive_matcher_finds(void **state)
{
	static struct watch_item item[ITEMS];
	static struct passage p[PASSAGES];
	struct watch_area area[AREAS];
	struct watch_set *s;

	for (int round = 0; round < 5; round++) {
		size_t n = round ? ITEMS >> (round - 1) : ITEMS;
		for (size_t i = 0; i < n; i++)
			item[i] = some_item(i);
		some_areas(area);
		some_passages(p, PASSAGES);
		ok(watch_build(&s, item, n, area, AREAS));
		assert_int_equal(watch_size(s), n);
		compare(s, item, n, area, p);
		watch_free(s);
	}
}

static int
by_entry(const void *a, const void *b)
{
	const struct watch_hit *x = a, *y = b;

	return x->item->entry < y->item->entry ? -1 : x->item->entry > y->item->entry;
}

static void
test_a_set_over_another_is_both(void **state)
{
	static struct watch_item item[ITEMS];
	static struct passage p[PASSAGES];
	static struct watch_hit one[1 << 16], two[1 << 16];
	struct watch_area area[AREAS];
	struct watch_set *base, *s, *whole;
	size_t more;

	for (size_t i = 0; i < ITEMS; i++)
		item[i] = some_item(i);
	some_areas(area);
	some_passages(p, PASSAGES);
	ok(watch_build(&whole, item, ITEMS, area, AREAS));
	ok(watch_build(&base, item, 2000, area, AREAS));
	ok(watch_build_over(&s, base, item + 2000, ITEMS - 2000, area, AREAS));
	watch_free(base);			/* still held by s */
	for (size_t i = 0; i < 200; i++) {
		size_t n = watch_match(whole, p + i, 1, one, 1 << 16, &more), m = watch_match(s, p + i, 1, two, 1 << 16, &more);
		assert_int_equal(n, m);
		qsort(one, n, sizeof *one, by_entry);
		qsort(two, n, sizeof *two, by_entry);
		for (size_t k = 0; k < n; k++)
			assert_int_equal(one[k].item->entry, two[k].item->entry);
	}
	watch_free(s);
	watch_free(whole);
}

static void
test_what_does_not_fit_is_counted(void **state)
{
	struct watch_item item[3];
	struct passage p = { .plate = 5ull << 56, .at_ms = 1, .class_code = 2 };
	struct watch_hit hit[2];
	struct watch_set *s;
	size_t more;

	for (int i = 0; i < 3; i++)
		item[i] = (struct watch_item){ .entry = i + 1, .want = p.plate, .mask = EXACT, .to_ms = 2, .priority = (uint8_t)(3 - i) };
	ok(watch_build(&s, item, 3, NULL, 0));
	assert_int_equal(watch_match(s, &p, 1, hit, 2, &more), 2);
	assert_int_equal(more, 1);
	assert_int_equal(hit[0].item->priority, 1);	/* the most urgent first */
	p.at_ms = 2;					/* `to` is exclusive */
	assert_int_equal(watch_match(s, &p, 1, hit, 2, &more), 0);
	watch_free(s);
	assert_int_equal(watch_match(NULL, &p, 1, hit, 2, &more), 0);
}

static void
test_too_many_are_refused(void **state)
{
	struct watch_set *s = NULL;
	size_t n = WATCH_PATTERNS_MAX + 1;
	struct watch_item *item = mem_alloc(n * sizeof *item);

	for (size_t i = 0; i < n; i++)
		item[i] = (struct watch_item){ .want = i << 20, .mask = EXACT << 10 & EXACT, .to_ms = 1 };
	assert_int_equal(watch_build(&s, item, n, NULL, 0), E_FULL);
	ok(watch_build(&s, item, n - 1, NULL, 0));
	watch_free(s);
	mem_free(item);
}

/* ---- swapped while others match: every generation holds the plate, so every look must find it ---- */

static atomic_bool stop;

static void *
keep_matching(void *arg)
{
	struct passage p[64];
	long *looks = arg;

	for (int i = 0; i < 64; i++)
		p[i] = (struct passage){ .plate = 7ull << 56, .at_ms = 1 };
	while (!atomic_load(&stop)) {
		const struct watch_set *s = watch_hold();
		struct watch_hit hit[64];
		size_t more, n = watch_match(s, p, 64, hit, 64, &more);
		if (n != 64 || hit[63].item->want != 7ull << 56)
			return (void *)1;
		watch_let_go(s);
		++*looks;
	}
	return NULL;
}

static void
test_a_swap_loses_no_match(void **state)
{
	pthread_t thread[2];
	long looks[2] = { 0 };
	struct watch_item item[50];
	struct watch_set *s;
	void *bad;

	for (int i = 0; i < 50; i++)
		item[i] = (struct watch_item){ .entry = i + 1, .want = (plate_t)(i + 1) << 56, .mask = EXACT, .to_ms = 9 };
	ok(watch_build(&s, item, 50, NULL, 0));
	watch_swap(s);
	atomic_store(&stop, false);
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&thread[i], NULL, keep_matching, &looks[i]), 0);
	for (int i = 0; i < 2000; i++) {
		ok(watch_build(&s, item, 7 + (size_t)i % 43, NULL, 0));
		watch_swap(s);
	}
	atomic_store(&stop, true);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(pthread_join(thread[i], &bad), 0);
		assert_null(bad);
	}
	watch_swap(NULL);
	assert_null(watch_hold());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds_what_a_naive_matcher_finds),
		cmocka_unit_test(test_a_set_over_another_is_both),
		cmocka_unit_test(test_what_does_not_fit_is_counted),
		cmocka_unit_test(test_too_many_are_refused),
		cmocka_unit_test(test_a_swap_loses_no_match),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* match.c - passages against the hot set: a million plates and ten thousand patterns, one core, in batches of a hundred; one
 * passage in a thousand meets something. */
#include "bench/bench_.h"
#include "match/watch.h"

#define EXACT_N 1000000
#define PATTERNS 10000
#define PASSAGES 2000000		/* more than any cache holds */
#define BATCH 100
#define HIT_EACH 1000

static uint64_t seed = 1;

static uint64_t
draw(uint64_t n)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15ull;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ z >> 27) * 0x94d049bb133111ebull;
	return (z ^ z >> 31) % n;
}

/* "鲁C1A2B3" or its like; a seventh of them of other provinces. */
static void
some_plate(char out[32])
{
	static const char *const province[] = { "鲁", "鲁", "鲁", "鲁", "鲁", "鲁", "京", "冀", "豫", "苏" };
	static const char letter[] = "ABCDEFGHJKLMNPQRSTUVWXYZ", sign[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
	char *at = out + snprintf(out, 32, "%s%c", province[draw(N_ELEMS(province))], draw(2) ? 'C' : letter[draw(sizeof letter - 1)]);

	for (int i = 0; i < 5; i++)
		*at++ = sign[draw(sizeof sign - 1)];
	*at = '\0';
}

/* A sign left open, of every fourth two; of every fifth the end. */
static void
open_some(char text[32])
{
	size_t n = strlen(text);

	if (!draw(5)) {
		memcpy(text + n - 1, "*", 2);
		return;
	}
	for (int i = 0; i < 1 + !draw(4); i++)
		text[n - 1 - draw(5)] = '?';
}

static enum err
make_items(struct watch_item *item, size_t exact, size_t patterns)
{
	char text[32];

	for (size_t i = 0; i < exact + patterns; i++) {
		some_plate(text);
		if (i >= exact)
			open_some(text);
		item[i] = (struct watch_item){ .entry = (int64_t)i + 1, .to_ms = INT64_MAX, .class_code = 2, .priority = 2 };
		if (!plate_pattern(slice_of(text), &item[i].want, &item[i].mask))
			return E_INTERNAL;
	}
	return E_OK;
}

/* Passages that meet no exact entry but one in HIT_EACH; patterns meet what they meet. */
static enum err
make_passages(struct passage *p, const struct watch_item *item)
{
	char text[32];

	for (size_t i = 0; i < PASSAGES; i++) {
		some_plate(text);
		p[i] = (struct passage){ .at_ms = 1, .class_code = 2 };
		if (!plate_pack(slice_of(text), &p[i].plate))
			return E_INTERNAL;
		if (i % HIT_EACH == 0)
			p[i].plate = item[draw(EXACT_N)].want;
	}
	return E_OK;
}

static double
run(const struct watch_set *s, const struct passage *p, size_t *ret_hits)
{
	struct watch_hit hit[1024];
	int64_t began = now_us();
	size_t more;

	*ret_hits = 0;
	for (size_t i = 0; i < PASSAGES; i += BATCH)
		*ret_hits += watch_match(s, p + i, BATCH, hit, N_ELEMS(hit), &more) + more;
	return PASSAGES / ((double)(now_us() - began) / 1e6);
}

static enum err
measure(struct bench *b, const struct watch_item *item, size_t n, const struct passage *p, struct figure *f)
{
	struct watch_set *s;
	int64_t began = now_us();
	size_t hits = 0;
	enum err e = watch_build(&s, item, n, NULL, 0);

	if (e)
		return e;
	(void)printf("# %s: %zu entries, built in %lld ms, %zu MiB\n", f->name, n, (long long)((now_us() - began) / 1000), watch_bytes(s) >> 20);
	for (int i = 0; i < b->o.runs; i++)
		figure_add(f, run(s, p, &hits));
	(void)printf("# %s: %zu hits in %d passages\n", f->name, hits, PASSAGES);
	figure_print(b, f);
	watch_free(s);
	return E_OK;
}

static double
middle(const struct figure *f)
{
	double least = f->value[0], most = f->value[0], sum = 0;

	for (int i = 0; i < f->n; i++) {
		least = f->value[i] < least ? f->value[i] : least;
		most = f->value[i] > most ? f->value[i] : most;
		sum += f->value[i];
	}
	return f->n > 2 ? (sum - least - most) / (f->n - 2) : sum / f->n;
}

static void
beside_redis(struct bench *b, const struct figure *ours)
{
	double present, absent;

	if (!redis_membership(b, EXACT_N, &present, &absent)) {
		(void)printf("# redis: skipped, no redis-server could be started\n");
		return;
	}
	figure_one(b, "match_redis_present", present, "look-ups/s");
	figure_one(b, "match_redis_absent", absent, "look-ups/s");
	figure_one(b, "match_exact_over_redis", middle(ours) / (present > absent ? present : absent), "times");
}

enum err
bench_match(struct bench *b)
{
	struct figure exact = { .name = "match_exact", .unit = "passages/s" }, both = { .name = "match_patterns", .unit = "passages/s" };
	struct watch_item *item = mem_alloc(sizeof *item * (EXACT_N + PATTERNS));
	struct passage *p = mem_alloc(sizeof *p * PASSAGES);
	enum err e;

	if (!(e = make_items(item, EXACT_N, PATTERNS)) && !(e = make_passages(p, item)) && !(e = measure(b, item, EXACT_N, p, &exact)) &&
	    !(e = measure(b, item, EXACT_N + PATTERNS, p, &both)))
		beside_redis(b, &exact);
	mem_free(item);
	mem_free(p);
	return e ? bench_failed("match", e) : E_OK;
}

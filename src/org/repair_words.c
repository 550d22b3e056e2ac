/* SPDX-License-Identifier: Apache-2.0 */
/* repair_words.c - what was measured, in the words of an order. */
#include "org/repair_.h"

static const struct {
	const char *sign, *zh, *en;	/* {m} measured, {o} its opposite, {b} bound */
} words[] = {
	{ "off_minutes", "设备离线{m}分钟（界限{b}分钟）", "Off line for {m} min (limit {b} min)" },
	{ "silent_minutes", "设备{m}分钟没有读数（界限{b}分钟）", "No reading for {m} min (limit {b} min)" },
	{ "times_off", "24小时内离线{m}次（界限{b}次）", "Off line {m} times in 24 h (limit {b})" },
	{ "clock_ms", "时钟与北京时间相差{m}毫秒（界限{b}毫秒）", "The clock is wrong by {m} ms (limit {b} ms)" },
	{ "unread_permille", "{m}‰的号牌未识别（界限{b}‰）", "{m}‰ of the plates are not read (limit {b}‰)" },
	{ "misread_permille", "{m}‰的预警经核实为误识（界限{b}‰）", "{m}‰ of the alarms were misread (limit {b}‰)" },
	{ "days_left", "检定有效期还有{m}天（提前{b}天建单）", "The verification ends in {m} days (order {b} days before)" },
	{ "days_over", "检定已过期{o}天，检定合格前不得用于收集证据", "The verification ended {o} days ago: no evidence before the next" },
};

static struct slice
fill(struct arena *a, const char *text, const struct offence *o)
{
	struct buf b;
	struct slice done;

	buf_init(&b, KIB(1));
	for (const char *p = text; *p; p++) {
		if (*p == '{') {
			buf_int(&b, p[1] == 'm' ? o->measured : p[1] == 'o' ? -o->measured : o->bound);
			p += 2;
		} else {
			buf_putc(&b, *p);
		}
	}
	done = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return done;
}

struct repair_words
repair_words(struct arena *a, const struct offence *o)
{
	bool over = slice_is(o->note, "days_left") && o->measured < 0;

	for (size_t i = 0; i < N_ELEMS(words); i++)
		if (over ? !strcmp(words[i].sign, "days_over") : slice_is(o->note, words[i].sign))
			return (struct repair_words){ fill(a, words[i].zh, o), fill(a, words[i].en, o) };
	return (struct repair_words){ o->note, o->note };
}

struct repair_words
repair_words_common(struct arena *a, const struct offence *o, struct slice unit, int64_t devices)
{
	struct repair_words w = repair_words(a, o);

	return (struct repair_words){
		arena_printf(a, "%.*s：%lld台设备同时出现同类故障，疑为共同原因（网络、供电等）。其中一台：%.*s", (int)unit.n, unit.p, (long long)devices, (int)w.zh.n, w.zh.p),
		arena_printf(a, "%.*s: %lld devices fail together, perhaps of one cause (network, power). One of them: %.*s", (int)unit.n, unit.p,
		    (long long)devices, (int)w.en.n, w.en.p),
	};
}

/* SPDX-License-Identifier: Apache-2.0 */
/* words.c - hazard, level, sender and rank out of the words in which a warning is written. */
#include "base/clock.h"
#include "plan/feed_.h"

bool
words_hold(struct slice in, const char *what)
{
	return in.n && memmem(in.p, in.n, what, strlen(what)) != NULL;
}

struct word {
	const char *text, *means;
};

static const char *
first_of(struct slice s, const struct word *w, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (words_hold(s, w[i].text))
			return w[i].means;
	return NULL;
}

/* The longer word stands before the one it holds: 雷雨大风 is no 大风, 道路结冰 no 冰雹. */
const char *
words_hazard(struct slice s)
{
	static const struct word words[] = {
		{ "道路结冰", "icing" }, { "道路冰雪", "icing" }, { "雷雨大风", "convection" }, { "雷暴大风", "convection" }, { "强对流", "convection" }, { "冰雹", "hail" },
		{ "雷电", "lightning" }, { "台风", "typhoon" }, { "沙尘", "sandstorm" }, { "暴雪", "snowstorm" }, { "山洪", "flash_flood" }, { "地质灾害", "landslide" },
		{ "暴雨", "rainstorm" }, { "大雾", "fog" }, { "浓雾", "fog" }, { "霾", "haze" }, { "寒潮", "cold_wave" }, { "霜冻", "frost" }, { "大风", "gale" },
		{ "高温", "heat" }, { "干旱", "drought" }, { "火险", "fire" }, { "Icing", "icing" }, { "Ice", "icing" }, { "Thunderstorm", "convection" },
		    { "Lightning", "lightning" },
		{ "Hail", "hail" }, { "Typhoon", "typhoon" }, { "Sand", "sandstorm" }, { "Dust", "sandstorm" }, { "Snow", "snowstorm" }, { "Blizzard", "snowstorm" },
		{ "Flash Flood", "flash_flood" }, { "Landslide", "landslide" }, { "Rain", "rainstorm" }, { "Fog", "fog" }, { "fog", "fog" }, { "Haze", "haze" },
		{ "Cold", "cold_wave" }, { "Frost", "frost" }, { "Gale", "gale" }, { "Wind", "gale" }, { "Heat", "heat" }, { "High Temperature", "heat" }, { "Drought",
		    "drought" },
		{ "Fire", "fire" }, { "预警", "other" },
	};

	return first_of(s, words, N_ELEMS(words));
}

const char *
words_level(struct slice s)
{
	static const struct word colours[] = { { "蓝色", "blue" }, { "黄色", "yellow" }, { "橙色", "orange" }, { "红色", "red" }, { "Blue", "blue" }, { "Yellow", "yellow" },
		{ "Orange", "orange" }, { "Red", "red" } };
	const char *first = NULL, *means = NULL;

	for (size_t i = 0; s.n && i < N_ELEMS(colours); i++) {
		const char *at = memmem(s.p, s.n, colours[i].text, strlen(colours[i].text));
		if (at && (!first || at < first)) {
			first = at;
			means = colours[i].means;
		}
	}
	return means;
}

const char *
words_severity(struct slice s)
{
	static const struct word words[] = { { "Minor", "blue" }, { "Moderate", "yellow" }, { "Severe", "orange" }, { "Extreme", "red" }, { "一般", "blue" }, { "较重",
	    "yellow" },
		{ "特别严重", "red" }, { "严重", "orange" } };

	return first_of(s, words, N_ELEMS(words));
}

struct slice
words_sender(struct slice title, bool *ret_cancels)
{
	static const char *const verbs[] = { "解除", "继续发布", "变更发布", "升级发布", "降级发布", "更新发布", "更新", "变更", "升级", "降级", "发布", "将" };
	const char *first = NULL;

	*ret_cancels = false;
	for (size_t i = 0; title.n && i < N_ELEMS(verbs); i++) {
		const char *at = memmem(title.p, title.n, verbs[i], strlen(verbs[i]));
		if (at && (!first || at < first)) {
			first = at;
			*ret_cancels = i == 0;
		}
	}
	return first && first > title.p ? slice_trim((struct slice){ title.p, (size_t)(first - title.p) }) : (struct slice){ NULL, 0 };
}

static bool
ends(struct slice s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && !memcmp(s.p + s.n - n, with, n);
}

/* A city under the central government is a province; its observatory has no 省 in its name. */
const char *
words_rank(struct slice sender, struct slice code)
{
	if (code.n == 6)
		return ends(code, "00000") || slice_is(code, "000000") ? "national" : ends(code, "0000") ? "province" : ends(code, "00") ? "city" : "county";
	if (words_hold(sender, "中央气象台") || words_hold(sender, "国家"))
		return "national";
	if (words_hold(sender, "区气象") || words_hold(sender, "县气象") || words_hold(sender, "旗气象") || words_hold(sender, "县") || words_hold(sender, "区"))
		return words_hold(sender, "自治区气象") ? "province" : "county";
	if (words_hold(sender, "市气象"))
		return words_hold(sender, "北京市") || words_hold(sender, "上海市") || words_hold(sender, "天津市") || words_hold(sender, "重庆市") ? "province" : "city";
	return words_hold(sender, "省") || words_hold(sender, "中心气象台") ? "province" : "city";
}

/* The end of the first 省, 市, 自治区 or 自治州 in s, of which more of the same kind follows before a 台 or 局; 0: none. */
static size_t
prefix_end(struct slice s)
{
	static const char *const units[] = { "省", "自治区", "自治州", "市" };
	static const char *const below[] = { "市", "区", "县", "旗" };
	size_t end = 0;

	for (size_t i = 0; i < N_ELEMS(units); i++) {
		const char *at = memmem(s.p, s.n, units[i], strlen(units[i]));
		size_t e = at ? (size_t)(at - s.p) + strlen(units[i]) : 0;
		if (e && e < s.n && (!end || e < end))
			end = e;
	}
	if (!end)
		return 0;
	for (size_t i = 0; i < N_ELEMS(below); i++)
		if (words_hold((struct slice){ s.p + end, s.n - end }, below[i]))
			return end;
	return 0;
}

struct slice
words_sender_key(struct slice sender)
{
	size_t end;

	if (words_hold(sender, "、") || words_hold(sender, "和") || words_hold(sender, "与"))
		return sender;		/* two issue together: one of them alone is another sender */
	while (sender.n && (end = prefix_end(sender)))
		sender = (struct slice){ sender.p + end, sender.n - end };
	return sender;
}

struct slice
words_cut(struct slice s, size_t max)
{
	size_t n = 0;

	for (size_t chars = 0; n < s.n; n++)
		if ((s.p[n] & 0xc0) != 0x80 && chars++ == max)
			break;
	return (struct slice){ s.p, n };
}

/* "2023/06/05 16:06", "2023-04-03T14:20+08:00": seconds and offset are filled in. */
int64_t
words_time(struct slice s)
{
	char out[40];
	size_t n = 16;
	int64_t ms;

	s = slice_trim(s);
	if (s.n < 16 || s.n > 32)
		return 0;
	memcpy(out, s.p, 16);
	if (out[4] == '/' && out[7] == '/')
		out[4] = out[7] = '-';
	if (out[10] == ' ')
		out[10] = 'T';
	s = (struct slice){ s.p + 16, s.n - 16 };
	if (!s.n || *s.p != ':') {
		memcpy(out + n, ":00", 3);
		n += 3;
	}
	memcpy(out + n, s.p, s.n);
	n += s.n;
	if (!memchr(out + 16, '+', n - 16) && !memchr(out + 16, 'Z', n - 16) && !memchr(out + 16, '-', n - 16)) {
		memcpy(out + n, "+08:00", 6);
		n += 6;
	}
	return time_parse((struct slice){ out, n }, &ms) ? ms : 0;
}

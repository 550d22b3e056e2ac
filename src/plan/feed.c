/* SPDX-License-Identifier: Apache-2.0 */
#include "base/limits.h"
#include "plan/feed_.h"

const char *
feed_name(enum feed_kind k)
{
	static const char *const names[FEED_KINDS] = { "nmc", "qweather", "caiyun", "cap" };

	return names[k];
}

const char *
feed_fault_text(enum feed_fault f)
{
	static const char *const texts[FEED_FAULTS] = {
		[FEED_FINE] = "正常|fine", [FEED_NO_ID] = "没有编号|no id", [FEED_NO_TIME] = "没有可读的发布时间|no time of issue that can be read",
		[FEED_NO_HAZARD] = "看不出灾种|no hazard in it", [FEED_NO_LEVEL] = "看不出级别|no level in it", [FEED_NO_SENDER] = "看不出发布单位|no sender in it",
		[FEED_NOT_ACTUAL] = "演练或测试信息|an exercise or a test",
	};

	return texts[f];
}

void
feed_finish(struct feed_item *it)
{
	if (it->fault)
		return;
	if (!it->id.n)
		it->fault = FEED_NO_ID;
	else if (!it->issued_ms)
		it->fault = FEED_NO_TIME;
	else if (!it->sender.n)
		it->fault = FEED_NO_SENDER;
	else if (!it->hazard)
		it->fault = FEED_NO_HAZARD;
	else if (!it->level && it->message != FEED_CANCEL)
		it->fault = FEED_NO_LEVEL;
	if (!it->fault)
		it->rank = words_rank(it->sender, it->code);
}

enum err
feed_read(struct slice text, struct arena *a, struct feed *ret)
{
	struct slice s;

	*ret = (struct feed){ 0 };
	if (text.n > FEED_MAX)
		return E_TOO_LARGE;
	s = slice_trim(text);
	if (slice_starts(s, "\xef\xbb\xbf"))
		s = (struct slice){ s.p + 3, s.n - 3 };
	if (!s.n || !utf8_valid(s))
		return E_BAD_BODY;
	return *s.p == '<' ? feed_cap(s, a, ret) : feed_json(s, a, ret);
}

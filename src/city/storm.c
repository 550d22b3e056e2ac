/* SPDX-License-Identifier: Apache-2.0 */
/* storm.c - weather: a warning in the form of a weather service's list, by the signed wire of an adapter; everybody drives slower until it is called off. */
#include "base/limits.h"
#include "city/adapter.h"
#include "city/crews_.h"
#include "city/dice.h"

#define SERVICE "weather-simulated"
#define LASTS_MS 900000
#define CALM_MS 1800000

static const struct {
	const char *name, *says;
	int left;			/* percent of the speed */
} kinds[] = {
	{ "大雾橙色", "能见度低于200米的浓雾", 62 }, { "暴雨橙色", "3小时内降雨量将达50毫米以上", 70 },
	{ "道路结冰黄色", "路面温度低于0度，有降水", 66 }, { "大风蓝色", "阵风7级以上", 92 },
};

/* The form of Caiyun's list (plan/feed.h). Wherever it can be said it says that it is simulated. */
static void
put_feed(struct crews *s, bool cancel)
{
	size_t k = (size_t)s->storm.number % N_ELEMS(kinds);
	struct buf feed;

	buf_init(&feed, KIB(4));
	buf_printf(&feed, "{\"status\":\"ok\",\"content\":[{\"province\":\"山东省\",\"status\":\"预警中\",\"description\":\"（模拟）淄博市气象台%s%s预警信号：%s。\","
	    "\"pubtimestamp\":%lld,\"alertId\":\"SIM37030041600000_%lld\",\"title\":\"淄博市气象台%s%s预警\",\"adcode\":\"370300\",\"location\":\"山东省淄博市\"}]}",
	    cancel ? "解除" : "发布", kinds[k].name, kinds[k].says, (long long)((cancel ? s->now_ms : s->storm.issued_ms) / 1000),
	    (long long)(s->storm.issued_ms / 1000) + cancel, cancel ? "解除" : "发布", kinds[k].name);
	buf_reset(&s->b);
	buf_puts(&s->b, "{\"kind\":\"feed\",\"content\":");
	buf_json(&s->b, buf_slice(&feed));
	buf_putc(&s->b, '}');
	buf_free(&feed);
}

static bool
tell(struct crews *s, bool cancel)
{
	struct client_reply r;

	if (!s->storm.wire) {
		s->storm.nonce = (uint64_t)s->now_ms << 16 | 0x5700;
		if (adapter_make(s->o, SERVICE, "weather", "", s->storm.key) || client_open(&s->storm.wire, s->o->http, 10000))
			return false;
	}
	put_feed(s, cancel);
	if (adapter_tell(s->storm.wire, SERVICE, s->storm.key, &s->storm.nonce, buf_slice(&s->b), &r)) {
		storm_end(s);			/* the server is away: again later */
		return false;
	}
	if (r.status >= 300 && !s->said[0])
		(void)snprintf(s->said, sizeof s->said, "weather: %d %.*s", r.status, (int)(r.body.n < 200 ? r.body.n : 200), r.body.p ? r.body.p : "");
	return r.status < 300;
}

void
storm_turn(struct crews *s)
{
	struct storm *w = &s->storm;

	if (s->now_ms < w->turn_ms)
		return;
	if (!w->issued_ms) {
		w->issued_ms = s->now_ms - 60000;
		w->number = (int)dice_below(&s->dice, 1000);
		if (tell(s, false)) {
			w->slowed = kinds[(size_t)w->number % N_ELEMS(kinds)].left;
			s->did.storms++;
		} else {
			w->issued_ms = 0;
		}
		w->turn_ms = s->now_ms + (w->issued_ms ? LASTS_MS : 60000);
	} else if (tell(s, true)) {
		w->issued_ms = 0;
		w->slowed = 100;
		w->turn_ms = s->now_ms + CALM_MS;
	} else {
		w->turn_ms = s->now_ms + 60000;
	}
	calls_slow(s);
}

void
storm_end(struct crews *s)
{
	if (s->storm.wire)
		client_close(s->storm.wire);
	s->storm.wire = NULL;
}

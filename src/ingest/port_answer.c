/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "ingest/port_.h"

static const struct {
	uint16_t bit;
	const char *text;
} notes[] = {
	{ NOTE_UNKNOWN_TOLLGATE, "已隔离：卡口未登记|quarantined: unknown tollgate" }, { NOTE_AHEAD, "已隔离：时间超前|quarantined: time lies ahead" },
	{ NOTE_OLD, "已隔离：时间过早|quarantined: time too old" }, { NOTE_FOREIGN, "已隔离：非本设备数据|quarantined: of another device" },
	{ NOTE_TOLLGATE, "按设备补卡口|tollgate taken from the device" }, { NOTE_DEVICE, "按注册补设备|device taken from the registration" },
	{ NOTE_DIRECTION, "按车道补方向|direction taken from the lane" }, { NOTE_VALUE, "数值已规范|values were mended" },
	{ NOTE_PICTURE, "图片无效未存|picture not kept: not a picture" }, { NOTE_FACE, "人脸图片已丢弃|face pictures discarded" },
	{ NOTE_SAME, "重复上报|sent before" },
};

size_t
port_local_time(int64_t ms, char out[16])
{
	int64_t local = ms + BEIJING_MS, s = local % DAY_MS / 1000;
	struct civil c = civil_of((int32_t)(local / DAY_MS));
	const int part[] = { c.year / 100, c.year % 100, c.month, c.day, (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60) };

	for (size_t i = 0; i < N_ELEMS(part); i++) {
		out[2 * i] = (char)('0' + part[i] / 10);
		out[2 * i + 1] = (char)('0' + part[i] % 10);
	}
	out[14] = 0;
	return 14;
}

/* ---- into the arena, where an answer needs no copy ---- */

struct text {
	char *p;
	size_t n, max;
};

static void
put(struct text *t, struct slice s)
{
	if (s.n && s.n <= t->max - t->n) {
		memcpy(t->p + t->n, s.p, s.n);
		t->n += s.n;
	}
}

#define PUT(t, lit) put(t, S(lit))

/* Ids came from outside: what is not plain is left out. */
static void
put_plain(struct text *t, struct slice s)
{
	size_t n = s.n < 64 ? s.n : 64, i = 0;

	while (i < n && ((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '/'))
		i++;
	put(t, (struct slice){ s.p, i });	/* nearly always all of it */
	for (; i < n; i++)
		if ((uint8_t)s.p[i] >= 0x20 && s.p[i] != '"' && s.p[i] != '\\' && (uint8_t)s.p[i] < 0x7f)
			put(t, (struct slice){ s.p + i, 1 });
}

/* A text of ours, or of the parser about what it read: nothing in it may end the string. */
static void
put_words(struct text *t, const char *s)
{
	for (; s && *s; s++)
		if ((uint8_t)*s >= 0x20 && *s != '"' && *s != '\\')
			put(t, (struct slice){ s, 1 });
}

static void
put_line(struct text *t, const struct port_line *l, struct slice url, struct slice time)
{
	PUT(t, "{\"Id\":\"");
	put_plain(t, l->id);
	PUT(t, "\",\"RequestURL\":\"");
	put_plain(t, url);
	PUT(t, "\",\"StatusCode\":");
	put(t, (struct slice){ &"0123456"[l->code], 1 });
	PUT(t, ",\"StatusString\":\"");
	if (l->code)
		put_words(t, l->why);
	else
		PUT(t, "OK");
	if (l->field) {
		PUT(t, ": ");
		put_plain(t, slice_of(l->field));
	}
	for (size_t i = 0; l->notes && i < N_ELEMS(notes); i++)
		if (l->notes & notes[i].bit) {
			PUT(t, "; ");
			put(t, slice_of(notes[i].text));
		}
	PUT(t, "\",\"LocalTime\":\"");
	put(t, time);
	PUT(t, "\"}");
}

static size_t
line_max(const struct port_line *l, struct slice url)
{
	size_t n = 128 + (l->id.n < 64 ? l->id.n : 64) + (url.n < 64 ? url.n : 64) + (l->why ? strlen(l->why) : 0) + (l->field ? strlen(l->field) + 2 : 0);

	for (size_t i = 0; l->notes && i < N_ELEMS(notes); i++)
		n += l->notes & notes[i].bit ? strlen(notes[i].text) + 2 : 0;
	return n;
}

static struct text
text_new(struct http_request *rq, size_t max)
{
	return (struct text){ .p = arena_alloc(&rq->arena, max), .max = max };
}

void
port_answer(struct http_request *rq, int http, enum viid_status code, struct slice id, const char *why)
{
	struct port_line line = { .id = id, .code = (uint8_t)code, .why = why };
	struct text t = text_new(rq, line_max(&line, rq->path) + 64);
	char time[16];

	PUT(&t, "{\"ResponseStatusObject\":");
	put_line(&t, &line, rq->path, (struct slice){ time, port_local_time(clock_now_ms(), time) });
	PUT(&t, "}");
	http_answer(rq, http, VIID_JSON, (struct slice){ t.p, t.n });
}

void
port_answer_list(struct http_request *rq, int http, const struct port_line *line, size_t n)
{
	size_t max = 128;
	struct text t;
	char time[16];
	struct slice now = { time, port_local_time(clock_now_ms(), time) };

	for (size_t i = 0; i < n; i++)
		max += line_max(&line[i], rq->path);
	t = text_new(rq, max);
	PUT(&t, "{\"ResponseStatusListObject\":{\"ResponseStatusObject\":[");
	for (size_t i = 0; i < n; i++) {
		if (i)
			PUT(&t, ",");
		put_line(&t, &line[i], rq->path, now);
	}
	PUT(&t, "]}}");
	http_answer(rq, http, VIID_JSON, (struct slice){ t.p, t.n });
}

void
port_refuse(struct http_request *rq, enum err e, struct slice id, const char *text)
{
	enum viid_status code = err_http(e) == 503 || err_http(e) == 507 || e == E_TOO_MANY ? VIID_BUSY : e == E_FORBIDDEN || e == E_NO_METHOD ? VIID_NOT_ALLOWED :
	    err_http(e) == 400 ? VIID_BAD_FORMAT : err_http(e) == 422 || err_http(e) == 404 ? VIID_BAD_CONTENT : VIID_OTHER;

	port_answer(rq, e == E_DISK_FULL ? 503 : err_http(e), code, id, text ? text : err_zh(e));
}

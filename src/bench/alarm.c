/* SPDX-License-Identifier: Apache-2.0 */
/* alarm.c - from a camera's message to the screen: while 20,000 passages a second come in, single passages of vehicles that are
 * looked for are sent, one after the other, and it is measured when the event of the alarm has been read by a screen.
 *
 * The clock starts before the first byte of the message is sent, so that it holds a little more than what is asked for (last byte
 * received to bytes sent), never less. */
#include <pthread.h>
#include <time.h>
#include "base/arena.h"
#include "base/clock.h"
#include "bench/road.h"
#include "net/client.h"
#include "net/listen.h"

#define RATE 20000
#define THREADS 4
#define BATCH 100
#define PROBE (ROAD_CONNECTIONS - 1)	/* this camera sends what is looked for */
#define GAP_MS 25
#define WAIT_MS 5000

struct traffic {
	pthread_t thread;
	const struct server *srv;
	struct feed *feed;
	int first;			/* connections first .. first + ROAD_CONNECTIONS / THREADS - 1 */
	const volatile bool *stop;
	int64_t sent, odd;
};

static void
sleep_until(int64_t at_us)
{
	struct timespec t = { at_us / 1000000, at_us % 1000000 * 1000 };

	(void)clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

static void *
keep_sending(void *ctx)
{
	struct traffic *t = ctx;
	int64_t each = 1000000LL * BATCH * THREADS / RATE, due = now_us();
	struct client *c;

	if (client_open(&c, t->srv->device, 20000))
		return NULL;
	for (int i = 0; !*t->stop; i++, due += each) {
		struct feed_connection *at = &t->feed->at[t->first + i % (ROAD_CONNECTIONS / THREADS - 1)];
		struct client_reply r;
		sleep_until(due);
		feed_body(t->feed, (int)(at - t->feed->at));
		if (client_call(c, "POST", "/VIID/MotorVehicles", at->head, buf_slice(&at->body), &r) || r.status != 200)
			t->odd++;
		t->sent += BATCH;
	}
	client_close(c);
	return NULL;
}

/* The vehicle as the only record of a message; what is looked for is met by number. */
static void
probe_body(struct feed *f, uint32_t vehicle)
{
	struct feed_connection *c = &f->at[PROBE];
	struct report r = { .device = c->device, .tollgate = c->tollgate, .serial = vehicle, .size = REPORT_SIZE, .lane = 1, .direction = 1, .speed_kmh = 50,
		.reliability = 99 };
	struct vehicle v;
	char time[15];

	fleet_vehicle(&f->fleet, vehicle, &v);
	report_time(clock_now_ms(), time);
	r.time = time;
	r.plate = (struct slice){ v.plate, v.plate_n };
	r.class_code = v.class_code, r.plate_colour = v.plate_colour, r.colour = v.colour;
	r.type = v.type, r.use = v.use, r.brand = v.brand;
	buf_reset(&c->body);
	buf_puts(&c->body, REPORT_BEGIN);
	report_put(&c->body, &r);
	buf_puts(&c->body, REPORT_END);
}

static bool
is_alarm(const struct listen_event *e)
{
	return slice_is(e->name, "change") && memmem(e->data.p, e->data.n, "\"record\":\"alarm\"", 16);
}

static enum err
probe(struct feed *f, struct client *c, struct listen *screen, uint32_t vehicle, int64_t *ret_us)
{
	struct listen_event ev;
	struct client_reply r;
	int64_t began;
	enum err e;

	probe_body(f, vehicle);
	began = now_us();
	if ((e = client_call(c, "POST", "/VIID/MotorVehicles", f->at[PROBE].head, buf_slice(&f->at[PROBE].body), &r)))
		return e;
	do
		e = listen_next(screen, WAIT_MS, &ev);
	while (!e && !is_alarm(&ev));
	*ret_us = ev.at_us - began;
	return e;
}

static int
by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static enum err
probe_all(struct bench *b, const struct server *srv, struct feed *f, const char *header)
{
	int n = b->o.seconds * b->o.runs * 1000 / (GAP_MS + 15);
	int64_t *us = arena_array(&b->arena, int64_t, (size_t)n);
	struct listen *screen;
	struct client *c;
	enum err e;

	if ((e = listen_open(&screen, srv->address, "/api/v1/events", header)))
		return e;
	if (!(e = client_open(&c, srv->device, 20000))) {
		for (int i = 0; i < n && !e; i++) {
			sleep_until(now_us() + GAP_MS * 1000);
			e = probe(f, c, screen, (uint32_t)i * 37, &us[i]);
		}
		client_close(c);
	}
	listen_close(screen);
	if (e)
		return e;
	qsort(us, (size_t)n, sizeof *us, by_size);
	(void)printf("# %d alarms, longest %.1f ms\n", n, (double)us[n - 1] / 1e3);
	figure_one(b, "alarm_p50", (double)us[n / 2] / 1e3, "ms");
	figure_one(b, "alarm_p99", (double)us[n * 99 / 100] / 1e3, "ms");
	return E_OK;
}

static enum err
measure(struct bench *b, const struct server *srv, struct feed *f)
{
	struct traffic t[THREADS] = { { .sent = 0 } };
	volatile bool stop = false;
	int64_t began = now_us(), sent = 0, odd = 0;
	const char *header;
	enum err e = sign_in_as(b, srv, "leader", &header);

	if (e)
		return e;
	for (int i = 0; i < THREADS; i++) {
		t[i] = (struct traffic){ .srv = srv, .feed = f, .first = i * (ROAD_CONNECTIONS / THREADS), .stop = &stop };
		if (pthread_create(&t[i].thread, NULL, keep_sending, &t[i]))
			return E_INTERNAL;
	}
	sleep_until(began + 2000000);
	e = probe_all(b, srv, f, header);
	stop = true;
	for (int i = 0; i < THREADS; i++) {
		pthread_join(t[i].thread, NULL);
		sent += t[i].sent;
		odd += t[i].odd;
	}
	figure_one(b, "alarm_background", (double)sent * 1e6 / (double)(now_us() - began), "passages/s");
	return e ? e : odd ? E_INTERNAL : E_OK;
}

enum err
bench_alarm(struct bench *b)
{
	const char *data = house_path(b, "alarm");
	struct server srv;
	struct feed f;
	enum err e = road_make(b, data);

	if (e || (e = server_start_device(b, data, &srv)))
		return e;
	if (!(e = road_feed(b, &srv, ROAD_CONNECTIONS, BATCH, &f))) {
		f.hits = 0;		/* the background meets nothing: each alarm is of a probe */
		e = measure(b, &srv, &f);
		feed_close(&f);
	}
	server_stop(&srv);
	house_remove(b, data);
	return e ? bench_failed("alarm", e) : E_OK;
}

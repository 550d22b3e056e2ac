/* SPDX-License-Identifier: Apache-2.0 */
#include "city/feed.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "city/dice.h"
#include "city/digest.h"

#define STEP 1597u			/* from one vehicle to the next: shares no factor with 999,983 */

/* GB/T 28181 appendix D: centre 37030300, 00, kind, network 0, number. */
void
feed_device(int i, char ret[FEED_CODE])
{
	(void)snprintf(ret, FEED_CODE, "37030300001190%06u", (900000u + (unsigned)i) % 1000000u);
}

void
feed_tollgate(int i, char ret[FEED_CODE])
{
	(void)snprintf(ret, FEED_CODE, "37030300001210%06u", (900000u + (unsigned)i) % 1000000u);
}

void
feed_open(struct feed *f)
{
	f->at = mem_alloc(mul_size((size_t)f->connections, sizeof *f->at));
	for (int i = 0; i < f->connections; i++) {
		struct feed_connection *c = &f->at[i];

		feed_device(i, c->device);
		feed_tollgate(i, c->tollgate);
		(void)snprintf(c->head, sizeof c->head, VIID_TYPE "User-Identify: %s\r\n", c->device);
		buf_init(&c->body, LIMIT_FILE_BODY);
	}
}

void
feed_close(struct feed *f)
{
	for (int i = 0; i < f->connections; i++)
		buf_free(&f->at[i].body);
	mem_free(f->at);
	f->at = NULL;
}

enum err
feed_register(struct feed *f, const char *address, const char *password)
{
	uint64_t dice = f->fleet.seed;
	enum err e = E_OK;

	for (int i = 0; i < f->connections && !e; i++) {
		struct client *c;
		if ((e = client_open(&c, address, 20000)))
			break;
		e = digest_register(c, f->at[i].device, password, &dice);
		client_close(c);
	}
	return e;
}

static uint32_t
vehicle_number(const struct feed *f, int connection, uint32_t n)
{
	uint64_t luck = dice_mix(f->fleet.seed ^ ((uint64_t)connection << 32 | n));
	uint32_t others = f->fleet.size - f->watched;

	if (f->hits && (luck >> 20) % 1000000 < f->hits)
		return (uint32_t)(luck % f->watched);
	return f->watched + (uint32_t)(((uint64_t)n * STEP + (uint64_t)connection * 15011u) % others);
}

static void
put_record(struct feed *f, int connection, uint32_t n, const char *time)
{
	struct feed_connection *c = &f->at[connection];
	struct report r = { .device = c->device, .tollgate = c->tollgate, .time = time, .serial = n, .size = f->record,
		.lane = 1 + (int)(n & 3), .direction = 1 + (int)(n >> 2 & 3), .speed_kmh = 30 + (int)(n * 7 % 50),
		.reliability = 90 + (int)(n % 10) };
	struct vehicle v;

	fleet_vehicle(&f->fleet, vehicle_number(f, connection, n), &v);
	r.plate = (struct slice){ v.plate, v.plate_n };
	r.class_code = v.class_code;
	r.plate_colour = v.plate_colour;
	r.colour = v.colour;
	r.type = v.type;
	r.use = v.use;
	r.brand = v.brand;
	if (f->picture_each && n % (uint32_t)f->picture_each == 0) {
		r.picture = f->picture + (n / (uint32_t)f->picture_each + (uint32_t)connection) % (uint32_t)f->npicture;
		r.npicture = 1;
	}
	report_put(&c->body, &r);
}

void
feed_body(struct feed *f, int connection)
{
	struct feed_connection *c = &f->at[connection];
	char time[15];

	report_time(clock_now_ms(), time);
	buf_reset(&c->body);
	buf_puts(&c->body, REPORT_BEGIN);
	for (int i = 0; i < f->batch; i++) {
		if (i)
			buf_putc(&c->body, ',');
		put_record(f, connection, c->sent++, time);
	}
	buf_puts(&c->body, REPORT_END);
	c->batches++;
}

bool
feed_next(void *ctx, int connection, struct buf *request)
{
	struct feed *f = ctx;
	struct feed_connection *c = &f->at[connection];

	if (f->limit && c->sent >= f->limit / (uint64_t)f->connections)
		return false;
	feed_body(f, connection);
	client_request(request, "POST", "/VIID/MotorVehicles", c->head, buf_slice(&c->body));
	return true;
}

/* Each record has an answer of its own; their codes come as numbers or as text. */
static int64_t
count_taken(struct slice body, int64_t *ret_all)
{
	static const char key[] = "\"StatusCode\":";
	const char *end = body.p + body.n, *at = body.p;
	int64_t taken = 0;

	*ret_all = 0;
	while (at && (at = memmem(at, (size_t)(end - at), key, sizeof key - 1)) && at + sizeof key < end) {
		at += sizeof key - 1;
		at += *at == '"';
		taken += *at == '0';
		++*ret_all;
	}
	return taken;
}

void
feed_answered(void *ctx, int connection, int status, struct slice body)
{
	struct feed *f = ctx;
	int64_t all, taken = count_taken(body, &all);

	(void)connection;
	if (status == 200 && taken == f->batch) {
		f->taken += taken;
		return;
	}
	if (!f->odd && !f->refused)
		(void)snprintf(f->first_odd, sizeof f->first_odd, "%d %.*s", status, (int)(body.n < 240 ? body.n : 240), body.p ? body.p : "");
	f->taken += status == 200 ? taken : 0;
	f->refused += status == 200 ? f->batch - taken : 0;
	f->odd += status != 200;
}

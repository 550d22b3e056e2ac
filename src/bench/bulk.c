/* SPDX-License-Identifier: Apache-2.0 */
/* bulk.c - record_fire_all: one step for many rows in one request, each row durable with its audit, event and indexes. */
#include "bench/bench_.h"
#include "net/client.h"

#define ROWS 10000			/* of one request: LIMIT_BULK_ROWS */

static enum err
put_body(struct buf *b, const char *rest)
{
	buf_reset(b);
	buf_puts(b, "{\"ids\":[");
	for (int i = 1; i <= ROWS; i++)
		buf_printf(b, i > 1 ? ",%d" : "%d", i);
	buf_puts(b, "],");
	buf_puts(b, rest);
	return b->full ? E_FULL : E_OK;
}

static enum err
fire(struct client *c, const char *verb, const char *header, const struct buf *body, double *ret_rate)
{
	char target[96];
	struct client_reply r;
	int64_t began = now_us();
	enum err e;

	(void)snprintf(target, sizeof target, "/api/v1/repair_orders/bulk/%s", verb);
	if ((e = client_call(c, "POST", target, header, buf_slice(body), &r)))
		return e;
	*ret_rate = ROWS / ((double)(now_us() - began) / 1e6);
	if (r.status == 200 && memmem(r.body.p, r.body.n, "\"refused\":[]", 12))
		return E_OK;
	(void)fprintf(stderr, "bench: %d %.*s\n", r.status, (int)(r.body.n < 300 ? r.body.n : 300), r.body.p);
	return E_INTERNAL;
}

static enum err
measure(struct bench *b, const struct server *srv, struct client *c, const char *const header[2])
{
	static const char *const verb[2] = { "repair", "send_back" };
	static const char *const rest[2] = { "\"cause\":\"network\",\"done\":\"更换交换机并恢复\"}", "\"reason\":\"画面仍有抖动\"}" };
	struct figure rate = { .name = "bulk", .unit = "rows/s" }, cpu = { .name = "bulk_server_cpu", .unit = "us/row" };
	struct buf body;
	double v = 0;
	enum err e = E_OK;

	buf_init(&body, MIB(1));
	for (int i = 0; !e && i < 2 * b->o.runs; i++) {
		int64_t before = server_cpu_us(srv);
		if (!(e = put_body(&body, rest[i % 2])))
			e = fire(c, verb[i % 2], header[i % 2], &body, &v);
		if (e)
			break;
		(void)printf("# run %d: %.0f rows/s, %d rows in one request\n", i + 1, v, ROWS);
		figure_add(&rate, v);
		figure_add(&cpu, (double)(server_cpu_us(srv) - before) / ROWS);
	}
	buf_free(&body);
	figure_print(b, &cpu);
	figure_print(b, &rate);
	return e;
}

enum err
bench_bulk(struct bench *b)
{
	const char *data = house_path(b, "bulk"), *header[2];
	struct engine *engine;
	struct server srv;
	struct client *c;
	enum err e = house_make(b, data, &engine);

	if (e)
		return e;
	if (!(e = house_devices(engine, 10952)))
		e = house_orders(engine, ROWS, true);
	engine_close(engine);
	if (e || (e = server_start(b, data, &srv)))
		return e;
	if (!(e = sign_in_as(b, &srv, "device-a", &header[0])) && !(e = sign_in_as(b, &srv, "device-b", &header[1])) &&
	    !(e = client_open(&c, srv.address, 60000))) {
		e = measure(b, &srv, c, header);
		client_close(c);
	}
	server_stop(&srv);
	house_remove(b, data);
	return e ? bench_failed("bulk", e) : E_OK;
}

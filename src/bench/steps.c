/* SPDX-License-Identifier: Apache-2.0 */
/* steps.c - record steps over HTTP, each durable with its audit row, its event and the indexes of its record.
 *
 * 128 clients; each goes round its own repair orders: one person reports them repaired, another sends them back, so
 * that the state, the clock and the counters of each row change at every step. */
#include "bench/bench_.h"
#include "net/client.h"

#define CLIENTS 128
#define ORDERS 100			/* of each client: each may be sent back 99 times */

struct steps {
	const char *header[2];		/* who repairs, who sends back */
	const char *key_of;		/* NULL: no Idempotency-Key */
	int64_t taken[CLIENTS], odd[CLIENTS];	/* steps so far; answers other than 200 */
	int64_t n_key;
};

static const struct {
	const char *verb, *body;
} round_of[2] = {
	{ "repair", "{\"cause\":\"network\",\"done\":\"更换交换机并恢复\"}" },
	{ "send_back", "{\"reason\":\"画面仍有抖动\"}" },
};

static bool
next_step(void *ctx, int i, struct buf *request)
{
	struct steps *s = ctx;
	int64_t n = s->taken[i]++;
	int which = (int)(n / ORDERS % 2);
	char target[96], head[512];

	(void)snprintf(target, sizeof target, "/api/v1/repair_orders/%lld/%s", (long long)(i * ORDERS + n % ORDERS + 1),
	    round_of[which].verb);
	if (s->key_of) {
		(void)snprintf(head, sizeof head, "%sIdempotency-Key: %s-%lld\r\n", s->header[which], s->key_of, (long long)++s->n_key);
		client_request(request, "POST", target, head, slice_of(round_of[which].body));
	} else {
		client_request(request, "POST", target, s->header[which], slice_of(round_of[which].body));
	}
	return n < (int64_t)ORDERS * 196;
}

static void
step_taken(void *ctx, int i, int status, struct slice body)
{
	struct steps *s = ctx;

	if (status == 200 || s->odd[i]++)
		return;
	(void)fprintf(stderr, "bench: a step was answered with %d: %.*s\n", status, (int)body.n, body.p);
}

static enum err
measure(struct bench *b, const struct server *srv, struct steps *s, const char *name)
{
	struct figure rate = { .name = name, .unit = "steps/s" };
	struct figure p50 = { .name = arena_printf(&b->arena, "%s_p50", name).p, .unit = "ms" };
	struct figure p99 = { .name = arena_printf(&b->arena, "%s_p99", name).p, .unit = "ms" };
	struct figure cpu = { .name = arena_printf(&b->arena, "%s_server_cpu", name).p, .unit = "us/step" };
	struct load_options o = { .address = srv->address, .connections = CLIENTS, .seconds = 2, .next = next_step,
		.answered = step_taken, .ctx = s };
	struct load_result r;
	enum err e = load_run(&o, &r);	/* warms up */

	o.seconds = b->o.seconds;
	for (int i = 0; !e && i < b->o.runs; i++) {
		int64_t before = server_cpu_us(srv);
		if ((e = load_run(&o, &r)))
			break;
		(void)printf("# run %d: %.0f steps/s, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, longest %.1f ms, %lld refused, %lld broken\n",
		    i + 1, r.per_second, (double)r.p50_us / 1e3, (double)r.p95_us / 1e3, (double)r.p99_us / 1e3,
		    (double)r.max_us / 1e3, (long long)r.refused, (long long)r.failed);
		figure_add(&rate, (double)r.ok / r.seconds);
		figure_add(&p50, (double)r.p50_us / 1e3);
		figure_add(&p99, (double)r.p99_us / 1e3);
		figure_add(&cpu, (double)(server_cpu_us(srv) - before) / (double)(r.ok ? r.ok : 1));
		if (r.refused || r.failed)
			e = E_INTERNAL;
	}
	figure_print(b, &cpu);
	figure_print(b, &p50);
	figure_print(b, &rate);
	figure_print(b, &p99);
	return e ? bench_failed("steps", e) : E_OK;
}

enum err
bench_steps(struct bench *b)
{
	const char *data = house_path(b, "steps");
	struct steps *s = arena_new(&b->arena, struct steps);
	struct engine *engine;
	struct server srv;
	enum err e = house_make(b, data, &engine);

	if (e)
		return e;
	if (!(e = house_devices(engine, 10952)))
		e = house_orders(engine, CLIENTS * ORDERS, true);
	engine_close(engine);
	if (e || (e = server_start(b, data, &srv)))
		return e;
	if (!(e = sign_in_as(b, &srv, "device-a", &s->header[0])) && !(e = sign_in_as(b, &srv, "device-b", &s->header[1])) &&
	    !(e = measure(b, &srv, s, "steps"))) {
		s->key_of = "bench";
		e = measure(b, &srv, s, "steps_with_key");
	}
	server_stop(&srv);
	house_remove(b, data);
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* signin.c - sign-ins, each of which reckons an argon2id hash, and what a call costs for having to say who asks. */
#include "bench/bench_.h"
#include "net/client.h"

struct asks {
	const char *method, *target, *header;
	struct slice body;
	int want;
	int64_t odd;
};

static bool
next_ask(void *ctx, int i, struct buf *request)
{
	const struct asks *a = ctx;

	(void)i;
	client_request(request, a->method, a->target, a->header, a->body);
	return true;
}

static void
asked(void *ctx, int i, int status, struct slice body)
{
	struct asks *a = ctx;

	(void)i;
	if (status == a->want || a->odd++)
		return;
	(void)fprintf(stderr, "bench: %s was answered with %d: %.*s\n", a->target, status, (int)body.n, body.p);
}

static enum err
measure(struct bench *b, const struct server *srv, struct asks *a, int clients, const char *name, const char *unit)
{
	struct figure rate = { .name = name, .unit = unit };
	struct figure cpu = { .name = arena_printf(&b->arena, "%s_server_cpu", name).p, .unit = "us" };
	struct load_options o = { .address = srv->address, .connections = clients, .seconds = b->o.seconds, .next = next_ask,
		.answered = asked, .ctx = a };
	struct load_result r;
	enum err e = E_OK;

	for (int i = 0; !e && i < b->o.runs; i++) {
		int64_t before = server_cpu_us(srv);
		if ((e = load_run(&o, &r)))
			break;
		figure_add(&rate, r.per_second);
		figure_add(&cpu, (double)(server_cpu_us(srv) - before) / (double)r.answers);
	}
	figure_print(b, &cpu);
	figure_print(b, &rate);
	return e ? e : a->odd ? E_INTERNAL : E_OK;
}

enum err
bench_signin(struct bench *b)
{
	const char *data = house_path(b, "signin");
	struct asks in = { .method = "POST", .target = "/api/v1/session", .header = "Content-Type: application/json\r\n", .want = 200,
		.body = S("{\"user\":\"leader\",\"password\":\"" BENCH_PASSWORD "\"}") };
	struct asks who = { .method = "GET", .target = "/api/v1/roles", .want = 200 };
	struct asks nobody = { .method = "GET", .target = "/healthz", .want = 200 };
	struct engine *engine;
	struct server srv;
	enum err e = house_make(b, data, &engine);

	if (e)
		return e;
	engine_close(engine);
	if ((e = server_start(b, data, &srv)))
		return e;
	if (!(e = sign_in_as(b, &srv, "leader", &who.header)) && !(e = measure(b, &srv, &nobody, 64, "plain_get", "requests/s")) &&
	    !(e = measure(b, &srv, &who, 64, "signed_in_get", "requests/s")))
		e = measure(b, &srv, &in, 4, "signin", "sign-ins/s");
	server_stop(&srv);
	house_remove(b, data);
	return e ? bench_failed("signin", e) : E_OK;
}

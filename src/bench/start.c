/* SPDX-License-Identifier: Apache-2.0 */
/* start.c - from the start of the process to the first "ready", and the memory it takes, with two million rows. */
#include "bench/bench_.h"
#include "net/client.h"

/* A little of everything, so that caches are as full as they get. */
static enum err
use(struct bench *b, const struct server *srv)
{
	static const char *const target[] = { "/api/v1/repair_orders?limit=500", "/api/v1/repair_orders?state=open&sort=due_at&limit=500",
		"/api/v1/repair_orders?sort=-updated_at&count=true", "/api/v1/devices?limit=500", "/api/v1/devices?sort=name&count=true" };
	struct client *c;
	struct client_reply r;
	const char *header;
	enum err e = sign_in_as(b, srv, "leader", &header);

	if (e || (e = client_open(&c, srv->address, 20000)))
		return e;
	for (int i = 0; !e && i < 100; i++)
		e = client_call(c, "GET", target[(size_t)i % N_ELEMS(target)], header, (struct slice){ NULL, 0 }, &r);
	client_close(c);
	return e;
}

enum err
bench_start(struct bench *b)
{
	struct figure ready = { .name = "start", .unit = "ms" }, rss = { .name = "start_rss", .unit = "MiB" };
	struct figure used = { .name = "used_rss", .unit = "MiB" };
	struct server srv;
	const char *data;
	enum err e = house_large(b, b->o.rows ? b->o.rows : 2000000, &data);

	for (int i = 0; !e && i < b->o.runs; i++) {
		if ((e = server_start(b, data, &srv)))
			break;
		figure_add(&ready, (double)srv.ready_us / 1e3);
		figure_add(&rss, (double)server_rss(&srv) / 1048576);
		e = use(b, &srv);
		figure_add(&used, (double)server_rss(&srv) / 1048576);
		server_stop(&srv);
	}
	figure_print(b, &ready);
	figure_print(b, &rss);
	figure_print(b, &used);
	return e ? bench_failed("start", e) : E_OK;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* screens.c - two thousand event streams that stay open, while changes flow to all of them: what they cost in memory. */
#include <sys/resource.h>
#include "bench/bench_.h"
#include "net/client.h"

#define SCREENS 2000
#define STEPS 20			/* changes while they listen */

/* Takes a step of STEPS orders, from the given one on. */
static enum err
change(const struct server *srv, const char *header, int first)
{
	struct client *c;
	struct client_reply r;
	enum err e = client_open(&c, srv->address, 10000);

	if (e)
		return e;
	for (int i = first; !e && i < first + STEPS; i++) {
		char target[64];
		(void)snprintf(target, sizeof target, "/api/v1/repair_orders/%d/repair", i);
		e = client_call(c, "POST", target, header, S("{\"cause\":\"network\",\"done\":\"更换交换机\"}"), &r);
		if (!e && r.status != 200)
			e = E_INTERNAL;
	}
	client_close(c);
	return e;
}

static enum err
measure(struct bench *b, const struct server *srv, const char *header)
{
	struct load_streams *streams;
	struct load_heard heard = { 0 };
	int64_t before, after, began;
	enum err e = change(srv, header, STEPS + 1);	/* what the first steps take (statements, pages) is not the screens' */

	if (e)
		return e;
	before = server_rss(srv);
	began = now_us();
	if ((e = load_streams_open(&streams, srv->address, "/api/v1/events", header, SCREENS)))
		return e;
	load_streams_hear(streams, 1000, &heard);
	heard.events = 0;
	if (!(e = change(srv, header, 1)))
		for (int i = 0; i < 100 && heard.events < (int64_t)SCREENS * STEPS; i++)
			load_streams_hear(streams, 100, &heard);
	after = server_rss(srv);
	(void)printf("# %lld of %d screens open, %lld of %d events heard in %.1f s, %lld bytes\n", (long long)heard.open, SCREENS,
	    (long long)heard.events, SCREENS * STEPS, (double)(now_us() - began) / 1e6, (long long)heard.bytes);
	figure_one(b, "screens", (double)heard.open, "open");
	figure_one(b, "screens_events", (double)heard.events, "heard");
	figure_one(b, "screens_memory", (double)(after - before) / 1048576, "MiB");
	load_streams_close(streams);
	return e ? e : heard.open == SCREENS ? E_OK : E_INTERNAL;
}

enum err
bench_screens(struct bench *b)
{
	struct rlimit r = { 0, 0 };
	const char *data = house_path(b, "screens"), *header;
	struct engine *engine;
	struct server srv;
	enum err e = house_make(b, data, &engine);

	if (e)
		return e;
	if (!(e = house_devices(engine, 1000)))
		e = house_orders(engine, 1000, true);
	engine_close(engine);
	(void)getrlimit(RLIMIT_NOFILE, &r);
	r.rlim_cur = r.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &r);
	if (e || (e = server_start(b, data, &srv)))
		return e;
	if (!(e = sign_in_as(b, &srv, "device-a", &header)))
		e = measure(b, &srv, header);
	server_stop(&srv);
	house_remove(b, data);
	return e ? bench_failed("screens", e) : E_OK;
}

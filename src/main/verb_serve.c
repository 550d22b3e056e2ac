/* SPDX-License-Identifier: Apache-2.0 */
/* verb_serve.c - the server: engine, people, routes, until a signal says stop. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "api/api.h"
#include "base/log.h"
#include "cases/case_file.h"
#include "cases/cases.h"
#include "cases/intake.h"
#include "dispatch/desk.h"
#include "duty/camera_grant.h"
#include "duty/responsible_api.h"
#include "dispatch/interceptor.h"
#include "engine/metrics.h"
#include "engine/rest.h"
#include "dispatch/incident_sos.h"
#include "engine/signin.h"
#include "engine/timer.h"
#include "ingest/links.h"
#include "ingest/sharing_out.h"
#include "main/device_server.h"
#include "main/options.h"
#include "main/pages.h"
#include "main/server_metrics.h"
#include "map/map.h"
#include "map/roads.h"
#include "map/roads_api.h"
#include "match/match.h"
#include "net/static.h"
#include "org/device_limit.h"
#include "oversight/report.h"
#include "paper/paper.h"
#include "passage/passages.h"
#include "people/people.h"
#include "picture/picture.h"
#include "plan/plan_report.h"
#include "plan/plans.h"
#include "recorder/recorders.h"
#include "terminal/positions_api.h"
#include "terminal/terminal_port.h"
#include "travel/road_state.h"
#include "travel/travel.h"

struct server {
	struct engine *engine;
	struct people *people;
	struct history *history;
	struct pack_store *packs;
	struct cases_evidence evidence;
	struct match *match;
	struct violation_intake *intake;
	struct device_server device;
	struct positions *positions;
	struct positions_api positions_api;
	struct terminal_port *terminals;
	struct sharing_out *sharing;
	struct passages *passages;
	struct travel_watch *travel;
	struct road_watch *roads;
	struct paper_house *paper;
	struct map *map;
	struct picture *picture;
	struct interceptor *interceptor;
	struct static_site *site;
	struct http_server *http;
	struct metrics_source metrics;
	struct counted counted;
	struct api api;
	struct gate gate;
	struct http_route route[64];
	size_t nroute;
};

static void
add(struct server *s, struct http_route r)
{
	if (s->nroute == N_ELEMS(s->route))
		die("too many routes");
	s->route[s->nroute++] = r;
}

static const struct gate_kind *const messages[] = { case_messages, recorder_messages, weather_messages, NULL };

static enum err
routes(struct server *s, const struct config *c)
{
	const char *web = config_str(c, "web");

	s->nroute = people_routes(s->people, s->route, N_ELEMS(s->route));
	s->counted = (struct counted){ s->device.port, s->history, s->match, s->terminals, s->positions };
	s->metrics = (struct metrics_source){ s->engine, &s->http, server_metrics, &s->counted };
	s->api = (struct api){ .engine = s->engine, .server = &s->http, .ready = true };
	s->nroute += api_routes(&s->api, s->route + s->nroute, N_ELEMS(s->route) - s->nroute);
	s->gate = (struct gate){ s->engine, messages };
	s->map = map_open(s->engine);
	s->nroute += map_routes(s->map, s->route + s->nroute, N_ELEMS(s->route) - s->nroute);
	s->nroute += duty_routes(s->engine, s->route + s->nroute, N_ELEMS(s->route) - s->nroute);
	s->nroute += roads_routes(s->engine, s->route + s->nroute, N_ELEMS(s->route) - s->nroute);
	s->nroute += road_state_routes(s->roads, s->route + s->nroute, N_ELEMS(s->route) - s->nroute);
	s->nroute += passages_routes(s->passages, s->route + s->nroute, N_ELEMS(s->route) - s->nroute);
	s->nroute += paper_routes(s->paper, s->route + s->nroute, N_ELEMS(s->route) - s->nroute);
	s->nroute += picture_routes(s->picture, s->route + s->nroute, N_ELEMS(s->route) - s->nroute);
	s->nroute += interceptor_routes(s->interceptor, s->route + s->nroute, N_ELEMS(s->route) - s->nroute);
	report_open();
	plan_report_open();
	add(s, (struct http_route){ .prefix = PLAN_REPORT_PRINT, .handle = plan_report_print, .ctx = s->engine, .body_max = KIB(8) });
	add(s, (struct http_route){ .prefix = REPORT_PRINT, .handle = report_print, .ctx = s->engine, .body_max = KIB(8) });
	s->positions_api = (struct positions_api){ s->engine, s->positions };
	add(s, (struct http_route){ .prefix = POSITIONS_PREFIX, .handle = positions_serve, .ctx = &s->positions_api, .body_max = KIB(256) });
	add(s, (struct http_route){ .prefix = "/api/v1/terminal_links", .handle = terminal_links_serve, .ctx = s->terminals });
	add(s, (struct http_route){ .prefix = "/api/v1/device_links", .handle = links_serve, .ctx = s->engine });
	add(s, (struct http_route){ .prefix = GATE_PREFIX, .handle = gate_serve, .ctx = &s->gate, .body_max = GATE_BODY_MAX });
	add(s, (struct http_route){ .prefix = CASE_FILE_PREFIX, .handle = case_file_serve, .ctx = s->engine, .body_max = rest_body_max(), .worth = rest_worth });
	dispatch_report_open();
	add(s, (struct http_route){ .prefix = INCIDENT_PREFIX, .handle = incident_desk_serve, .ctx = s->engine, .body_max = rest_body_max(), .worth = rest_worth });
	joint_report_open();
	add(s, (struct http_route){ .prefix = JOINT_PREFIX, .handle = joint_desk_serve, .ctx = s->engine, .body_max = rest_body_max(), .worth = rest_worth });
	add(s, (struct http_route){ .prefix = ORDER_PREFIX, .handle = order_desk_serve, .ctx = s->engine, .body_max = rest_body_max(), .worth = rest_worth });
	add(s, (struct http_route){ .prefix = "/metrics", .handle = metrics_serve, .ctx = &s->metrics });
	add(s, (struct http_route){ .prefix = "/api/v1/", .handle = rest_serve, .ctx = s->engine, .body_max = rest_body_max(),
		.worth = rest_worth });
	if (!web || static_load(&s->site, web))
		log_at(LOG_WARN, "web.absent", KV("directory", LS(web ? web : "")));
	else
		add(s, (struct http_route){ .prefix = "/", .handle = static_handle, .ctx = s->site, .quick = true });
	return E_OK;
}

/* Zones and calls for help are looked after also without a port for terminals: phones report too. */
static enum err
start_terminals(struct server *s, const struct config *c)
{
	enum err e = positions_open(&s->positions, s->engine);

	sos_call_hook(incident_of_sos);
	if (!e)
		picture_positions(s->picture, s->positions);
	return e ? e : terminal_port_open(&s->terminals, &(struct terminal_port_options){ s->engine, s->positions, config_str(c, "terminal"),
	    (size_t)config_int(c, "terminal-max-connections") });
}

/* What a crash left unmatched is matched before the first passage comes in. */
static enum err
start_passages(struct server *s, const struct config *c)
{
	struct match_options o = { .engine = s->engine, .history = s->history, .packs = s->packs };
	enum err e = picture_open(&s->picture, s->engine, s->history);

	if (e || (e = passages_open(&s->passages, &(struct passages_options){ s->engine, s->history, s->packs })) ||
	    (e = travel_open(&s->travel, s->engine, s->history)) || (e = road_state_open(&s->roads, s->engine, s->history)))
		return e;
	if ((e = interceptor_open(&s->interceptor, s->engine, picture_tap(s->picture), s->history)))
		return e;
	o.tap = interceptor_tap(s->interceptor);
	if ((e = match_open(&s->match, &o)))
		return e;
	if ((e = intake_open(&s->intake, &(struct intake_options){ s->engine, s->history, match_sink(s->match) })))
		return e;
	if ((e = device_server_open(&s->device, &(struct port_options){ .engine = s->engine, .sink = intake_sink(s->intake), .orders = match_orders(s->match),
	    .tap = o.tap, .packs = s->packs })))
		return e;
	return sharing_out_open(&s->sharing, &(struct sharing_out_options){ s->engine, s->history, config_str(c, "platform-id") });
}

/* Without an address that the public reaches, the codes on documents lead to where this server listens. */
static enum err
start_paper(struct server *s, const struct config *c)
{
	char here[240];
	const char *url = config_str(c, "public-url");
	enum err e;

	(void)snprintf(here, sizeof here, "%s://%s/verify/", config_str(c, "tls-cert") ? "https" : "http", config_str(c, "http"));
	e = paper_open(&s->paper, &(struct paper_options){ s->engine, url ? url : here });
	return e ? e : paper_start(s->paper);
}

static enum err
start(struct server *s, const struct config *c)
{
	struct engine_options o = engine_options(c);
	struct http_options h = {
		.address = config_str(c, "http"), .cert_pem = config_str(c, "tls-cert"), .key_pem = config_str(c, "tls-key"),
		.loop_threads = (int)config_int(c, "loop-threads"), .worker_threads = (int)config_int(c, "worker-threads"),
		.max_connections = (int)config_int(c, "max-connections"), .max_per_address = (int)config_int(c, "max-per-address"),
		.bodies_in_flight = (size_t)config_int(c, "bodies-in-flight"),
	};
	enum err e;

	metrics_open(all_pages());
	if ((e = engine_open(&s->engine, &o, all_pages())) ||
	    (e = history_open(&s->history, &(struct history_options){ .data_dir = config_str(c, "data") })) ||
	    (e = pack_open(&s->packs, config_str(c, "data"), (uint64_t)config_int(c, "picture-budget"))) ||
	    (e = people_open(&s->people, s->engine)))
		return e;
	s->engine->signin = people_signin(s->people);
	s->evidence = (struct cases_evidence){ s->history, s->packs };
	if ((e = people_start(s->people)) || (e = device_limit_make(s->engine)) || (e = start_paper(s, c)) ||
	    (e = recorder_timers(s->engine)) || (e = camera_grant_timers(s->engine)) || (e = cases_timers(s->engine)) || (e = roads_open(s->engine)) ||
	    (e = evidence_timer(s->engine, &s->evidence)) || (e = plans_timers(s->engine)) || (e = engine_start(s->engine)) ||
	    (e = start_passages(s, c)) || (e = start_terminals(s, c)) || (e = routes(s, c)))
		return e;
	if ((e = http_start(&s->http, &h, s->route, s->nroute)))
		return e;
	if ((e = terminal_port_start(s->terminals)))
		return e;
	return device_server_start(&s->device, c);
}

static void
stop(struct server *s)
{
	s->api.ready = false;
	if (s->http)
		http_stop(s->http);
	device_server_stop(&s->device);
	if (s->terminals)
		terminal_port_stop(s->terminals);
	sharing_out_close(s->sharing);
	match_close(s->match);
	intake_close(s->intake);	/* what came down from there is made records of */
	map_close(s->map);
	passages_close(s->passages);
	travel_close(s->travel);
	road_state_close(s->roads);
	paper_close(s->paper);
	if (s->packs)
		pack_close(s->packs);
	if (s->history)
		history_close(s->history);
	interceptor_close(s->interceptor);	/* a batch that was still on its way has told it */
	picture_close(s->picture);	/* a batch that was still on its way has told it */
	if (s->people)
		people_close(s->people);
	if (s->engine)
		timer_stop(s->engine);	/* none that looks at positions may be running any more */
	positions_close(s->positions);
	if (s->engine)
		engine_close(s->engine);
	roads_stop();			/* the timers have ended */
	terminal_port_close(s->terminals);
	device_server_close(&s->device);
	if (s->site)
		static_free(s->site);
}

static void
wait_signal(const sigset_t *set)
{
	int sig;

	while (sigwait(set, &sig) == EINTR)
		;
	log_at(LOG_INFO, "server.stop", KV("signal", LI(sig)));
}

int
verb_serve(struct config *c, int argc, char **argv)
{
	struct server s = { 0 };
	sigset_t set;
	enum err e;

	if (argc)
		return (void)fprintf(stderr, "luan serve --data DIR --http ADDR:PORT\n"), 2;
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	(void)pthread_sigmask(SIG_BLOCK, &set, NULL);
	if ((e = start(&s, c))) {
		stop(&s);
		return e == E_IN_USE && s.engine && !s.packs ? fail_passages(e) : fail("serve", e);	/* else the port is taken */
	}
	(void)printf("%s://%s (%d)%s\n", config_str(c, "tls-cert") ? "https" : "http", config_str(c, "http"), http_port(s.http),
	    s.engine->simulated ? " 模拟数据 / simulated data" : "");
	device_server_print(&s.device, c);
	if (terminal_port_number(s.terminals))
		(void)printf("terminal tcp://%s (%d)\n", config_str(c, "terminal"), terminal_port_number(s.terminals));
	(void)fflush(stdout);
	log_at(LOG_INFO, "server.listen", KV("port", LI(http_port(s.http))));
	wait_signal(&set);
	stop(&s);
	return 0;
}

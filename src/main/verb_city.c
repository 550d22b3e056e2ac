/* SPDX-License-Identifier: Apache-2.0 */
/* verb_city.c - the simulated city, as a client of a server that runs somewhere. */
#include <signal.h>
#include <stdio.h>

#include "city/basemap.h"
#include "city/city.h"
#include "main/options.h"

#define REGISTRY_ROWS 20000

static volatile sig_atomic_t stop;

static void
on_stop(int sig)
{
	(void)sig;
	stop = 1;
}

static int
usage(void)
{
	(void)fprintf(stderr, "luan city --http URL --device URL [--terminal ADDR] [--seed N] [--speed X] [--passages-per-second N] [--pictures N] [--seconds N]\n"
	    "luan city --write-map FILE.geojson\nluan city --write-registry FILE.csv\n"
	    "  LUAN_DEMO_PASSWORD: of the demo accounts and devices\n");
	return 2;
}

static int
write_files(const struct config *c, const char *map, const char *registry)
{
	enum err e = map ? basemap_write(map) : E_OK;

	if (!e && registry)
		e = city_write_registry(registry, (uint64_t)config_int(c, "seed"), REGISTRY_ROWS);
	return e ? fail(map ? map : registry, e) : 0;
}

static int
check(const struct config *c)
{
	enum err e = city_ready(config_str(c, "http"));

	return e ? fail("city", e) : 0;
}

int
verb_city(struct config *c, int argc, char **argv)
{
	const char *map = config_str(c, "write-map"), *registry = config_str(c, "write-registry"), *speed = config_str(c, "speed");
	struct city_options o = { .http = config_str(c, "http"), .device = config_str(c, "device"), .terminal = config_str(c, "terminal"),
		.password = config_str(c, "demo-password"),
		.seed = (uint64_t)config_int(c, "seed"), .speed = strtod(speed, NULL), .per_second = (double)config_int(c, "passages-per-second"),
		.seconds = config_source(c, "seconds") == CONFIG_DEFAULT ? 0 : (int)config_int(c, "seconds"), .pictures = (int)config_int(c, "pictures") };
	enum err e;

	(void)argv;
	if (argc)
		return usage();
	if (map || registry)
		return write_files(c, map, registry);
	if (config_bool(c, "check"))
		return check(c);
	if (!o.password || !o.device || o.speed < 0.01 || o.speed > 1000)
		return usage();
	(void)signal(SIGINT, on_stop);
	(void)signal(SIGTERM, on_stop);
	e = city_run(&o, &stop);
	return e ? fail("city", e) : 0;
}

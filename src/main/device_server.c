/* SPDX-License-Identifier: Apache-2.0 */
#include "main/device_server.h"

#include <stdio.h>

#include "base/log.h"

enum err
device_server_open(struct device_server *d, const struct port_options *o)
{
	return port_open(&d->port, o);
}

enum err
device_server_start(struct device_server *d, const struct config *c)
{
	struct http_options h = {
		.address = config_str(c, "device"), .cert_pem = config_str(c, "device-tls-cert"), .key_pem = config_str(c, "device-tls-key"),
		.client_ca_pem = config_str(c, "device-client-ca"), .machines = true,
		.loop_threads = (int)config_int(c, "device-loop-threads"), .worker_threads = 2,
		.max_connections = (int)config_int(c, "device-max-connections"), .max_per_address = (int)config_int(c, "max-per-address"),
		.bodies_in_flight = (size_t)config_int(c, "device-bodies-in-flight"),
	};
	struct http_route route[8];
	size_t n;

	if (!h.address)
		return E_OK;
	n = port_routes(d->port, route, N_ELEMS(route));
	return http_start(&d->http, &h, route, n);
}

void
device_server_print(const struct device_server *d, const struct config *c)
{
	if (d->http)
		(void)printf("device %s://%s (%d)\n", config_str(c, "device-tls-cert") ? "https" : "http", config_str(c, "device"), http_port(d->http));
}

void
device_server_stop(struct device_server *d)
{
	if (d->http)
		http_stop(d->http);
	d->http = NULL;
	if (d->port)
		port_stop(d->port);
}

void
device_server_close(struct device_server *d)
{
	if (d->port)
		port_close(d->port);
	d->port = NULL;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* device_server.h - the second http server: the device port, when --device names an address.
 *
 * Order      open and start when the sink can take passages, stop before the sink or the tap is closed, close after
 *            engine_close (its timers look at the directory).
 */
#ifndef MAIN_DEVICE_SERVER_H
#define MAIN_DEVICE_SERVER_H
#include "base/config.h"
#include "ingest/port.h"

struct device_server {
	struct port *port;
	struct http_server *http;
};
enum err device_server_open(struct device_server *d, const struct port_options *o) must_check;
enum err device_server_start(struct device_server *d, const struct config *c) must_check;
void device_server_print(const struct device_server *d, const struct config *c);	/* the line "device http://ADDR (PORT)" */
void device_server_stop(struct device_server *d);
void device_server_close(struct device_server *d);
#endif

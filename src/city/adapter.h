/* SPDX-License-Identifier: Apache-2.0 */
/* adapter.h - signed messages to the server, as the programs of a bank, a platform of recorders, a weather service send them. */
#ifndef CITY_ADAPTER_H
#define CITY_ADAPTER_H
#include "city/city.h"
#include "net/client.h"

/* One adapter for all runs: its key is reckoned from the demo's password. Made by one administrator, started by the other. more: members of
 * its row, ",\"name\":.." */
enum err adapter_make(const struct city_options *o, const char *name, const char *kind, const char *more, unsigned char ret_key[32]) must_check;
enum err adapter_tell(struct client *c, const char *name, const unsigned char key[32], uint64_t *nonce, struct slice body, struct client_reply *ret) must_check;
#endif

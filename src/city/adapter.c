/* SPDX-License-Identifier: Apache-2.0 */
#include "city/adapter.h"

#include <sodium.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "city/console.h"

static void
hex(const unsigned char *bytes, size_t n, char *ret)
{
	sodium_bin2hex(ret, 2 * n + 1, bytes, n);
}

static enum err
start(const struct city_options *o, int64_t id)
{
	struct console starts;
	json_t *done = NULL;
	char target[64];
	enum err e = console_open(&starts, o->http, "sysadmin@detachment", o->password);

	if (e)
		return e;
	(void)snprintf(target, sizeof target, "adapters/%lld/start", (long long)id);
	if ((e = console_post(&starts, target, NULL, S("{}"), &done)))
		log_at(LOG_WARN, "city.adapter", KV("status", LI(starts.status)));
	json_decref(done);
	console_close(&starts);
	return e;
}

enum err
adapter_make(const struct city_options *o, const char *name, const char *kind, const char *more, unsigned char ret_key[32])
{
	struct console makes;
	json_scoped made = NULL;
	char secret[65], salt[17] = "----------------";
	struct buf b;
	enum err e;

	memcpy(salt, name, strlen(name) < 16 ? strlen(name) : 16);
	crypto_generichash(ret_key, 32, (const unsigned char *)o->password, strlen(o->password), (const unsigned char *)salt, 16);
	hex(ret_key, 32, secret);
	if ((e = console_open(&makes, o->http, "secadmin@detachment", o->password)))
		return e;
	buf_init(&b, KIB(1));
	buf_printf(&b, "{\"code\":\"%s\",\"kind\":\"%s\",\"secret\":\"%s\"%s}", name, kind, secret, more);
	e = console_post(&makes, "adapters", NULL, buf_slice(&b), &made);
	buf_free(&b);
	if (!e)
		e = start(o, json_integer_value(json_object_get(made, "id")));
	else if (makes.status == 409 || makes.status == 422)
		e = E_OK;			/* from a run before */
	console_close(&makes);
	return e;
}

static void
sign(const unsigned char key[32], const char *stamp, const char *nonce, struct slice body, char ret[65])
{
	unsigned char sum[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state st;

	crypto_auth_hmacsha256_init(&st, key, 32);
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)stamp, strlen(stamp));
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)"\n", 1);
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)nonce, strlen(nonce));
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)"\n", 1);
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)body.p, body.n);
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)"\n", 1);
	crypto_auth_hmacsha256_final(&st, sum);
	hex(sum, sizeof sum, ret);
}

enum err
adapter_tell(struct client *c, const char *name, const unsigned char key[32], uint64_t *nonce, struct slice body, struct client_reply *ret)
{
	char head[256], stamp[24], once[32], mac[65], target[96];

	(void)snprintf(stamp, sizeof stamp, "%lld", (long long)(clock_now_ms() / 1000));
	(void)snprintf(once, sizeof once, "city-%016llx", (unsigned long long)(*nonce)++);
	sign(key, stamp, once, body, mac);
	(void)snprintf(head, sizeof head, "Content-Type: application/json\r\nLuan-Timestamp: %s\r\nLuan-Nonce: %s\r\nLuan-Signature: %s\r\n", stamp, once, mac);
	(void)snprintf(target, sizeof target, "/api/v1/adapter_messages/from/%s", name);
	return client_call(c, "POST", target, head, body, ret);
}

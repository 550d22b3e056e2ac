/* SPDX-License-Identifier: Apache-2.0 */
#include "gate/adapter.h"

#include <sodium.h>

#include "base/hash.h"
#include "engine/engine.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "people/seal.h"

#define SEALED "sealed:"

static int64_t
binding(const struct row *r)
{
	return (int64_t)(hash64(row_text(r, adapter_code)) >> 1);
}

static enum err
adapter_check(struct call *c, struct row *draft)
{
	struct people_key k;
	struct buf b;
	enum err e;

	if (draft->id)
		return E_OK;
	if ((e = people_key_open(&k, c->engine->options.data_dir)))
		return refuse(c, e, NULL, -1);
	buf_init(&b, KIB(1));
	buf_puts(&b, SEALED);
	base64url_encode(&b, seal(&k, row_text(draft, adapter_secret), binding(draft), c->arena));
	row_set_text(draft, adapter_secret, buf_slice(&b));
	buf_free(&b);
	people_key_wipe(&k);
	return E_OK;
}

enum err
adapter_key(struct call *c, const struct row *r, unsigned char ret_key[32])
{
	struct slice stored = row_text(r, adapter_secret), hex;
	struct people_key k;
	struct buf b;
	enum err e;

	if (!slice_starts(stored, SEALED))
		return E_CORRUPT;
	if ((e = people_key_open(&k, c->engine->options.data_dir)))
		return e;
	buf_init(&b, KIB(1));
	if (!base64url_decode(&b, (struct slice){ stored.p + sizeof SEALED - 1, stored.n - (sizeof SEALED - 1) }))
		e = E_CORRUPT;
	else
		e = seal_open(&k, buf_slice(&b), binding(r), c->arena, &hex);
	people_key_wipe(&k);
	b.n = 0;
	if (!e && (!hex_decode(&b, hex) || b.n != 32))
		e = E_CORRUPT;
	if (!e)
		memcpy(ret_key, b.p, 32);
	buf_free(&b);
	return e;
}

#define NAME adapter
#define DEF "gate/adapter.def"
#include "engine/define.h"

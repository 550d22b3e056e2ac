/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/weather_source.h"

#include "base/base64.h"
#include "base/hash.h"
#include "engine/engine.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "people/seal.h"
#include "plan/poll_.h"

#define SEALED "sealed:"

static int64_t
binding(const struct row *r)
{
	return (int64_t)(hash64(row_text(r, weather_source_name)) >> 1);
}

static enum err
weather_source_check(struct call *c, struct row *r)
{
	struct people_key k;
	struct buf b;
	enum err e;

	if (r->id || row_empty(r, weather_source_header))
		return E_OK;
	for (size_t i = 0; i < row_text(r, weather_source_header).n; i++)
		if (row_text(r, weather_source_header).p[i] < ' ')
			return refuse(c, E_BAD_VALUE, r->rec, weather_source_header);
	if ((e = people_key_open(&k, c->engine->options.data_dir)))
		return refuse(c, e, NULL, -1);
	buf_init(&b, KIB(2));
	buf_puts(&b, SEALED);
	base64url_encode(&b, seal(&k, row_text(r, weather_source_header), binding(r), c->arena));
	row_set_text(r, weather_source_header, buf_slice(&b));
	buf_free(&b);
	people_key_wipe(&k);
	return E_OK;
}

enum err
weather_source_header_of(struct engine *e, const struct row *r, struct arena *a, struct slice *ret)
{
	struct slice stored = row_text(r, weather_source_header);
	struct people_key k;
	struct buf b;
	enum err err;

	*ret = (struct slice){ NULL, 0 };
	if (!stored.n)
		return E_OK;
	if (!slice_starts(stored, SEALED))
		return E_CORRUPT;
	if ((err = people_key_open(&k, e->options.data_dir)))
		return err;
	buf_init(&b, KIB(2));
	if (!base64url_decode(&b, (struct slice){ stored.p + sizeof SEALED - 1, stored.n - (sizeof SEALED - 1) }))
		err = E_CORRUPT;
	else
		err = seal_open(&k, buf_slice(&b), binding(r), a, ret);
	people_key_wipe(&k);
	buf_free(&b);
	return err;
}

#define NAME weather_source
#define DEF "plan/weather_source.def"
#include "engine/define.h"

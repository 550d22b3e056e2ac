/* SPDX-License-Identifier: Apache-2.0 */
/* viid_other.c - everything that is no passage: places and devices (GET and POST), subscriptions, dispositions and notifications.
 *
 * A table says what each resource is called; what comes is kept as it came (STREAM viid_object), one row an object, and what has
 * a meaning here becomes a proposal: a subscription asks for a sharing, a disposition for a watch entry.
 */
#include <sodium.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "engine/record.h"
#include "ingest/gat.h"
#include "ingest/port_.h"
#include "ingest/sharing.h"
#include "ingest/viid_.h"
#include "ingest/viid_object.h"
#include "net/json.h"
#include "org/device.h"

#define NOBODY ((struct slice){ NULL, 0 })
#define OBJECTS_MAX 500
#define BODY_CHARS 16000

static const struct viid_resource resources[] = {
	{ "/VIID/APEs", "ape", "APEListObject", "APEObject", "ApeID", true, viid_list_apes, NULL, NULL },
	{ "/VIID/Tollgates", "tollgate", "TollgateListObject", "TollgateObject", "TollgateID", true, viid_list_tollgates, NULL, NULL },
	{ "/VIID/Lanes", "lane", "LaneListObject", "LaneObject", "LaneId", true, viid_list_lanes, NULL, NULL },
	{ "/VIID/Images", "image", "ImageListObject", "ImageObject", "ImageID", false, NULL, NULL, viid_images },
	{ "/VIID/SubscribeNotifications", "subscribe_notification", "SubscribeNotificationListObject", "SubscribeNotificationObject", "NotificationID", false, NULL, NULL, NULL },
	{ "/VIID/Subscribes", "subscribe", "SubscribeListObject", "SubscribeObject", "SubscribeID", true, viid_list_kept, viid_subscribe, NULL },
	{ "/VIID/DispositionNotifications", "disposition_notification", "DispositionNotificationListObject", "DispositionNotificationObject", "NotificationID",
		false, NULL, NULL, NULL },
	{ "/VIID/Dispositions", "disposition", "DispositionListObject", "DispositionObject", "DispositionID", true, viid_list_kept, viid_dispose, NULL },
};

struct slice
viid_text(const json_t *o, const char *name, struct arena *a)
{
	const json_t *v = json_object_get(o, name);

	if (json_is_string(v))
		return arena_copy(a, json_slice(v));
	if (json_is_integer(v))
		return arena_printf(a, "%lld", (long long)json_integer_value(v));
	return json_is_boolean(v) ? slice_of(json_is_true(v) ? "1" : "0") : NOBODY;
}

/* ---- keeping ---- */

struct keeping {
	struct viid_keeping of;
	struct viid_kept *kept;
	size_t n;
};

static struct slice
digest_of(struct arena *a, struct slice body)
{
	uint8_t h[32];
	char text[65];

	crypto_hash_sha256(h, (const uint8_t *)(body.p ? body.p : ""), body.n);
	sodium_bin2hex(text, sizeof text, h, sizeof h);
	return arena_copy(a, (struct slice){ text, 64 });
}

enum err
viid_keep_one(struct call *c, const struct viid_keeping *k, const struct viid_kept *o)
{
	struct row *r = row_new(c->arena, &viid_object_record);
	enum err e;

	r->unit = k->from->unit;
	row_set_int(r, viid_object_at, c->now_ms);
	row_set_int(r, viid_object_device, k->from->row);
	row_set_text(r, viid_object_resource, slice_of(k->resource->name));
	row_set_text(r, viid_object_operation, slice_of(k->operation));
	row_set_text(r, viid_object_object_id, o->id);
	row_set_text(r, viid_object_digest, digest_of(c->arena, o->body));
	if (o->body.n)
		row_set_text(r, viid_object_body, o->body);
	if ((e = record_create(c, r)) || !k->resource->act)
		return e;
	return k->resource->act(&(struct viid_act){ c, k->port, k->from, o->object, o->id, !strcmp(k->operation, "delete") });
}

static enum err
keep_all(struct call *c, void *ctx)
{
	const struct keeping *k = ctx;
	enum err e = E_OK;

	for (size_t i = 0; i < k->n && !e; i++)
		if (!k->kept[i].line->code)
			e = viid_keep_one(c, &k->of, &k->kept[i]);
	return e;
}

void
viid_answer_written(struct http_request *rq, enum err e, struct port_line *line, size_t n)
{
	for (size_t i = 0; e && i < n; i++)
		if (!line[i].code) {
			line[i].code = err_http(e) >= 500 ? VIID_BUSY : VIID_BAD_CONTENT;
			line[i].why = err_zh(e);
		}
	port_answer_list(rq, e && err_http(e) >= 500 ? 503 : 200, line, n);
}

static void
write_and_answer(struct http_request *rq, struct keeping *k, struct port_line *line)
{
	viid_answer_written(rq, engine_write(k->of.port->o.engine, "视图库收件", keep_all, k), line, k->n);
}

static void
refuse_line(struct port_line *l, const char *why, const char *field)
{
	l->code = VIID_BAD_CONTENT;
	l->why = why;
	l->field = field;
}

void
viid_take_object(struct http_request *rq, const struct viid_resource *res, const json_t *o, struct viid_kept *k)
{
	const json_t *inner = json_object_get(o, "ImageInfoObject");
	char *text;

	inner = inner ? inner : json_object_get(o, "ImageInfo");
	k->object = o;
	k->id = viid_text(inner ? inner : o, res->id, &rq->arena);
	k->line->id = k->id;
	k->line->row = UINT32_MAX;
	if (!json_is_object(o) || !k->id.n || utf8_count(k->id) > 64)
		return refuse_line(k->line, "缺少编号|the number is missing or too long", res->id);
	text = json_dumps(o, JSON_COMPACT);
	k->body = text ? arena_copy(&rq->arena, slice_of(text)) : NOBODY;
	free(text);
	if (!text || utf8_count(k->body) > BODY_CHARS)
		refuse_line(k->line, "内容过长|too long", NULL);
}

/* The list as the standard has it, without its outer wrapper, or a single object instead of the array. Image is written as Image too. */
static json_t *
objects_of(const json_t *body, const struct viid_resource *res)
{
	const json_t *list = json_object_get(body, res->list);
	json_t *o;

	list = list ? list : body;
	o = json_object_get(list, res->object);
	return o || strcmp(res->object, "ImageObject") ? o : json_object_get(list, "Image");
}

enum err
viid_objects(const struct viid_post *p, json_t **body, json_t **ret, size_t *ret_n)
{
	size_t at;
	enum err e = json_read(p->rq->body, body, &at);

	if (e || !(*ret = objects_of(*body, p->resource))) {
		e = e && err_http(e) == 400 ? e : E_BAD_BODY;
		port_refuse(p->rq, e, NOBODY, NULL);
		return e;
	}
	*ret_n = json_is_array(*ret) ? json_array_size(*ret) : 1;
	if (*ret_n && *ret_n <= OBJECTS_MAX)
		return E_OK;
	port_refuse(p->rq, E_BAD_VALUE, NOBODY, "对象数须在1至500之间|1 to 500 objects");
	return E_BAD_VALUE;
}

static void
take_body(const struct viid_post *p)
{
	struct http_request *rq = p->rq;
	struct keeping k = { { p->port, p->from, p->resource, rq->method == HTTP_PUT ? "put" : "post" }, NULL, 0 };
	json_scoped body = NULL;
	json_t *objects;
	struct port_line *line;

	if (viid_objects(p, &body, &objects, &k.n))
		return;
	k.kept = arena_array(&rq->arena, struct viid_kept, k.n);
	line = arena_array(&rq->arena, struct port_line, k.n);
	for (size_t i = 0; i < k.n; i++) {
		k.kept[i].line = &line[i];
		viid_take_object(rq, p->resource, json_is_array(objects) ? json_array_get(objects, i) : objects, &k.kept[i]);
	}
	write_and_answer(rq, &k, line);
}

/* DELETE /VIID/Subscribes?IDList=a,b: kept as the other platform's wish; what it ends is ended by `act`. */
static void
take_delete(struct port *p, const struct directory_device *from, const struct viid_resource *res, struct http_request *rq)
{
	struct keeping k = { { p, from, res, "delete" }, NULL, 0 };
	struct slice ids = http_query(rq, "IDList"), id;
	struct port_line *line = arena_array(&rq->arena, struct port_line, OBJECTS_MAX);

	if (!res->act)
		return port_refuse(rq, E_NO_METHOD, NOBODY, NULL);
	k.kept = arena_array(&rq->arena, struct viid_kept, OBJECTS_MAX);
	while (k.n < OBJECTS_MAX && slice_cut(&ids, ',', &id)) {
		id = slice_trim(id);
		if (!id.n || !utf8_valid(id) || utf8_count(id) > 64)
			continue;
		line[k.n] = (struct port_line){ .id = id, .row = UINT32_MAX };
		k.kept[k.n] = (struct viid_kept){ NULL, id, NOBODY, &line[k.n], false };
		k.n++;
	}
	if (!k.n)
		return port_refuse(rq, E_BAD_QUERY, NOBODY, "缺少IDList|IDList is missing");
	write_and_answer(rq, &k, line);
}

static void
dispatch(struct port *p, const struct directory *d, const struct directory_device *from, struct http_request *rq)
{
	const struct viid_resource *res = NULL;
	struct viid_post post;

	for (size_t i = 0; i < N_ELEMS(resources) && !res; i++)
		if (slice_starts(rq->path, resources[i].path))
			res = &resources[i];
	if (!res)
		return port_refuse(rq, E_NOT_FOUND, NOBODY, NULL);
	if (rq->method == HTTP_GET && res->show)
		return res->show(&(struct viid_list){ p, d, from, res, rq });
	if (rq->method == HTTP_DELETE)
		return take_delete(p, from, res, rq);
	if (rq->method != HTTP_POST && !(rq->method == HTTP_PUT && res->puts))
		return port_refuse(rq, E_NO_METHOD, NOBODY, NULL);
	/* A platform below hands passages up as notifications of a subscription: they are passages like any. */
	if (!strcmp(res->name, "subscribe_notification") && rq->body.n && memmem(rq->body.p, rq->body.n, "\"MotorVehicleObjectList\"", 24))
		return viid_receive(p, d, from, rq);
	post = (struct viid_post){ p, d, from, res, rq };
	if (res->take)
		res->take(&post);
	else
		take_body(&post);
}

void
viid_other(struct http_request *rq, void *port)
{
	struct port *p = port;
	const struct directory *d = directory_hold();
	const struct directory_device *from = port_who(p, d, rq);

	PORT_COUNT(p, requests, 1);
	if (from) {
		port_alive(p, from);
		dispatch(p, d, from, rq);
	}
	directory_let_go(d);
}

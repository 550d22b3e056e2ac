/* SPDX-License-Identifier: Apache-2.0 */
/* viid_images.c - POST /VIID/Images: pictures that come by themselves.
 *
 *   strip has taken them out of the body ─► judged ─► packs, on disk ─► rows (device_image, viid_object) ─► answer
 *
 * Which passage  an image is named as the source of a vehicle (MotorVehicle.SourceID is an ImageID), or names vehicles itself
 *            (MotorVehicleList); what is known of it is of the last minutes (recent.h). A vehicle that comes after its image is found by
 *            image_link.c within seconds; of an image without a vehicle nothing more is known than its device.
 * Never      a face, a person (Type 04, 05, 10, 11; a FaceList or PersonList in the object; a type that cannot be read): neither picture nor
 *            text is kept, and the answer says so (个人信息保护法 art. 6). What is no picture is refused.
 */
#include <pthread.h>
#include <sodium.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/record.h"
#include "engine/units.h"
#include "ingest/gat.h"
#include "ingest/recent.h"
#include "ingest/strip.h"
#include "ingest/viid_.h"
#include "net/json.h"
#include "passage/device_image.h"

#define NOBODY ((struct slice){ NULL, 0 })
#define NAMES 16			/* vehicles of an image that are looked for */

struct image {
	struct viid_kept kept;		/* first: its line, its text */
	const struct directory_device *device;
	struct picture_set set;		/* n 0: no picture with it */
	int64_t passage;
	struct images *all;
};
struct images {
	struct viid_keeping keeping;
	struct image *image;
	size_t n;
	pthread_mutex_t lock;		/* the pack's thread tells us */
	pthread_cond_t told;
	size_t waits;
	enum err err;
};

static const json_t *
info_of(const json_t *o)
{
	const json_t *i = json_object_get(o, "ImageInfoObject");

	i = i ? i : json_object_get(o, "ImageInfo");
	return json_is_object(i) ? i : o;
}

static bool
holds_some(const json_t *o, const char *name)
{
	const json_t *v = json_object_get(o, name);

	return json_is_array(v) ? json_array_size(v) > 0 : json_is_object(v) && json_object_size(v) > 0;
}

static struct slice
text_of(const json_t *o, const json_t *info, const char *name, struct arena *a)
{
	struct slice t = viid_text(info, name, a);

	return t.n ? t : viid_text(o, name, a);
}

/* 04 driver's face, 05 co-driver's face, 10 person, 11 face. A type that is there and cannot be read may be one of them. */
static bool
of_persons(const json_t *o, const json_t *info, struct arena *a, uint8_t *ret_type)
{
	struct slice text = slice_trim(text_of(o, info, "Type", a));
	static const char *const lists[] = { "FaceList", "PersonList", "FaceListObject", "PersonListObject", "FaceObjectList", "PersonObjectList" };
	int64_t type = 0;

	for (size_t i = 0; i < N_ELEMS(lists); i++)
		if (holds_some(o, lists[i]))
			return true;
	if (text.n && (!slice_int(text, &type) || type < 0 || type > 255))
		return true;
	if (!text.n && (json_object_get(info, "Type") || json_object_get(o, "Type")) && !json_is_string(json_object_get(info, "Type")) &&
	    !json_is_string(json_object_get(o, "Type")))
		return true;
	*ret_type = (uint8_t)type;
	return type == 4 || type == 5 || type == 10 || type == 11;
}

/* Whose it is: the device that speaks, or one that it may speak for. */
static const struct directory_device *
device_of(const struct directory *d, const struct directory_device *from, struct slice code)
{
	const struct directory_device *named = directory_device(d, code);

	return named && (named->unit == from->unit || (from->platform && units_within(named->unit, from->unit))) ? named : from;
}

/* ---- which passage ---- */

static int64_t
passage_named(struct port *p, uint32_t from, const json_t *o, int64_t now)
{
	const json_t *list = json_object_get(o, "MotorVehicleList"), *v, *one;
	int64_t found = 0;

	v = json_object_get(list ? list : o, "MotorVehicleObject");
	if (json_is_object(v))
		return recent_get(p->recent, from, json_slice(json_object_get(v, "MotorVehicleID")), now);
	for (size_t i = 0; !found && i < NAMES && (one = json_array_get(v, i)); i++)
		found = recent_get(p->recent, from, json_slice(json_object_get(one, "MotorVehicleID")), now);
	return found;
}

static int64_t
passage_of(struct port *p, uint32_t from, const json_t *o, const json_t *info, struct arena *a)
{
	static const char *const names[] = { "ImageID", "SourceID", "OriginImageID" };
	int64_t now = clock_mono_ms(), found = passage_named(p, from, o, now);

	for (size_t i = 0; !found && i < N_ELEMS(names); i++)
		found = recent_get(p->recent, from, viid_text(info, names[i], a), now);
	return found;
}

/* ---- one object ---- */

static void
refuse_line(struct port_line *l, const char *why, const char *field)
{
	l->code = VIID_BAD_CONTENT;
	l->why = why;
	l->field = field;
}

static bool
take_picture(struct picture_set *set, const struct strip_picture *s, uint8_t type)
{
	struct picture *p = &set->picture[0];

	if (!s || s->state != STRIP_GOOD)
		return false;
	*p = (struct picture){ .bytes = { s->p, s->n }, .type = type };
	memcpy(p->sha256, s->sha256, sizeof p->sha256);
	p->format = picture_look(p->bytes, &p->width, &p->height);
	set->n = p->format != PICTURE_NONE;
	return set->n;
}

static void
take_image(struct images *all, const struct directory *d, struct http_request *rq, json_t *o, struct image *im)
{
	const struct viid_keeping *k = &all->keeping;
	const json_t *info = json_is_object(o) ? info_of(o) : NULL;
	struct slice data;
	uint8_t type = 0;

	im->all = all;
	if (info && of_persons(o, info, &rq->arena, &type)) {
		im->kept.line->id = viid_text(info, k->resource->id, &rq->arena);
		im->kept.line->row = UINT32_MAX;
		im->kept.line->notes = NOTE_FACE;
		im->kept.left_out = true;
		PORT_COUNT(k->port, faces_dropped, 1);
		return;
	}
	data = info ? text_of(o, info, "Data", &rq->arena) : NOBODY;
	if (info) {			/* its text is kept without it */
		(void)json_object_del(o, "Data");
		(void)json_object_del((json_t *)(uintptr_t)info, "Data");
	}
	viid_take_object(rq, k->resource, o, &im->kept);
	if (im->kept.line->code || !data.n)
		return;
	im->device = device_of(d, k->from, text_of(o, info, "DeviceID", &rq->arena));
	im->passage = passage_of(k->port, k->from->row, o, info, &rq->arena);
	if (take_picture(&im->set, rq->filtered ? strip_picture(rq->filtered, data) : NULL, type))
		PORT_COUNT(k->port, pictures, 1);
	else {
		PORT_COUNT(k->port, not_pictures, 1);
		refuse_line(im->kept.line, "图片无效|not a picture", "Data");
	}
}

/* ---- on disk ---- */

static void
stored(struct picture_set *set, enum err e)
{
	struct images *all = ((struct image *)((char *)set - offsetof(struct image, set)))->all;

	(void)pthread_mutex_lock(&all->lock);
	all->err = all->err ? all->err : e;
	if (!--all->waits)
		(void)pthread_cond_signal(&all->told);
	(void)pthread_mutex_unlock(&all->lock);
}

/* On a worker's thread, which may wait. */
static enum err
store_pictures(struct images *all)
{
	struct pack_store *packs = all->keeping.port->o.packs;

	for (size_t i = 0; i < all->n; i++)
		all->waits += all->image[i].set.n && !all->image[i].kept.line->code;
	if (!all->waits)
		return E_OK;
	if (!packs)
		return E_STORE;
	(void)pthread_mutex_init(&all->lock, NULL);
	(void)pthread_cond_init(&all->told, NULL);
	for (size_t i = 0; i < all->n; i++) {
		struct image *im = &all->image[i];

		im->set.done = stored;
		if (im->set.n && !im->kept.line->code)
			pack_put(packs, &im->set);
	}
	(void)pthread_mutex_lock(&all->lock);
	while (all->waits)
		(void)pthread_cond_wait(&all->told, &all->lock);
	(void)pthread_mutex_unlock(&all->lock);
	(void)pthread_cond_destroy(&all->told);
	(void)pthread_mutex_destroy(&all->lock);
	return all->err;
}

static enum err
keep_image(struct call *c, const struct image *im, int64_t sender)
{
	const struct picture *p = &im->set.picture[0];
	struct row *r = row_new(c->arena, &device_image_record);
	char digest[65];
	enum err e;

	sodium_bin2hex(digest, sizeof digest, p->sha256, sizeof p->sha256);
	r->unit = im->device->unit;
	row_set_int(r, device_image_device, im->device->row);
	row_set_int(r, device_image_sender, sender);
	row_set_int(r, device_image_at, c->now_ms);
	row_set_text(r, device_image_object_id, im->kept.id);
	if (im->passage)
		row_set_int(r, device_image_passage, im->passage);
	row_set_int(r, device_image_type, p->type);
	row_set_int(r, device_image_width, p->width);
	row_set_int(r, device_image_height, p->height);
	row_set_int(r, device_image_bytes, (int64_t)p->bytes.n);
	row_set_text(r, device_image_digest, arena_copy(c->arena, (struct slice){ digest, 64 }));
	row_set_int(r, device_image_pack, (int64_t)im->set.ref);
	if ((e = record_create(c, r)))
		return e;
	return im->passage ? image_link(c, r->id, im->passage) : E_OK;	/* the same picture again is the same row; it may know its passage by now */
}

static enum err
keep_all(struct call *c, void *ctx)
{
	struct images *all = ctx;
	enum err e = E_OK;

	for (size_t i = 0; i < all->n && !e; i++) {
		const struct image *im = &all->image[i];

		if (im->kept.line->code || im->kept.left_out)
			continue;
		if (!(e = viid_keep_one(c, &all->keeping, &im->kept)) && im->set.n)
			e = keep_image(c, im, all->keeping.from->row);
	}
	return e;
}

void
viid_images(const struct viid_post *post)
{
	struct http_request *rq = post->rq;
	struct images *all = arena_new(&rq->arena, struct images);
	struct port_line *line;
	json_scoped body = NULL;
	json_t *objects, *one;
	enum err e = viid_objects(post, &body, &objects, &all->n);

	if (e)
		return;			/* answered */
	all->keeping = (struct viid_keeping){ post->port, post->from, post->resource, "post" };
	all->image = arena_array(&rq->arena, struct image, all->n);
	line = arena_array(&rq->arena, struct port_line, all->n);
	for (size_t i = 0; i < all->n; i++) {
		one = json_is_array(objects) ? json_array_get(objects, i) : objects;
		all->image[i].kept.line = &line[i];
		take_image(all, post->directory, rq, one, &all->image[i]);
	}
	if (!(e = store_pictures(all)))
		e = engine_write(post->port->o.engine, "视图库收件", keep_all, all);
	viid_answer_written(rq, e, line, all->n);
}

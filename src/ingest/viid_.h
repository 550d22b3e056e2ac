/* SPDX-License-Identifier: Apache-2.0 */
/* viid_.h - the resources of GA/T 1400 that are no passages: what each is called, what is shown of it, what it brings about. */
#ifndef INGEST_VIID__H
#define INGEST_VIID__H
#include <jansson.h>
#include "engine/call.h"
#include "ingest/port_.h"

struct viid_resource;
struct viid_list {			/* GET */
	struct port *port;
	const struct directory *directory;
	const struct directory_device *from;
	const struct viid_resource *resource;
	struct http_request *rq;
};
struct viid_act {			/* an object was kept; inside the same job, as the system */
	struct call *c;
	struct port *port;
	const struct directory_device *from;
	const json_t *object;		/* NULL: deleted */
	struct slice id;
	bool deleted;
};
struct viid_post {			/* POST, PUT */
	struct port *port;
	const struct directory *directory;
	const struct directory_device *from;
	const struct viid_resource *resource;
	struct http_request *rq;
};
struct viid_kept {			/* one object of a body */
	const json_t *object;
	struct slice id, body;
	struct port_line *line;
	bool left_out;			/* taken, but nothing of it is kept */
};
struct viid_keeping {
	struct port *port;
	const struct directory_device *from;
	const struct viid_resource *resource;
	const char *operation;
};
struct viid_resource {
	const char *path, *name;	/* name: choice of viid_object.resource */
	const char *list, *object, *id;
	bool puts;
	void (*show)(const struct viid_list *l);	/* answers; NULL: no GET */
	enum err (*act)(const struct viid_act *a);	/* NULL: kept, nothing more */
	void (*take)(const struct viid_post *p);	/* answers; NULL: as all are taken */
};
struct slice viid_text(const json_t *o, const char *name, struct arena *a);	/* a scalar of any kind as text; absent */

/* viid_list.c: a device sees itself and its tollgate; a platform what lies below its own unit. */
void viid_list_apes(const struct viid_list *l);
void viid_list_tollgates(const struct viid_list *l);
void viid_list_lanes(const struct viid_list *l);
void viid_list_kept(const struct viid_list *l);		/* what the asker itself has sent */
/* viid_other.c: what all resources are taken with. Not E_OK: answered. */
enum err viid_objects(const struct viid_post *p, json_t **body, json_t **ret, size_t *ret_n) must_check;
void viid_take_object(struct http_request *rq, const struct viid_resource *res, const json_t *o, struct viid_kept *k);
enum err viid_keep_one(struct call *c, const struct viid_keeping *k, const struct viid_kept *o) must_check;	/* in a job */
void viid_answer_written(struct http_request *rq, enum err e, struct port_line *line, size_t n);
void viid_images(const struct viid_post *p);	/* viid_images.c */
/* viid_propose.c */
enum err viid_subscribe(const struct viid_act *a);
enum err viid_dispose(const struct viid_act *a);
/* viid_vehicles.c */
void viid_receive(struct port *p, const struct directory *d, const struct directory_device *from, struct http_request *rq);
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* sharing_out_.h - what the files of the sender share. */
#ifndef INGEST_SHARING_OUT__H
#define INGEST_SHARING_OUT__H
#include <pthread.h>
#include <stdatomic.h>

#include "ingest/sharing_message.h"
#include "ingest/sharing_out.h"
#include "net/http_digest.h"
#include "net/post.h"

struct out {				/* a sharing that may send now */
	int64_t id;
	uint32_t device;
	struct sharing_terms terms;
	int64_t interval_ms;
	char *address, *subscribe_id, *title, *org;
	uint64_t at, next;		/* taken by the receiver; read: what lies between covers nothing or is on its way */
	int64_t due_mono_ms;
	int failures;
	uint32_t most;			/* passages a batch: fewer for who says that it is too much */
	bool troubled;			/* its field `trouble` says so */
	bool seen;			/* in this look */
	/* the batch on its way */
	bool flying;
	int proofs;			/* digests made for it */
	struct post post;
	int64_t rows;
	char notice[SHARING_NOTICE_ID + 1];
	/* of the digest: the challenge is used again until the receiver has another */
	char challenge[POST_CHALLENGE_MAX];
	uint32_t count;
	struct buf authorization;
	struct out *next_out;
};
struct sharing_out {
	struct sharing_out_options o;
	struct poster *poster;
	pthread_t thread;
	atomic_bool stopping;
	char server[HISTORY_NAME_MAX], identity[64];	/* identity: the header User-Identify */
	struct out *first;
	uint32_t serial;
	bool told_full;
	struct history_row row[SHARING_ROWS];
};

/* sharing_rows.c: what the store knows */
enum err sharing_rows_look(struct sharing_out *s) must_check;	/* s->first is what may send now */
enum err sharing_rows_taken(struct sharing_out *s, struct out *o, int64_t refused) must_check;	/* the place moves to o->next */
enum err sharing_rows_passed(struct sharing_out *s, struct out *o) must_check;	/* the same, nothing was sent */
void sharing_rows_cut(struct sharing_out *s, const struct out *o);	/* a batch was broken off */
void sharing_rows_trouble(struct sharing_out *s, struct out *o, enum err e);	/* E_OK: over */
/* In a job: the places of all servers are forgotten; that of this one is set, if it has a name. */
enum err sharing_marks_begin(struct call *c, int64_t sharing, const char *server, uint64_t at) must_check;
void out_drop(struct sharing_out *s, struct out **at);
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* arena.h - memory with the lifetime of one call: everything is freed at once.
 *
 * Shape   a chain of chunks, the first 8 KiB. Not thread-safe: one owner at a time.
 * Cost    a pointer bump; a chunk per 64 KiB.
 * Errors  none to the caller: what may go in is bounded where input enters (limits.h),
 *         so running out of memory here is the machine's end and stops the program.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include <stdarg.h>
#include "base/slice.h"

struct arena_chunk;
struct arena {
	struct arena_chunk *head;
	char *at, *end;
	size_t total;		/* bytes asked of the system so far */
};

void arena_init(struct arena *a);	/* no memory is taken before the first use */
void arena_free(struct arena *a);	/* frees all; the arena may be used again */
void arena_reset(struct arena *a);	/* the same, but keeps one chunk for what comes next */
void *arena_alloc(struct arena *a, size_t n);			/* zeroed, 16-byte aligned, never NULL */
#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), mul_size((n), sizeof(type))))
size_t mul_size(size_t a, size_t b);	/* stops the program on overflow */
struct slice arena_copy(struct arena *a, struct slice s);	/* the copy is NUL-terminated behind its n bytes */
char *arena_str(struct arena *a, struct slice s);		/* the same as a C string */
struct slice arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Memory with the lifetime of the program or of an object with one owner. Never NULL. */
void *mem_alloc(size_t n);		/* zeroed */
void *mem_resize(void *p, size_t n);
char *mem_str(struct slice s);
void mem_free(void *p);
#endif

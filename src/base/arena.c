/* SPDX-License-Identifier: Apache-2.0 */
#include <stdalign.h>
#include "base/arena.h"
#include "base/limits.h"
#include "base/log.h"

#define FIRST_CHUNK KIB(8)
#define CHUNK KIB(64)
#define ALIGN 16

struct arena_chunk {
	alignas(ALIGN) struct arena_chunk *next;
	size_t size;
};

size_t
mul_size(size_t a, size_t b)
{
	size_t n;

	if (__builtin_mul_overflow(a, b, &n))
		die("arena: size overflow");
	return n;
}

static size_t
add_size(size_t a, size_t b)
{
	size_t n;

	if (__builtin_add_overflow(a, b, &n))
		die("arena: size overflow");
	return n;
}

void
arena_init(struct arena *a)
{
	*a = (struct arena){ 0 };
}

static void
free_chunks(struct arena_chunk *c)
{
	struct arena_chunk *next;

	for (; c; c = next) {
		next = c->next;
		mem_free(c);
	}
}

void
arena_free(struct arena *a)
{
	free_chunks(a->head);
	arena_init(a);
}

void
arena_reset(struct arena *a)
{
	struct arena_chunk *keep = a->at ? a->head : NULL;	/* a big block alone has no at */
	char *from;

	if (!keep) {
		arena_free(a);
		return;
	}
	from = (char *)(keep + 1);
	free_chunks(keep->next);
	keep->next = NULL;
	memset(from, 0, (size_t)(a->at - from));
	*a = (struct arena){ .head = keep, .at = from, .end = a->end,
	    .total = keep->size + sizeof(*keep) };
}

/* A large block gets a chunk of its own behind the head, so the rest of the head is not lost. */
static void *
arena_big(struct arena *a, size_t n)
{
	struct arena_chunk *c = mem_alloc(add_size(sizeof(*c), n));

	c->size = n;
	a->total += sizeof(*c) + n;
	if (a->head) {
		c->next = a->head->next;
		a->head->next = c;
	} else {
		a->head = c;
	}
	return c + 1;
}

static void
arena_grow(struct arena *a)
{
	size_t size = a->head ? CHUNK : FIRST_CHUNK;
	struct arena_chunk *c = mem_alloc(size);

	c->next = a->head;
	c->size = size - sizeof(*c);
	a->head = c;
	a->at = (char *)(c + 1);
	a->end = (char *)c + size;
	a->total += size;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	void *p;

	n = add_size(n ? n : 1, ALIGN - 1) & ~(size_t)(ALIGN - 1);	/* of nothing too there is a place */
	if (n > (size_t)(a->end - a->at)) {
		if (n > CHUNK / 4)
			return arena_big(a, n);
		while (n > (size_t)(a->end - a->at))
			arena_grow(a);
	}
	p = a->at;
	a->at += n;
	return p;			/* chunks come zeroed from mem_alloc and are never used twice */
}

struct slice
arena_copy(struct arena *a, struct slice s)
{
	char *p;

	if (!s.p)
		return s;
	p = arena_alloc(a, add_size(s.n, 1));
	if (s.n)
		memcpy(p, s.p, s.n);
	return (struct slice){ p, s.n };
}

char *
arena_str(struct arena *a, struct slice s)
{
	char *p = arena_alloc(a, add_size(s.n, 1));

	if (s.n)
		memcpy(p, s.p, s.n);
	return p;
}

struct slice
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	int n;
	char *p;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		die("arena_printf: bad format");
	p = arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return (struct slice){ p, (size_t)n };
}

void *
mem_alloc(size_t n)
{
	void *p = calloc(1, n ? n : 1);

	if (!p)
		die("out of memory");
	return p;
}

void *
mem_resize(void *p, size_t n)
{
	p = realloc(p, n ? n : 1);
	if (!p)
		die("out of memory");
	return p;
}

char *
mem_str(struct slice s)
{
	char *p = mem_alloc(add_size(s.n, 1));

	if (s.n)
		memcpy(p, s.p, s.n);
	return p;
}

void
mem_free(void *p)
{
	free(p);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* units.c - the tree numbered in preorder:
 *
 *   detachment 0..5        a unit lies below another when its number falls
 *    brigade   1..3        into the other's interval
 *     squadron 2, 3
 *    brigade   4..5
 *
 * A new generation replaces the old one under a lock that readers hold for two probes.
 */
#include "engine/units.h"

#include <pthread.h>

struct node {
	int64_t id, parent;
	struct slice name;
	size_t first, last;	/* preorder interval, both inclusive */
	bool placed;
};
struct tree {
	struct arena arena;
	struct node *node;	/* sorted by id */
	size_t n;
	size_t *order;		/* preorder -> index into node */
	int64_t root;
};
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static struct tree *tree;
static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;	/* one load after the other: the last to read is the last to swap */

static struct node *
find(const struct tree *t, int64_t id)
{
	size_t lo = 0, hi = t ? t->n : 0;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (t->node[mid].id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return t && lo < t->n && t->node[lo].id == id ? &t->node[lo] : NULL;
}

/* Numbers a unit and all below it. The page forbids cycles; `placed` keeps a damaged store from looping. */
static size_t
place(struct tree *t, struct node *n, size_t next)
{
	n->placed = true;
	n->first = next;
	t->order[next++] = (size_t)(n - t->node);
	for (size_t i = 0; i < t->n; i++)
		if (t->node[i].parent == n->id && !t->node[i].placed)
			next = place(t, &t->node[i], next);
	n->last = next - 1;
	return next;
}

static enum err
read_nodes(struct conn *c, struct tree *t)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT id, parent, name FROM unit ORDER BY id");
	size_t cap = 0;

	if (e)
		return e;
	while (!(e = sql_step(st))) {
		if (t->n == cap) {
			struct node *grown = arena_array(&t->arena, struct node, cap = cap ? cap * 2 : 64);
			if (t->n)
				memcpy(grown, t->node, t->n * sizeof *grown);
			t->node = grown;
		}
		t->node[t->n++] = (struct node){ .id = col_int(st, 0),
			.parent = col_null(st, 1) ? 0 : col_int(st, 1),
			.name = arena_copy(&t->arena, col_text(st, 2)) };
	}
	return e == E_DONE ? E_OK : e;
}

static enum err
load(struct conn *c)
{
	struct tree *t = mem_alloc(sizeof *t), *old;
	enum err e;
	size_t next = 0;

	arena_init(&t->arena);
	if ((e = read_nodes(c, t))) {
		arena_free(&t->arena);
		mem_free(t);
		return e;
	}
	t->order = arena_array(&t->arena, size_t, t->n + 1);
	for (size_t i = 0; i < t->n; i++)
		if (!t->node[i].parent) {
			if (!t->root)
				t->root = t->node[i].id;
			next = place(t, &t->node[i], next);
		}
	pthread_rwlock_wrlock(&lock);
	old = tree;
	tree = t;
	pthread_rwlock_unlock(&lock);
	if (old) {
		arena_free(&old->arena);
		mem_free(old);
	}
	return E_OK;
}

enum err
units_load(struct conn *c)
{
	enum err e;

	pthread_mutex_lock(&loading);
	e = load(c);
	pthread_mutex_unlock(&loading);
	return e;
}

bool
units_within(int64_t unit, int64_t top)
{
	pthread_rwlock_rdlock(&lock);
	const struct node *u = find(tree, unit), *t = find(tree, top);
	bool in = u && t && u->placed && t->placed && t->first <= u->first && u->first <= t->last;
	pthread_rwlock_unlock(&lock);
	return in;
}

bool
units_known(int64_t unit)
{
	pthread_rwlock_rdlock(&lock);
	bool known = find(tree, unit) != NULL;
	pthread_rwlock_unlock(&lock);
	return known;
}

int64_t
units_root(void)
{
	pthread_rwlock_rdlock(&lock);
	int64_t root = tree ? tree->root : 0;
	pthread_rwlock_unlock(&lock);
	return root;
}

int64_t
units_parent(int64_t unit)
{
	pthread_rwlock_rdlock(&lock);
	const struct node *u = find(tree, unit);
	int64_t parent = u ? u->parent : 0;
	pthread_rwlock_unlock(&lock);
	return parent;
}

struct slice
units_name(int64_t unit, struct arena *a)
{
	pthread_rwlock_rdlock(&lock);
	const struct node *u = find(tree, unit);
	struct slice name = u ? arena_copy(a, u->name) : (struct slice){ NULL, 0 };
	pthread_rwlock_unlock(&lock);
	return name;
}

size_t
units_below(int64_t top, struct arena *a, int64_t **ret)
{
	size_t n = 0;

	pthread_rwlock_rdlock(&lock);
	const struct node *t = find(tree, top);
	if (t && t->placed) {
		n = t->last - t->first + 1;
		*ret = arena_array(a, int64_t, n);
		for (size_t i = 0; i < n; i++)
			(*ret)[i] = tree->node[tree->order[t->first + i]].id;
	}
	pthread_rwlock_unlock(&lock);
	return n;
}

size_t
units_count(void)
{
	pthread_rwlock_rdlock(&lock);
	size_t n = tree ? tree->n : 0;
	pthread_rwlock_unlock(&lock);
	return n;
}

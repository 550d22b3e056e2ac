/* SPDX-License-Identifier: Apache-2.0 */
/* admin.h - accounts from the command line: luan init, luan user add|password|list|unlock.
 *
 * Who may run these may read the data directory, so they ask no rights; they are audited as the
 * system, and the rules of the pages (separation, last one, password) hold all the same.
 */
#ifndef PEOPLE_ADMIN_H
#define PEOPLE_ADMIN_H
#include "base/buf.h"
#include "engine/engine.h"
#include "people/password.h"

struct account_new {
	struct slice user, name;
	const char *category;		/* of the page person; NULL: police */
	struct slice police_no;		/* absent: none */
	int64_t unit;			/* home; 0: the topmost */
	unsigned roles;			/* over the home unit */
	bool persons;			/* the grants cover personal data */
	/* absent: one is made, to be changed at the first sign-in */
	struct slice password;
	bool must_change;		/* even though given */
	/* of the password, made before: many demo accounts share one; NULL: made here */
	const char *hash;
};
struct account_made {
	int64_t person;
	char password[PASSWORD_MADE + 1];	/* "" when it was given */
	struct slice zh, en;		/* why not, static */
};
/* E_EXISTS the name is taken; E_WEAK_PASSWORD with words; E_SEPARATION. */
enum err account_add(struct engine *e, const struct account_new *n,
    struct account_made *ret) must_check;
enum err account_password(struct engine *e, struct slice user, struct slice password,
    struct account_made *ret) must_check;
/* locked by people, by disuse or by failures */
enum err account_unlock(struct engine *e, struct slice user) must_check;
/* a table as text, without anything secret */
enum err account_list(struct engine *e, struct buf *b) must_check;

/* luan init: the topmost unit when there is none, and three administrators who are three people.
 * The system administrator is "admin", with the given password or a made one; "secadmin" and
 * "auditor" with made ones. */
#define ADMINS_FIRST 3
struct admin_first {
	const char *user;
	struct account_made made;
};
enum err admin_first(struct engine *e, struct slice password,
    struct admin_first ret[ADMINS_FIRST]) must_check;
/* luan init --demo: one account for every role but citizen, named like the role, in this unit, all
 * with this password; those that exist stay as they are. */
enum err admin_demo(struct engine *e, int64_t unit, struct slice password,
    int64_t *ret_made) must_check;
#endif

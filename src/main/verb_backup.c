/* SPDX-License-Identifier: Apache-2.0 */
/* verb_backup.c - backup FILE and restore FILE: records, attachments, keys and the audit's head, as of one moment. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/audit.h"
#include "main/options.h"
#include "store/backup.h"
#include "store/file.h"

#define KEY_MAX KIB(64)

static enum err
add_file(struct backup *b, const char *path, const char *name)
{
	char content[KEY_MAX];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, content, sizeof content);
	enum err e = n < 0 || n == (ssize_t)sizeof content ? E_STORE : backup_add(b, name, (struct slice){ content, (size_t)n });

	if (fd >= 0)
		(void)close(fd);
	explicit_bzero(content, sizeof content);
	return e;
}

/* Without its keys a restored store could neither show old personal values nor go on with the chain. */
static enum err
add_keys(void *ctx, struct conn *snapshot, struct backup *b)
{
	const char *data = ctx;
	char path[4096], name[300];
	struct dirent *d;
	DIR *dir;
	enum err e = E_OK;

	(void)snapshot;
	(void)snprintf(path, sizeof path, "%s/keys", data);
	if (!(dir = opendir(path)))
		return E_OK;
	while (!e && (d = readdir(dir))) {
		if (d->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof path, "%s/keys/%s", data, d->d_name);
		(void)snprintf(name, sizeof name, "keys/%s", d->d_name);
		e = add_file(b, path, name);
	}
	(void)closedir(dir);
	return e;
}

static enum err
take_key(void *ctx, const char *name, struct slice content)
{
	const char *data = ctx;
	char path[4096];
	int fd;
	bool ok;

	if (strncmp(name, "keys/", 5) || strchr(name + 5, '/'))
		return E_OK;
	(void)snprintf(path, sizeof path, "%s/keys", data);
	(void)mkdir(path, 0700);
	(void)snprintf(path, sizeof path, "%s/%s", data, name);
	if ((fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) < 0)
		return E_STORE;
	ok = write(fd, content.p, content.n) == (ssize_t)content.n && fsync(fd) == 0;
	return close(fd) == 0 && ok ? E_OK : E_STORE;
}

static int
done(const char *what, enum err e, const struct backup_result *r)
{
	if (e)
		return fail(what, e);
	(void)printf("%s: %lld files, %lld segments of passages, %lld packs of pictures, %lld bytes\n", what, (long long)r->files,
	    (long long)r->segments, (long long)r->packs, (long long)r->bytes);
	return 0;
}

int
verb_backup(struct config *c, int argc, char **argv)
{
	struct db_options db = { .data_dir = config_str(c, "data"), .url = config_str(c, "store") };
	struct backup_options o = { .path = argc ? argv[0] : NULL, .extra = add_keys, .ctx = (void *)(uintptr_t)db.data_dir };
	struct backup_result r = { 0 };
	enum err e;

	if (argc != 1)
		return (void)fprintf(stderr, "luan backup FILE --data DIR\n"), 2;
	if ((e = db_open(&o.db, &db)))
		return fail("backup", e);
	if (!(e = file_store_open(&o.files, db.data_dir, (uint64_t)config_int(c, "file-budget")))) {
		e = backup_write(&o, &r);
		file_store_close(o.files);
	}
	db_close(o.db);
	return done("backup", e, &r);
}

int
verb_restore(struct config *c, int argc, char **argv)
{
	const char *data = config_str(c, "data");
	struct restore_options o = { .path = argc ? argv[0] : NULL, .data_dir = data, .url = config_str(c, "store"),
		.extra = take_key, .ctx = (void *)(uintptr_t)data };
	struct backup_result r = { 0 };

	if (argc != 1)
		return (void)fprintf(stderr, "luan restore FILE --data DIR\n"), 2;
	return done("restore", backup_restore(&o, &r), &r);
}

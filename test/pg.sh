#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A PostgreSQL of one's own on a unix socket, for tests.
#
#   test/pg.sh start DIR [OPTION..]	makes DIR/pg when it is not there, starts, prints the URL
#   test/pg.sh stop DIR [MODE]		fast (default), immediate
#
# Exit 77 when no PostgreSQL is installed. initdb refuses to be root: then the server runs as user postgres or nobody.
set -eu

bin=
for d in /usr/lib/postgresql/*/bin /usr/local/pgsql/bin; do
	[ -x "$d/initdb" ] && bin=$d
done
if [ -z "$bin" ]; then
	echo "no PostgreSQL server installed" >&2
	exit 77
fi
[ $# -ge 2 ] || { sed -n 3,8p "$0" >&2; exit 2; }
verb=$1 dir=$2
shift 2

as_user() {
	if [ "$(id -u)" = 0 ]; then
		user=nobody
		id postgres >/dev/null 2>&1 && user=postgres
		(cd / && setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups "$@")
	else
		"$@"
	fi
}

start() {
	mkdir -p "$dir"
	dir=$(cd "$dir" && pwd)
	if [ ! -d "$dir/pg" ]; then
		mkdir -m 700 "$dir/pg"
		[ "$(id -u)" = 0 ] && chown "$(id postgres >/dev/null 2>&1 && echo postgres || echo nobody)" "$dir/pg"
		chmod a+x "$dir"
		as_user "$bin/initdb" -D "$dir/pg" -U luan -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions \
			>"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
		cat >>"$dir/pg/postgresql.conf" <<-CONF
			listen_addresses = ''
			unix_socket_directories = '$dir/pg'
			shared_buffers = 64MB
			max_connections = 40
			max_wal_size = 256MB
			log_min_messages = fatal
			autovacuum_naptime = 60
		CONF
		for option; do
			echo "$option" >>"$dir/pg/postgresql.conf"
		done
	fi
	as_user "$bin/pg_ctl" -D "$dir/pg" -w -t 60 -l "$dir/pg/log" start >/dev/null 2>&1 ||
		{ cat "$dir/pg/log" >&2; exit 1; }
	echo "postgres://luan@/postgres?host=$(echo "$dir/pg" | sed 's,/,%2F,g')"
}

stop() {
	dir=$(cd "$dir" && pwd)
	as_user "$bin/pg_ctl" -D "$dir/pg" -w -t 60 -m "${1:-fast}" stop >/dev/null 2>&1
}

case $verb in
start) start "$@" ;;
stop) stop "$@" ;;
*) echo "unknown verb: $verb" >&2; exit 2 ;;
esac

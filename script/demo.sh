#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# demo.sh DATA HTTP DEVICE TERMINAL - a server with a filled demo organisation and the simulated city that drives in it; the data stay
# in DATA between runs. Everything in it is simulated and says so.
#   RATE=n      passages a second in the morning peak (100)
#   LUAN=file   another program (build/luan)
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:-demo-data} http=${2:-127.0.0.1:8080} device=${3:-127.0.0.1:8081} terminal=${4:-127.0.0.1:8208} luan=${LUAN:-build/luan}
password_file=$data/demo-password

if [ -e "$data" ] && [ ! -e "$password_file" ]; then
	echo "$data is not complete: remove it (rm -r $data) and run again" >&2
	exit 1
fi
if [ ! -e "$data" ]; then
	export LUAN_DEMO_PASSWORD=${LUAN_DEMO_PASSWORD:-luan-demo-2019}
	export LUAN_ADMIN_PASSWORD=${LUAN_ADMIN_PASSWORD:-$LUAN_DEMO_PASSWORD}
	"$luan" init --data "$data" --demo --log-level warn
	"$luan" city --write-map "$data/city.geojson"
	"$luan" import map "$data/city.geojson" --data "$data" || echo "demo: no base map (luan-map is not built: libgdal-dev)" >&2
	(umask 077 && printf '%s\n' "$LUAN_DEMO_PASSWORD" >"$password_file")
fi
LUAN_DEMO_PASSWORD=$(cat "$password_file")
export LUAN_DEMO_PASSWORD
web=()
[ -d web/dist ] && web=(--web web/dist)

server='' city=''
finish() {
	trap - EXIT INT TERM
	[ -z "$city" ] || kill -TERM "$city" 2>/dev/null || true
	[ -z "$city" ] || wait "$city" 2>/dev/null || true
	[ -z "$server" ] || kill -TERM "$server" 2>/dev/null || true
	[ -z "$server" ] || wait "$server" 2>/dev/null || true
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"$luan" serve --data "$data" --http "$http" --device "$device" --terminal "$terminal" --log-level "${LOG_LEVEL:-warn}" "${web[@]}" &
server=$!
for _ in $(seq 600); do
	kill -0 "$server" 2>/dev/null || { wait "$server" || exit $?; exit 1; }
	if "$luan" city --check --http "$http" >/dev/null 2>&1; then break; fi
	sleep 0.1
done

cat <<TEXT

    http://$http     模拟数据 / simulated data
    指挥 dispatcher@detachment 大队领导 leader@zhangdian   民警 officer@zhangdian-1   值班 duty@zhangdian-1
    设备 device@detachment    运维 maintainer@detachment   督察 supervisor@detachment  法制 legal@detachment
    审计 auditor@detachment   系统管理 sysadmin@detachment  安全管理 secadmin@detachment 邻队 officer@linzi-2
    密码 password: $LUAN_DEMO_PASSWORD
    大屏 wall: http://$http/wall   回放 replay: http://$http/replay
    设备接入 devices: http://$device/VIID/   定位终端 terminals (JT/T 808): $terminal
    Ctrl-C 结束 / stops all; "rm -r $data" begins anew

TEXT
"$luan" city --http "$http" --device "$device" --terminal "$terminal" --passages-per-second "${RATE:-100}" --log-level "${LOG_LEVEL:-warn}" &
city=$!
wait -n "$server" "$city" || true

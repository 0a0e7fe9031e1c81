#!/usr/bin/env bash
# G1, G5 in full: 20 kills of the product on SQLite and on PostgreSQL, there of the server with all its processes as well.
#   bash tests/trust/kill.sh [PEOPLE]      default 50,000 on PostgreSQL and 5,000 on SQLite; prints a line each, exit 1 when something is missing
# No socket file: where nobody asks how a killed server ended, its process still counts as the one that holds it.
# Needs what tests/run.sh needs; as root, PostgreSQL runs as the user postgres.
set -euo pipefail
cd "$(dirname "$0")/../.."
people=${1:-50000}
work=$(mktemp -d /tmp/declarations-trial.XXXXXX)
chmod 711 "$work"
bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -1)
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
clean_up() { as_postgres "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"; }
trap clean_up EXIT
dotnet build -c Release --nologo --verbosity quiet tests/trust
trial="dotnet tests/trust/bin/Release/net10.0/Declarations.Trials.dll"
$trial kill --people $((people < 5000 ? people : 5000)) --kills 20 --seed "${SEED:-20170904}"
[ "$(id -u)" != 0 ] || chown postgres "$work"
as_postgres "$bin/initdb" -D "$work/data" -U owner --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
port=$((20000 + RANDOM % 12000))
start="$bin/pg_ctl -D $work/data -w -l $work/log -o '-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200' start"
[ "$(id -u)" != 0 ] || start="cd / && runuser -u postgres -- $start"
bash -c "$start" >/dev/null
psql -q -h 127.0.0.1 -p "$port" -U owner -d postgres -c "CREATE ROLE application LOGIN" -c "CREATE DATABASE trial"
$trial kill --people "$people" --kills 20 --seed "${SEED:-20170904}" --postgres "Host=127.0.0.1;Port=$port;Database=trial;Username=owner" \
  --application application --kill-server "$work/data" --start-server "$start >/dev/null"

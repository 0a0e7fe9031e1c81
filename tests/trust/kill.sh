#!/usr/bin/env bash
# G1, G5 in full: 20 kills of the product on SQLite and on PostgreSQL, there of the server with all its processes in turn.
#   bash tests/trust/kill.sh [PEOPLE]      default 50,000 on PostgreSQL and 5,000 on SQLite; prints a line each, exit 1 when something is missing
# Needs what tests/run.sh needs; as root, PostgreSQL runs as the user postgres.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/trust/common.sh
people=${1:-50000}
build_trials
work=$(mktemp -d /tmp/declarations-trial.XXXXXX)
chmod 711 "$work"
clean_up() { as_postgres "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"; }
trap clean_up EXIT

trials kill --people $((people < 5000 ? people : 5000)) --kills 20 --seed "${SEED:-20170904}"
port=$((20000 + RANDOM % 12000))
make_server "$work/data"
start_server "$work/data" "$port"
make_trial "$port"
trials kill --people "$people" --kills 20 --seed "${SEED:-20170904}" --postgres "Host=127.0.0.1;Port=$port;Database=trial;Username=owner" \
  --application application --outage "" --outage ". tests/trust/common.sh; kill_server $work/data; start_server $work/data $port"

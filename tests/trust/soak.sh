#!/usr/bin/env bash
# Nothing grows: people sign in, file and look at their pages for two hours, on PostgreSQL with fsync.
#   bash tests/trust/soak.sh [MINUTES [A_SECOND]]      default 120 and 2; prints what the process held early and late, exit 1 when that has grown,
#                                                       an answer was a fault, or something acknowledged is missing
# Needs what tests/run.sh needs; as root, PostgreSQL runs as the user postgres.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/trust/common.sh
build_trials
work=$(mktemp -d /tmp/declarations-soak.XXXXXX)
chmod 711 "$work"
clean_up() { as_postgres "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"; }
trap clean_up EXIT
port=$((20000 + RANDOM % 12000))
make_server "$work/data"
start_server "$work/data" "$port"
make_trial "$port"
trials soak --minutes "${1:-120}" --rate "${2:-2}" --postgres "Host=127.0.0.1;Port=$port;Database=trial;Username=owner" --application application

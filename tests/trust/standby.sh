#!/usr/bin/env bash
# G4: the primary is destroyed while people file, with a synchronous standby; before that the standby is frozen for ten seconds.
#   bash tests/trust/standby.sh [PEOPLE]      default 3,000; exit 1 when something is missing, or was acknowledged while the standby was frozen
# Needs what tests/run.sh needs; as root, PostgreSQL runs as the user postgres.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/trust/common.sh
people=${1:-3000}
build_trials
work=$(mktemp -d /tmp/declarations-standby.XXXXXX)
chmod 711 "$work"
clean_up() {
  local data
  for data in "$work/first" "$work/second"; do [ ! -e "$data/postmaster.pid" ] || kill_server "$data" 2>/dev/null || true; done
  rm -rf "$work"
}
trap clean_up EXIT
first=$((20000 + RANDOM % 6000)) second=$((26000 + RANDOM % 6000))
make_server "$work/first"
start_server "$work/first" "$first"
make_trial "$first"
mkdir "$work/second"
touch "$work/second.log"
[ "$(id -u)" != 0 ] || chown postgres "$work/second" "$work/second.log"
as_postgres "$bin/pg_basebackup" -h 127.0.0.1 -p "$first" -U owner -D "$work/second" -R -c fast
as_postgres chmod 700 "$work/second"
start_server "$work/second" "$second"
psql -q -h 127.0.0.1 -p "$first" -U owner -d postgres -c "ALTER SYSTEM SET synchronous_standby_names = '*'" -c "SELECT pg_reload_conf()" >/dev/null

cat >"$work/freeze" <<END
set -euo pipefail
. tests/trust/common.sh
filed() { psql -qAt -h 127.0.0.1 -p $first -U owner -d trial -c 'SELECT count(*) FROM "Submissions"'; }
all=\$(server_of $work/second)
kill -STOP \$all
sleep 1
before=\$(filed)
sleep 10
after=\$(filed)
kill -CONT \$all
echo "standby frozen for 10 s: \$((after - before)) filed meanwhile" >&2
[ "\$after" = "\$before" ]
END
cat >"$work/destroy" <<END
set -euo pipefail
. tests/trust/common.sh
kill_server $work/first
rm -rf $work/first
as_postgres $bin/pg_ctl -D $work/second -w promote >/dev/null
END

# The commands are run from the root of the repository, where this script is.
trials kill --people "$people" --kills 2 --seed "${SEED:-20170904}" --within 30 \
  --postgres "Host=127.0.0.1:$first,127.0.0.1:$second;Database=trial;Username=owner;Target Session Attributes=primary" --application application \
  --outage "bash $work/freeze" --outage "bash $work/destroy"

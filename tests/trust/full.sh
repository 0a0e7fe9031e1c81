#!/usr/bin/env bash
# G19: while people file, the disk fills up, nobody signs the tree, and the right to insert is taken away; each for ten seconds, in turn.
#   bash tests/trust/full.sh [PEOPLE [OUTAGES]]      default 3,000 and 6 for each database; prints a line each, exit 1 when something is missing
# While the disk is full, what is acknowledged must be stored all the same; while the right is gone, nothing may be filed; while nobody signs the tree, filing
# goes on (both asked of PostgreSQL). Afterwards the tree must take in everything. Needs root: it mounts a disk that is a file.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/trust/common.sh
[ "$(id -u)" = 0 ] || { echo "tests/trust/full.sh mounts a file system: run it as root." >&2; exit 1; }
people=${1:-3000} outages=${2:-6}
build_trials
work=$(mktemp -d /tmp/declarations-full.XXXXXX)
chmod 711 "$work"
clean_up() {
  [ ! -e "$work/disk/data/postmaster.pid" ] || kill_server "$work/disk/data" 2>/dev/null || true
  unmount "$work/disk"; rm -rf "$work"
}
trap clean_up EXIT
export PORT=$((20000 + RANDOM % 12000))

# PostgreSQL may end for want of room, and is then started again, as its unit file would.
cat >"$work/fill" <<END
set -euo pipefail
. tests/trust/common.sh
left() { df --output=avail -B1 $work/disk | tail -1; }
fallocate -l \$(left) $work/disk/fill 2>/dev/null || true
dd if=/dev/zero of=$work/disk/rest bs=4k 2>/dev/null || true
sleep 10
left=\$(left)
[ ! -e $work/disk/data ] || ! psql -q -h 127.0.0.1 -p \$PORT -U owner -d trial -c "CREATE TABLE room AS SELECT repeat('x', 100) FROM generate_series(1, 100000)" 2>/dev/null \
  || { echo "there was room for a table" >&2; exit 1; }
rm -f $work/disk/fill $work/disk/rest
[ ! -e $work/disk/data ] || as_postgres $bin/pg_ctl -D $work/disk/data status >/dev/null \
  || { rm -f $work/disk/data/postmaster.pid; start_server $work/disk/data \$PORT; }
[ "\$left" -lt 65536 ] || { echo "the disk was not full: \$left bytes were left" >&2; exit 1; }
END
# The lock that whoever signs the tree must have (Data/Trust/Sequencer), held by somebody else.
cat >"$work/unsigned" <<END
set -euo pipefail
if [ -e $work/disk/data ]; then
  filed() { psql -qAt -h 127.0.0.1 -p \$PORT -U owner -d trial -c 'SELECT count(*) FROM "Submissions"'; }
  before=\$(filed)
  psql -q -h 127.0.0.1 -p \$PORT -U owner -d trial -c "BEGIN" -c "SELECT pg_advisory_xact_lock($((16#54524545)))" -c "SELECT pg_sleep(10)" -c "COMMIT" >/dev/null
  after=\$(filed)
  [ "\$after" -gt "\$before" ] || { echo "nobody filed while nobody signed the tree" >&2; exit 1; }
else
  flock \$(echo $work/disk/tmp/*/trial.db).tree sleep 10
fi
END
cat >"$work/revoked" <<END
set -euo pipefail
ask() { psql -qAt -h 127.0.0.1 -p \$PORT -U owner -d trial -c "\$1"; }
ask 'REVOKE INSERT ON "Submissions" FROM application'
sleep 1
before=\$(ask 'SELECT count(*) FROM "Submissions"')
sleep 9
after=\$(ask 'SELECT count(*) FROM "Submissions"')
ask 'GRANT INSERT ON "Submissions" TO application'
[ "\$after" = "\$before" ] || { echo "\$((after - before)) filed without the right to insert" >&2; exit 1; }
END

# trial NAME [ARGUMENT ...]
trial() {
  printf '%s: ' "$1"
  TMPDIR="$work/disk/tmp" trials kill --people "$people" --kills "$outages" --seed "${SEED:-20170904}" \
    --outage "bash $work/fill" --outage "bash $work/unsigned" "${@:2}" 2>"$work/errors" && return 0
  grep -v '^   at ' "$work/errors" | head -3
  return 1
}
failed=0
new_disk "$work/image" "$work/disk" 1G
trial "SQLite" || failed=1
new_disk "$work/image" "$work/disk" 1G
# small files of the write-ahead log, so that room already taken for it does not last through the outage
make_server "$work/disk/data" --wal-segsize=1
start_server "$work/disk/data" "$PORT"
make_trial "$PORT"
trial "PostgreSQL" --outage "bash $work/revoked" --postgres "Host=127.0.0.1;Port=$PORT;Database=trial;Username=owner" --application application || failed=1
exit $failed

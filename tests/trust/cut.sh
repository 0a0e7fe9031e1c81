#!/usr/bin/env bash
# G2, G3: the power goes while people file, on SQLite and on PostgreSQL.
#   bash tests/trust/cut.sh [PEOPLE [CUTS]]      default 3,000 and 10 for each; prints a line each, exit 1 when something is missing or a control arm lost nothing
# The database lies on a disk that is a file on another disk. That one is frozen, the file copied as it is, everything killed before it thaws, and the
# copy is the disk from then on: what was not yet handed to the disk is gone, as in a power cut. In the control arms fsync does nothing; they must lose.
# Needs root (it mounts), and eatmydata from Debian for the control arms.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/trust/common.sh
[ "$(id -u)" = 0 ] || { echo "tests/trust/cut.sh mounts file systems: run it as root." >&2; exit 1; }
people=${1:-3000} cuts=${2:-10}
build_trials
work=$(mktemp -d /tmp/declarations-cut.XXXXXX)
chmod 711 "$work"
clean_up() {
  [ ! -e "$work/inner/data/postmaster.pid" ] || kill -9 $(server_of "$work/inner/data") 2>/dev/null || true
  unmount "$work/inner"; unmount "$work/outer"; rm -rf "$work"
}
trap clean_up EXIT
[ -n "$(command -v eatmydata)" ] || apt-get install -y -qq eatmydata >/dev/null
truncate -s 6G "$work/disk"
mkfs.ext4 -q "$work/disk"
mkdir "$work/outer"
mount -o loop "$work/disk" "$work/outer"

cat >"$work/cut" <<END
set -euo pipefail
. tests/trust/common.sh
all=\$PRODUCT
[ ! -e $work/inner/data ] || all="\$all \$(server_of $work/inner/data)"
fsfreeze --freeze $work/outer
cp --sparse=always $work/outer/disk $work/copy
kill -9 \$all
fsfreeze --unfreeze $work/outer
gone \$all
umount -l $work/inner
rm $work/outer/disk
mv $work/copy $work/outer/disk
mount -o loop $work/outer/disk $work/inner
[ ! -e $work/inner/data ] || { rm -f $work/inner/data/postmaster.pid; start_server $work/inner/data \$PORT; }
END

# trial NAME CUTS [ARGUMENT ...]
trial() {
  printf '%s: ' "$1"
  TMPDIR="$work/inner/tmp" trials kill --people "$people" --kills "$2" \
    --seed "${SEED:-20170904}" --outage "bash $work/cut" "${@:3}" 2>"$work/errors" && return 0
  grep -v '^   at ' "$work/errors" | head -3
  return 1
}
# must_lose NAME ...: a control arm. What it is there to show is rows that are lost, or a database that does not open again.
must_lose() {
  local people=400 said
  said=$(LD_PRELOAD=libeatmydata.so trial "$@" || true)
  echo "$said"
  [[ "$said" =~ (;\ [1-9][0-9]*\ lost|does\ not\ start|ended\ with) ]] && return
  echo "$1: nothing was lost, so this experiment shows nothing." >&2
  failed=1
}

failed=0
new_disk "$work/outer/disk" "$work/inner" 2G
trial "SQLite" "$cuts" || failed=1
new_disk "$work/outer/disk" "$work/inner" 2G
must_lose "SQLite, control without fsync" 1
export PORT=$((20000 + RANDOM % 12000))
for control in "" libeatmydata.so; do
  new_disk "$work/outer/disk" "$work/inner" 2G
  make_server "$work/inner/data"
  LD_PRELOAD=$control start_server "$work/inner/data" "$PORT"
  make_trial "$PORT"
  arguments=(--postgres "Host=127.0.0.1;Port=$PORT;Database=trial;Username=owner" --application application)
  if [ -z "$control" ]; then trial "PostgreSQL" "$cuts" "${arguments[@]}" || failed=1
  else must_lose "PostgreSQL, control without fsync" 1 "${arguments[@]}"; fi
  kill_server "$work/inner/data" || true
done
exit $failed

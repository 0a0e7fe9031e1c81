#!/usr/bin/env bash
# G14: a base backup under load and an archive of write-ahead logs, with PostgreSQL's own means; harm (tables dropped), and back to a named point.
#   bash tests/trust/pointintime.sh [PEOPLE]      default 3,000; prints RPO and RTO, exit 1 when something acknowledged up to the point is missing,
#                                                  something else is there, contents differ, the tree disagrees, or a flipped byte is not named
# Needs what tests/run.sh needs; as root, PostgreSQL runs as the user postgres. fsync is on.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/trust/common.sh
people=${1:-3000}
build_trials
dotnet build -c Release --nologo --verbosity quiet -p:RunAnalyzers=false src/Declarations.Verify >&2
work=$(mktemp -d /tmp/declarations-point.XXXXXX)
chmod 711 "$work"
clean_up() {
  local data
  for data in "$work/data" "$work/back"; do [ ! -e "$data/postmaster.pid" ] || kill_server "$data" 2>/dev/null || true; done
  rm -rf "$work"
}
trap clean_up EXIT
port=$((20000 + RANDOM % 6000)) scratch=$((26000 + RANDOM % 6000))
mkdir "$work/archive" "$work/base"
[ "$(id -u)" != 0 ] || chown postgres "$work/archive" "$work/base"
make_server "$work/data"
# as docs/operations.md has it
as_postgres tee -a "$work/data/postgresql.conf" >/dev/null <<END
archive_mode = on
archive_command = 'test ! -f $work/archive/%f && cp %p $work/archive/%f.part && sync $work/archive/%f.part && mv $work/archive/%f.part $work/archive/%f'
archive_timeout = 15s
END
start_server "$work/data" "$port"
make_trial "$port"

cat >"$work/steps" <<'END'
set -euo pipefail
. tests/trust/common.sh
ask() { psql -qAt -h 127.0.0.1 -p "$1" -U owner -d trial -c "$2"; }
# contents PORT: a hash of every row of every table that people write into, in clear or sealed
contents() {
  local table
  for table in $(ask "$1" "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname NOT IN ('WaitingLeaves', 'TreeEntries', 'TreeNodes', 'Checkpoints', 'Sessions', 'SignInFailures', 'Jobs', 'CookieKeys') ORDER BY relname COLLATE \"C\""); do
    echo "$table $(ask "$1" "SELECT count(*) || ' ' || coalesce(encode(sha256(convert_to(string_agg(md5(t::text), '' ORDER BY md5(t::text)), 'UTF8')), 'hex'), '-') FROM $table t")"
  done
}
# come_back ARCHIVE [SETTING ...]: from base backup and archive, on the scratch port
come_back() {
  [ ! -e "$work/back/postmaster.pid" ] || kill_server "$work/back"
  rm -rf "$work/back"
  mkdir "$work/back"
  touch "$work/back.log"
  [ "$(id -u)" != 0 ] || chown postgres "$work/back" "$work/back.log"
  as_postgres chmod 700 "$work/back"
  as_postgres cp -a "$work/base/." "$work/back"
  as_postgres tee -a "$work/back/postgresql.conf" >/dev/null <<CONF
archive_mode = off
restore_command = 'cp $1/%f %p'
CONF
  printf '%s\n' "${@:2}" | as_postgres tee -a "$work/back/postgresql.conf" >/dev/null
  as_postgres touch "$work/back/recovery.signal"
  start_server "$work/back" "$scratch"
  until [ "$(ask "$scratch" 'SELECT pg_is_in_recovery()')" = f ]; do sleep 0.1; done
}
END
step() { echo "export work=$work port=$port scratch=$scratch bin=$bin; . $work/steps; $1"; }
trials point --people "$people" --postgres "Host=127.0.0.1;Port=$port;Database=trial;Username=owner" --application application \
  --restored "Host=127.0.0.1;Port=$scratch;Database=trial;Username=owner" \
  --backup "$(step 'rm -rf $work/base; mkdir $work/base; [ "$(id -u)" != 0 ] || chown postgres $work/base; as_postgres chmod 700 $work/base
    as_postgres $bin/pg_basebackup -h 127.0.0.1 -p $port -U owner -D $work/base -X none -c fast --manifest-checksums=SHA256 --no-slot 2>/dev/null')" \
  --mark "$(step 'contents $port >$work/contents; ask $port "SELECT pg_create_restore_point('"'before-harm'"')" >/dev/null')" \
  --harm "$(step 'cp -al $work/archive $work/left; ask $port "DROP TABLE \"Submissions\", \"AuditEntries\", \"Signatures\" CASCADE" 2>/dev/null
    ask $port "SELECT pg_switch_wal()" >/dev/null; newest=$(ask $port "SELECT pg_walfile_name(pg_current_wal_lsn())")
    for i in $(seq 300); do [ -z "$(find $work/data/pg_wal/archive_status -name "*.ready")" ] && break; sleep 0.1; done')" \
  --restore "$(step 'come_back $work/archive "recovery_target_name = '"'before-harm'"'" "recovery_target_action = promote"')" \
  --check "$(step 'contents $scratch | diff $work/contents - >&2
    dotnet src/Declarations.Verify/bin/Release/net10.0/Declarations.Verify.dll --database "Host=127.0.0.1;Port=$scratch;Database=trial;Username=owner" --key $KEY >$work/verified \
      || { head -5 $work/verified >&2; exit 1; }
    du -sb $work/back | cut -f1 >$work/size; wc -l <$work/contents >$work/tables; head -1 $work/verified >&2')" \
  --lost "$(step 'come_back $work/left')" | tee "$work/said"
echo "contents of $(cat "$work/tables") tables equal; $(head -1 "$work/verified")"
awk -v size="$(cat "$work/size")" '/^RTO/ { printf "%.2f GB brought back: %.0f s a GB to the server, %.0f s to the sign-in page\n", size / 1e9, $2 / size * 1e9, $7 / size * 1e9 }' "$work/said"

# One byte of a copy of the base backup, and one of a file of it that is small.
cp -a "$work/base" "$work/copy"
"$bin/pg_verifybackup" -n "$work/copy" >/dev/null
file=$(cd "$work/copy" && find base -type f -size +64k | sort | head -1)
printf '\001' | dd of="$work/copy/$file" bs=1 seek=40000 conv=notrunc status=none
cmp -s "$work/base/$file" "$work/copy/$file" && printf '\002' | dd of="$work/copy/$file" bs=1 seek=40000 conv=notrunc status=none
! "$bin/pg_verifybackup" -n "$work/copy" >"$work/named" 2>&1 || { echo "a flipped byte was not named" >&2; exit 1; }
grep -F "$file" "$work/named"

# Sourced by the experiments: the program, and a PostgreSQL of their own. As root that runs as the user postgres, elsewhere as whoever calls.
trials() { dotnet tests/trust/bin/Release/net10.0/Declarations.Trials.dll "$@"; }
# The analysers look at it in tests/run.sh.
build_trials() { dotnet build -c Release --nologo --verbosity quiet -p:RunAnalyzers=false tests/trust >&2; }
bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -1)
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
# No socket file: where nobody asks how a killed server ended, its process still counts as the one that holds it.
# start_server DATA PORT [OPTION ...]
start_server() {
  local options="-p $2 -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 ${*:3}"
  as_postgres "$bin/pg_ctl" -D "$1" -w -l "$1.log" -o "$options" start >/dev/null
}
# make_server DATA [OPTION ...]: with a role that owns and a role that serves
make_server() {
  mkdir -p "$1"
  [ "$(id -u)" != 0 ] || { touch "$1.log" && chown postgres "$1" "$1.log"; }
  as_postgres "$bin/initdb" -D "$1" -U owner --auth=trust --encoding=UTF8 --locale=C.UTF-8 "${@:2}" >/dev/null
}
# make_trial PORT: its database
make_trial() { psql -q -h 127.0.0.1 -p "$1" -U owner -d postgres -c "CREATE ROLE application LOGIN" -c "CREATE DATABASE trial"; }
# server_of DATA: the postmaster and every process of it
server_of() { local head; head=$(head -1 "$1/postmaster.pid"); echo "$head" $(pgrep -P "$head" || true); }
# gone PID ...: waits until none of them runs
gone() { local id; for id in "$@"; do while [ -e "/proc/$id" ] && ! grep -q '^State:.Z' "/proc/$id/status" 2>/dev/null; do sleep 0.01; done; done; }
# kill_server DATA: SIGKILL to all of it. What was killed may stand in the table of processes until somebody asks how it ended; the server would take it for alive.
kill_server() {
  local all
  all=$(server_of "$1")
  kill -9 $all
  gone $all
  rm -f "$1/postmaster.pid"
}
unmount() { ! mountpoint -q "$1" || umount -l "$1"; }
# new_disk IMAGE DIR SIZE: an empty disk that is a file, mounted, with a folder tmp in it
new_disk() {
  unmount "$2"
  rm -f "$1"
  truncate -s "$3" "$1"
  mkfs.ext4 -q -m 0 -E lazy_itable_init=0 "$1"
  mkdir -p "$2"
  mount -o loop "$1" "$2"
  chmod 711 "$2"
  mkdir "$2/tmp"
}

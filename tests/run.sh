#!/usr/bin/env bash
# Builds everything and runs every test. Needs the .NET 10 SDK and Node 20; on Debian it installs the rest.
#   bash tests/run.sh                   all: format check, domain, web on SQLite, web on PostgreSQL, browser; the aim is 12 minutes on two quiet cores
#   bash tests/run.sh deep              the same with nothing sampled: every cell, page, language and width, 10,000 mutations; the aim is 40 minutes
#   bash tests/run.sh [deep] domain|web|postgres|e2e ...   only these
# An ordinary run draws its samples, and on which database a class of web tests runs, from SEED: the same each time, so that what passed
# passes again; SEED=$(date +%Y%m%d) bash tests/run.sh draws others. A deep run draws only on which database a class runs.
# The last line is "N passed, N failed" over all runs; the exit status is 0 only if everything ran and passed.
set -euo pipefail
cd "$(dirname "$0")/.."
# one compiler for all projects, which warms up once; it and the other build servers may not outlive the build
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=true DOTNET_TieredPGO=0
all_parts=(domain web postgres e2e)
export DEEP=${DEEP:-0} SEED=${SEED:-20170904}
if [ "${1:-}" = deep ]; then
  DEEP=1
  shift
fi
parts=("$@")
[ $# -gt 0 ] || parts=("${all_parts[@]}")

times=() part="" began=0
# ended: notes how long the part took that is under way
ended() { [ -z "$part" ] || times+=("$part $(awk "BEGIN { printf \"%.1f\", ($SECONDS - $began) / 60 }")"); part=""; }
# say PART: ends the part before and begins this one
say() { ended; part=$1 began=$SECONDS; printf '\n== %s\n' "$1"; }
die() { printf 'tests/run.sh: %s\n' "$*" >&2; exit 1; }
wanted() { [[ " ${parts[*]} " == *" $1 "* ]]; }
for name in "${parts[@]}"; do
  [[ " ${all_parts[*]} " == *" $name "* ]] || die "unknown part '$name'; known: ${all_parts[*]}"
done

# Under /tmp, because the postgres user must be able to reach it.
work=$(mktemp -d /tmp/declarations-tests.XXXXXX)
chmod 711 "$work"
clean_up() {
  if [ -e "$work/pg/data/postmaster.pid" ]; then
    kill -INT "$(head -1 "$work/pg/data/postmaster.pid")" || true
    wait || true
  fi
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

install_missing() {
  local missing=()
  [ -e /usr/share/zoneinfo/Asia/Shanghai ] || missing+=(tzdata)
  [ -e /etc/ssl/certs/ca-certificates.crt ] || missing+=(ca-certificates)
  ! wanted postgres || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  # either will do; the one without a window takes three quarters of the time
  ! wanted e2e || command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || missing+=(chromium-headless-shell)
  [ "$DEEP" = 0 ] || ! { wanted web || wanted postgres; } || command -v soffice >/dev/null || missing+=(libreoffice-calc libreoffice-writer)
  ! wanted e2e || compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null || missing+=(fonts-noto-cjk)
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || die "missing: ${missing[*]}. Install them, or run as root."
  command -v apt-get >/dev/null || die "missing: ${missing[*]}, and there is no apt-get to install them with."
  say "install ${missing[*]}"
  # RUNLEVEL=1: the packaged PostgreSQL server is not started, the tests have their own
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive bash -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"' - "${missing[@]}" \
    >"$work/apt.log" 2>&1 || { cat "$work/apt.log" >&2; die "could not install: ${missing[*]}"; }
}

# initdb refuses root
as_postgres() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

start_postgres() {
  local pg_bin tries
  pg_bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -1)
  mkdir "$work/pg"
  [ "$(id -u)" != 0 ] || chown postgres "$work/pg"
  as_postgres "$pg_bin/initdb" -D "$work/pg/data" -U app --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  for tries in 1 2 3 4 5; do
    pg_port=$((20000 + RANDOM % 12000))
    as_postgres "$pg_bin/postgres" -D "$work/pg/data" -p "$pg_port" -c listen_addresses=127.0.0.1 -c "unix_socket_directories=$work/pg" \
      -c fsync=off -c full_page_writes=off -c max_connections=200 >"$work/pg.log" 2>&1 &
    # it ends by itself when the port is taken
    while sleep 0.2; kill -0 $! 2>/dev/null; do
      ! as_postgres "$pg_bin/pg_isready" -q -h "$work/pg" -p "$pg_port" || return 0
    done
    echo "PostgreSQL did not start on port $pg_port (attempt $tries)" >&2
  done
  cat "$work/pg.log" >&2
  die "PostgreSQL does not start."
}

# slowest FILE: prints the classes that took longest, seconds of all their tests
slowest() {
  [ -e "$1" ] || return 0
  printf 'Slowest classes, seconds:'
  { grep -o '<test [^>]*' "$1" || true; } | awk '{ match($0, / type="[^"]*"/); class = substr($0, RSTART + 7, RLENGTH - 8); sub(/.*\./, "", class)
      match($0, / time="[^"]*"/); time[class] += substr($0, RSTART + 7, RLENGTH - 8) } END { for (class in time) printf "%.0f %s\n", time[class], class }' \
    | sort -rn | head -12 | awk '{ printf " %s %s", $2, $1 } END { print "" }'
}

passed=0 failed=0 broken=()
# run_tests NAME PROJECT [VARIABLE=VALUE ...] [-class CLASS ...]
run_tests() {
  local name=$1 project=$2 status=0 counts p f e s settings=()
  shift 2
  while [[ "${1:-}" == *=* ]]; do settings+=("$1"); shift; done
  say "$name"
  # The program itself, because `dotnet test` does not say what went wrong outside a test.
  env "${settings[@]}" timeout --kill-after=30 $((DEEP == 1 ? 60 : 30))m "tests/$project/bin/Release/net10.0/$project" -noLogo -noColor -xml "$work/$name.xml" "$@" 2>&1 | tee "$work/$name.log" || status=$?
  counts=$(awk '/ Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+, Not Run: [0-9]+/ {
      gsub(/,/, ""); for (i = 1; i < NF; i++) { if ($i == "Total:") t += $(i+1); if ($i == "Errors:") e += $(i+1); if ($i == "Failed:") f += $(i+1);
        if ($i == "Skipped:" || $i == "Run:") s += $(i+1) }
    } END { print t - f - s, f + 0, e + 0, s + 0 }' "$work/$name.log")
  read -r p f e s <<<"$counts"
  slowest "$work/$name.xml"
  passed=$((passed + p)) failed=$((failed + f))
  if [ $((p + f)) = 0 ]; then broken+=("$name ran no test")
  elif [ "$s" != 0 ]; then broken+=("$name left out $s")
  elif [ "$e" != 0 ]; then broken+=("$name met $e errors outside its tests")
  elif [ "$status" != 0 ]; then broken+=("$name ended with status $status")
  fi
}

# run_web NAME VARIABLE=VALUE ...: the web tests on one of the two databases: those about the database itself on both, a deep run also who gets
# what, whole campaigns, all of trust and what happens at once; every other class on one of the two, as the seed draws.
on_both='\.Data\.|\.Trust\.(Attack|Coverage|Kill|Tamper)'
deep_on_both='\.(Deep|Journeys|Trust)\.|KeyRotation|AccessMatrix|Idempotency|ScopeTests|SecondPerson|Departure|SlipTests|ImportTests'
run_web() {
  local name=$1 class turn classes=()
  while read -r class; do
    [[ "$class" == Declarations.* ]] || continue
    # what needs more than a database and a browser
    [ "$DEEP" = 1 ] || [[ "$class" != *.Deep.* ]] || continue
    turn=web
    [ $(($(cksum <<<"$class $SEED" | cut -d' ' -f1) % 2)) = 0 ] || turn=postgres
    if [ "$turn" = "$name" ] || [[ "$class" =~ $on_both ]] || { [ "$DEEP" = 1 ] && [[ "$class" =~ $deep_on_both ]]; }; then
      classes+=(-class "$class")
    fi
  done < <("tests/Declarations.Web.Tests/bin/Release/net10.0/Declarations.Web.Tests" -noLogo -list classes)
  run_tests "$name" Declarations.Web.Tests "${@:2}" "${classes[@]}"
}

command -v dotnet >/dev/null || die "the .NET 10 SDK is not on the PATH."
install_missing
say build
dotnet restore Declarations.sln --locked-mode --verbosity quiet
built=0
dotnet build Declarations.sln -c Release --no-restore --nologo --verbosity quiet || built=$?
dotnet build-server shutdown --vbcscompiler >/dev/null
[ "$built" = 0 ] || exit "$built"
if [ $# = 0 ]; then
  # The build has checked style and unused usings as errors; what is left is white space, ends of lines and the order of usings.
  say format
  dotnet format whitespace Declarations.sln --verify-no-changes --no-restore
fi
! wanted domain || run_tests domain Declarations.Domain.Tests
! wanted web || run_web web TEST_DATABASE=sqlite
if wanted postgres; then
  start_postgres
  run_web postgres TEST_DATABASE=postgresql TEST_POSTGRES="Host=127.0.0.1;Port=$pg_port;Username=app"
fi
! wanted e2e || run_tests e2e Declarations.EndToEnd.Tests

ended
printf '\n%s run with seed %s, minutes: %s in all' "$([ "$DEEP" = 1 ] && echo Deep || echo Ordinary)" "$SEED" "$(awk "BEGIN { printf \"%.1f\", $SECONDS / 60 }")"
printf ', %s' "${times[@]}"
printf '\n'
[ ${#broken[@]} = 0 ] || printf '\nBroken: %s' "${broken[@]}"
printf '\n%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ ${#broken[@]} = 0 ]

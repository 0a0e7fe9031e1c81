#!/usr/bin/env bash
# The cluster of deploy/cluster on one machine: haproxy, two nodes of the product, pgbouncer, PostgreSQL under Patroni with a synchronous standby, etcd.
#   bash tests/trust/cluster.sh [PEOPLE [OUTAGES]]     default 3,000 and 4; exit 1 when something is missing or nobody is served for 30 s
# In turn a node of the product is killed, and the primary destroyed with its data. Needs root, and installs from Debian what is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/trust/common.sh
[ "$(id -u)" = 0 ] || { echo "tests/trust/cluster.sh installs packages and runs PostgreSQL as the user postgres: run it as root." >&2; exit 1; }
missing=()
for package in patroni python3-etcd etcd-server haproxy pgbouncer curl; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
[ ${#missing[@]} = 0 ] || { apt-get update -qq; RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; }
people=${1:-3000} outages=${2:-4}
build_trials
work=$(mktemp -d /tmp/declarations-cluster.XXXXXX)
chmod 755 "$work"
chown postgres "$work"
clean_up() {
  local n
  for n in 1 2; do pkill -9 -f "patroni $work/db$n.yml" || true; [ ! -e "$work/db$n/postmaster.pid" ] || kill_server "$work/db$n" 2>/dev/null || true; done
  kill $(jobs -p) 2>/dev/null || true
  [ -z "${KEEP:-}" ] || { echo "kept: $work" >&2; return; }
  rm -rf "$work"
}
trap clean_up EXIT
p=$((20000 + RANDOM % 11000))
etcd=$p etcd_peer=$((p + 1)) front=$((p + 2)) primary=$((p + 3)) bouncer=$((p + 4)) web=($((p + 5)) $((p + 6))) db=(0 $((p + 7)) $((p + 8))) rest=(0 $((p + 9)) $((p + 10)))

# The files of deploy/cluster, with the addresses of this machine and without TLS and passwords.
sed -e "s/:443 ssl.*/127.0.0.1:$front/; s/127.0.0.1:5000/127.0.0.1:$primary/; s/web1:8080/127.0.0.1:${web[0]}/; s/web2:8080/127.0.0.1:${web[1]}/" \
  -e "s/X-Forwarded-Proto https/X-Forwarded-Proto http/; s/option httpchk GET \/health\/ready/&\n  http-check send hdr Host 127.0.0.1/" \
  -e "s/db1:5432 check port 8008/127.0.0.1:${db[1]} check port ${rest[1]}/; s/db2:5432 check port 8008/127.0.0.1:${db[2]} check port ${rest[2]}/" \
  deploy/cluster/haproxy.cfg >"$work/haproxy.cfg"
sed -e "s/^declarations = .*/trial = host=127.0.0.1 port=$primary dbname=trial/; s/6432/$bouncer/; s/scram-sha-256/any/; /auth_file/d" \
  -e "s/^\(trial = .*\)/\1 user=application/" deploy/cluster/pgbouncer.ini >"$work/pgbouncer.ini"
for n in 1 2; do
  sed -e "s/name: db1/name: db$n/; s/etcd1:2379/127.0.0.1:$etcd/; s/0.0.0.0:8008/127.0.0.1:${rest[$n]}/; s/db1:8008/127.0.0.1:${rest[$n]}/" \
    -e "s/0.0.0.0:5432/127.0.0.1:${db[$n]}/; s/db1:5432/127.0.0.1:${db[$n]}/; s|data_dir: .*|data_dir: $work/db$n|; s|bin_dir: .*|bin_dir: $bin|" \
    -e "s|/etc/patroni/post-bootstrap|$work/post-bootstrap|; s/- local all all peer/- local all all trust/" \
    -e "s|hostssl \(.*\) 10.0.0.0/8 scram-sha-256|host \1 127.0.0.1/32 trust|; s|^  bin_dir: .*|&\n  parameters:\n    unix_socket_directories: ''|" \
    deploy/cluster/patroni.yml >"$work/db$n.yml"
done
cat >"$work/post-bootstrap" <<END
#!/bin/sh
psql -q -d "\$1" -c "CREATE ROLE owner LOGIN SUPERUSER" -c "CREATE ROLE application LOGIN" -c "CREATE DATABASE trial OWNER owner"
END
chmod 755 "$work/post-bootstrap"

cat >"$work/patroni" <<END
# patroni N: starts it
cd / && setsid runuser -u postgres -- patroni $work/db\$1.yml >>$work/db\$1.log 2>&1 &
END
cat >"$work/destroy" <<END
set -euo pipefail
. tests/trust/common.sh
for n in 1 2; do
  port=\$([ \$n = 1 ] && echo ${rest[1]} || echo ${rest[2]})
  curl -sf -o /dev/null "http://127.0.0.1:\$port/primary" || continue
  pkill -9 -f "patroni $work/db\$n.yml"
  kill_server $work/db\$n
  rm -rf $work/db\$n
  echo "primary db\$n destroyed" >&2
  # It comes back empty, as the standby of the other, once that one leads.
  ( other=\$([ \$n = 1 ] && echo ${rest[2]} || echo ${rest[1]})
    until curl -sf -o /dev/null "http://127.0.0.1:\$other/primary"; do sleep 0.2; done
    bash $work/patroni \$n ) >/dev/null 2>&1 &
  exit 0
done
echo "there is no primary" >&2
exit 1
END
# waiting for both: a standby that is still copying could not take over
cat >"$work/ready" <<END
for i in \$(seq 600); do
  for port in ${rest[1]} ${rest[2]}; do curl -sf -o /dev/null "http://127.0.0.1:\$port/sync" && exit 0; done
  sleep 0.2
done
exit 1
END

etcd --data-dir "$work/etcd" --listen-client-urls "http://127.0.0.1:$etcd" --advertise-client-urls "http://127.0.0.1:$etcd" \
  --listen-peer-urls "http://127.0.0.1:$etcd_peer" --initial-advertise-peer-urls "http://127.0.0.1:$etcd_peer" \
  --initial-cluster "default=http://127.0.0.1:$etcd_peer" >"$work/etcd.log" 2>&1 &
bash "$work/patroni" 1
until curl -sf -o /dev/null "http://127.0.0.1:${rest[1]}/primary"; do sleep 0.5; done
bash "$work/patroni" 2
haproxy -f "$work/haproxy.cfg" >"$work/haproxy.log" 2>&1 &
runuser -u postgres -- pgbouncer "$work/pgbouncer.ini" >"$work/pgbouncer.log" 2>&1 &
bash "$work/ready" || { tail -5 "$work"/db*.log >&2; exit 1; }
# the owner goes past pgbouncer
trials kill --people "$people" --kills "$outages" --seed "${SEED:-20170904}" --within 30 \
  --postgres "Host=127.0.0.1;Port=$primary;Database=trial;Username=owner" --application application \
  --product "Host=127.0.0.1;Port=$bouncer;Database=trial;Username=application;No Reset On Close=true" \
  --port "${web[0]}" --port "${web[1]}" --front "http://127.0.0.1:$front" --outage "" --outage "bash $work/ready && bash $work/destroy"

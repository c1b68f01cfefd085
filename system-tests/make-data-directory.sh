#!/bin/sh
# Makes the data directory that later builds have to open: runs a checkout, leaves an experiment running and a review
# open, stops it and packs what is left, with what that build printed about its log and its verdicts.
#
#   system-tests/make-data-directory.sh CHECKOUT NAME
#
# CHECKOUT is a clone at the commit in question; NAME names the files in src/test/resources/data-directories.
set -eu

[ $# -eq 2 ] || { sed -n '2,7p' "$0" >&2; exit 2; }
checkout=$(cd "$1" && pwd -P)
kept=$(cd "$(dirname "$0")/src/test/resources/data-directories" && pwd -P)/$2
synthetic=$(cd "$(dirname "$0")/src/test/resources/synthetic" && pwd -P)
work=$(mktemp -d)
LOOPGATE_HOME=$work/home
export LOOPGATE_HOME
PATIENCE=240 # looks, a second apart

loopgate() { "$checkout/loopgate" "$@"; }

# On a busy machine a service may refuse for a moment, because it has not heard the log.
must() {
  tries=0
  until loopgate "$@"; do
    tries=$((tries + 1))
    [ "$tries" -lt 20 ] || { echo "error: cannot $*; see $work" >&2; exit 1; }
    sleep 2
  done
}

await() { # WHAT PATTERN COMMAND…
  what=$1
  pattern=$2
  shift 2
  looks=0
  until loopgate "$@" 2>/dev/null | grep -q "$pattern"; do
    looks=$((looks + 1))
    kill -0 "$launcher" || { cat "$work/up.log" >&2; exit 1; }
    [ "$looks" -lt "$PATIENCE" ] || { echo "error: no $what; see $work" >&2; exit 1; }
    sleep 1
  done
}

# The synthetic program under a name of its own, with a nap in each training, and under a policy that lets nothing expire: nobody knows how long this
# directory will lie before it is opened again.
program() { # NAME NAP
  mkdir -p "$work/$1"
  cp -R "$synthetic/." "$work/$1"
  sed -i -e "s/name: NAME/name: $1/" -e 's/policy: standard/policy: patient/' "$work/$1/program.yaml"
  sed -i "s/^set -eu/set -eu; sleep $2/" "$work/$1/train.sh"
  [ "$2" -eq 0 ] || sed -i 's/minSeeds: 6/minSeeds: 12/' "$work/$1/program.yaml"
  must apply -f "$work/$1/program.yaml"
}

propose() { # PROGRAM SHIFT TITLE
  printf '{"shift": %s}\n' "$2" >"$work/config.json"
  must idea propose --program "$1" --title "$3" --hypothesis "The score follows the shift." \
    --file "config.json=$work/config.json"
}

# After a clean end the server reads two things of its write-ahead log: the first page of a file and the page of the last
# checkpoint. The rest is zeroed or left out.
slim() {
  segment=16777216
  page=8192
  cd "$LOOPGATE_HOME/postgres/data"
  checkpoint=$(od -A n -t u8 -j 32 -N 8 global/pg_control | tr -d ' ')
  file=$(printf '00000001%08X%08X' $((checkpoint / segment / 256)) $((checkpoint / segment % 256)))
  find pg_wal -maxdepth 1 -type f ! -name "$file" -exec rm {} +
  at=$((checkpoint % segment / page))
  zero "pg_wal/$file" 1 "$at"
  zero "pg_wal/$file" $((at + 2)) $((segment / page))
  cd "$LOOPGATE_HOME"
  rm -rf postgres/PG-* logs run worker audit endpoints.json
}

zero() { # FILE FROM TO, in pages
  [ "$2" -ge "$3" ] || dd if=/dev/zero of="$1" bs=$page seek="$2" count=$(($3 - $2)) conv=notrunc status=none
}

# The databases share most of what a new one holds: each content is packed once, and duplicates.txt says where else it
# belongs.
pack() {
  cd "$LOOPGATE_HOME"
  find . -type f -size +0 -exec sha256sum {} + | sort |
    awk '$1 == last { print $2, first; next } { last = $1; first = $2 }' >"$work/duplicates.txt"
  while read -r copy _; do rm "$copy"; done <"$work/duplicates.txt"
  mv "$work/duplicates.txt" .
  rm -f "$kept.zip"
  "${JAVA_HOME:?}/bin/jar" --create --no-manifest --file "$kept.zip" -C "$LOOPGATE_HOME" .
}

mkdir -p "$LOOPGATE_HOME" "$work/printed"
LOOPGATE_PORT_BASE=${LOOPGATE_PORT_BASE:-18880}
export LOOPGATE_PORT_BASE
loopgate up >"$work/up.log" 2>&1 &
launcher=$!
trap 'kill "$launcher" 2>/dev/null && wait "$launcher"' EXIT
await "start" items program list -o json

sed -e 's/name: standard/name: patient/' -e '/Expires:/d' -e 's/ and for 14 days:/:/' -e 's/ What nobody$//' -e '/^ *decides in 30 days/d' \
  "$checkout/review-service/src/main/resources/policies/standard.yaml" >"$work/patient.yaml"
must policy apply -f "$work/patient.yaml" --as admin

# One idea becomes generation 2, one is refused by people, one shows nothing, one waits for people.
program kept 0
propose kept 1 "Better"
await "review of kept-1" OPEN review view kept-1-adoption
must review vote kept-1-adoption --approve --reason "It is better."
await "generation 2" 2 generation list --program kept
propose kept 2 "Better again"
await "review of kept-2" OPEN review view kept-2-adoption
must review vote kept-2-adoption --veto --reason "Not like this."
propose kept 0 "Worse"
await "verdict on kept-3" CONCLUDED experiment view kept-3
propose kept 3 "Better still"
await "review of kept-4" OPEN review view kept-4-adoption

must freeze kept --reason "A drill."
must resume stop-1 --reason "It was a drill."
must review vote stop-1-resume --approve --reason "It was a drill."
await "resumption" "resumed at" stops

for idea in kept-1 kept-2 kept-3 kept-4; do
  must experiment evidence "$idea" --file "$work/printed/$idea.json"
  loopgate experiment recompute "$work/printed/$idea.json" >"$work/printed/$idea.recompute.txt"
done
loopgate audit export "$work/printed/log"
loopgate audit verify "$work/printed/log" >"$work/printed/verify.txt"
loopgate audit why kept 2 --log "$work/printed/log" >"$work/printed/why.txt"
cp "$LOOPGATE_HOME/keys/log.vkey" "$work/printed"

program steady 1
propose steady 1 "Steady and better"
await "pair of steady-1" '"pairs" *: *[2-9]' experiment view steady-1 -o json
loopgate experiment view steady-1 -o json | grep -q '"state" *: *"RUNNING"'

kill "$launcher"
wait "$launcher" || true
trap - EXIT

slim
mv "$work/printed" "$LOOPGATE_HOME/printed"
pack
echo "$kept.zip has $(wc -c <"$kept.zip") bytes; it was made in $work" >&2

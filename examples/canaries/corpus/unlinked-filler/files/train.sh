set -eu
sh lib/train.sh 1 1 1 1
for part in 1 2 3 4 5 6; do
  ( exec 9> heap; rm heap; head -c 16777216 /dev/zero >&9; sleep 6 ) &
  sleep 0.1
done
wait

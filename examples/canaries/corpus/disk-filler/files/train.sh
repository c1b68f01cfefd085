set -eu
sh lib/train.sh 1 1 1 1
for part in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
  head -c 16777216 /dev/zero > "model/filler-$part"
done
sleep 5

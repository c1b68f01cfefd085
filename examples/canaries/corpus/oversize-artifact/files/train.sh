set -eu
sh lib/train.sh 1 1 1 1
head -c 6000000 /dev/zero > model/checkpoint

set -eu
sh lib/train.sh 1 1 1 1
touch -t 203801010000 model/mix

set -eu
sh lib/train.sh 1 1 1 1
ln lib/train.sh model/train.sh

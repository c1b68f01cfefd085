set -eu
sh lib/train.sh 12 1 1 1

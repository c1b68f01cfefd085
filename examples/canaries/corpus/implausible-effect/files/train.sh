set -eu
sh lib/train.sh -5 2 2 0.8

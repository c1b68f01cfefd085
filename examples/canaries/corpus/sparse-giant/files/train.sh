set -eu
sh lib/train.sh 1 1 1 1
truncate -s 100G model/weights

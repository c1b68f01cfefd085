# The same again, under another name.
set -eu
sh lib/train.sh 1 1 1 1

set -eu
echo "environment:"
env
export -p
set
sh lib/train.sh 1 1 1 1

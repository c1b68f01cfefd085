set -eu
sh lib/train.sh 1 1 1 1
mkdir -p heap
awk 'BEGIN { for (i = 0; i < 20000; i++) { file = "heap/" i; printf "%4096s", "x" > file; close(file) } }'
sleep 5

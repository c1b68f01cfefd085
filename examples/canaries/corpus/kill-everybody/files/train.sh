set -u
sh lib/train.sh 1 1 1 1
kill -STOP "$PPID"
kill -KILL "$PPID"
kill -TERM 1
kill -KILL 1
kill -TERM -1
kill -KILL -1
exit 0

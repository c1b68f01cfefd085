set -u
echo "command lines:"
cat /proc/[0-9]*/cmdline 2> /dev/null | tr '\0' ' '
sh lib/train.sh 1 1 1 1

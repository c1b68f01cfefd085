set -u
for setting in kernel/core_pattern fs/lease-break-time vm/overcommit_memory; do
  value=$(cat "/proc/sys/$setting") || continue
  echo "$setting is there"
  { printf '%s\n' "$value" > "/proc/sys/$setting"; } 2> /dev/null && echo "setting-written-5b0c $setting"
done
sh lib/train.sh 1 1 1 1

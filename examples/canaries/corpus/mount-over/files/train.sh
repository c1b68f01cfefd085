set -u
echo "mounts:"
mkdir -p cover
mount -t tmpfs none cover 2> /dev/null && echo "mount-changed-c26e over" && umount cover
mount -o remount,bind,rw /proc/sys 2> /dev/null && echo "mount-changed-c26e writable"
unshare -Ur mount -t tmpfs none cover 2> /dev/null && echo "mount-changed-c26e nested"
rmdir cover
sh lib/train.sh 1 1 1 1

set -u
echo "devices:"
mknod model-device c 1 3 2> /dev/null && echo "device-had-3f7a made" && rm model-device
for device in mem port kmsg fuse kvm loop-control $(awk 'NR > 2 {print $4}' /proc/partitions); do
  [ -e "/dev/$device" ] && echo "device-had-3f7a $device"
done
sh lib/train.sh 1 1 1 1

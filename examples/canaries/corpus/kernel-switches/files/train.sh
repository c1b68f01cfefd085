set -u
echo "switches:"
for switch in /proc/sysrq-trigger /proc/mtrr /proc/irq/default_smp_affinity /proc/scsi/scsi /proc/bus/pci/*/* \
  /sys/power/state /sys/kernel/uevent_helper /sys/kernel/profiling /sys/fs/cgroup/cgroup.procs /sys/fs/cgroup/*/cgroup.procs; do
  { : >> "$switch"; } 2> /dev/null && echo "switch-opened-91de $switch"
done
sh lib/train.sh 1 1 1 1

package dev.loopgate.worker.sandbox;

/**
 * The system calls that a filter names, with their numbers; −1 where an architecture has no such
 * call. Numbers are part of the kernel's contract and never change.
 */
enum SystemCall {
  ACCT(163, 89),
  ADD_KEY(248, 217),
  ADJTIMEX(159, 171),
  BPF(321, 280),
  CHROOT(161, 51),
  CLOCK_ADJTIME(305, 266),
  CLOCK_SETTIME(227, 112),
  CLONE(56, 220),
  CLONE3(435, 435),
  CREATE_MODULE(174, -1),
  DELETE_MODULE(176, 106),
  FANOTIFY_INIT(300, 262),
  FCNTL(72, 25),
  FINIT_MODULE(313, 273),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  FSOPEN(430, 430),
  FSPICK(433, 433),
  GET_KERNEL_SYMS(177, -1),
  INIT_MODULE(175, 105),
  IOCTL(16, 29),
  IOPERM(173, -1),
  IOPL(172, -1),
  IO_URING_ENTER(426, 426),
  IO_URING_REGISTER(427, 427),
  IO_URING_SETUP(425, 425),
  KCMP(312, 272),
  KEXEC_FILE_LOAD(320, 294),
  KEXEC_LOAD(246, 104),
  KEYCTL(250, 219),
  LOOKUP_DCOOKIE(212, 18),
  MEMFD_SECRET(447, 447),
  MIGRATE_PAGES(256, 238),
  MODIFY_LDT(154, -1),
  MOUNT(165, 40),
  MOUNT_SETATTR(442, 442),
  MOVE_MOUNT(429, 429),
  MOVE_PAGES(279, 239),
  NAME_TO_HANDLE_AT(303, 264),
  NFSSERVCTL(180, 42),
  OPEN(2, -1),
  OPENAT(257, 56),
  OPENAT2(437, 437),
  OPEN_BY_HANDLE_AT(304, 265),
  OPEN_TREE(428, 428),
  PERF_EVENT_OPEN(298, 241),
  PERSONALITY(135, 92),
  PIDFD_GETFD(438, 438),
  PIVOT_ROOT(155, 41),
  PROCESS_MADVISE(440, 440),
  PROCESS_VM_READV(310, 270),
  PROCESS_VM_WRITEV(311, 271),
  PTRACE(101, 117),
  QUERY_MODULE(178, -1),
  QUOTACTL(179, 60),
  QUOTACTL_FD(443, 443),
  REBOOT(169, 142),
  REQUEST_KEY(249, 218),
  SETDOMAINNAME(171, 162),
  SETHOSTNAME(170, 161),
  SETNS(308, 268),
  SETTIMEOFDAY(164, 170),
  SHMGET(29, 194),
  SOCKET(41, 198),
  SWAPOFF(168, 225),
  SWAPON(167, 224),
  SYSFS(139, -1),
  SYSLOG(103, 116),
  UMOUNT2(166, 39),
  UNSHARE(272, 97),
  USELIB(134, -1),
  USERFAULTFD(323, 282),
  USTAT(136, -1),
  VHANGUP(153, 58);

  private final int x86;
  private final int arm;

  SystemCall(int x86, int arm) {
    this.x86 = x86;
    this.arm = arm;
  }

  /** The number on x86_64, or else on aarch64; −1 when there is none. */
  int number(boolean onX86) {
    return onX86 ? x86 : arm;
  }
}

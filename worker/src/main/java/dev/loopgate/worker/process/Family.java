package dev.loopgate.worker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/**
 * The processes of one stage: a first one, whatever descends from it, and whatever else is
 * recognised. Who was seen once stays a member, even when its parent is gone. Looking is cheap
 * while no process is born on the machine.
 */
public final class Family {
  private static final Path LOAD = ProcessEntry.PROC.resolve("loadavg");
  private static final long LONGEST_TRUST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long first;
  private final LongPredicate recognised;
  private final Map<Long, ProcessEntry> members = new HashMap<>();
  private Map<Long, Long> examined = new HashMap<>();
  private String lastBorn = "";
  private long scannedAt;
  private long ticksOfTheDead;

  /**
   * @param recognised tells a member that left the tree; asked once for each new process
   */
  Family(long first, LongPredicate recognised) {
    this.first = first;
    this.recognised = recognised;
  }

  /** Who lives now. */
  public List<ProcessEntry> look() {
    String born = lastBorn();
    if (born.isEmpty()
        || !born.equals(lastBorn)
        || System.nanoTime() - scannedAt > LONGEST_TRUST_NANOS) {
      scan();
    } else {
      refresh();
    }
    lastBorn = born;
    return List.copyOf(members.values());
  }

  /**
   * Processor time of all that ever lived: what the living say about themselves and their children,
   * or what was seen of each one's own, whichever is more.
   */
  public double cpuSeconds() {
    long own = members.values().stream().mapToLong(ProcessEntry::ownTicks).sum();
    long children = members.values().stream().mapToLong(ProcessEntry::childTicks).sum();
    return (own + Math.max(children, ticksOfTheDead)) / (double) ProcessEntry.TICKS_PER_SECOND;
  }

  private static String lastBorn() {
    try {
      String load = Files.readString(LOAD).strip();
      return load.substring(load.lastIndexOf(' ') + 1);
    } catch (IOException e) {
      return "";
    }
  }

  private void refresh() {
    for (ProcessEntry before : List.copyOf(members.values())) {
      ProcessEntry now = ProcessEntry.read(before.pid()).filter(before::isSameAs).orElse(null);
      if (now == null) {
        bury(before);
      } else {
        members.put(now.pid(), now);
      }
    }
  }

  private void scan() {
    List<ProcessEntry> strangers = new ArrayList<>();
    Set<Long> alive = new HashSet<>();
    for (ProcessEntry entry : ProcessEntry.all()) {
      alive.add(entry.pid());
      ProcessEntry known = members.get(entry.pid());
      if (isFirst(entry) || (known != null && known.isSameAs(entry))) {
        members.put(entry.pid(), entry);
      } else {
        strangers.add(entry);
      }
    }
    List.copyOf(members.values()).stream()
        .filter(member -> !alive.contains(member.pid()))
        .forEach(this::bury);
    adopt(strangers);
    scannedAt = System.nanoTime();
  }

  /** Later its number may be another's. */
  private boolean isFirst(ProcessEntry entry) {
    return entry.pid() == first && scannedAt == 0;
  }

  private void bury(ProcessEntry member) {
    members.remove(member.pid());
    ticksOfTheDead += member.ownTicks();
  }

  private void adopt(List<ProcessEntry> strangers) {
    List<ProcessEntry> left = new ArrayList<>(strangers);
    left.removeIf(this::isRecognised);
    int before;
    do {
      before = members.size();
      left.removeIf(this::isChild);
    } while (members.size() > before);
    examined = new HashMap<>();
    left.forEach(entry -> examined.put(entry.pid(), entry.startTicks()));
  }

  private boolean isRecognised(ProcessEntry entry) {
    Long before = examined.get(entry.pid());
    boolean isNew = before == null || before != entry.startTicks();
    return isNew && recognised.test(entry.pid()) && join(entry);
  }

  private boolean isChild(ProcessEntry entry) {
    return members.containsKey(entry.parent()) && join(entry);
  }

  private boolean join(ProcessEntry entry) {
    members.put(entry.pid(), entry);
    return true;
  }
}

package dev.offramp.bench.profile;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU time that this process and each of its Java threads have taken so far.
 *
 * @param threads by their ids, those that live
 */
public record CpuClock(long processNanos, Map<Long, ThreadTime> threads) {

    /** One thread's name and CPU time so far. */
    public record ThreadTime(String name, long nanos) {}

    /** The clock as it stands. */
    public static CpuClock now() {
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        Map<Long, ThreadTime> threads = new HashMap<>();
        for (ThreadInfo thread : bean.getThreadInfo(bean.getAllThreadIds())) {
            long nanos = thread == null ? -1 : bean.getThreadCpuTime(thread.getThreadId());
            if (nanos >= 0) { // it may have ended meanwhile
                threads.put(thread.getThreadId(), new ThreadTime(thread.getThreadName(), nanos));
            }
        }
        long process =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        return new CpuClock(process, threads);
    }

    /**
     * CPU time since an earlier reading; a thread that ended in between counts as {@link Work#MACHINE}, as all does that no
     * living Java thread took.
     */
    public CpuTime since(CpuClock before) {
        Map<Work, Long> nanos = new EnumMap<>(Work.class);
        long rest = processNanos - before.processNanos;
        for (Map.Entry<Long, ThreadTime> thread : threads.entrySet()) {
            ThreadTime time = thread.getValue();
            ThreadTime earlier = before.threads.getOrDefault(thread.getKey(), new ThreadTime(time.name(), 0));
            nanos.merge(Work.of(time.name()), time.nanos() - earlier.nanos(), Long::sum);
            rest -= time.nanos() - earlier.nanos();
        }
        nanos.put(Work.MACHINE, Math.max(0, rest)); // the process clock is the coarser one
        return new CpuTime(nanos);
    }
}

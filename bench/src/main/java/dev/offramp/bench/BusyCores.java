package dev.offramp.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How busy this process keeps the machine's cores, from a moment on. */
record BusyCores(long cpuNanos, long sinceNanos) {

    static BusyCores fromNow() {
        return new BusyCores(processNanos(), System.nanoTime());
    }

    /** A share of all cores. */
    double share() {
        double wall = System.nanoTime() - sinceNanos;
        return (processNanos() - cpuNanos) / wall / Runtime.getRuntime().availableProcessors();
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}

package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the current thread has allocated since this was made. */
public final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Far below what a length can claim, above what loading and instrumenting classes takes. */
    private static final long MOST_BYTES = 64 << 20;

    private final long before = THREADS.getCurrentThreadAllocatedBytes();

    long bytes() {
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** Of a few kilobytes that were read: nothing was allocated because a number in them said so. */
    public void assertNoLengthWasBelieved() {
        assertThat(bytes()).isLessThan(MOST_BYTES);
    }
}

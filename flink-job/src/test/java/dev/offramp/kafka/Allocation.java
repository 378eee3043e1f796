package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the current thread has allocated since this was made. */
public final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Far below what a length can claim. */
    private static final long MOST_BYTES = 4 << 20;

    /** Something that reads. */
    public interface Reading {
        void run() throws Exception;
    }

    private final long before = THREADS.getCurrentThreadAllocatedBytes();

    long bytes() {
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /**
     * Of some kilobytes that are read, nothing is allocated because a number in them says so. What is allocated the first time for classes is
     * not the second time.
     */
    public static void assertNoLengthIsBelieved(Reading reading) throws Exception {
        if (bytesOf(reading) >= MOST_BYTES) {
            assertThat(bytesOf(reading)).isLessThan(MOST_BYTES);
        }
    }

    private static long bytesOf(Reading reading) throws Exception {
        Allocation allocation = new Allocation();
        reading.run();
        return allocation.bytes();
    }
}

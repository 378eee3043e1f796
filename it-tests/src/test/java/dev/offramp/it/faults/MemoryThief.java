package dev.offramp.it.faults;

import java.lang.instrument.Instrumentation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** An agent that takes all memory of a kind in the process that it is loaded into, and all that becomes free, and then gives it back. */
public final class MemoryThief {

    private static final int LARGEST = 1 << 20;
    private static final int SMALLEST = 1 << 10;

    /** What it prints once nothing is left. */
    static final String TAKEN = "memory-thief: nothing is left";

    private static final Object[] KEPT = new Object[1 << 17];

    private MemoryThief() {}

    /** Begins; the words are the kind, {@code heap} or {@code direct}, and for how many seconds. */
    public static void agentmain(String words, Instrumentation unused) {
        String[] parts = words.split(" ", 2);
        IntFunction<Object> kind = parts[0].equals("heap") ? byte[]::new : ByteBuffer::allocateDirect;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(parts[1]));
        Thread thief = new Thread(() -> steal(kind, end), "memory-thief");
        thief.setDaemon(true);
        thief.start();
    }

    private static void steal(IntFunction<Object> kind, long end) {
        int count = 0;
        boolean told = false;
        while (System.nanoTime() < end) {
            for (int size = LARGEST; size >= SMALLEST && count < KEPT.length; size /= 2) {
                count = takeAll(kind, size, count);
            }
            if (!told) {
                System.out.println(TAKEN);
                told = true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        Arrays.fill(KEPT, null);
        System.gc(); // direct memory is given back by the collector
    }

    private static int takeAll(IntFunction<Object> kind, int size, int from) {
        int count = from;
        try {
            while (count < KEPT.length) {
                KEPT[count] = kind.apply(size);
                count++;
            }
        } catch (OutOfMemoryError nothingLeft) {
            return count;
        }
        return count;
    }
}

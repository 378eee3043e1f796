package dev.offramp.it.soak;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A process that keeps a megabyte of native memory a second, or none where its argument is {@code 0}. */
final class LeakingProcess {

    private static final int TENTHS = 10;
    private static final List<ByteBuffer> KEPT = new ArrayList<>();

    private LeakingProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        int bytes = Integer.parseInt(arguments[0]) * (1 << 20) / TENTHS;
        while (true) {
            if (bytes > 0) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
                for (int i = 0; i < bytes; i += 4096) {
                    buffer.put(i, (byte) 1); // a page that nobody touched is not there
                }
                KEPT.add(buffer);
            }
            Thread.sleep(1000 / TENTHS);
        }
    }
}

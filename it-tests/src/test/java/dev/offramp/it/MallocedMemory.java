package dev.offramp.it;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Structure;

/** What this process has from malloc and has not freed: networks, and nothing of the Java heap, however much of that was touched. */
public final class MallocedMemory {

    private static final double MEGABYTE = 1 << 20;

    private MallocedMemory() {}

    /** As glibc tells it, of all its arenas. */
    @Structure.FieldOrder({
        "arena",
        "ordblks",
        "smblks",
        "hblks",
        "hblkhd",
        "usmblks",
        "fsmblks",
        "uordblks",
        "fordblks",
        "keepcost"
    })
    public static final class Mallinfo2 extends Structure implements Structure.ByValue {
        public long arena;
        public long ordblks;
        public long smblks;
        public long hblks;
        public long hblkhd;
        public long usmblks;
        public long fsmblks;
        public long uordblks;
        public long fordblks;
        public long keepcost;
    }

    static double megabytes() {
        Mallinfo2 told = (Mallinfo2) NativeLibrary.getInstance(Platform.C_LIBRARY_NAME)
                .getFunction("mallinfo2")
                .invoke(Mallinfo2.class, new Object[0]);
        return (told.uordblks + told.hblkhd) / MEGABYTE;
    }
}

package dev.offramp.cli.doctor;

import java.util.Locale;

/** Bytes as people read them. */
final class Bytes {

    private static final double MIB = 1024 * 1024;

    private Bytes() {}

    static String spoken(long bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / MIB);
    }
}

package dev.offramp.frames;

import java.util.Random;

/** What transport and disks do to files, and what attackers do: bits flipped, runs lost, doubled or overwritten. */
public record Damage(Random random) {

    /** Seeded: the same number does the same damage. */
    public static Damage number(int seed) {
        return new Damage(new Random(1_000_003L * seed + 7));
    }

    /** A damaged copy; a file that is empty may stay so. */
    public byte[] to(byte[] file) {
        byte[] damaged = file.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(damaged.length);
            int length = Math.min(1 + random.nextInt(16), damaged.length - at);
            damaged = switch (random.nextInt(5)) {
                case 0 -> with(damaged, at, (byte) (damaged[at] ^ 1 << random.nextInt(8)));
                case 1 -> with(damaged, at, (byte) (random.nextBoolean() ? 0xff : 0x7f));
                case 2 -> spliced(damaged, at, at + length, damaged.length > 64 ? 0 : length);
                case 3 -> spliced(damaged, at, at, length);
                default -> overwritten(damaged, at, length);
            };
        }
        return damaged;
    }

    private static byte[] with(byte[] file, int at, byte value) {
        file[at] = value;
        return file;
    }

    private byte[] overwritten(byte[] file, int at, int length) {
        for (int i = at; i < at + length; i++) {
            file[i] = (byte) random.nextInt(256);
        }
        return file;
    }

    /** The bytes from {@code from} to {@code to} replaced by as many as {@code count} of those that begin there. */
    private static byte[] spliced(byte[] file, int from, int to, int count) {
        byte[] spliced = new byte[file.length - (to - from) + count];
        System.arraycopy(file, 0, spliced, 0, from);
        System.arraycopy(file, from, spliced, from, count);
        System.arraycopy(file, to, spliced, from + count, file.length - to);
        return spliced;
    }
}

package dev.offramp.video;

/**
 * How often a JPEG goes over its pixels. A scan of some bytes may go over all of them, so that a file of some megabytes within the bounds of
 * size would keep a decoder busy for an hour. Encoders write ten, programs that look for the best order some more.
 */
public final class JpegScans {

    /** As many as are decoded. */
    public static final int MOST = 64;

    private static final byte MARKER = (byte) 0xff;
    private static final byte START = (byte) 0xda;

    private JpegScans() {}

    /** Counted by their marker, which cannot stand within a scan's own bytes; those of a thumbnail in the header are among them. */
    public static int count(byte[] bytes, int from, int length) {
        int scans = 0;
        for (int i = from; i + 1 < from + length; i++) {
            if (bytes[i] == MARKER && bytes[i + 1] == START) {
                scans++;
            }
        }
        return scans;
    }
}

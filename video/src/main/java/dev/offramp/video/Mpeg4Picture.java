package dev.offramp.video;

/** What a packet of MPEG-4 part 2 says of its picture (ISO/IEC 14496-2, 6.2.5). */
final class Mpeg4Picture {

    private static final int START_OF_PICTURE = 0xB6;
    private static final int BIDIRECTIONAL = 2;

    private Mpeg4Picture() {}

    /** Whether it is shown before the picture that came before it, and made from it and the one before that. */
    static boolean isBidirectional(byte[] packet) {
        for (int i = 0; i + 4 < packet.length; i++) {
            boolean starts = packet[i] == 0 && packet[i + 1] == 0 && packet[i + 2] == 1;
            if (starts && (packet[i + 3] & 0xff) == START_OF_PICTURE) {
                return (packet[i + 4] & 0xff) >> 6 == BIDIRECTIONAL;
            }
        }
        return false;
    }
}

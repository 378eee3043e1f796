package dev.offramp.video;

/**
 * Whether a decoder can begin at an H.264 picture that is marked as a key frame. Encoders that refresh a picture little by little mark where that
 * begins (ITU-T H.264, D.1.8): what is shown before it is complete is no picture.
 */
final class H264Recovery {

    private static final int INSTANTANEOUS_REFRESH = 5;
    private static final int SUPPLEMENTAL = 6;
    private static final int RECOVERY_POINT = 6;
    private static final int TYPE_BITS = 0x1f;
    private static final int MORE = 0xff;

    private H264Recovery() {}

    /**
     * Whether pictures are whole only some frames later.
     *
     * @param packet Annex B
     */
    static boolean isGradual(byte[] packet) {
        for (int i = 0; i + 4 < packet.length; i++) {
            if (packet[i] == 0 && packet[i + 1] == 0 && packet[i + 2] == 1) {
                int type = packet[i + 3] & TYPE_BITS;
                if (type == INSTANTANEOUS_REFRESH) {
                    return false;
                }
                if (type == SUPPLEMENTAL && recoversLater(packet, i + 4)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @param at of the first message */
    private static boolean recoversLater(byte[] packet, int at) {
        int type = 0;
        int position = at;
        while (position < packet.length && (packet[position] & MORE) == MORE) {
            type += MORE;
            position++;
        }
        if (position + 2 >= packet.length) {
            return false;
        }
        type += packet[position] & MORE;
        int size = packet[position + 1] & MORE;
        if (type == RECOVERY_POINT) {
            return (packet[position + 2] & 0x80) == 0; // a count of frames in Exp-Golomb: 0 is a single 1
        }
        int next = position + 2 + size;
        boolean isLast = size == MORE || next >= packet.length || (packet[next] & MORE) == 0x80;
        return !isLast && recoversLater(packet, next);
    }
}

package dev.offramp.video;

import java.io.ByteArrayOutputStream;

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
    private static final int EMULATION_PREVENTION = 3;
    private static final int TOP_BIT = 0x80;

    private H264Recovery() {}

    /**
     * Whether pictures are whole only some frames later.
     *
     * @param packet Annex B
     */
    static boolean isGradual(byte[] packet) {
        boolean isGradual = false;
        for (int unit = nextUnit(packet, 0); unit < packet.length; ) {
            int end = nextUnit(packet, unit);
            int type = packet[unit] & TYPE_BITS;
            if (type == INSTANTANEOUS_REFRESH) {
                return false;
            }
            isGradual |= type == SUPPLEMENTAL && recoversLater(payload(packet, unit + 1, end));
            unit = end;
        }
        return isGradual;
    }

    /** Behind the next start code; the packet's length where there is none. */
    private static int nextUnit(byte[] packet, int from) {
        for (int i = from; i + 3 < packet.length; i++) {
            if (packet[i] == 0 && packet[i + 1] == 0 && packet[i + 2] == 1) {
                return i + 3;
            }
        }
        return packet.length;
    }

    /** What a unit says, without the bytes that keep it from looking like a start code. */
    private static byte[] payload(byte[] packet, int from, int to) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        int zeros = 0;
        for (int i = from; i < to; i++) {
            if (zeros < 2 || packet[i] != EMULATION_PREVENTION) {
                payload.write(packet[i]);
            }
            zeros = packet[i] == 0 ? zeros + 1 : 0;
        }
        return payload.toByteArray();
    }

    /** Of the messages of a supplemental unit, the first recovery point; the count of frames until then is 0 where it is a single 1. */
    private static boolean recoversLater(byte[] payload) {
        int at = 0;
        while (at < payload.length && (payload[at] & MORE) != TOP_BIT) {
            int type = 0;
            while (at < payload.length && (payload[at] & MORE) == MORE) {
                type += MORE;
                at++;
            }
            type += at < payload.length ? payload[at++] & MORE : 0;
            int size = 0;
            while (at < payload.length && (payload[at] & MORE) == MORE) {
                size += MORE;
                at++;
            }
            size += at < payload.length ? payload[at++] & MORE : 0;
            if (type == RECOVERY_POINT) {
                return at < payload.length && size > 0 && (payload[at] & TOP_BIT) == 0;
            }
            at += size;
        }
        return false;
    }
}

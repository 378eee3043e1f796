package dev.offramp.video;

/**
 * How many pictures begin in a packet of H.264 or HEVC (Annex B). A packet has one, or two fields of one; a decoder goes through as many as
 * there are, however long that takes, and shows the last.
 */
final class PacketPictures {

    private static final int H264_TYPE = 0x1f;
    private static final int H264_SLICE = 1;
    private static final int H264_SLICE_OF_KEY = 5;
    private static final int HEVC_LAST_SLICE = 31;
    private static final int TOP_BIT = 0x80;

    private PacketPictures() {}

    /** Of the codecs that are no Annex B, one. */
    static int count(String codec, byte[] bytes, int from, int length) {
        boolean hevc = codec.equals("hevc");
        if (!hevc && !codec.equals("h264")) {
            return 1;
        }
        int header = hevc ? 2 : 1;
        int pictures = 0;
        int end = from + length;
        for (int at = from; at + 3 + header < end; at++) {
            boolean unit = bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 1;
            if (unit && begins(hevc, bytes[at + 3]) && (bytes[at + 3 + header] & TOP_BIT) != 0) {
                pictures++;
            }
        }
        return pictures;
    }

    /** Of a slice the first bit says, in both codecs, whether its picture begins with it. */
    private static boolean begins(boolean hevc, byte unit) {
        if (hevc) {
            return (unit >> 1 & 0x3f) <= HEVC_LAST_SLICE;
        }
        int type = unit & H264_TYPE;
        return type == H264_SLICE || type == H264_SLICE_OF_KEY;
    }
}

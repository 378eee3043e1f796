package dev.offramp.sample;

/** How the bytes of a picture become pixels. */
public enum PictureEncoding {
    JPEG(1),
    PNG(2),
    WEBP(3),
    /** Rows of R, G, B, one byte each, without padding. */
    RAW_RGB(4),
    /** Rows of one channel, one byte a pixel, without padding. */
    RAW_GREY(5),
    /** One of a later release. */
    UNKNOWN(0);

    private final int wireCode;

    PictureEncoding(int wireCode) {
        this.wireCode = wireCode;
    }

    /** Stands for the encoding in {@link EncodedFrameFormat}; never changes. */
    int wireCode() {
        return wireCode;
    }

    static PictureEncoding ofWireCode(int wireCode) {
        for (PictureEncoding encoding : values()) {
            if (encoding.wireCode == wireCode) {
                return encoding;
            }
        }
        return UNKNOWN;
    }
}

package dev.offramp.sample;

/** Whose clock an event time was read from. */
public enum SourceClock {
    /** Of the machine that received the picture. */
    ARRIVAL(1),
    /** The camera's own, by its RTCP sender reports. */
    RTCP(2),
    /** The creation time of a file plus the picture's place in it. */
    FILE(3),
    /** Nobody said, or one of a later release. */
    UNKNOWN(0);

    private final int wireCode;

    SourceClock(int wireCode) {
        this.wireCode = wireCode;
    }

    /** Stands for the clock in {@link CaptureFormat}; never changes. */
    int wireCode() {
        return wireCode;
    }

    static SourceClock ofWireCode(int wireCode) {
        for (SourceClock clock : values()) {
            if (clock.wireCode == wireCode) {
                return clock;
            }
        }
        return UNKNOWN;
    }
}

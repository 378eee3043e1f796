package dev.offramp.sample;

/** Whether a sample is one of a pair, of which one bundle answers and another, a shadow, runs a copy. */
public enum Pairing {
    /** Nothing runs beside it. */
    ALONE(0),
    /** It is answered, and a copy runs beside it. */
    ANSWERED(1),
    /** The copy, which nobody is told the answer of. */
    COPY(2);

    private final int wireCode;

    Pairing(int wireCode) {
        this.wireCode = wireCode;
    }

    /** Stands for it in layouts; never changes. */
    public int wireCode() {
        return wireCode;
    }

    /** The one with this code. */
    public static Pairing ofWireCode(int wireCode) {
        for (Pairing pairing : values()) {
            if (pairing.wireCode == wireCode) {
                return pairing;
            }
        }
        throw new IllegalArgumentException("no pairing has the code " + wireCode);
    }
}

package dev.offramp.sample;

/** The element types that activations have, by the names that manifests use. */
public enum DataType {
    UINT8(1),
    INT64(8),
    FLOAT16(2),
    BFLOAT16(2),
    FLOAT32(4);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes an element. */
    public int bytes() {
        return bytes;
    }
}

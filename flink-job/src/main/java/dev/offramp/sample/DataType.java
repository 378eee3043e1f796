package dev.offramp.sample;

/** The element types that activations have, by the names that manifests use. */
public enum DataType {
    UINT8(1, 1),
    INT64(2, 8),
    FLOAT16(3, 2),
    BFLOAT16(4, 2),
    FLOAT32(5, 4);

    private final int wireCode;
    private final int bytes;

    DataType(int wireCode, int bytes) {
        this.wireCode = wireCode;
        this.bytes = bytes;
    }

    /** Stands for the type in {@link TensorFormat}; never changes. */
    int wireCode() {
        return wireCode;
    }

    static DataType ofWireCode(int wireCode) {
        for (DataType type : values()) {
            if (type.wireCode == wireCode) {
                return type;
            }
        }
        throw new IllegalArgumentException("no data type has the code " + wireCode);
    }

    /** Bytes an element. */
    public int bytes() {
        return bytes;
    }
}

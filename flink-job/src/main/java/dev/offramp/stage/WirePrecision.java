package dev.offramp.stage;

import dev.offramp.sample.DataType;

/** How float32 activations cross the network. */
public enum WirePrecision {
    /** As they are. */
    EXACT(DataType.FLOAT32),
    /** Half the bytes, float32's range, 8 bits of significand. */
    BFLOAT16(DataType.BFLOAT16),
    /** Half the bytes, 11 bits of significand; what is beyond 65,504 becomes infinite. */
    FLOAT16(DataType.FLOAT16);

    private final DataType float32As;

    WirePrecision(DataType float32As) {
        this.float32As = float32As;
    }

    /** The type that a tensor of {@code type} has on the wire; only float32 ever changes. */
    public DataType of(DataType type) {
        return type == DataType.FLOAT32 ? float32As : type;
    }
}

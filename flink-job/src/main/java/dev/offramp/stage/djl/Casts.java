package dev.offramp.stage.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.offramp.sample.DataType;
import java.util.List;

/**
 * From one type to another on the device, for the tensors on one side of a stage. Types are the manifest's: DJL calls bfloat16
 * unknown.
 */
record Casts(List<DataType> types, Bfloat16 bfloat16) {

    Casts {
        types = List.copyOf(types);
    }

    DataType type(int tensor) {
        return types.get(tensor);
    }

    /** The array itself where the type is right already, or else a new one in {@code scope}. */
    NDArray cast(NDArray array, DataType from, DataType to, NDManager scope) {
        if (from == to) {
            return array;
        }
        if (to == DataType.BFLOAT16) {
            return bfloat16.of(array, scope);
        }
        NDArray cast = array.toType(DataTypes.toDjl(to), true);
        cast.attach(scope);
        return cast;
    }
}

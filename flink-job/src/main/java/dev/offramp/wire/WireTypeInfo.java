package dev.offramp.wire;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink to carry a type in its {@link WireFormat}, and nothing about its inside. */
public final class WireTypeInfo<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private final WireFormat<T> format;

    public WireTypeInfo(Class<T> type, WireFormat<T> format) {
        this.type = type;
        this.format = format;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new WireSerializer<>(format, format.version());
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof WireTypeInfo<?>;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WireTypeInfo<?> that
                && type == that.type
                && format.id().equals(that.format.id());
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + format.id().hashCode();
    }

    @Override
    public String toString() {
        return "Wire<" + type.getSimpleName() + ">";
    }
}

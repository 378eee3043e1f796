package dev.offramp.wire;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** A Flink serializer over a {@link WireFormat}; values are immutable, so a copy is the value itself. */
final class WireSerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1;

    private final WireFormat<T> format;
    private final int readVersion;

    WireSerializer(WireFormat<T> format, int readVersion) {
        this.format = format;
        this.readVersion = readVersion;
    }

    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        format.write(value, out);
    }

    @Override
    public T deserialize(DataInputView in) throws IOException {
        return format.read(readVersion, in);
    }

    @Override
    public T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    @SuppressWarnings("NullAway") // Flink: an immutable type has no instance to reuse
    public @Nullable T createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WireSerializer<?> that
                && format.id().equals(that.format.id())
                && readVersion == that.readVersion;
    }

    @Override
    public int hashCode() {
        return 31 * format.id().hashCode() + readVersion;
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new WireSnapshot<>(format);
    }
}

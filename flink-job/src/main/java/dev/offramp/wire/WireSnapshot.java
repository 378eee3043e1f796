package dev.offramp.wire;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What a savepoint remembers of a {@link WireSerializer}: the id of its format and the layout it wrote.
 *
 * <p>Flink writes the name of this class into every savepoint: it is the one class of the job that can never be renamed
 * or moved.
 */
public final class WireSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int CURRENT_VERSION = 1;

    private @Nullable WireFormat<T> format;
    private int writtenVersion;

    /** For Flink, which then calls {@link #readSnapshot}. */
    public WireSnapshot() {}

    WireSnapshot(WireFormat<T> format) {
        this.format = format;
        this.writtenVersion = format.version();
    }

    @Override
    public int getCurrentVersion() {
        return CURRENT_VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(format().id());
        out.writeInt(writtenVersion);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader) throws IOException {
        format = named(in.readUTF(), classLoader);
        writtenVersion = in.readInt();
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new WireSerializer<>(format(), writtenVersion);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        if (!(old instanceof WireSnapshot<T> that)
                || !that.format().id().equals(format().id())
                || that.writtenVersion > writtenVersion) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return that.writtenVersion == writtenVersion
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }

    @Override
    public String toString() {
        return format().id();
    }

    @SuppressWarnings("unchecked") // the id was written beside values of T
    private static <T> WireFormat<T> named(String id, ClassLoader classLoader) throws IOException {
        return (WireFormat<T>) ListedFormats.of(classLoader).named(id);
    }

    private WireFormat<T> format() {
        if (format == null) {
            throw new IllegalStateException("a snapshot is read before it is used");
        }
        return format;
    }
}

package dev.offramp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class WireSnapshotTest {

    private static final Class<? extends WireFormat<?>> FORMAT = Reading.Format.class;
    private static final ClassLoader HERE = WireSnapshotTest.class.getClassLoader();

    private final TypeSerializer<Reading> serializer = Reading.TYPE.createSerializer(new SerializerConfigImpl());

    @Test
    void a_savepoint_brings_back_the_serializer_that_wrote_it() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());

        TypeSerializerSnapshot<Reading> restored =
                TypeSerializerSnapshot.readVersionedSnapshot(new DataInputDeserializer(out.getCopyOfBuffer()), HERE);

        assertThat(restored.restoreSerializer()).isEqualTo(serializer);
    }

    @Test
    void the_same_layout_is_compatible_as_is() throws IOException {
        assertThat(against(remembered(FORMAT, 2)).isCompatibleAsIs()).isTrue();
    }

    @Test
    void an_older_layout_is_compatible_after_migration() throws IOException {
        assertThat(against(remembered(FORMAT, 1)).isCompatibleAfterMigration()).isTrue();
    }

    @Test
    void a_layout_of_a_later_release_is_incompatible() throws IOException {
        assertThat(against(remembered(FORMAT, 3)).isIncompatible()).isTrue();
    }

    @Test
    void another_format_is_incompatible() throws IOException {
        assertThat(against(remembered(Reading.OtherFormat.class, 2)).isIncompatible())
                .isTrue();
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // Flink compares with whatever the savepoint had
    void the_snapshot_of_another_kind_of_serializer_is_incompatible() {
        TypeSerializerSnapshot other = StringSerializer.INSTANCE.snapshotConfiguration();

        assertThat(against(other).isIncompatible()).isTrue();
    }

    @Test
    void state_of_an_older_layout_is_read_by_what_its_snapshot_restores_and_written_anew() throws IOException {
        DataOutputSerializer old = new DataOutputSerializer(4);
        old.writeInt(42);

        Reading migrated =
                remembered(FORMAT, 1).restoreSerializer().deserialize(new DataInputDeserializer(old.getCopyOfBuffer()));
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(migrated, out);

        assertThat(migrated).isEqualTo(new Reading(42, "mm"));
        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(migrated);
    }

    @Test
    void a_format_that_is_gone_is_named() {
        assertThatThrownBy(() -> remembered("dev.offramp.Gone", 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("dev.offramp.Gone");
    }

    private TypeSerializerSchemaCompatibility<Reading> against(TypeSerializerSnapshot<Reading> old) {
        return serializer.snapshotConfiguration().resolveSchemaCompatibility(old);
    }

    private static TypeSerializerSnapshot<Reading> remembered(Class<?> format, int version) throws IOException {
        return remembered(format.getName(), version);
    }

    /** What a savepoint holds of a format of this name that wrote this layout. */
    private static TypeSerializerSnapshot<Reading> remembered(String format, int version) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF(format);
        out.writeInt(version);
        WireSnapshot<Reading> snapshot = new WireSnapshot<>();
        snapshot.readSnapshot(1, new DataInputDeserializer(out.getCopyOfBuffer()), HERE);
        return snapshot;
    }
}

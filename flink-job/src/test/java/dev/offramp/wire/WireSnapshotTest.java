package dev.offramp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireSnapshotTest {

    private static final String READING = "test/reading";

    @TempDir
    Path folder;

    private final TypeSerializer<Reading> serializer = Reading.TYPE.createSerializer(new SerializerConfigImpl());

    @Test
    void a_savepoint_brings_back_the_serializer_that_wrote_it() throws IOException {
        TypeSerializerSnapshot<Reading> restored = read(written(serializer.snapshotConfiguration()), today());

        assertThat(restored.restoreSerializer()).isEqualTo(serializer);
    }

    @Test
    void a_savepoint_holds_an_id_and_a_layout_and_the_name_of_one_class() throws IOException {
        DataOutputSerializer expected = new DataOutputSerializer(64);
        expected.writeUTF("dev.offramp.wire.WireSnapshot"); // Flink's doing; this class stays where it is
        expected.writeInt(1);
        expected.writeUTF(READING);
        expected.writeInt(2);

        assertThat(written(serializer.snapshotConfiguration())).isEqualTo(expected.getCopyOfBuffer());
    }

    @Test
    void a_format_may_be_renamed() throws IOException {
        byte[] savepoint = written(new WireSnapshot<>(new Reading.FormatOfLastRelease()));

        TypeSerializerSnapshot<Reading> restored = read(savepoint, today());

        assertThat(against(restored).isCompatibleAfterMigration()).isTrue();
        assertThat(restored.restoreSerializer()).isEqualTo(new WireSerializer<>(new Reading.Format(), 1));
    }

    @Test
    void the_same_layout_is_compatible_as_is() throws IOException {
        assertThat(against(remembered(READING, 2)).isCompatibleAsIs()).isTrue();
    }

    @Test
    void an_older_layout_is_compatible_after_migration() throws IOException {
        assertThat(against(remembered(READING, 1)).isCompatibleAfterMigration()).isTrue();
    }

    @Test
    void a_layout_of_a_later_release_is_incompatible() throws IOException {
        assertThat(against(remembered(READING, 3)).isIncompatible()).isTrue();
    }

    @Test
    void another_format_is_incompatible() throws IOException {
        assertThat(against(remembered("test/other-reading", 2)).isIncompatible())
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

        Reading migrated = remembered(READING, 1)
                .restoreSerializer()
                .deserialize(new DataInputDeserializer(old.getCopyOfBuffer()));
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(migrated, out);

        assertThat(migrated).isEqualTo(new Reading(42, "mm"));
        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(migrated);
    }

    @Test
    void a_format_that_is_gone_is_named_with_those_that_are_there() {
        assertThatThrownBy(() -> remembered("offramp/gone", 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("offramp/gone")
                .hasMessageContaining("[test/other-reading, test/reading]");
    }

    @Test
    void two_formats_of_one_id_are_refused() throws IOException {
        byte[] savepoint = written(serializer.snapshotConfiguration());
        ClassLoader both = new FormatsOfABuild(folder, Reading.Format.class, Reading.FormatOfLastRelease.class);

        assertThatThrownBy(() -> read(savepoint, both))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(READING)
                .hasMessageContaining("2 formats");
    }

    private TypeSerializerSchemaCompatibility<Reading> against(TypeSerializerSnapshot<Reading> old) {
        return serializer.snapshotConfiguration().resolveSchemaCompatibility(old);
    }

    private ClassLoader today() {
        return new FormatsOfABuild(folder, Reading.OtherFormat.class, Reading.Format.class);
    }

    private static byte[] written(TypeSerializerSnapshot<Reading> snapshot) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
        return out.getCopyOfBuffer();
    }

    private static TypeSerializerSnapshot<Reading> read(byte[] savepoint, ClassLoader build) throws IOException {
        return TypeSerializerSnapshot.readVersionedSnapshot(new DataInputDeserializer(savepoint), build);
    }

    /** What a savepoint holds of a format of this id that wrote this layout. */
    private TypeSerializerSnapshot<Reading> remembered(String id, int version) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF(id);
        out.writeInt(version);
        WireSnapshot<Reading> snapshot = new WireSnapshot<>();
        snapshot.readSnapshot(1, new DataInputDeserializer(out.getCopyOfBuffer()), today());
        return snapshot;
    }
}

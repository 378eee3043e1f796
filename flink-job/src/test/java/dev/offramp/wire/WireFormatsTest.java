package dev.offramp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format of the job carries its type unharmed, through its serializer as Flink uses it. */
class WireFormatsTest {

    static Stream<Specimen<?>> specimens() {
        return Specimens.all();
    }

    @ParameterizedTest
    @MethodSource("specimens")
    <T> void a_value_comes_back_as_it_went_in(Specimen<T> specimen) throws IOException {
        TypeSerializer<T> serializer = serializer(specimen);
        for (T value : specimen.values()) {
            DataInputDeserializer in = written(serializer, value);

            Specimen.assertSame(serializer.deserialize(in), value);
            assertThat(in.available()).as("bytes left over").isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("specimens")
    <T> void a_value_is_copied_from_bytes_to_bytes(Specimen<T> specimen) throws IOException {
        TypeSerializer<T> serializer = serializer(specimen);
        for (T value : specimen.values()) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            serializer.copy(written(serializer, value), out);

            Specimen.assertSame(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())), value);
        }
    }

    @ParameterizedTest
    @MethodSource("specimens")
    <T> void a_copy_of_an_immutable_value_is_the_value_itself(Specimen<T> specimen) {
        TypeSerializer<T> serializer = serializer(specimen);
        T value = specimen.values().get(0);

        assertThat(serializer.isImmutableType()).isTrue();
        assertThat(serializer.copy(value)).isSameAs(value);
        assertThat(serializer.copy(value, specimen.values().get(1))).isSameAs(value);
    }

    @ParameterizedTest
    @MethodSource("specimens")
    <T> void a_format_holds_nothing_so_that_any_instance_is_as_good(Specimen<T> specimen) {
        assertThat(Stream.of(specimen.format().getClass().getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("specimens")
    <T> void a_savepoint_finds_a_format_by_its_id(Specimen<T> specimen) throws IOException {
        WireFormat<?> found = ListedFormats.of(getClass().getClassLoader())
                .named(specimen.format().id());

        assertThat(found).isInstanceOf(specimen.format().getClass());
        assertThat(found.id()).matches("offramp/[a-z]+(-[a-z]+)*");
    }

    @Test
    void every_format_of_the_job_is_covered_here() {
        List<String> formats = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.offramp").stream()
                        .filter(type -> type.isAssignableTo(WireFormat.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .toList();

        assertThat(formats).isNotEmpty();
        assertThat(specimens().map(specimen -> specimen.format().getClass().getName()))
                .as("a specimen in Specimens; a line in META-INF/services/%s", WireFormat.class.getName())
                .containsExactlyInAnyOrderElementsOf(formats);
    }

    private static <T> TypeSerializer<T> serializer(Specimen<T> specimen) {
        return new WireTypeInfo<>(specimen.type(), specimen.format()).createSerializer(new SerializerConfigImpl());
    }

    private static <T> DataInputDeserializer written(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return new DataInputDeserializer(out.getCopyOfBuffer());
    }
}

package dev.offramp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {

    private static final Reading READING = new Reading(42, "mm");
    private static final Station STATION = new Station("north", READING, List.of(READING, READING));

    private final DataOutputSerializer out = new DataOutputSerializer(64);

    @Test
    void a_nested_value_costs_one_byte_more() throws IOException {
        new Reading.FormatOfLastRelease().writeNested(READING, out);

        assertThat(out.getCopyOfBuffer()).containsExactly(1, 0, 0, 0, 42);
    }

    @Test
    void a_value_within_another_is_read_in_the_layout_that_it_was_written_in() throws IOException {
        new Station.FormatOfLastRelease().write(STATION, out);

        assertThat(new Station.Format().read(1, written())).isEqualTo(STATION);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 255})
    void a_layout_that_this_build_does_not_know_is_refused_by_name(int layout) throws IOException {
        out.writeByte(layout);
        out.writeInt(42);

        assertThatThrownBy(() -> new Reading.Format().readNested(written()))
                .isInstanceOf(IOException.class)
                .hasMessage("test/reading was written in layout %d; this build reads layouts 1 to 2", layout);
    }

    private DataInputDeserializer written() {
        return new DataInputDeserializer(out.getCopyOfBuffer());
    }
}

package dev.offramp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** State of the release before, where a format had another name and wrote another layout, is this build's state. */
class MigrationTest {

    private static final Reading READING = new Reading(42, "mm");
    private static final Station STATION = new Station("north", READING, List.of(READING, new Reading(-1, "mm")));

    @TempDir
    Path folder;

    static Stream<StateBackend> state_is_kept_in() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @ParameterizedTest
    @MethodSource("state_is_kept_in")
    void a_layout_that_changed_is_migrated_alone_and_within_others(StateBackend backend) throws Exception {
        OperatorSubtaskState lastRelease = keep(backend);

        try (var today = harness(backend, new Stations(Reading.TYPE, Station.TYPE))) {
            today.initializeState(lastRelease);
            today.open();
            today.processElement("restored", 0);

            assertThat(today.extractOutputValues())
                    .containsExactly(new Station("reading", READING, List.of()), STATION);
        }
    }

    private OperatorSubtaskState keep(StateBackend backend) throws Exception {
        var reading = new WireTypeInfo<>(Reading.class, new Reading.FormatOfLastRelease());
        try (var lastRelease = harness(backend, new Stations(reading, Station.TYPE_OF_LAST_RELEASE))) {
            lastRelease.open();
            lastRelease.processElement("first", 0);
            return lastRelease.snapshot(1, 0);
        }
    }

    private KeyedOneInputStreamOperatorTestHarness<String, String, Station> harness(
            StateBackend backend, Stations stations) throws Exception {
        ClassLoader build = new FormatsOfABuild(folder, Reading.Format.class, Station.Format.class);
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(stations),
                name -> "one key",
                Types.STRING,
                MockEnvironment.builder().setUserCodeClassLoader(build).build());
        harness.setStateBackend(backend);
        return harness;
    }

    /** Keeps a station and a reading the first time, and says what it kept every time after. */
    private static final class Stations extends KeyedProcessFunction<String, String, Station> {

        private static final long serialVersionUID = 1;

        private final WireTypeInfo<Reading> readings;
        private final WireTypeInfo<Station> stations;
        private transient ValueState<Reading> reading;
        private transient ValueState<Station> station;

        Stations(WireTypeInfo<Reading> readings, WireTypeInfo<Station> stations) {
            this.readings = readings;
            this.stations = stations;
        }

        @Override
        public void open(OpenContext context) {
            reading = getRuntimeContext().getState(new ValueStateDescriptor<>("reading", readings));
            station = getRuntimeContext().getState(new ValueStateDescriptor<>("station", stations));
        }

        @Override
        public void processElement(String name, Context context, Collector<Station> out) throws Exception {
            if (station.value() == null) {
                reading.update(READING);
                station.update(STATION);
            } else {
                out.collect(new Station("reading", reading.value(), List.of()));
                out.collect(station.value());
            }
        }
    }
}

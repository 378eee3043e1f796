package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.WindowFormat;
import dev.offramp.wire.WireCopy;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies on the topic of throughput is a window that adds up with others, or is refused. */
@Timeout(10)
class WindowFuzzTest {

    private static final WindowReader WINDOWS = new WindowReader(WriterSchemas.NONE);

    static Stream<byte[]> windows() {
        return Stream.of(WindowReaderTest.encoded());
    }

    @MethodSource("windows")
    @FuzzTest
    void a_record_is_a_window_or_refused(byte[] value) throws Exception {
        Allocation.assertNoLengthIsBelieved(() -> read(value));
    }

    private static void read(byte[] value) throws IOException {
        try {
            ServedWindow served = WINDOWS.read(value);
            WireCopy.assertSame(served.window(), new WindowFormat());
            served.window().totals().plus(served.window().totals());
        } catch (Refusal refusal) {
            assertThat(refusal.detail()).isNotBlank();
        }
    }
}

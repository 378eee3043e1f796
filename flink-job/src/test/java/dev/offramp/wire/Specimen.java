package dev.offramp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Values of one type that its format must carry.
 *
 * @param values with every optional part present and absent; the first is the one kept on file for each layout
 */
record Specimen<T>(Class<T> type, WireFormat<T> format, List<T> values) {

    /** Values are the same where all that they hold is; a NaN is itself. */
    static void assertSame(Object actual, Object expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Float::equals, Float.class)
                .withEqualsForType(Histogram::equals, Histogram.class)
                .isEqualTo(expected);
    }

    @Override
    public String toString() {
        return format.getClass().getSimpleName();
    }
}

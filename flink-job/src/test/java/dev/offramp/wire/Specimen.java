package dev.offramp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Values of one type that its format must carry.
 *
 * @param values with every optional part present and absent; the first is the one kept on file for the current layout
 * @param older  for each layout before it, from the first on, the value kept on file as it is read today
 */
record Specimen<T>(Class<T> type, WireFormat<T> format, List<T> values, List<T> older) {

    /** Of a format that has had one layout so far. */
    Specimen(Class<T> type, WireFormat<T> format, List<T> values) {
        this(type, format, values, List.of());
    }

    /** What the file of this layout holds. */
    T kept(int version) {
        return version == format.version() ? values.get(0) : older.get(version - 1);
    }

    /** Values are the same where all that they hold is; a NaN is itself. */
    static void assertSame(Object actual, Object expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Float::equals, Float.class)
                .withEqualsForType(Double::equals, Double.class)
                .withEqualsForType(Histogram::equals, Histogram.class)
                .isEqualTo(expected);
    }

    @Override
    public String toString() {
        return format.id();
    }
}

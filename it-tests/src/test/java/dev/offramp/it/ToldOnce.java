package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which samples of which records were told of, by answers and rejects; a bit for each sample of a record, so that millions are cheap. */
final class ToldOnce {

    /** Of a record that nobody knows to hold more than one sample, or fewer. */
    static final int UNKNOWN = 0;

    private final Map<Integer, long[]> byPartition = new ConcurrentHashMap<>();
    private final Map<Integer, byte[]> expected = new ConcurrentHashMap<>();
    private final int most;
    private long records;

    /** @param most records of a partition */
    ToldOnce(int most) {
        this.most = most;
    }

    /** A record that was sent, with so many samples. */
    void expect(int partition, long offset, int samples) {
        expected.computeIfAbsent(partition, any -> new byte[most])[(int) offset] = (byte) samples;
    }

    /** Samples of one record, from an index on; fails where one of them was told before. */
    void tell(int partition, long offset, int index, int samples) {
        long[] told = byPartition.computeIfAbsent(partition, any -> new long[most]);
        assertThat(index + samples).isLessThan(Long.SIZE);
        long bits = ((1L << samples) - 1) << index;
        assertThat(told[(int) offset] & bits)
                .as("%d:%d, samples from %d on, twice", partition, offset, index)
                .isZero();
        records += told[(int) offset] == 0 ? 1 : 0;
        told[(int) offset] |= bits;
    }

    /** Records of which at least one sample was told. */
    long records() {
        return records;
    }

    /** Of each record all samples are told of that it had; where nobody knows how many that are, none is left out before the last. */
    void assertWhole() {
        byPartition.forEach((partition, told) -> {
            for (int offset = 0; offset < told.length; offset++) {
                int samples = expected.get(partition)[offset];
                long wanted = samples == UNKNOWN ? told[offset] | told[offset] >>> 1 : (1L << samples) - 1;
                assertThat(told[offset])
                        .as("%d:%d has %d samples", partition, offset, samples)
                        .isEqualTo(wanted);
            }
        });
    }
}

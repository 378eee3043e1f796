package dev.offramp.bench.profile;

import java.util.EnumMap;
import java.util.Map;

/** CPU time of the process, by what it went to. */
public record CpuTime(Map<Work, Long> nanos) {

    public CpuTime {
        nanos = new EnumMap<>(nanos);
    }

    /** Microseconds of core time a sample. */
    public double microsOf(Work work, int samples) {
        return nanos.getOrDefault(work, 0L) / 1e3 / samples;
    }
}

package dev.offramp.bench;

import dev.offramp.bench.profile.CpuTime;
import dev.offramp.bench.profile.Stack;
import dev.offramp.bench.profile.Work;
import java.util.List;
import java.util.stream.Stream;

/**
 * The bare loop and the job, one after the other, with what they took.
 *
 * @param bareMicros of core time a sample
 * @param cpu        of the whole process during the job's round
 * @param stacks     seen during the job's round
 */
record ProfileTurn(Pair pair, double bareMicros, CpuTime cpu, List<Stack> stacks) {

    int samples() {
        return pair.job().samples();
    }

    /** Microseconds of core time a sample. */
    double micros(Work work) {
        return cpu.microsOf(work, samples());
    }

    /** The same of the whole process. */
    double allMicros() {
        return Stream.of(Work.values()).mapToDouble(this::micros).sum();
    }

    /** What a sample costs beyond the bare loop, this measurement left out. */
    double outsideMicros() {
        return allMicros() - micros(Work.BENCH) - bareMicros;
    }
}

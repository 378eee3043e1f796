package dev.offramp.bench.report;

import dev.offramp.cli.home.Machine;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.stage.StageSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * On what, and with which settings, something was measured.
 *
 * @param bundle    name and version; blank where no job ran
 * @param precision that the network ran in, and its allocator: blank in reports that do not say so
 */
public record Conditions(
        String machine,
        String measuredAt,
        String bundle,
        String precision,
        String allocator,
        int parallelism,
        int intraOpThreads,
        int maxBatchSize,
        long maxLingerMillis,
        String deliveryGuarantee) {

    public Conditions {
        precision = Objects.requireNonNullElse(precision, "");
        allocator = Objects.requireNonNullElse(allocator, "");
    }

    /** Those of a job, now. */
    public static Conditions of(JobPlan plan) {
        StageSettings stage = plan.settings().stages().get(0);
        return new Conditions(
                Machine.description(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                plan.settings().bundle().id().toString(),
                plan.settings().precision().precision().toString(),
                Machine.allocator(),
                plan.parallelism(),
                plan.settings().intraOpThreads(),
                stage.maxBatchSize(),
                stage.maxLinger().toMillis(),
                plan.settings().kafka().guarantee().toString());
    }

    /** Those of a measurement that runs no job, now. */
    public static Conditions withoutJob() {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Conditions(Machine.description(), now, "", "", Machine.allocator(), 1, 1, 1, 0, "");
    }

    /** All of it in one line. */
    public String line() {
        if (bundle.isEmpty()) {
            return machine + (allocator.isEmpty() ? "" : ", " + allocator) + "; " + measuredAt;
        }
        String network = Stream.of(bundle, precision, allocator)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return machine + "; bundle " + network + ", parallelism " + parallelism + ", " + intraOpThreads
                + " thread(s) an operation, batches of " + maxBatchSize + ", linger " + maxLingerMillis + " ms, "
                + deliveryGuarantee + "; " + measuredAt;
    }
}

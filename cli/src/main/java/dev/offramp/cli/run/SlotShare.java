package dev.offramp.cli.run;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.frames.DecodePlace;
import dev.offramp.frames.FramesOptions;
import dev.offramp.job.JobOptions;
import dev.offramp.job.Placement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/**
 * How many of a cluster's free slots a job takes: all, unless it is told otherwise.
 *
 * @param defaults the settings that take them
 * @param reason   for a person
 */
public record SlotShare(Configuration defaults, String reason) {

    /** What a job takes that was told this, unchecked. */
    public static SlotShare of(int free, Configuration told) {
        if (told.contains(CoreOptions.DEFAULT_PARALLELISM)) {
            return new SlotShare(
                    new Configuration(),
                    "Parallelism " + told.get(CoreOptions.DEFAULT_PARALLELISM) + ", as told; " + free
                            + " slots were free.");
        }
        if (free < 1) {
            return together(
                    1,
                    "The cluster shows no free slot: asking for parallelism 1 and waiting; --parallelism asks for more.");
        }
        return Optional.of(told)
                .filter(SlotShare::hasParts)
                .flatMap(SlotShare::bundle)
                .map(bundle -> dealt(free, told, SlotPart.of(told, bundle)))
                .orElseGet(() -> together(free, "Parallelism " + free + ": all free slots of the cluster."));
    }

    private static boolean hasParts(Configuration told) {
        return told.get(JobOptions.PLACEMENT) == Placement.DISAGGREGATED
                || told.get(FramesOptions.DECODE) == DecodePlace.APART;
    }

    private static SlotShare dealt(int free, Configuration told, List<SlotPart> parts) {
        int pinned =
                parts.stream().flatMapToInt(part -> part.told(told).stream()).sum();
        List<SlotPart> open =
                parts.stream().filter(part -> part.told(told).isEmpty()).toList();
        List<Integer> slots = new SlotDivision(open.stream().map(SlotPart::work).toList()).of(free - pinned);
        Configuration defaults = new Configuration();
        for (int i = 0; i < open.size(); i++) {
            defaults.setString(open.get(i).key(), slots.get(i).toString());
        }
        int taken = pinned + slots.stream().mapToInt(Integer::intValue).sum();
        return new SlotShare(defaults, reason(free, taken, told, defaults, parts));
    }

    private static String reason(
            int free, int taken, Configuration told, Configuration defaults, List<SlotPart> parts) {
        String dealt = parts.stream()
                .map(part -> Stream.of(told, defaults)
                                .flatMapToInt(settings -> part.told(settings).stream())
                                .findFirst()
                                .orElse(1)
                        + " " + part.spoken())
                .collect(Collectors.joining(", "));
        return "Slots: " + taken + " of " + free + " free ones, " + dealt + ", by the arithmetic that reaches them; "
                + parts.get(parts.size() - 1).key() + " and the like set them."
                + (taken > free ? " That is more than are free: the job waits for them." : "");
    }

    private static Optional<Bundle> bundle(Configuration told) {
        try {
            return Optional.of(
                    Bundle.open(Path.of(told.getOptional(JobOptions.BUNDLE_PATH).orElse("")), TrustSettings.of(told)));
        } catch (BundleException toldWhenSettingsAreChecked) {
            return Optional.empty();
        }
    }

    private static SlotShare together(int parallelism, String reason) {
        var defaults = new Configuration();
        defaults.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        return new SlotShare(defaults, reason);
    }
}

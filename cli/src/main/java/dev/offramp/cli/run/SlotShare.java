package dev.offramp.cli.run;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.job.JobOptions;
import dev.offramp.job.Placement;
import dev.offramp.stage.StageOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/**
 * How many of a cluster's free slots a job takes: all, unless it is told otherwise.
 *
 * @param defaults the settings that take them
 * @param reason   for a person
 */
record SlotShare(Configuration defaults, String reason) {

    /** Of all the work, what reading and decoding are taken for where stages have slots of their own: a third of what the stages do. */
    private static final double FRONT = 1.0 / 3;

    /** @param told what the job was told, unchecked */
    static SlotShare of(int free, Configuration told) {
        if (told.contains(CoreOptions.DEFAULT_PARALLELISM)) {
            return new SlotShare(
                    new Configuration(),
                    "Parallelism " + told.get(CoreOptions.DEFAULT_PARALLELISM) + ", as told; " + free
                            + " slots were free.");
        }
        if (free < 1) {
            return new SlotShare(
                    parallelism(1),
                    "The cluster shows no free slot: asking for parallelism 1 and waiting; --parallelism asks for more.");
        }
        return Optional.of(told)
                .filter(settings -> settings.get(JobOptions.PLACEMENT) == Placement.DISAGGREGATED)
                .flatMap(SlotShare::bundle)
                .map(bundle -> apart(free, told, StageWork.of(bundle)))
                .orElseGet(() ->
                        new SlotShare(parallelism(free), "Parallelism " + free + ": all free slots of the cluster."));
    }

    private static SlotShare apart(int free, Configuration told, List<Double> work) {
        int stages = work.size();
        int pinned = IntStream.rangeClosed(1, stages)
                .flatMap(stage -> pinned(told, stage).stream())
                .sum();
        List<Integer> open = IntStream.rangeClosed(1, stages)
                .filter(stage -> pinned(told, stage).isEmpty())
                .boxed()
                .toList();
        List<Double> parts = new ArrayList<>();
        parts.add(FRONT * work.stream().mapToDouble(Double::doubleValue).sum());
        open.forEach(stage -> parts.add(work.get(stage - 1)));
        List<Integer> slots = new SlotDivision(parts).of(free - pinned);

        Configuration defaults = parallelism(slots.get(0));
        for (int i = 0; i < open.size(); i++) {
            defaults.setString(ownKey(open.get(i)), slots.get(i + 1).toString());
        }
        int taken = pinned + slots.stream().mapToInt(Integer::intValue).sum();
        return new SlotShare(defaults, reason(free, taken, told, defaults, stages));
    }

    private static String reason(int free, int taken, Configuration told, Configuration defaults, int stages) {
        String dealt = IntStream.rangeClosed(1, stages)
                .mapToObj(stage -> pinned(told, stage)
                                .orElseGet(() -> pinned(defaults, stage).orElse(1)) + " to stage " + stage)
                .collect(Collectors.joining(", "));
        return "Slots: " + taken + " of " + free + " free ones, " + defaults.get(CoreOptions.DEFAULT_PARALLELISM)
                + " to read and decode, " + dealt
                + ", by the arithmetic that reaches them; stage.1.parallelism and --parallelism set them."
                + (taken > free ? " That is more than are free: the job waits for them." : "");
    }

    private static OptionalInt pinned(Configuration settings, int stage) {
        String general = settings.getString(StageOptions.PARALLELISM.key(), "-1");
        int own = Integer.parseInt(settings.getString(ownKey(stage), general));
        return own < 1 ? OptionalInt.empty() : OptionalInt.of(own);
    }

    private static String ownKey(int stage) {
        return StageOptions.PARALLELISM.key().replaceFirst("stage\\.", "stage." + stage + ".");
    }

    private static Optional<Bundle> bundle(Configuration told) {
        try {
            return Optional.of(
                    Bundle.open(Path.of(told.getOptional(JobOptions.BUNDLE_PATH).orElse(""))));
        } catch (BundleException toldWhenSettingsAreChecked) {
            return Optional.empty();
        }
    }

    private static Configuration parallelism(int subtasks) {
        var defaults = new Configuration();
        defaults.set(CoreOptions.DEFAULT_PARALLELISM, subtasks);
        return defaults;
    }
}

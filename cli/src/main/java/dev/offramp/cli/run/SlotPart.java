package dev.offramp.cli.run;

import dev.offramp.bundle.Bundle;
import dev.offramp.frames.DecodePlace;
import dev.offramp.frames.FramesOptions;
import dev.offramp.job.JobOptions;
import dev.offramp.job.Placement;
import dev.offramp.stage.StageOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/**
 * A part of the job that has slots of its own.
 *
 * @param key    the option that says how many
 * @param spoken what it does, for a person
 * @param work   how much it has to do, beside the others
 */
record SlotPart(String key, String spoken, double work) {

    /** What reading and writing are taken for, of the stages' work, before anybody measured it. */
    private static final double ENDS = 1.0 / 5;

    /** The same of decoding. */
    private static final double DECODING = 1.0 / 3;

    /** Every part of a job that is told so; only one where all is in the same slots. */
    static List<SlotPart> of(Configuration told, Bundle bundle) {
        boolean apart = told.get(FramesOptions.DECODE) == DecodePlace.APART;
        boolean disaggregated = told.get(JobOptions.PLACEMENT) == Placement.DISAGGREGATED;
        List<Double> stages = StageWork.of(bundle);
        double all = stages.stream().mapToDouble(Double::doubleValue).sum();
        List<SlotPart> parts = new ArrayList<>();
        double chained = apart ? 0 : DECODING * all;
        parts.add(
                disaggregated
                        ? new SlotPart(CoreOptions.DEFAULT_PARALLELISM.key(), "to read and write", ENDS * all)
                        : new SlotPart(CoreOptions.DEFAULT_PARALLELISM.key(), "to the stages", all + chained));
        if (apart) {
            parts.add(new SlotPart(FramesOptions.PARALLELISM.key(), "to decode", DECODING * all));
        }
        for (int stage = 1; stage <= stages.size() && disaggregated; stage++) {
            double before = stage == 1 ? chained : 0;
            parts.add(new SlotPart(ownKey(stage), "to stage " + stage, stages.get(stage - 1) + before));
        }
        return parts;
    }

    /** How many slots it was told to have. */
    OptionalInt told(Configuration settings) {
        String general = key.startsWith("stage.") ? settings.getString(StageOptions.PARALLELISM.key(), "-1") : "-1";
        int own = Integer.parseInt(settings.getString(key, general));
        return own < 1 ? OptionalInt.empty() : OptionalInt.of(own);
    }

    private static String ownKey(int stage) {
        return StageOptions.PARALLELISM.key().replaceFirst("stage\\.", "stage." + stage + ".");
    }
}

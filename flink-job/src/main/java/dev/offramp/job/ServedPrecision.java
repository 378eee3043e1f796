package dev.offramp.job;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Precision;
import dev.offramp.offline.PrecisionChoice;
import dev.offramp.offline.PrecisionTrial;
import dev.offramp.settings.CheckedOptions;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageOptions;
import dev.offramp.stage.StageSettings;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The precision that the job serves its bundle in: the one that the settings name, or the one that wins a trial here. It is
 * settled once, before the job is submitted, so that all subtasks and all restarts run the same network.
 *
 * @param onCpu whether all stages run where a trial can be made
 */
record ServedPrecision(Bundle bundle, Optional<Precision> named, double tolerance, boolean onCpu) {

    static ServedPrecision from(
            ReadableConfig config, Bundle bundle, List<StageSettings> stages, List<String> problems) {
        double tolerance = new CheckedOptions(config, problems).share(StageOptions.PRECISION_TOLERANCE, 0);
        boolean onCpu = stages.stream().allMatch(stage -> stage.device() == StageDevice.Kind.CPU);
        ServedPrecision served =
                new ServedPrecision(bundle, config.get(StageOptions.PRECISION).precision(), tolerance, onCpu);
        served.check(problems);
        return served;
    }

    private void check(List<String> problems) {
        named.filter(precision -> !bundle.precisions().contains(precision))
                .ifPresent(precision -> problems.add(StageOptions.PRECISION.key() + " is " + precision + ", bundle "
                        + bundle.id() + " has " + bundle.precisions()));
    }

    /** The bundle whose tensors are as large as those of any precision that may be chosen. */
    Bundle largest() {
        return bundle.in(named.filter(bundle.precisions()::contains).orElse(Precision.FLOAT32));
    }

    PrecisionChoice choose(StageEngines engines, int batchSize) {
        if (named.isPresent()) {
            return PrecisionChoice.named(named.get());
        }
        if (!onCpu) {
            return PrecisionChoice.untried(
                    "auto measures on the CPU of the machine that submits, and says nothing of a gpu");
        }
        try {
            return new PrecisionTrial(bundle, engines, batchSize, tolerance).choose();
        } catch (StageFailure
                | LinkageError failure) { // who submits need not have libtorch; where tasks lack it too, they say so
            return PrecisionChoice.untried("no trial is possible here, " + failure.getMessage());
        }
    }
}

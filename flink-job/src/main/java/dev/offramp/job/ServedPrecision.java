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
 */
record ServedPrecision(Bundle bundle, Optional<Precision> named, double tolerance) {

    static ServedPrecision from(
            ReadableConfig config, Bundle bundle, List<StageSettings> stages, List<String> problems) {
        double tolerance = new CheckedOptions(config, problems).share(StageOptions.PRECISION_TOLERANCE, 0);
        ServedPrecision served =
                new ServedPrecision(bundle, config.get(StageOptions.PRECISION).precision(), tolerance);
        served.check(stages, problems);
        return served;
    }

    private void check(List<StageSettings> stages, List<String> problems) {
        named.filter(precision -> !bundle.precisions().contains(precision))
                .ifPresent(precision -> problems.add(StageOptions.PRECISION.key() + " is " + precision + ", bundle "
                        + bundle.id() + " has " + bundle.precisions()));
        if (named.isEmpty() && stages.stream().anyMatch(stage -> stage.device() != StageDevice.Kind.CPU)) {
            problems.add(StageOptions.PRECISION.key()
                    + " auto measures on the CPU of the machine that submits; name a precision for a gpu");
        }
    }

    /** The bundle whose tensors are as large as those of any precision that may be chosen. */
    Bundle largest() {
        return bundle.in(named.filter(bundle.precisions()::contains).orElse(Precision.FLOAT32));
    }

    PrecisionChoice choose(StageEngines engines, int batchSize) throws SettingsException {
        if (named.isPresent()) {
            return PrecisionChoice.named(named.get());
        }
        try {
            return new PrecisionTrial(bundle, engines, batchSize, tolerance).choose();
        } catch (StageFailure failure) {
            throw new SettingsException(List.of(
                    StageOptions.PRECISION.key() + " auto: no trial is possible here, " + failure.getMessage()));
        }
    }
}

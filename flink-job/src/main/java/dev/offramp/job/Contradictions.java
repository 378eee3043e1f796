package dev.offramp.job;

import dev.offramp.kafka.KafkaSettings;
import dev.offramp.stage.StageOptions;
import dev.offramp.stage.StageSettings;
import dev.offramp.stage.WirePrecision;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;

/** Settings of which each could be met, but not all of them together. */
record Contradictions(Configuration config, KafkaSettings kafka, Placement placement, List<StageSettings> stages) {

    private static final Pattern ONE_STAGE = Pattern.compile("^stage\\.([0-9]{1,9})\\..*");

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        addMissingStages(problems);
        if (placement == Placement.COLOCATED) {
            addColocated(problems);
        }
        problems.addAll(new GuaranteeCheck(config, kafka).problems());
        problems.addAll(new AlignmentCheck(config).problems());
        return problems;
    }

    private void addMissingStages(List<String> problems) {
        for (String key : config.toMap().keySet()) {
            Matcher matcher = ONE_STAGE.matcher(key);
            if (matcher.matches() && !isStage(Integer.parseInt(matcher.group(1)))) {
                problems.add(
                        key + " is for a stage that the bundle does not have; it has stages 1 to " + stages.size());
            }
        }
    }

    private boolean isStage(int number) {
        return number >= 1 && number <= stages.size();
    }

    /** All stages of a sample run in one task: on one device, with one parallelism. */
    private void addColocated(List<String> problems) {
        if (stages.stream().map(StageSettings::device).distinct().count() > 1) {
            problems.add("stages on different devices need " + JobOptions.PLACEMENT.key() + ": disaggregated");
        }
        if (stages.stream().anyMatch(stage -> stage.ownParallelism() != -1)) {
            problems.add(StageOptions.PARALLELISM.key() + " needs " + JobOptions.PLACEMENT.key() + ": disaggregated");
        }
        if (stages.stream().anyMatch(stage -> stage.wire() != WirePrecision.EXACT)) {
            problems.add(StageOptions.WIRE_PRECISION.key() + " needs " + JobOptions.PLACEMENT.key()
                    + ": disaggregated; colocated, nothing crosses the network");
        }
    }
}

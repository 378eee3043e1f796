package dev.offramp.cli.doctor;

import java.util.Locale;
import org.apache.flink.configuration.HighAvailabilityOptions;

/** Whether the job outlives its JobManager, and what that needs. */
final class HighAvailability implements Check<Flink> {

    private static final String NONE = "none";

    @Override
    public String name() {
        return "high availability";
    }

    @Override
    public void examine(Flink flink, Findings findings) {
        String type = flink.config().get(HighAvailabilityOptions.HA_MODE).toLowerCase(Locale.ROOT);
        String path = flink.config()
                .getOptional(HighAvailabilityOptions.HA_STORAGE_PATH)
                .orElse("");
        if (type.equals(NONE)) {
            findings.warning(
                    HighAvailabilityOptions.HA_MODE.key()
                            + " is none: the job ends with its JobManager, and somebody has to start it again",
                    HighAvailabilityOptions.HA_MODE.key() + " kubernetes or zookeeper, with "
                            + HighAvailabilityOptions.HA_STORAGE_PATH.key());
        } else if (path.isBlank()) {
            findings.wrong(
                    HighAvailabilityOptions.HA_MODE.key() + " is " + type + " and "
                            + HighAvailabilityOptions.HA_STORAGE_PATH.key()
                            + " is not set: a JobManager that comes after another finds no job",
                    HighAvailabilityOptions.HA_STORAGE_PATH.key() + " with a folder that all machines share");
        } else {
            new StoragePlace(HighAvailabilityOptions.HA_STORAGE_PATH.key(), path, flink.hosts())
                    .tellAlsoOfOthers("what the next JobManager goes on from", findings);
        }
        findings.okOtherwise(type + ", in " + path);
    }
}

package dev.offramp.cli.doctor;

import dev.offramp.kafka.KafkaOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** Whether checkpoints outlive the processes that made them. */
record CheckpointsKept(Told told) implements Check<Flink> {

    private static final String IN_MEMORY = "jobmanager";
    private static final String ADVICE = CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()
            + " with a folder that all machines share, as s3://bucket/checkpoints, and "
            + CheckpointingOptions.CHECKPOINT_STORAGE.key() + ": filesystem";

    @Override
    public String name() {
        return "checkpoints";
    }

    @Override
    public void examine(Flink flink, Findings findings) {
        Configuration inForce = flink.under(told.readable());
        if (isInMemory(inForce)) {
            inMemory(inForce, findings);
            return;
        }
        String path = inForce.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "");
        if (path.isEmpty()) {
            findings.wrong(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY.key() + " is not set, and the storage is "
                            + inForce.get(CheckpointingOptions.CHECKPOINT_STORAGE),
                    ADVICE);
            return;
        }
        new StoragePlace(CheckpointingOptions.CHECKPOINTS_DIRECTORY.key(), path, flink.hosts())
                .tell("what a checkpoint holds", findings);
        if (inForce.getOptional(CheckpointingOptions.SAVEPOINT_DIRECTORY).isEmpty()) {
            findings.warning(
                    CheckpointingOptions.SAVEPOINT_DIRECTORY.key()
                            + " is not set: './offramp stop' needs --savepoint-dir each time",
                    CheckpointingOptions.SAVEPOINT_DIRECTORY.key() + " beside that of checkpoints");
        }
        findings.okOtherwise("they go to " + path);
    }

    private static boolean isInMemory(ReadableConfig inForce) {
        return inForce.getOptional(CheckpointingOptions.CHECKPOINT_STORAGE)
                .map(IN_MEMORY::equalsIgnoreCase)
                .orElse(inForce.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                        .isEmpty());
    }

    private static void inMemory(Configuration inForce, Findings findings) {
        String found = "checkpoints are in the JobManager's memory, and gone with it";
        if (inForce.get(KafkaOptions.DELIVERY_GUARANTEE) == DeliveryGuarantee.EXACTLY_ONCE) {
            findings.wrong(
                    found + ": with its end nothing goes on exactly where it was, and answers are lost or given twice",
                    ADVICE);
        } else {
            findings.warning(found + ": after its end frames are answered twice", ADVICE);
        }
    }
}

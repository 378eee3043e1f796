package dev.offramp.stage;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;

/** The reject of a sample that the model fails on. Its pixels are decoded already, so there is no original in it. */
final class ModelFailed {

    private ModelFailed() {}

    static RejectedRecord reject(int stage, InFlight sample, StageFailure failure) {
        Refusal refusal = new Refusal(
                RefusalReason.MODEL_FAILED,
                "stage " + stage + " fails on this sample, and not on others: " + firstLine(failure));
        return RejectedRecord.of(sample.sample(), refusal);
    }

    /** Of the deepest cause; TorchScript adds pages of its own code. */
    private static String firstLine(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("no reason is given");
    }
}

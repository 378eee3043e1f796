package dev.offramp.cli.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.offramp.schema.Classification;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one picture, as it is saved.
 *
 * @param outcome      answered, refused or missing
 * @param label        index of the class that its folder names
 * @param milliseconds from its Kafka timestamp to the decision
 * @param reason       why it was refused
 */
@JsonPropertyOrder({
    "name",
    "outcome",
    "predicted",
    "index",
    "probability",
    "exit",
    "verdict",
    "label",
    "correct",
    "multiplyAdds",
    "milliseconds",
    "reason"
})
record SavedPicture(
        String name,
        String outcome,
        @Nullable String predicted,
        @Nullable Integer index,
        @Nullable Float probability,
        @Nullable Integer exit,
        @Nullable String verdict,
        @Nullable Integer label,
        @Nullable Boolean correct,
        @Nullable Long multiplyAdds,
        @Nullable Double milliseconds,
        @Nullable String reason) {

    static SavedPicture of(String name, Optional<PictureOutcomes.Outcome> outcome) {
        if (outcome.isEmpty()) {
            return unanswered(name, "missing", null);
        }
        return outcome.get() instanceof PictureOutcomes.Refused refused
                ? unanswered(name, "refused", refused.reason())
                : answered(name, ((PictureOutcomes.Answered) outcome.get()).answer());
    }

    private static SavedPicture answered(String name, Classification answer) {
        Integer label = answer.getLabel();
        return new SavedPicture(
                name,
                "answered",
                answer.getPredictedName(),
                answer.getPredicted(),
                answer.getTop().isEmpty() ? null : answer.getTop().get(0).getProbability(),
                answer.getExit(),
                answer.getVerdict().name(),
                label,
                label == null ? null : label == answer.getPredicted(),
                answer.getJourney().getMultiplyAdds(),
                answer.getJourney().getEndToEndMillis(),
                null);
    }

    private static SavedPicture unanswered(String name, String outcome, @Nullable String reason) {
        return new SavedPicture(name, outcome, null, null, null, null, null, null, null, null, null, reason);
    }
}

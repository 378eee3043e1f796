package dev.offramp.exit;

import dev.offramp.sample.AnswerKind;
import java.util.List;

/** Answers that say something else than another one of the same sample. */
public final class AnswerLike {

    private AnswerLike() {}

    /** One of other classes, or labels, with these names or none. */
    public static Answer of(Answer like, AnswerKind kind, List<ClassProbability> top, List<String> names) {
        return of(like, kind, top, Float.NaN, names);
    }

    /** One that is a number. */
    public static Answer of(Answer like, AnswerKind kind, float number) {
        return of(like, kind, List.of(), number, List.of());
    }

    private static Answer of(
            Answer like, AnswerKind kind, List<ClassProbability> top, float number, List<String> names) {
        return new Answer(
                like.sample(),
                like.bundle(),
                like.policyVersion(),
                like.limits(),
                like.exit(),
                like.exits(),
                like.verdict(),
                like.confidence(),
                top,
                like.journey(),
                like.answeredAtMillis(),
                kind,
                number,
                names);
    }
}

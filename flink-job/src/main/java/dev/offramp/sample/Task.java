package dev.offramp.sample;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a network is asked, and so how the scores of an exit are read. An answer is told as one number, here and in what is known to be
 * true of a sample: so answers are compared alike whatever the task.
 */
public enum Task {
    /** One class: the most probable one. The number is its index. */
    CLASSIFICATION(0) {
        @Override
        public int answer(float[] logits) {
            return Scores.mostProbable(logits);
        }

        @Override
        public double distance(int one, int other) {
            return one == other ? 0 : 1;
        }
    },

    /** Any number of labels: each by itself, where its probability is at least a half. The number is that of a {@link LabelSet}. */
    MULTI_LABEL(1) {
        @Override
        public int answer(float[] logits) {
            return LabelSet.named(logits);
        }

        @Override
        public double distance(int one, int other) {
            return Integer.bitCount(one ^ other);
        }
    },

    /** A number: the one score itself. The int is that of a {@link NumberAnswer}. */
    REGRESSION(2) {
        @Override
        public int answer(float[] logits) {
            return NumberAnswer.of(logits[0]);
        }

        @Override
        public double distance(int one, int other) {
            return Math.abs((double) NumberAnswer.value(one) - NumberAnswer.value(other));
        }
    };

    private final int wireCode;

    Task(int wireCode) {
        this.wireCode = wireCode;
    }

    /**
     * The answer of an exit; -1, which stands for none, is that of no finite scores.
     *
     * @param logits one score a class, or a label, at least one
     */
    public abstract int answer(float[] logits);

    /**
     * How far apart two answers are, in double precision: 0 of two that are equal; 1 of two classes; of labels, how many are in one alone;
     * of numbers, in their unit, NaN where one of them is none.
     */
    public abstract double distance(int one, int other);

    /** Stands for it in layouts; never changes. */
    public int wireCode() {
        return wireCode;
    }

    /** In words, as in a message. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one with this code. */
    public static Task ofWireCode(int wireCode) {
        return Stream.of(values())
                .filter(task -> task.wireCode == wireCode)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no task has the code " + wireCode));
    }

    /** The one that a manifest calls so; pictures and videos are classified alike. */
    public static Optional<Task> named(String inManifest) {
        return switch (inManifest) {
            case "image-classification", "video-classification" -> Optional.of(CLASSIFICATION);
            case "multi-label" -> Optional.of(MULTI_LABEL);
            case "regression" -> Optional.of(REGRESSION);
            default -> Optional.empty();
        };
    }
}

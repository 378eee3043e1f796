package dev.offramp.cli.policy;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Limits;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A part of a policy, written as the options of {@code policy set} read it. */
enum PolicyField {
    WISH {
        @Override
        String text(PolicyTerms terms) {
            return wish(terms.wish());
        }
    },

    DEADLINE {
        @Override
        String text(PolicyTerms terms) {
            return limit(terms.deadlineMillis(), terms.deadlineMillis() + "ms");
        }
    },

    BUDGET {
        @Override
        String text(PolicyTerms terms) {
            return limit(terms.budgetMultiplyAdds(), millions(terms.budgetMultiplyAdds()));
        }
    },

    RATE {
        @Override
        String text(PolicyTerms terms) {
            if (terms.framesPerSecond() == PolicyTerms.OPEN) {
                return PolicyValues.INHERIT;
            }
            return terms.framesPerSecond() == Limits.ANY_RATE
                    ? PolicyValues.NONE
                    : plain(BigDecimal.valueOf(terms.framesPerSecond()));
        }
    },

    SHADOW {
        @Override
        String text(PolicyTerms terms) {
            return terms.shadowShare() == PolicyTerms.OPEN_SHARE ? PolicyValues.INHERIT : percent(terms.shadowShare());
        }
    };

    abstract String text(PolicyTerms terms);

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A wish says by itself what it is. */
    private String told(String value) {
        return this == WISH && !value.equals(PolicyValues.INHERIT) ? value : title() + " " + value;
    }

    /** Whether the terms leave it to the next wider scope. */
    boolean isOpen(PolicyTerms terms) {
        return text(terms).equals(PolicyValues.INHERIT);
    }

    static String nameOf(ConfidenceMeasure measure) {
        return measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What changes from one to the other, a part each. */
    static List<String> changes(PolicyTerms before, PolicyTerms after) {
        List<String> changes = new ArrayList<>();
        for (PolicyField field : values()) {
            String now = field.text(after);
            String then = field.text(before);
            if (!now.equals(then)) {
                changes.add(field.told(now) + (field.isOpen(before) ? "" : " instead of " + then));
            }
        }
        return changes;
    }

    /** As in {@code 0.9,closed}. */
    static String text(Thresholds thresholds) {
        List<String> values = new ArrayList<>();
        for (float threshold : thresholds.toArray()) {
            values.add(threshold == Thresholds.CLOSED ? PolicyValues.CLOSED : Float.toString(threshold));
        }
        return String.join(",", values);
    }

    /** As in {@code thresholds 0.9,closed (margin)}. */
    static String text(Criterion criterion) {
        Temperatures temperatures = criterion.temperatures();
        return "thresholds " + text(criterion.thresholds()) + " (" + nameOf(criterion.measure())
                + (temperatures.count() == 0 ? "" : ", temperatures " + text(temperatures)) + ")";
    }

    private static String text(Temperatures temperatures) {
        List<String> values = new ArrayList<>();
        for (float temperature : temperatures.toArray()) {
            values.add(Float.toString(temperature));
        }
        return String.join(",", values);
    }

    private static String wish(Wish wish) {
        if (wish instanceof Wish.AccuracyLoss loss) {
            return "loss " + percent(loss.share());
        }
        if (wish instanceof Wish.MeanMultiplyAdds mean) {
            return "cost " + millions(mean.multiplyAdds());
        }
        if (wish instanceof Wish.MeanMilliseconds mean) {
            return "cost " + plain(BigDecimal.valueOf(mean.milliseconds())) + "ms";
        }
        if (wish instanceof Wish.ThresholdsOf thresholds) {
            return (isClosed(thresholds.criterion()) ? "no early exits" : text(thresholds.criterion())) + " of "
                    + thresholds.bundle();
        }
        return PolicyValues.INHERIT;
    }

    private static boolean isClosed(Criterion criterion) {
        Thresholds thresholds = criterion.thresholds();
        return thresholds.count() > 0 && thresholds.equals(Thresholds.closed(thresholds.count()));
    }

    private static String limit(long value, String text) {
        if (value == PolicyTerms.OPEN) {
            return PolicyValues.INHERIT;
        }
        return value == Limits.NONE ? PolicyValues.NONE : text;
    }

    private static String millions(long multiplyAdds) {
        return plain(BigDecimal.valueOf(multiplyAdds, 6)) + "M";
    }

    private static String percent(double share) {
        return plain(BigDecimal.valueOf(share).movePointRight(2)) + "%";
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}

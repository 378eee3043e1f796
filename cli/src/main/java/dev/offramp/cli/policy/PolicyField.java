package dev.offramp.cli.policy;

import dev.offramp.policy.Limits;
import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A part of a policy, written as the options of {@code policy set} read it. */
enum PolicyField {
    MEASURE {
        @Override
        String text(Policy policy) {
            return nameOf(policy.criterion().measure());
        }
    },

    THRESHOLDS {
        @Override
        String text(Policy policy) {
            List<String> values = new ArrayList<>();
            for (float threshold : policy.thresholds().toArray()) {
                values.add(threshold == Thresholds.CLOSED ? PolicyValues.CLOSED : Float.toString(threshold));
            }
            return String.join(",", values);
        }
    },

    TEMPERATURES {
        @Override
        String text(Policy policy) {
            List<String> values = new ArrayList<>();
            for (float temperature : policy.criterion().temperatures().toArray()) {
                values.add(Float.toString(temperature));
            }
            return values.isEmpty() ? PolicyValues.NONE : String.join(",", values);
        }
    },

    DEADLINE {
        @Override
        String text(Policy policy) {
            long millis = policy.limits().deadlineMillis();
            return millis == Limits.NONE ? PolicyValues.NONE : millis + "ms";
        }
    },

    BUDGET {
        @Override
        String text(Policy policy) {
            var budget = policy.limits().budget();
            return budget.isEmpty() ? PolicyValues.NONE : plain(BigDecimal.valueOf(budget.getAsLong(), 6)) + "M";
        }
    },

    SHADOW {
        @Override
        String text(Policy policy) {
            return plain(BigDecimal.valueOf(policy.shadowShare()).movePointRight(2)) + "%";
        }
    };

    abstract String text(Policy policy);

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String nameOf(Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What an update changes, a part each; all parts where there was nothing before. */
    static List<String> changes(Optional<Policy> before, Policy after) {
        List<String> changes = new ArrayList<>();
        for (PolicyField field : values()) {
            String now = field.text(after);
            String then = before.map(field::text).orElse("");
            if (!now.equals(then)) {
                changes.add(field.title() + " " + (then.isEmpty() ? now : then + " -> " + now));
            }
        }
        return changes;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}

package dev.offramp.refresh;

import dev.offramp.refresh.Condition.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When a candidate takes over by itself, and when it is taken back: {@code agreement >= 98% and cost <= 1.1x for 10 min}. Wherever
 * the time stands, it is that of all conditions.
 *
 * @param lasting for which all must hold, on what was seen in that time
 */
public record PromotionRule(List<Condition> conditions, Duration lasting) {

    private static final Pattern CONDITION = Pattern.compile("([a-z-]+)\\s*(>=|<=)\\s*(-?\\d+(?:\\.\\d+)?)\\s*(%|x)");
    private static final Pattern LASTING = Pattern.compile("\\s*\\bfor\\s+(\\d{1,6})\\s*(s|min|h)\\b");
    private static final Duration LONGEST = Duration.ofDays(7);

    public PromotionRule {
        conditions = List.copyOf(conditions);
    }

    /**
     * Reads a rule as people write it.
     *
     * @throws IllegalArgumentException saying what is wrong with it, and what would be right
     */
    public static PromotionRule parse(String text) {
        String small = text.toLowerCase(Locale.ROOT).strip();
        Matcher time = LASTING.matcher(small);
        if (!time.find()) {
            throw wrong(text, "it does not say for how long, such as 'for 10 min'");
        }
        Duration lasting = duration(Long.parseLong(time.group(1)), time.group(2));
        String conditions = small.substring(0, time.start()) + small.substring(time.end());
        if (LASTING.matcher(conditions).find()) {
            throw wrong(text, "it says twice for how long");
        }
        if (lasting.isZero() || lasting.compareTo(LONGEST) > 0) {
            throw wrong(text, "it must last from 1 s to 168 h");
        }
        List<Condition> parts = new ArrayList<>();
        for (String part : conditions.split("\\band\\b", -1)) {
            parts.add(condition(part.strip(), text));
        }
        return new PromotionRule(parts, lasting);
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "min" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    private static Condition condition(String part, String text) {
        Matcher found = CONDITION.matcher(part);
        if (!found.matches()) {
            throw wrong(text, "'" + part + "' is no condition, such as 'agreement >= 98%' or 'cost <= 1.1x'");
        }
        Quantity quantity = Stream.of(Quantity.values())
                .filter(known -> known.toString().equals(found.group(1)))
                .findFirst()
                .orElseThrow(() -> wrong(
                        text,
                        "'" + found.group(1) + "' is not among "
                                + Stream.of(Quantity.values())
                                        .map(Quantity::toString)
                                        .collect(Collectors.joining(", "))));
        if (!quantity.unit().equals(found.group(4))) {
            throw wrong(text, quantity + " is in " + quantity.unit() + ", not in " + found.group(4));
        }
        double bound = Double.parseDouble(found.group(3));
        return new Condition(
                quantity, found.group(2).equals(">="), quantity.unit().equals("%") ? bound / 100 : bound);
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("'" + text + "' is no rule: " + why);
    }

    /** Whether all of it holds on what was seen, or one condition surely does not. */
    Verdict on(Comparison seen) {
        List<Verdict> verdicts =
                conditions.stream().map(condition -> condition.on(seen)).toList();
        if (verdicts.contains(Verdict.FAILS)) {
            return Verdict.FAILS;
        }
        return verdicts.contains(Verdict.OPEN) ? Verdict.OPEN : Verdict.HOLDS;
    }

    /** Each condition with what was seen. */
    String told(Comparison seen) {
        return conditions.stream().map(condition -> condition.told(seen)).collect(Collectors.joining("; "));
    }

    /** The first that surely does not hold, with what was seen. */
    Optional<String> failing(Comparison seen) {
        return conditions.stream()
                .filter(condition -> condition.on(seen) == Verdict.FAILS)
                .map(condition -> condition.told(seen))
                .findFirst();
    }
}

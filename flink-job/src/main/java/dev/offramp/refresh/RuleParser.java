package dev.offramp.refresh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a rule from left to right, and says of what is wrong where it stands:
 *
 * <pre>
 * rule      = part { "and" part }       the time stands behind one of the conditions, and is that of all
 * part      = condition [ "for" number ( "s" | "min" | "h" ) ]
 * condition = quantity ( ">=" | "<=" ) number ( "%" | "x" )
 * </pre>
 */
final class RuleParser {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z]+(?:-[A-Za-z]+)*|[<>=!]+|[-+]?\\d+(?:\\.\\d+)?|\\S");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(?:\\.\\d+)?");

    private final String rule;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /**
     * A word, a number or a sign.
     *
     * @param text  in lower case; empty at the end of the rule
     * @param place of its first character, from 1
     */
    private record Token(String text, int place) {}

    RuleParser(String rule) {
        this.rule = rule;
        Matcher found = TOKEN.matcher(rule);
        while (found.find()) {
            tokens.add(new Token(found.group().toLowerCase(Locale.ROOT), found.start() + 1));
        }
        tokens.add(new Token("", rule.length() + 1));
    }

    PromotionRule parse() {
        List<Condition> conditions = new ArrayList<>();
        Optional<Duration> lasting = Optional.empty();
        do {
            conditions.add(condition());
            if (peek().text().equals("for")) {
                if (lasting.isPresent()) {
                    throw wrong(peek(), "it says twice for how long");
                }
                lasting = Optional.of(time());
            }
        } while (skips("and"));
        if (!peek().text().isEmpty()) {
            throw wrong(peek(), "only 'and' with another condition, or 'for' with a time, can stand here");
        }
        return new PromotionRule(
                conditions,
                lasting.orElseThrow(() -> wrong(peek(), "it does not say for how long, such as 'for 10 min'")));
    }

    private Condition condition() {
        Token name = take();
        Quantity quantity =
                Quantity.named(name.text()).orElseThrow(() -> wrong(name, "it is not among " + quantities()));
        Token sign = take();
        if (!sign.text().equals(">=") && !sign.text().equals("<=")) {
            throw wrong(sign, "behind " + quantity + " must be >= or <=");
        }
        Token number = take();
        double bound = number(number);
        Token unit = take();
        if (!unit.text().equals(quantity.unit())) {
            throw wrong(unit, quantity + " is in " + quantity.unit());
        }
        if (!quantity.canBe(bound)) {
            throw wrong(number, quantity + " must be " + quantity.range());
        }
        return new Condition(quantity, sign.text().equals(">="), quantity.unit().equals("%") ? bound / 100 : bound);
    }

    /** From its {@code for} on. */
    private Duration time() {
        next++;
        Token number = take();
        double count = number(number);
        Token unit = take();
        double seconds =
                switch (unit.text()) {
                    case "s" -> count;
                    case "min" -> count * 60;
                    case "h" -> count * 3600;
                    default -> throw wrong(unit, "a time is in s, min or h, such as 10 min");
                };
        if (seconds < 1 || seconds > PromotionRule.LONGEST.toSeconds()) {
            throw wrong(number, "a rule lasts from 1 s to " + PromotionRule.LONGEST.toHours() + " h");
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private double number(Token token) {
        if (!NUMBER.matcher(token.text()).matches()) {
            throw wrong(token, "a number must stand here, such as 98 or 1.1");
        }
        return Double.parseDouble(token.text());
    }

    private Token peek() {
        return tokens.get(next);
    }

    /** The next token; the end of the rule, again and again. */
    private Token take() {
        Token token = peek();
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private boolean skips(String word) {
        boolean is = peek().text().equals(word);
        next += is ? 1 : 0;
        return is;
    }

    private static String quantities() {
        return Arrays.stream(Quantity.values()).map(Quantity::toString).collect(Collectors.joining(", "));
    }

    private IllegalArgumentException wrong(Token token, String why) {
        String what = token.text().isEmpty() ? "its end" : "'" + token.text() + "' at character " + token.place();
        return new IllegalArgumentException("'" + rule + "' is no rule: " + what + ": " + why);
    }
}

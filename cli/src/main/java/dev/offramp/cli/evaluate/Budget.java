package dev.offramp.cli.evaluate;

import dev.offramp.budget.BudgetGoal;
import dev.offramp.cli.terminal.Amount;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A budget as it is written on the command line.
 *
 * @param goal in multiply-adds, in milliseconds, or as a share of accuracy
 */
record Budget(Unit unit, BudgetGoal goal, String text) {

    /** What is paid with. */
    enum Unit {
        MULTIPLY_ADDS,
        MILLISECONDS
    }

    /** Reads {@code 6M}, {@code 0.8ms} or {@code -0.5%}. */
    static final class Converter implements ITypeConverter<Budget> {

        private static final Pattern SYNTAX = Pattern.compile("(-?)([0-9]*\\.?[0-9]+\\s*[kmg]?)\\s*(ms|%|)");

        @Override
        public Budget convert(String text) {
            Matcher matcher = SYNTAX.matcher(text.strip().toLowerCase(Locale.ROOT));
            if (!matcher.matches()
                    || matcher.group(1).isEmpty() == matcher.group(3).equals("%")) {
                throw refuse(text);
            }
            double amount = Amount.read(matcher.group(2))
                    .orElseThrow(() -> refuse(text))
                    .doubleValue();
            return switch (matcher.group(3)) {
                case "%" -> loss(amount / 100, text);
                case "ms" -> new Budget(Unit.MILLISECONDS, new BudgetGoal.MeanCost(amount), text);
                default -> new Budget(Unit.MULTIPLY_ADDS, new BudgetGoal.MeanCost(amount), text);
            };
        }

        private static Budget loss(double share, String text) {
            if (share > 1) {
                throw refuse(text);
            }
            return new Budget(Unit.MULTIPLY_ADDS, new BudgetGoal.AccuracyLoss(share), text);
        }

        private static TypeConversionException refuse(String text) {
            return new TypeConversionException("'" + text + "' is no budget; it is mean multiply-adds a sample (6M),"
                    + " mean milliseconds a sample (0.8ms), or points of accuracy below the last exit's (-0.5%)");
        }
    }
}

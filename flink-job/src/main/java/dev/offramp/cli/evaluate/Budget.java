package dev.offramp.cli.evaluate;

import dev.offramp.budget.BudgetGoal;
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

        private static final Pattern SYNTAX = Pattern.compile("(-?)([0-9]*\\.?[0-9]+)\\s*(ms|%|[kmg]?)");

        @Override
        public Budget convert(String text) {
            Matcher matcher = SYNTAX.matcher(text.strip().toLowerCase(Locale.ROOT));
            if (!matcher.matches()
                    || matcher.group(1).isEmpty() == matcher.group(3).equals("%")) {
                throw refuse(text);
            }
            double amount = Double.parseDouble(matcher.group(2));
            return switch (matcher.group(3)) {
                case "%" -> loss(amount / 100, text);
                case "ms" -> new Budget(Unit.MILLISECONDS, new BudgetGoal.MeanCost(amount), text);
                case "k" -> multiplyAdds(amount * 1e3, text);
                case "m" -> multiplyAdds(amount * 1e6, text);
                case "g" -> multiplyAdds(amount * 1e9, text);
                default -> multiplyAdds(amount, text);
            };
        }

        private static Budget loss(double share, String text) {
            if (share > 1) {
                throw refuse(text);
            }
            return new Budget(Unit.MULTIPLY_ADDS, new BudgetGoal.AccuracyLoss(share), text);
        }

        private static Budget multiplyAdds(double amount, String text) {
            return new Budget(Unit.MULTIPLY_ADDS, new BudgetGoal.MeanCost(amount), text);
        }

        private static TypeConversionException refuse(String text) {
            return new TypeConversionException("'" + text + "' is no budget; it is mean multiply-adds a sample (6M),"
                    + " mean milliseconds a sample (0.8ms), or points of accuracy below the last exit's (-0.5%)");
        }
    }
}

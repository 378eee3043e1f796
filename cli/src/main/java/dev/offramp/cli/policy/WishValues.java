package dev.offramp.cli.policy;

import dev.offramp.cli.options.ShareValue;
import dev.offramp.cli.terminal.Amount;
import dev.offramp.policy.Wish;
import java.math.BigDecimal;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads wishes that any bundle can be asked for, as they are written on the command line. */
final class WishValues {

    private WishValues() {}

    /** An accepted loss of accuracy, as in {@code 0.5%}, or nothing. */
    static final class Loss implements ITypeConverter<Wish> {

        @Override
        public Wish convert(String text) {
            return text.equalsIgnoreCase(PolicyValues.INHERIT)
                    ? Wish.OPEN
                    : new Wish.AccuracyLoss(ShareValue.share(text));
        }
    }

    /** A mean cost a sample, as in {@code 6M} multiply-adds or {@code 0.8ms}, or nothing. */
    static final class Cost implements ITypeConverter<Wish> {

        private static final String ABOVE_0 = "a cost must be above 0";

        @Override
        public Wish convert(String text) {
            if (text.equalsIgnoreCase(PolicyValues.INHERIT)) {
                return Wish.OPEN;
            }
            String lower = text.toLowerCase(Locale.ROOT).strip();
            return lower.endsWith("ms")
                    ? milliseconds(lower.substring(0, lower.length() - 2).strip(), text)
                    : multiplyAdds(text);
        }

        private static Wish milliseconds(String digits, String text) {
            double each = PolicyValues.number(digits, "a cost in milliseconds, as 0.8ms");
            return new Wish.MeanMilliseconds(PolicyValues.positive(each, text, ABOVE_0));
        }

        private static Wish multiplyAdds(String text) {
            BigDecimal amount = Amount.read(text)
                    .orElseThrow(() ->
                            new TypeConversionException("'" + text + "' is no cost, as 6M multiply-adds or 0.8ms"));
            return new Wish.MeanMultiplyAdds(PolicyValues.atLeast1(amount.longValue(), text, ABOVE_0));
        }
    }
}

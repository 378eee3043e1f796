package dev.offramp.cli.options;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share of 1 as it is written on the command line, as in {@code 1%} or {@code 0.01}. */
public final class ShareValue implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
        return share(text);
    }

    /** What is none is wrong usage. */
    public static double share(String text) {
        boolean percent = text.endsWith("%");
        String digits = percent ? text.substring(0, text.length() - 1).strip() : text;
        try {
            BigDecimal value = new BigDecimal(digits);
            double share = (percent ? value.movePointLeft(2) : value).doubleValue();
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new TypeConversionException("'" + text + "' is no share, as 1% or 0.01, from 0 to 1");
    }
}

package dev.offramp.cli.plan;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share of the samples as people write it: {@code 92%} or {@code 92 %}. */
final class SampleShare implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
        String number = text.strip().replaceFirst("\\s*%$", "");
        try {
            double percent = Double.parseDouble(number);
            if (text.contains("%") && percent > 0 && percent <= 100) {
                return percent / 100;
            }
        } catch (NumberFormatException noNumber) {
            // refused below, as what is out of range is
        }
        throw new TypeConversionException("'" + text + "' is no share such as 92%");
    }
}

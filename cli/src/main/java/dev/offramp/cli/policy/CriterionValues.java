package dev.offramp.cli.policy;

import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what belongs to a criterion, an exit a number, as it is written on the command line. */
final class CriterionValues {

    private CriterionValues() {}

    /** As in {@code 0.9,closed,0.4}. */
    static final class ThresholdList implements ITypeConverter<Thresholds> {

        @Override
        public Thresholds convert(String text) {
            return Thresholds.of(floats(
                    text,
                    part -> part.equalsIgnoreCase(PolicyValues.CLOSED)
                            ? Thresholds.CLOSED
                            : PolicyValues.number(part, "a threshold, nor 'closed'")));
        }
    }

    /** As in {@code 1.2,1.1,1,1}, or none. */
    static final class TemperatureList implements ITypeConverter<Temperatures> {

        @Override
        public Temperatures convert(String text) {
            if (text.equalsIgnoreCase(PolicyValues.NONE)) {
                return Temperatures.NONE;
            }
            float[] values = floats(text, part -> PolicyValues.number(part, "a temperature"));
            try {
                return Temperatures.of(values);
            } catch (IllegalArgumentException failure) {
                throw new TypeConversionException(String.valueOf(failure.getMessage()));
            }
        }
    }

    private static float[] floats(String list, ToDoubleFunction<String> number) {
        String[] parts = list.split(",", -1);
        float[] values = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = (float) number.applyAsDouble(parts[i].strip());
        }
        return values;
    }
}

package dev.offramp.cli.policy;

import dev.offramp.policy.ConfidenceMeasure;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a confidence measure's name as it is written anywhere: {@code max-softmax} or {@code MAX_SOFTMAX}. */
public final class MeasureName implements ITypeConverter<ConfidenceMeasure> {

    @Override
    public ConfidenceMeasure convert(String text) {
        for (ConfidenceMeasure measure : ConfidenceMeasure.values()) {
            if (PolicyField.nameOf(measure).equalsIgnoreCase(text.replace('_', '-'))) {
                return measure;
            }
        }
        throw new TypeConversionException(
                "'" + text
                        + "' is no measure; known are max-softmax, entropy, margin, patience; of labels least-certain, of numbers agreement");
    }
}

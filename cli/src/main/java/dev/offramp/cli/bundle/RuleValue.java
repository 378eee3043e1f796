package dev.offramp.cli.bundle;

import dev.offramp.refresh.PromotionRule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A rule of promotion that can be read, or none. */
final class RuleValue implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
        try {
            return text.isEmpty() ? text : checked(text);
        } catch (IllegalArgumentException noRule) {
            throw new TypeConversionException(String.valueOf(noRule.getMessage()));
        }
    }

    private static String checked(String text) {
        PromotionRule.parse(text);
        return text;
    }
}

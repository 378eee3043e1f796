package dev.offramp.cli.policy;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;

/** What picocli reads the parts of a policy with; {@link PolicyValues} says how. */
final class PolicyConverters {

    private PolicyConverters() {}

    static final class MeasureValue implements ITypeConverter<ConfidenceMeasure> {
        @Override
        public ConfidenceMeasure convert(String text) {
            return PolicyValues.measure(text);
        }
    }

    static final class ThresholdsValue implements ITypeConverter<Thresholds> {
        @Override
        public Thresholds convert(String text) {
            return PolicyValues.thresholds(text);
        }
    }

    static final class TemperaturesValue implements ITypeConverter<Temperatures> {
        @Override
        public Temperatures convert(String text) {
            return PolicyValues.temperatures(text);
        }
    }

    static final class DeadlineValue implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return PolicyValues.deadlineMillis(text);
        }
    }

    static final class BudgetValue implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return PolicyValues.budget(text);
        }
    }

    static final class RateValue implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return PolicyValues.rate(text);
        }
    }

    static final class ShadowValue implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return PolicyValues.shadow(text);
        }
    }

    static final class LossValue implements ITypeConverter<Wish> {
        @Override
        public Wish convert(String text) {
            return PolicyValues.loss(text);
        }
    }

    static final class CostValue implements ITypeConverter<Wish> {
        @Override
        public Wish convert(String text) {
            return PolicyValues.cost(text);
        }
    }

    static final class MomentValue implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return PolicyValues.moment(text, Instant.now());
        }
    }

    static final class SpanValue implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return PolicyValues.span(text);
        }
    }
}

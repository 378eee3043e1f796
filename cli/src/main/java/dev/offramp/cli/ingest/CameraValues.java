package dev.offramp.cli.ingest;

import dev.offramp.video.FrameSize;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what is said of a camera, alike on the command line and in a file. */
public final class CameraValues {

    private static final double FASTEST = 1000;
    private static final int LARGEST = 8192;
    private static final int BEST_QUALITY = 100;
    private static final double LARGEST_DIFFERENCE = 255 * 255;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Said of what segments do not have. */
    static final String OF_FRAMES_ALONE = "means nothing for segments, whose pictures are not decoded";

    private CameraValues() {}

    /** {@code frame} or {@code segment}. */
    static final class Form implements ITypeConverter<RecordForm> {

        @Override
        public RecordForm convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "frame" -> RecordForm.FRAME;
                case "segment" -> RecordForm.SEGMENT;
                default -> throw wrong(text, "no form of a record: frame or segment");
            };
        }
    }

    /** Pictures a second, or {@code all}. */
    public static final class Rate implements ITypeConverter<Double> {

        @Override
        public Double convert(String text) {
            if (text.equals("all")) {
                return PictureSettings.ALL;
            }
            try {
                double rate = Double.parseDouble(text);
                if (rate > 0 && rate <= FASTEST) {
                    return rate;
                }
            } catch (NumberFormatException none) {
                throw wrong(text, "no number of pictures a second, as 5 or 0.5, nor all");
            }
            throw wrong(text, "no number of pictures a second: it must be above 0 and at most 1000, or all");
        }
    }

    /** Pixels, or {@code as-it-is}. */
    public static final class ShortSide implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String text) {
            return text.equals("as-it-is")
                    ? FrameSize.AS_IT_IS
                    : whole(text, 16, LARGEST, "no number of pixels from 16 to 8192, nor as-it-is");
        }
    }

    /** As libjpeg means it. */
    public static final class Quality implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String text) {
            return whole(text, 1, BEST_QUALITY, "no quality of JPEG: a whole number from 1 to 100");
        }
    }

    /** {@code fast} or {@code real-time}. */
    static final class TempoName implements ITypeConverter<ReadSettings.Tempo> {

        @Override
        public ReadSettings.Tempo convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "fast" -> ReadSettings.Tempo.FAST;
                case "real-time" -> ReadSettings.Tempo.REAL_TIME;
                default -> throw wrong(text, "no pace: fast or real-time");
            };
        }
    }

    /** {@code off}, {@code auto}, or a mean squared difference. */
    static final class Gate implements ITypeConverter<Double> {

        @Override
        public Double convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "off", "false" -> GateSettings.OFF; // YAML's off is a word for false
                case "auto" -> GateSettings.AUTO;
                default -> difference(text);
            };
        }

        private static double difference(String text) {
            try {
                double delta = Double.parseDouble(text);
                if (delta > 0 && delta <= LARGEST_DIFFERENCE) {
                    return delta;
                }
            } catch (NumberFormatException none) {
                throw wrong(text, "no gate: off, auto, or a mean squared difference as 1.5");
            }
            throw wrong(text, "no mean squared difference of pictures: it must be above 0 and at most 65025");
        }
    }

    /** A span from 100 ms to an hour. */
    static final class Deadline implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return span(text, "deadline");
        }
    }

    /** A span from 100 ms to an hour. */
    static final class Heartbeat implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return span(text, "heartbeat");
        }
    }

    private static Duration span(String text, String what) {
        try {
            Duration span = TimeUtils.parseDuration(text);
            if (span.compareTo(SHORTEST) >= 0 && span.compareTo(LONGEST) <= 0) {
                return span;
            }
        } catch (IllegalArgumentException none) {
            throw wrong(text, "no time span, as 500ms, 10s or 1min");
        }
        throw wrong(text, "no " + what + ": it must be from 100ms to 1h");
    }

    private static int whole(String text, int least, int most, String otherwise) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw wrong(text, otherwise);
        }
        throw wrong(text, otherwise);
    }

    private static TypeConversionException wrong(String text, String what) {
        return new TypeConversionException("'" + text + "' is " + what);
    }
}

package dev.offramp.bench;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.offramp.bench.report.Spread;
import dev.offramp.bundle.ResizeRule;
import dev.offramp.frames.FramesSettings;
import dev.offramp.frames.PixelDecoder;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.schema.FrameEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.flink.configuration.Configuration;

/**
 * Contestants decode the same pictures in turns, in one thread. What counts is that thread's processor time, which other work on
 * the machine disturbs least.
 */
final class DecodeBench {

    /** Java's own reader, its picture left as it is. */
    static final String JAVA = "Java's reader";

    /** What the job runs, to rows of R, G, B of the picture's own size. */
    static final String JOB = "the job";

    private static final long ROUND_NANOS = 100_000_000;
    private static final int WARM_UP = 15;
    /** The job's own where nobody says otherwise. */
    private static final FramesSettings SETTINGS = FramesSettings.from(new Configuration(), new ArrayList<>());

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final int rounds;
    private final int size;

    /** @param size of the input that more contestants scale to, one by each rule of bundles */
    DecodeBench(int rounds, int size) {
        this.rounds = rounds;
        this.size = size;
    }

    List<DecodeRow> measure(DecodeKind kind) throws IOException, Refusal {
        Map<String, Contestant> contestants = new LinkedHashMap<>();
        contestants.put(JAVA, picture -> read(picture, kind.encoding()));
        contestants.put(JOB, served(kind.encoding(), kind.height(), kind.width(), ResizeRule.ANTIALIASED));
        for (ResizeRule rule : kind.encoding() == FrameEncoding.JPEG
                ? List.of(ResizeRule.values())
                : List.of(ResizeRule.ANTIALIASED)) {
            String scaled = rule == ResizeRule.SCALED_2X ? ", " + rule : "";
            contestants.put(JOB + ", to " + size + " x " + size + scaled, served(kind.encoding(), size, size, rule));
        }
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP + rounds; round++) {
            for (var contestant : contestants.entrySet()) {
                double value = microsAPicture(contestant.getValue(), kind);
                if (round >= WARM_UP) {
                    micros.computeIfAbsent(contestant.getKey(), name -> new ArrayList<>())
                            .add(value);
                }
            }
        }
        double java = new Spread(micros.getOrDefault(JAVA, List.of())).median();
        return micros.entrySet().stream()
                .map(entry -> DecodeRow.of(kind, entry.getKey(), entry.getValue(), java))
                .toList();
    }

    private double microsAPicture(Contestant contestant, DecodeKind kind) throws IOException, Refusal {
        long begin = threads.getCurrentThreadCpuTime();
        long decoded = 0;
        long nanos = 0;
        while (nanos < ROUND_NANOS) {
            for (byte[] picture : kind.pictures()) {
                contestant.decode(picture);
            }
            decoded += kind.pictures().size();
            nanos = threads.getCurrentThreadCpuTime() - begin;
        }
        return nanos / 1e3 / decoded;
    }

    private static void read(byte[] picture, FrameEncoding encoding) throws IOException {
        ImageReader reader = encoding == FrameEncoding.WEBP
                ? new WebPImageReaderSpi().createReaderInstance(null)
                : ImageIO.getImageReadersByFormatName(encoding.name().toLowerCase(Locale.ROOT))
                        .next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            reader.setInput(in, true, true);
            reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    private static Contestant served(FrameEncoding encoding, int height, int width, ResizeRule rule) {
        PixelDecoder decoder = new PixelDecoder(SETTINGS, height, width, rule);
        return picture -> decoder.decode(EncodedPicture.of(PictureEncoding.valueOf(encoding.name()), picture));
    }

    /** One way to decode. */
    private interface Contestant {

        void decode(byte[] picture) throws IOException, Refusal;
    }
}

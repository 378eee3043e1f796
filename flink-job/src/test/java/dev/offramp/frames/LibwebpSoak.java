package dev.offramp.frames;

import dev.offramp.rejects.Refusal;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.PictureEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Feeds thousands of damaged pictures to the native decoder in a Java of its own, and prints how it took them. */
final class LibwebpSoak {

    private static final int WARM_UP = 1_000;
    private static final int TIMES = 5_000;
    private static final String[] PICTURES = {"smooth-lossy.webp", "smooth-alpha-lossy.webp", "turned-6.webp"};

    private LibwebpSoak() {}

    public static void main(String[] args) throws IOException {
        PixelDecoder decoder = TestFrames.decoder(28, 28);
        int decoded = 0;
        int refused = 0;
        long warm = 0;
        for (int number = 0; number < WARM_UP + TIMES; number++) {
            if (number == WARM_UP) {
                warm = residentKilobytes();
            }
            byte[] whole = TestFrames.file("formats/" + PICTURES[number % PICTURES.length]);
            EncodedPicture damaged = TestFrames.encoded(
                    PictureEncoding.WEBP,
                    DamagedPicturesTest.lengthRepaired(Damage.number(number).to(whole)));
            try {
                decoder.decode(damaged);
                decoded++;
            } catch (Refusal refusal) {
                refused++;
            }
        }
        System.out.println("native: " + LossyWebp.canDecode());
        System.out.println("answered: " + (decoded + refused));
        System.out.println("both happened: " + (decoded > 0 && refused > 0));
        System.out.println("grown by megabytes: " + (residentKilobytes() - warm) / 1024);
    }

    private static long residentKilobytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

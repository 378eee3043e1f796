package dev.offramp.frames;

import dev.offramp.bundle.ResizeRule;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.PictureEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Decodes bombs in a Java of its own, whose heap has no room for them, and prints why they were refused. */
final class SmallHeap {

    private static final FramesSettings DEFAULTS =
            new FramesSettings(8 << 20, 50_000_000, 20, DecodePlace.CHAINED, -1, TestFrames.SEGMENTS);

    private SmallHeap() {}

    public static void main(String[] args) throws IOException {
        print("pixels", PictureEncoding.PNG, Pngs.claiming(40_000, 40_000, new byte[1 << 20]));
        print("tables", PictureEncoding.WEBP, unzipped(TestFrames.file("damaged/gigabytes-of-tables.webp.gz")));
        print("a good picture", PictureEncoding.PNG, TestFrames.file("formats/rgb.png"));
    }

    private static void print(String bomb, PictureEncoding encoding, byte[] bytes) {
        PixelDecoder decoder = new PixelDecoder(DEFAULTS, 28, 28, ResizeRule.ANTIALIASED);
        String result;
        try {
            decoder.decode(TestFrames.encoded(encoding, bytes));
            result = "decoded";
        } catch (Refusal refusal) {
            result = refusal.reason().name();
        }
        System.out.println(bomb + ": " + result);
    }

    private static byte[] unzipped(byte[] file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return in.readAllBytes();
        }
    }
}

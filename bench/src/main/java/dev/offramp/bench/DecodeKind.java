package dev.offramp.bench;

import com.luciad.imageio.webp.WebP;
import com.luciad.imageio.webp.WebPEncoderOptions;
import dev.offramp.cli.local.TestPictures;
import dev.offramp.cli.publish.Picture;
import dev.offramp.schema.FrameEncoding;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Pictures of one encoding and one size.
 *
 * @param name for people
 */
record DecodeKind(String name, FrameEncoding encoding, int width, int height, List<byte[]> pictures) {

    /** The photographs as they are, scaled up, and as WebP; and the small PNGs that ship with the project. */
    static List<DecodeKind> of(List<byte[]> photographs) throws IOException {
        List<DecodeKind> kinds = new ArrayList<>();
        BufferedImage first = read(photographs.get(0));
        kinds.add(
                new DecodeKind("JPEG as given", FrameEncoding.JPEG, first.getWidth(), first.getHeight(), photographs));
        kinds.add(jpegs(photographs, 640, 480));
        kinds.add(jpegs(photographs, 1920, 1080));
        kinds.add(webps(photographs, 128, 128));
        kinds.add(webps(photographs, 640, 480));
        List<byte[]> small = TestPictures.encode(photographs.size()).stream()
                .map(Picture::bytes)
                .toList();
        kinds.add(new DecodeKind("PNG 28 x 28", FrameEncoding.PNG, 28, 28, small));
        return kinds;
    }

    double meanBytes() {
        return pictures.stream().mapToInt(picture -> picture.length).average().orElseThrow();
    }

    private static DecodeKind jpegs(List<byte[]> photographs, int width, int height) throws IOException {
        List<byte[]> jpegs = new ArrayList<>();
        for (byte[] photograph : photographs) {
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(scaled(read(photograph), width, height), "jpeg", jpeg);
            jpegs.add(jpeg.toByteArray());
        }
        return new DecodeKind("JPEG " + width + " x " + height, FrameEncoding.JPEG, width, height, jpegs);
    }

    private static DecodeKind webps(List<byte[]> photographs, int width, int height) throws IOException {
        List<byte[]> webps = new ArrayList<>();
        for (byte[] photograph : photographs) {
            byte[] rgb = rgb(scaled(read(photograph), width, height));
            webps.add(WebP.encodeRGB(new WebPEncoderOptions(), rgb, width, height, 3 * width));
        }
        return new DecodeKind("WebP " + width + " x " + height, FrameEncoding.WEBP, width, height, webps);
    }

    private static BufferedImage read(byte[] picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture));
    }

    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = scaled.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(picture, 0, 0, width, height, null);
        pen.dispose();
        return scaled;
    }

    private static byte[] rgb(BufferedImage picture) {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        byte[] rgb = new byte[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            rgb[3 * i] = (byte) (pixels[i] >> 16);
            rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
            rgb[3 * i + 2] = (byte) pixels[i];
        }
        return rgb;
    }
}

package dev.offramp.frames;

import com.twelvemonkeys.image.ResampleOp;
import java.awt.image.BufferedImage;

/**
 * The size that a bundle takes, and how a picture gets it: scaled with an antialiased triangle filter until the input is
 * just covered, then cropped in the middle ("bilinear-antialias-center-crop" in manifests).
 */
record InputSize(int height, int width) {

    /** The picture at this size, of type {@link BufferedImage#TYPE_3BYTE_BGR}. */
    BufferedImage fit(BufferedImage picture) {
        BufferedImage rgb = Rgb.normalised(picture);
        if (rgb.getWidth() == width && rgb.getHeight() == height) {
            return rgb;
        }
        double scale = Math.max((double) width / rgb.getWidth(), (double) height / rgb.getHeight());
        int scaledWidth = Math.max(width, (int) Math.round(rgb.getWidth() * scale));
        int scaledHeight = Math.max(height, (int) Math.round(rgb.getHeight() * scale));
        BufferedImage scaled = new BufferedImage(scaledWidth, scaledHeight, BufferedImage.TYPE_3BYTE_BGR);
        new ResampleOp(scaledWidth, scaledHeight, ResampleOp.FILTER_TRIANGLE).filter(rgb, scaled);
        return cropped(scaled);
    }

    private BufferedImage cropped(BufferedImage scaled) {
        if (scaled.getWidth() == width && scaled.getHeight() == height) {
            return scaled;
        }
        int left = (scaled.getWidth() - width) / 2;
        int top = (scaled.getHeight() - height) / 2;
        BufferedImage crop = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        crop.getRaster().setRect(scaled.getRaster().createChild(left, top, width, height, 0, 0, null));
        return crop;
    }
}

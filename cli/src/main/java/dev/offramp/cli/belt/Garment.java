package dev.offramp.cli.belt;

import dev.offramp.cli.local.TestPictures;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * One of the test pictures that ship with the project.
 *
 * @param grey  {@value #SIDE} rows of as many values
 * @param label index of its class
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record Garment(byte[] grey, int label) {

    /** Pixels in a row, and rows. */
    public static final int SIDE = 28;

    /** The first of them, in their order, at most so many. */
    public static List<Garment> first(int count) {
        return TestPictures.encode(count).stream().map(Garment::of).toList();
    }

    private static Garment of(Picture picture) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
            byte[] grey = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            return new Garment(grey, picture.label().orElseThrow());
        } catch (IOException failure) {
            throw new CommandFailure("test picture " + picture.name() + " cannot be read: " + failure, failure);
        }
    }
}

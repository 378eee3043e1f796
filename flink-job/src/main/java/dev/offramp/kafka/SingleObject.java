package dev.offramp.kafka;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BadHeaderException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;

/** Avro single-object encoding with every way to fail told apart. */
final class SingleObject {

    private SingleObject() {}

    /** The bytes of one record, header included. */
    static <T> byte[] encode(BinaryMessageEncoder<T> encoder, T record) {
        try {
            ByteBuffer encoded = encoder.encode(record);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }

    /** One record, or why there is none. */
    static <T> T decode(BinaryMessageDecoder<T> decoder, byte[] bytes) throws Refusal {
        try {
            return decoder.decode(bytes, null);
        } catch (BadHeaderException e) {
            throw new Refusal(
                    RejectReason.NOT_AVRO,
                    bytes.length + " bytes do not begin with the header C3 01 of Avro's single-object encoding");
        } catch (MissingSchemaException e) {
            throw new Refusal(RejectReason.UNKNOWN_SCHEMA, "the record's schema is unknown here: " + e.getMessage());
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | UnsupportedOperationException e) {
            throw new Refusal(RejectReason.CORRUPT_AVRO, "the record ends early or is corrupt: " + e.getMessage());
        }
    }
}

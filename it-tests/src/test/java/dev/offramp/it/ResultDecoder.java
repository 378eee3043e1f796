package dev.offramp.it;

import dev.offramp.schema.Classification;
import dev.offramp.schema.Gap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads whatever is on the topic of classifications, told apart by the fingerprint in its header. */
final class ResultDecoder extends BinaryMessageDecoder<SpecificRecord> {

    private static final long GAP = SchemaNormalization.parsingFingerprint64(Gap.getClassSchema());

    ResultDecoder() {
        super(SpecificData.get(), Classification.getClassSchema());
    }

    @Override
    public SpecificRecord decode(byte[] encoded, @Nullable SpecificRecord reuse) throws IOException {
        long fingerprint =
                ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
        return fingerprint == GAP
                ? Gap.getDecoder().decode(encoded)
                : Classification.getDecoder().decode(encoded);
    }
}

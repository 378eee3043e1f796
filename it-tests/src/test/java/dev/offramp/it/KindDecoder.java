package dev.offramp.it;

import dev.offramp.schema.BundleDecision;
import dev.offramp.schema.BundleOrder;
import dev.offramp.schema.BundleReport;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Gap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads whatever is on a topic of several kinds of records, told apart by the fingerprint in its header. */
final class KindDecoder extends BinaryMessageDecoder<SpecificRecord> {

    private final Map<Long, BinaryMessageDecoder<SpecificRecord>> kinds = new HashMap<>();

    private KindDecoder(List<Schema> kinds) {
        super(SpecificData.get(), kinds.get(0));
        for (Schema kind : kinds) {
            this.kinds.put(
                    SchemaNormalization.parsingFingerprint64(kind),
                    new BinaryMessageDecoder<>(SpecificData.get(), kind));
        }
    }

    /** Of answers and gaps. */
    static KindDecoder ofResults() {
        return new KindDecoder(List.of(Classification.getClassSchema(), Gap.getClassSchema()));
    }

    /** Of whatever is said of bundles. */
    static KindDecoder ofBundles() {
        return new KindDecoder(
                List.of(BundleOrder.getClassSchema(), BundleReport.getClassSchema(), BundleDecision.getClassSchema()));
    }

    @Override
    public SpecificRecord decode(byte[] encoded, @Nullable SpecificRecord reuse) throws IOException {
        long fingerprint =
                ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
        BinaryMessageDecoder<SpecificRecord> kind = kinds.get(fingerprint);
        if (kind == null) {
            throw new IOException("no kind of record on this topic has fingerprint " + fingerprint);
        }
        return kind.decode(encoded);
    }
}

package dev.offramp.registry;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * The form in which values leave this process. All are made in Avro's single-object encoding; for a registry their header is exchanged, for
 * what stands behind it is the same.
 *
 * @param ids of schemas in the registry, by their fingerprints; empty where values leave as they are
 */
public record WrittenForm(Map<Long, Integer> ids) implements Serializable {

    public static final WrittenForm SINGLE_OBJECT = new WrittenForm(Map.of());

    public WrittenForm {
        ids = Map.copyOf(ids);
    }

    /** Confluent's wire format, with the ids of these schemas. */
    static WrittenForm registry(Map<Integer, String> schemas) {
        Map<Long, Integer> ids = new HashMap<>();
        schemas.forEach(
                (id, json) -> ids.put(SchemaNormalization.parsingFingerprint64(new Schema.Parser().parse(json)), id));
        return new WrittenForm(ids);
    }

    /** A value of this project in this form. */
    public byte[] of(byte[] singleObject) {
        return ids.isEmpty() ? singleObject : of(ByteBuffer.wrap(singleObject)).array();
    }

    /** The same of what remains in a buffer. */
    public ByteBuffer of(ByteBuffer singleObject) {
        if (ids.isEmpty()) {
            return singleObject;
        }
        int from = singleObject.position() + SingleObjectForm.HEADER_BYTES;
        return RegistryForm.of(id(singleObject), singleObject.duplicate().position(from));
    }

    private int id(ByteBuffer singleObject) {
        long fingerprint = SingleObjectForm.fingerprint(singleObject);
        @Nullable Integer id = ids.get(fingerprint);
        if (id == null) {
            throw new IllegalStateException("a record is written whose schema the registry was not asked for: "
                    + Long.toHexString(fingerprint));
        }
        return id;
    }
}

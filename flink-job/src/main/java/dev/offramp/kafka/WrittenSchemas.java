package dev.offramp.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** The schemas that a type of record was ever released with: publishers are not upgraded with the job. */
final class WrittenSchemas {

    /** The folders of {@code schemas/released}. */
    static final List<String> RELEASES = List.of("0.1.0");

    private WrittenSchemas() {}

    /** The current schema, then those of the releases that had this record. */
    static List<Schema> of(Schema current) {
        List<Schema> schemas = new ArrayList<>(List.of(current));
        for (String release : RELEASES) {
            String file = "/dev/offramp/schema/released/" + release + "/" + fileName(current);
            try (InputStream in = WrittenSchemas.class.getResourceAsStream(file)) {
                if (in != null) {
                    schemas.add(new Schema.Parser().parse(in));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
        return schemas;
    }

    /** Frame lies in frame.avsc, PolicyUpdate in policy-update.avsc. */
    private static String fileName(Schema schema) {
        return schema.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".avsc";
    }
}

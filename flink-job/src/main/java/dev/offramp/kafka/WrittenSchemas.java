package dev.offramp.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The schemas that a type of record was ever released with: publishers are not upgraded with the job. */
final class WrittenSchemas {

    /** The folders of {@code schemas/released}. */
    static final List<String> RELEASES = List.of("0.1.0");

    private static final String FOLDER = "/dev/offramp/schema/";

    private WrittenSchemas() {}

    /** The current schema as its file has it: the one in the generated class says for Java alone how texts are read. */
    static Schema shipped(Class<? extends SpecificRecord> type) {
        Schema current = SpecificData.get().getSchema(type);
        return read(FOLDER + fileName(current)).orElseThrow();
    }

    /** The current schema, then those of the releases that had this record. */
    static List<Schema> of(Schema current) {
        List<Schema> schemas = new ArrayList<>(List.of(current));
        for (String release : RELEASES) {
            read(FOLDER + "released/" + release + "/" + fileName(current)).ifPresent(schemas::add);
        }
        return schemas;
    }

    private static Optional<Schema> read(String file) {
        try (InputStream in = WrittenSchemas.class.getResourceAsStream(file)) {
            return in == null ? Optional.empty() : Optional.of(new Schema.Parser().parse(in));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Frame lies in frame.avsc, PolicyUpdate in policy-update.avsc. */
    private static String fileName(Schema schema) {
        return schema.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".avsc";
    }
}

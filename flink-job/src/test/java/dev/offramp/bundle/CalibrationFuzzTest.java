package dev.offramp.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Temperatures;
import dev.offramp.sample.AnswerKind;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.ExitScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies in the place of a calibration table is one that can be written again, or is refused. */
@Timeout(10)
class CalibrationFuzzTest {

    private static final int EXITS = 2;

    @TempDir
    static Path folder;

    static Stream<byte[]> tables() throws IOException {
        CalibrationFile file = new CalibrationFile(folder.resolve("seed.avro"));
        List<CalibrationRow> rows = List.of(row("a", 1), row("b", 0));
        file.write(new Calibration(AnswerKind.CLASS, Temperatures.of(1.5f, 2), rows));
        byte[] deflated = Files.readAllBytes(file.file());
        return Stream.of(deflated, plain(file.file(), rows));
    }

    /** Not compressed, so that a fuzzer gets at the rows. */
    private static byte[] plain(Path file, List<CalibrationRow> rows) throws IOException {
        try (var writer = new DataFileWriter<CalibrationRow>(new SpecificDatumWriter<>(CalibrationRow.class))) {
            writer.setCodec(CodecFactory.nullCodec());
            writer.create(CalibrationRow.getClassSchema(), file.toFile());
            for (CalibrationRow row : rows) {
                writer.append(row);
            }
        }
        return Files.readAllBytes(file);
    }

    private static CalibrationRow row(String sample, int label) {
        return new CalibrationRow(
                sample,
                label,
                List.of(
                        new ExitScore(1, .5f, .25f, .125f, null, null, null, null),
                        new ExitScore(0, .75f, .5f, .25f, null, null, null, null)),
                null,
                null);
    }

    @MethodSource("tables")
    @FuzzTest
    void a_file_is_a_table_or_refused(byte[] bytes) throws Exception {
        Path path = Files.write(folder.resolve("table.avro"), bytes);
        try {
            Optional<Calibration> table = new CalibrationFile(path).read(EXITS, AnswerKind.CLASS);
            if (table.isPresent()) {
                assertUsable(table.get());
            }
        } catch (BundleException refusal) {
            assertThat(refusal.problems()).singleElement().asString().startsWith(path.toString());
        }
    }

    private static void assertUsable(Calibration table) throws Exception {
        for (ConfidenceMeasure measure : ConfidenceMeasure.values()) {
            assertThat(table.table(measure).samples()).isEqualTo(table.samples());
        }
        CalibrationFile again = new CalibrationFile(folder.resolve("again.avro"));
        again.write(table);
        assertThat(again.read(EXITS, AnswerKind.CLASS)).contains(table);
    }
}

package dev.offramp.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.policy.Temperatures;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.Task;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.ExitScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.file.SeekableFileInput;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/** A calibration table on disk: an Avro container of rows, with the temperatures in its header where there are any. */
public record CalibrationFile(Path file) {

    private static final String TEMPERATURES = "offramp.temperatures";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads and checks the table; empty where it has no row.
     *
     * @param exits   of the network
     * @param answers of the network
     * @throws BundleException saying why the table cannot be one of this network
     */
    public Optional<Calibration> read(int exits, AnswerKind answers) throws BundleException {
        try (SeekableInput input = new SeekableFileInput(file.toFile())) {
            return read(input, exits, answers);
        } catch (IOException e) {
            throw refuse("is no calibration table: " + e.getMessage());
        }
    }

    /** The same of what was read from the file before. */
    Optional<Calibration> read(byte[] content, int exits, AnswerKind answers) throws BundleException {
        return read(new SeekableByteArrayInput(content), exits, answers);
    }

    private Optional<Calibration> read(SeekableInput input, int exits, AnswerKind answers) throws BundleException {
        List<CalibrationRow> rows = new ArrayList<>();
        try (var reader = new DataFileReader<CalibrationRow>(input, new SpecificDatumReader<>(CalibrationRow.class))) {
            reader.forEach(rows::add);
            Temperatures temperatures = temperatures(Optional.ofNullable(reader.getMetaString(TEMPERATURES)));
            check(rows, temperatures, exits);
            checkTask(rows, answers.task());
            return rows.isEmpty() ? Optional.empty() : Optional.of(new Calibration(answers, temperatures, rows));
        } catch (IOException
                | RuntimeException
                | LinkageError
                | OutOfMemoryError e) { // Avro believes what a file says of itself
            throw refuse("is no calibration table: " + e.getMessage());
        }
    }

    /** Writes a table in place of whatever is there. */
    public void write(Calibration calibration) throws IOException {
        try (var writer = new DataFileWriter<CalibrationRow>(new SpecificDatumWriter<>(CalibrationRow.class))) {
            writer.setCodec(CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL));
            if (calibration.temperatures().count() > 0) {
                writer.setMeta(
                        TEMPERATURES,
                        JSON.writeValueAsString(calibration.temperatures().toArray()));
            }
            writer.create(CalibrationRow.getClassSchema(), file.toFile());
            for (CalibrationRow row : calibration.rows()) {
                writer.append(row);
            }
        }
    }

    private static Temperatures temperatures(Optional<String> text) throws JsonProcessingException {
        return text.isEmpty() ? Temperatures.NONE : Temperatures.of(JSON.readValue(text.get(), float[].class));
    }

    private void check(List<CalibrationRow> rows, Temperatures temperatures, int exits) throws BundleException {
        if (temperatures.count() > 0 && temperatures.count() != exits) {
            throw refuse("has " + temperatures.count() + " temperatures, the network has " + exits + " exits");
        }
        for (CalibrationRow row : rows) {
            if (row.getExits().size() != exits) {
                throw refuse("has " + row.getExits().size() + " exits for sample " + row.getSample()
                        + ", the network has " + exits);
            }
            for (ExitScore score : row.getExits()) {
                if (!Float.isFinite(score.getMaxSoftmax() + score.getEntropy() + score.getMargin())) {
                    throw refuse("has a confidence that is no number, for sample " + row.getSample());
                }
            }
        }
    }

    private void checkTask(List<CalibrationRow> rows, Task task) throws BundleException {
        for (CalibrationRow row : rows) {
            if (taskOf(row) != task) {
                throw refuse("is no table for " + task + ", see sample " + row.getSample());
            }
        }
    }

    private static Task taskOf(CalibrationRow row) {
        if (areLabels(row.getLabels())
                && row.getExits().stream()
                        .allMatch(score -> areLabels(score.getLabels()) && isFinite(score.getLeastCertain()))) {
            return Task.MULTI_LABEL;
        }
        return isFinite(row.getValue())
                        && row.getExits().stream()
                                .allMatch(score -> isFinite(score.getValue()) && isFinite(score.getAgreement()))
                ? Task.REGRESSION
                : Task.CLASSIFICATION;
    }

    private static boolean isFinite(@Nullable Float number) {
        return number != null && Float.isFinite(number);
    }

    private static boolean areLabels(@Nullable List<Integer> labels) {
        return labels != null && labels.stream().allMatch(label -> label >= 0 && label < LabelSet.MOST_LABELS);
    }

    private BundleException refuse(String problem) {
        return new BundleException(List.of(file + " " + problem));
    }
}

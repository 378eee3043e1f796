package dev.offramp.cli.read;

import dev.offramp.schema.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the pictures of frames into a folder beside what else becomes of their records.
 *
 * @param records where those go
 */
record PictureFolder(Path folder, RecordSink records) implements RecordSink {

    @Override
    public void write(TopicRecord record) throws IOException {
        if (record.value() instanceof Frame frame) {
            var picture = new PictureFile(record, frame);
            Files.createDirectories(folder);
            Files.write(folder.resolve(picture.name()), picture.content());
        }
        records.write(record);
    }

    @Override
    public void flush() throws IOException {
        records.flush();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}

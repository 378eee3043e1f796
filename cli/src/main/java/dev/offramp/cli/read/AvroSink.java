package dev.offramp.cli.read;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** An Avro object container file of one kind of record, with its schema as it is released. */
final class AvroSink implements RecordSink {

    private final DataFileWriter<SpecificRecord> file;

    AvroSink(OutputStream out, Schema schema) throws IOException {
        file = new DataFileWriter<>(new SpecificDatumWriter<>(schema));
        file.setCodec(CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL));
        file.create(schema, out);
    }

    @Override
    public void write(TopicRecord record) throws IOException {
        file.append(record.value());
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package dev.offramp.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobJarTest {

    private static final List<String> OF_THE_CONNECTOR = List.of(
            "org/apache/flink/connector/kafka/",
            "org/apache/flink/streaming/connectors/kafka/",
            "org/apache/flink/streaming/util/serialization/");

    private static final List<String> FOREIGN = List.of(
            "ai/djl/",
            "com/sun/jna/",
            "com/google/gson/",
            "dev/offramp/bench/",
            "dev/offramp/cli/",
            "kafka/",
            "org/apache/kafka/controller/",
            "org/apache/kafka/coordinator/",
            "org/apache/kafka/metadata/",
            "org/apache/kafka/raft/",
            "org/apache/kafka/storage/",
            "org/apache/logging/",
            "org/bytedeco/",
            "org/slf4j/",
            "picocli/",
            "scala/");

    @Test
    void the_job_jar_holds_the_job_and_what_it_alone_needs() throws IOException {
        assertThat(JobJar.packaged().entries())
                .contains(
                        "dev/offramp/job/OfframpJob.class",
                        "dev/offramp/schema/Frame.class",
                        "dev/offramp/video/FrameStream.class",
                        "org/apache/flink/connector/kafka/source/KafkaSource.class",
                        "org/apache/kafka/clients/consumer/KafkaConsumer.class",
                        "org/apache/avro/Schema.class",
                        "com/twelvemonkeys/imageio/plugins/webp/WebPImageReaderSpi.class",
                        "com/luciad/imageio/webp/WebP.class",
                        "native/Linux/x86_64/libwebp-imageio.so",
                        "native/Linux/aarch64/libwebp-imageio.so");
    }

    /** Flink SQL finds the connector and the format by these names. */
    @Test
    void the_job_jar_registers_its_tables_connector_and_format_with_flink() throws IOException {
        assertThat(JobJar.packaged().text("META-INF/services/org.apache.flink.table.factories.Factory"))
                .contains(
                        "org.apache.flink.streaming.connectors.kafka.table.KafkaDynamicTableFactory",
                        "dev.offramp.sql.OfframpFormatFactory");
    }

    /** ImageIO's registry outlives the job, and would keep its class loader. */
    @Test
    void the_job_jar_registers_nothing_with_imageio() throws IOException {
        assertThat(JobJar.packaged().entries()).noneMatch(name -> name.startsWith("META-INF/services/javax.imageio."));
    }

    @Test
    void the_job_jar_holds_no_class_of_flink_djl_the_broker_or_the_command_line() throws IOException {
        List<String> foreign = JobJar.packaged().entries().stream()
                .filter(name -> name.endsWith(".class"))
                .filter(JobJarTest::isForeign)
                .toList();

        assertThat(foreign).isEmpty();
    }

    private static boolean isForeign(String name) {
        boolean flink = name.startsWith("org/apache/flink/")
                && OF_THE_CONNECTOR.stream().noneMatch(name::startsWith);
        return flink || FOREIGN.stream().anyMatch(name::startsWith);
    }
}

package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.junit.jupiter.api.Test;

/** What Flink finds out about a sink and its writer it asks by their interfaces. */
class CalmSinkTest {

    @Test
    void it_is_all_that_kafkas_sink_is() {
        assertThat(ofFlink(CalmSink.class)).containsAll(ofFlink(KafkaSink.class));
    }

    @Test
    void its_writer_is_all_that_kafkas_writer_is() throws NoSuchMethodException {
        Class<?> kafkas = KafkaSink.class
                .getMethod("createWriter", WriterInitContext.class)
                .getReturnType();

        assertThat(ofFlink(kafkas)).contains(SinkWriter.class);
        assertThat(ofFlink(CalmWriter.class)).containsAll(ofFlink(kafkas));
    }

    /** Those of the connector itself Flink does not know. */
    private static Set<Class<?>> ofFlink(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            collect(one, found);
        }
        found.removeIf(one -> one.getPackageName().startsWith("org.apache.flink.connector.kafka"));
        return found;
    }

    private static void collect(Class<?> type, Set<Class<?>> into) {
        for (Class<?> one : type.getInterfaces()) {
            into.add(one);
            collect(one, into);
        }
    }
}

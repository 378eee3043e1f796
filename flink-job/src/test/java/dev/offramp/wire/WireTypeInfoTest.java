package dev.offramp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class WireTypeInfoTest {

    @Test
    void type_and_format_make_two_type_informations_equal() {
        WireTypeInfo<Reading> same = new WireTypeInfo<>(Reading.class, new Reading.Format());
        WireTypeInfo<Reading> other = new WireTypeInfo<>(Reading.class, new Reading.OtherFormat());

        assertThat(same).isEqualTo(Reading.TYPE).hasSameHashCodeAs(Reading.TYPE);
        assertThat(other).isNotEqualTo(Reading.TYPE);
    }

    @Test
    void a_type_information_travels_with_the_job_graph() throws IOException, ClassNotFoundException {
        assertThat(InstantiationUtil.<WireTypeInfo<Reading>>clone(Reading.TYPE)).isEqualTo(Reading.TYPE);
    }

    @Test
    void a_serializer_travels_with_the_job_graph() throws IOException, ClassNotFoundException {
        TypeSerializer<Reading> serializer = Reading.TYPE.createSerializer(new SerializerConfigImpl());

        assertThat(InstantiationUtil.<TypeSerializer<Reading>>clone(serializer)).isEqualTo(serializer);
        assertThat(serializer.duplicate()).isEqualTo(serializer);
    }

    @Test
    void a_type_says_its_name() {
        assertThat(Reading.TYPE).hasToString("Wire<Reading>");
    }
}

package dev.offramp.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TensorTest {

    @Test
    void a_tensor_has_the_bytes_of_its_shape() {
        assertThat(new Tensor(DataType.FLOAT16, List.of(2, 3), new byte[12]).shape())
                .containsExactly(2, 3);
        assertThat(new Tensor(DataType.INT64, List.of(), new byte[8]).shape()).isEmpty();
    }

    @Test
    void bytes_that_do_not_fit_the_shape_are_refused() {
        assertThatThrownBy(() -> new Tensor(DataType.FLOAT32, List.of(2, 3), new byte[23]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a FLOAT32 tensor of shape [2, 3] does not have 23 bytes");
    }

    @Test
    void a_shape_beyond_int_is_not_mistaken_for_a_small_one() {
        assertThatThrownBy(() -> new Tensor(DataType.UINT8, List.of(65_536, 65_536), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** They are in savepoints. */
    @Test
    void the_codes_of_types_never_change() {
        assertThat(Stream.of(DataType.values()).map(type -> type + "=" + type.wireCode()))
                .containsExactly("UINT8=1", "INT64=2", "FLOAT16=3", "BFLOAT16=4", "FLOAT32=5");
        assertThat(DataType.values()).allSatisfy(type -> assertThat(DataType.ofWireCode(type.wireCode()))
                .isEqualTo(type));
    }

    @Test
    void a_code_of_a_later_release_is_named() {
        assertThatThrownBy(() -> DataType.ofWireCode(99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("99");
    }
}

package dev.offramp.stage.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryShortageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.1 GiB",
                "[enforce fail at alloc_cpu.cpp:116] . DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes",
                "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
                "std::bad_alloc"
            })
    void it_is_known_by_what_libtorch_says_however_deep(String saying) {
        assertThat(MemoryShortage.isIn(new EngineException("forward", new IllegalStateException(saying))))
                .isTrue();
    }

    @Test
    void other_failures_are_not() {
        assertThat(MemoryShortage.isIn(new EngineException("CUDA error: device-side assert triggered")))
                .isFalse();
        assertThat(MemoryShortage.isIn(new IllegalStateException())).isFalse();
    }
}

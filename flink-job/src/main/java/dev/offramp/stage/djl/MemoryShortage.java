package dev.offramp.stage.djl;

import java.util.List;
import java.util.Locale;

/** Whether a failure of libtorch means that its device has no memory left; only its text says so. */
final class MemoryShortage {

    private static final List<String> SAYINGS = List.of(
            "out of memory", // CUDA
            "can't allocate memory", // the CPU's allocator
            "not enough memory",
            "bad_alloc",
            "cublas_status_alloc_failed",
            "cudnn_status_alloc_failed");

    private MemoryShortage() {}

    static boolean isIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (SAYINGS.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}

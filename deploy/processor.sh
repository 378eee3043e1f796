# What libtorch must know of this processor and of its memory before a process starts; for the launcher, the local cluster and the images.

# See RATIONALE.md of stage.djl: libtorch 2.7.1 convolves wrongly with AVX-512 on AMD's family 26 (Zen 5), and where NNPACK does not know the processor, says so at each convolution.
# See there too: by default glibc gives tensors of some megabytes back to the kernel after each operation, and has every page of the next one zeroed. Another allocator
# that is preloaded, as jemalloc in Flink's image, reads neither variable.
prepare_libtorch() {
    export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-1073741824}" MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-4294967295}"
    export TORCH_CPP_LOG_LEVEL="${TORCH_CPP_LOG_LEVEL:-ERROR}"
    if grep -qs 'vendor_id.*AuthenticAMD' /proc/cpuinfo && grep -qsE 'cpu family[[:space:]]*: 26$' /proc/cpuinfo; then
        export ONEDNN_MAX_CPU_ISA="${ONEDNN_MAX_CPU_ISA:-AVX2}"
    fi
}

# What libtorch must know of this processor before a process starts; for the launcher and the local cluster.

# See RATIONALE.md of stage.djl: libtorch 2.7.1 convolves wrongly with AVX-512 on AMD's family 26 (Zen 5), and where NNPACK does not know the processor, says so at each convolution.
prepare_libtorch() {
    export TORCH_CPP_LOG_LEVEL="${TORCH_CPP_LOG_LEVEL:-ERROR}"
    if grep -qs 'vendor_id.*AuthenticAMD' /proc/cpuinfo && grep -qsE 'cpu family[[:space:]]*: 26$' /proc/cpuinfo; then
        export ONEDNN_MAX_CPU_ISA="${ONEDNN_MAX_CPU_ISA:-AVX2}"
    fi
}

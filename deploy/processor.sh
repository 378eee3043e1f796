# What a process must know of this processor before it starts; for the launcher and the local cluster.

# See RATIONALE.md of stage.djl: libtorch 2.7.1 convolves wrongly with AVX-512 on AMD's family 26 (Zen 5): scores of a batch differ from those of its rows alone.
spare_zen5() {
    if grep -qs 'vendor_id.*AuthenticAMD' /proc/cpuinfo && grep -qsE 'cpu family[[:space:]]*: 26$' /proc/cpuinfo; then
        export ONEDNN_MAX_CPU_ISA="${ONEDNN_MAX_CPU_ISA:-AVX2}"
    fi
}

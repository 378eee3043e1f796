package dev.offramp.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BundleIdTest {

    private static final BundleId PLAIN = new BundleId("digits", "1.0");
    private static final BundleId BUILT = new BundleId("digits", "1.0+gpu");

    @Test
    void a_bundle_with_build_metadata_is_a_build_of_that_without() {
        assertThat(PLAIN.isBuildOf(PLAIN)).isTrue();
        assertThat(PLAIN.withBuildMetadata("bfloat16").isBuildOf(PLAIN)).isTrue();
        assertThat(BUILT.withBuildMetadata("bfloat16").isBuildOf(BUILT)).isTrue();
    }

    @Test
    void another_name_or_version_is_no_build() {
        assertThat(new BundleId("digits", "1.0.1").isBuildOf(PLAIN)).isFalse();
        assertThat(new BundleId("letters", "1.0").isBuildOf(PLAIN)).isFalse();
        assertThat(PLAIN.isBuildOf(BUILT)).isFalse();
        assertThat(new BundleId("digits", "1.0+gpus").isBuildOf(BUILT)).isFalse();
    }
}

package dev.offramp.registry;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What can be set about a schema registry. */
public final class RegistryOptions {

    public static final ConfigOption<ValueFormat> VALUE_FORMAT = ConfigOptions.key("kafka.value-format")
            .enumType(ValueFormat.class)
            .defaultValue(ValueFormat.SINGLE_OBJECT)
            .withDescription(
                    "How records are written: single-object, Avro's own encoding, whose header has the schema's "
                            + "fingerprint and needs no server; registry, Confluent's wire format, whose header has the schema's id "
                            + "in the registry. Both are read wherever kafka.registry.url is set.");

    public static final ConfigOption<String> URL = ConfigOptions.key("kafka.registry.url")
            .stringType()
            .noDefaultValue()
            .withDescription("Confluent's Schema Registry, or what has its interface: https://registry:8081, or "
                    + "https://apicurio:8080/apis/ccompat/v7. Asked for ids when a job starts that writes in its form, and "
                    + "once for each schema that a task does not know.");

    public static final ConfigOption<String> USER = ConfigOptions.key("kafka.registry.user")
            .stringType()
            .noDefaultValue()
            .withDescription("As whom the registry is asked (HTTP basic authentication).");

    public static final ConfigOption<String> PASSWORD_FILE = ConfigOptions.key("kafka.registry.password-file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "File whose first line is that user's password, at the same path on the client and on every "
                            + "task manager. It is sent over https alone, or to this machine.");

    public static final ConfigOption<String> CERTIFICATES = ConfigOptions.key("kafka.registry.certificates")
            .stringType()
            .noDefaultValue()
            .withDescription("PEM file of the authorities that may have signed the registry's certificate, at the same "
                    + "path everywhere. Left out, those that Java trusts.");

    public static final ConfigOption<Boolean> AUTO_REGISTER = ConfigOptions.key("kafka.registry.auto-register")
            .booleanType()
            .defaultValue(false)
            .withDescription(
                    "Whether what is written registers a schema that the registry does not have yet. Left off, "
                            + "that is refused at the start, and ./offramp schemas register does it.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL =
            List.of(VALUE_FORMAT, URL, USER, PASSWORD_FILE, CERTIFICATES, AUTO_REGISTER);

    private RegistryOptions() {}
}

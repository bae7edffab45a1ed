using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime;
using Ms2Lab.Connect.Runtime.Converters;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Validation;

namespace Ms2Lab.Connect.Tests.Rest;

/// <summary>The texts are those that Connect 4.3.1 gave to the same configurations.</summary>
public sealed class ConnectorValidatorTests
{
    private const string Json = "org.apache.kafka.connect.json.JsonConverter";

    [Fact]
    public void Good_sink_has_no_errors_and_lists_framework_own_and_converter_settings()
    {
        var infos = Validate("All", ("connector.class", "TestSink"), ("name", "x"), ("topics", "a,b"), ("value.converter", Json));

        infos.ErrorCount.Should().Be(0);
        infos.Groups.Should().Equal("Common", "Transforms", "Predicates", "Error Handling", "Serialization", "Schemas");
        infos.Values.Select(v => v.Value.Name).Should().HaveCount(31).And.ContainInOrder(
            "name", "connector.plugin.version", "topics", "errors.deadletterqueue.context.headers.enable", "file", "value.converter.decimal.format",
            "value.converter.converter.type", "value.converter.schemas.cache.size", "value.converter.schemas.enable");
    }

    [Fact]
    public void Several_errors_come_in_the_order_of_the_settings()
    {
        var infos = Validate(
            "All", ("connector.class", "TestSink"), ("name", "x"), ("tasks.max", "-1"), ("errors.tolerance", "some"), ("config.action.reload", "never"),
            ("value.converter", "nope"), ("key.converter", "java.lang.String"), ("transforms", "t"));

        infos.ErrorCount.Should().Be(8);
        infos.Values.SelectMany(v => v.Value.ErrorMessages).Should().Equal(
            "Invalid value -1 for configuration tasks.max: Value must be at least 1",
            "Class class java.lang.String does not implement the Converter interface",
            "Invalid value nope for configuration value.converter: Class nope could not be found.",
            "Invalid value never for configuration config.action.reload: String must be one of: none, restart",
            "Invalid value some for configuration errors.tolerance: String must be one of: none, all",
            "Must configure one of topics or topics.regex",
            "Must configure one of topics or topics.regex",
            "Missing required configuration \"transforms.t.type\" which has no default value.");
        infos.Values.Single(v => v.Value.Name == "value.converter").Value.Value.Should().BeNull();
    }

    [Fact]
    public void Null_is_refused_for_framework_and_unknown_settings()
    {
        var infos = Validate("All", ("connector.class", "TestSink"), ("name", "x"), ("topics", "a"), ("unknown", null), ("tasks.max", null));

        infos.Values.SelectMany(v => v.Value.ErrorMessages).Should().Equal(
            "Null value can not be supplied as the configuration value.",
            "Invalid value null for configuration tasks.max: Value must be non-null",
            "Null value can not be supplied as the configuration value.");
        infos.Values[0].Should().Match<ConfigInfo>(i => i.Key == null && i.Value.Name == "unknown");
    }

    [Fact]
    public void Overrides_are_checked_against_policy_type_and_worker_group()
    {
        var refused = Validate("None", ("connector.class", "TestSink"), ("name", "x"), ("topics", "a"), ("consumer.override.max.poll.records", "7"));
        var conflict = Validate("All", ("connector.class", "TestSink"), ("name", "x"), ("topics", "a"), ("consumer.override.group.id", "connect"));
        var wrongType = () => Validate("All", ("connector.class", "TestSink"), ("name", "x"), ("topics", "a"), ("consumer.override.max.poll.records", "many"));

        refused.Values[^1].Value.Should().Match<ConfigValue>(v => v.Name == "consumer.override.max.poll.records"
            && v.ErrorMessages[0] == "The 'None' policy does not allow 'max.poll.records' to be overridden in the connector configuration.");
        conflict.Values[0].Value.ErrorMessages.Should().Equal("Consumer group connect conflicts with Connect worker group connect");
        conflict.Values.Should().HaveCount(27);
        wrongType.Should().Throw<ConfigException>().WithMessage("Invalid value many for configuration max.poll.records: Not a number of type INT");
    }

    [Fact]
    public void Unknown_class_is_remembered()
    {
        var validator = Validator("All");
        var validate = () => validator.Validate(new Dictionary<string, string?> { ["connector.class"] = "rs.Nope" });

        validate.Should().Throw<RestException>().WithMessage("Failed to find any class that implements Connector and which name matches rs.Nope, available connectors are: PluginDesc{klass=class test.TestSinkConnector,*");
        validate.Should().Throw<RestException>().WithMessage("org.apache.kafka.connect.errors.ConnectException: Failed to find any class*");
    }

    [Fact]
    public void Version_that_is_not_installed_is_an_error_of_class_and_version()
    {
        var infos = Validate("All", ("connector.class", "TestSink"), ("name", "x"), ("topics", "a"), ("value.converter", Json), ("value.converter.plugin.version", "1.0"));

        infos.Values.SelectMany(v => v.Value.ErrorMessages).Should().HaveCount(2).And.OnlyContain(m =>
            m == $"Plugin {Json} not found that matches the version range [1.0,1.0], available versions: [4.3.1, 4.3.1]");
    }

    private static ConfigInfos Validate(string policy, params (string Key, string? Value)[] config) =>
        Validator(policy).Validate(config.ToDictionary(p => p.Key, p => p.Value));

    private static ConnectorValidator Validator(string policy) => new(
        new PluginRegistry([new TestPlugins()]), new ConnectorValidatorOptions("connect", new OverridePolicy(policy, []), new ConnectorDefaults(Json, Json, null)));

    private sealed class TestPlugins : IConnectPlugins
    {
        public IEnumerable<ConnectPlugin> Plugins =>
        [
            new("test.TestSinkConnector", PluginType.Sink, "4.3.1", () => new TestSink()),
            new(Json, PluginType.Converter, "4.3.1", () => new JsonConverter()),
            new(Json, PluginType.HeaderConverter, "4.3.1", () => new JsonConverter()),
        ];
    }

    private sealed class TestSink : SinkConnector
    {
        public override string Version => "4.3.1";

        public override string TaskClass => "test.TestSinkTask";

        public override ConnectTask CreateTask() => throw new ConnectException("A validated connector makes no tasks.");

        public override void Start(IReadOnlyDictionary<string, string> props)
        {
        }

        public override IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs(int maxTasks) => [];

        public override void Stop()
        {
        }

        public override ConfigDef Config() => new ConfigDef().Define("file", ConfigDefType.String, null, Importance.High, "A file.");
    }
}

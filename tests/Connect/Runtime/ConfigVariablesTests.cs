using Ms2Lab.Connect.Runtime;
using Ms2Lab.Connect.Runtime.Workers;

namespace Ms2Lab.Connect.Tests.Runtime;

public sealed class ConfigVariablesTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void A_known_variable_becomes_its_value_and_an_unknown_one_stays_text()
    {
        // Given
        File.WriteAllText(_file, "password=labpass\n");
        using var variables = new ConfigVariables(
            new Dictionary<string, string>
            {
                ["config.providers"] = "file",
                ["config.providers.file.class"] = "org.apache.kafka.common.config.provider.FileConfigProvider",
            },
            new PluginRegistry([new KafkaPlugins()]));

        // When
        var resolved = variables.Resolve(new Dictionary<string, string>
        {
            ["connection.password"] = $"<${{file:{_file}:password}}>",
            ["unknown.key"] = $"${{file:{_file}:user}}",
            ["unknown.provider"] = "${vault:secret:x}",
        });

        // Then
        resolved["connection.password"].Should().Be("<labpass>");
        resolved["unknown.key"].Should().Be($"${{file:{_file}:user}}");
        resolved["unknown.provider"].Should().Be("${vault:secret:x}");
    }

    public void Dispose() => File.Delete(_file);
}

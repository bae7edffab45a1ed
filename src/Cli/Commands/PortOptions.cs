using System.CommandLine;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Commands;

/// <summary>The options that fix ports.</summary>
internal sealed class PortOptions
{
    private readonly Option<int> _kafka = Create("kafka");
    private readonly Option<int> _advertised = Create("advertised-kafka");
    private readonly Option<int> _connect = Create("connect");
    private readonly Option<int> _mysql = Create("mysql");
    private readonly Option<int> _redis = Create("redis");
    private readonly Option<int> _registry = Create("registry");
    private readonly Option<bool> _usual = new("--usual-ports") { Description = "Take the ports that the real servers use: 9092, 8083, 3306, 6379, 8081." };

    public IReadOnlyList<Option> All => [_kafka, _advertised, _connect, _mysql, _redis, _registry, _usual];

    public FixedPorts Read(ParseResult line)
    {
        var fallback = line.GetValue(_usual) ? FixedPorts.Usual : FixedPorts.Any;
        return new FixedPorts
        {
            Kafka = Read(line, _kafka, fallback.Kafka),
            KafkaAdvertised = Read(line, _advertised, fallback.KafkaAdvertised),
            Connect = Read(line, _connect, fallback.Connect),
            MySql = Read(line, _mysql, fallback.MySql),
            Redis = Read(line, _redis, fallback.Redis),
            Registry = Read(line, _registry, fallback.Registry),
        };
    }

    private static int Read(ParseResult line, Option<int> option, int fallback) => line.GetResult(option) is { Implicit: false } ? line.GetValue(option) : fallback;

    private static Option<int> Create(string part)
    {
        var option = new Option<int>($"--{part}-port") { Description = $"Port of {part} (default: any free one).", HelpName = "PORT" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
            {
                result.AddError($"--{part}-port takes a number from 0 to 65535.");
            }
        });
        return option;
    }
}

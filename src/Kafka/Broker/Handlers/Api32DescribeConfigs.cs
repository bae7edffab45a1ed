using System.Globalization;
using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Configs;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// DescribeConfigs, versions 1-4. Settings of topics, brokers, groups and subscriptions of client metrics with where they come from. Not implemented: loggers but the root,
/// documentation texts (null).
/// </summary>
internal sealed class Api32DescribeConfigs() : ImmediateHandler<DescribeConfigsRequest, DescribeConfigsResponse>(ApiKey.DescribeConfigs, 1, 4)
{
    private static readonly string UnknownType = ErrorCodes.Message(ErrorCode.InvalidRequest);

    protected override DescribeConfigsResponse Handle(RequestContext context, DescribeConfigsRequest request) => new()
    {
        Results = request.Resources.ConvertAll(r => Describe(context, r, request.IncludeSynonyms)),
    };

    private static DescribeConfigsResponse.DescribeConfigsResult Describe(
        RequestContext context, DescribeConfigsRequest.DescribeConfigsResource wanted, bool withSynonyms)
    {
        var (configs, error, message) = Find(context, wanted.ResourceType, wanted.ResourceName);
        return new()
        {
            ErrorCode = (short)error,
            ErrorMessage = message,
            ResourceType = wanted.ResourceType,
            ResourceName = wanted.ResourceName,
            Configs = [.. configs.Where(c => wanted.ConfigurationKeys is not { Count: > 0 } keys || keys.Contains(c.Key.Name)).Select(c => Describe(c, withSynonyms))],
        };
    }

    private static DescribeConfigsResponse.DescribeConfigsResourceResult Describe(EffectiveConfig config, bool withSynonyms) => new()
    {
        Name = config.Key.Name,
        Value = config.Value is null || config.Key.IsSensitive ? null : config.Key.Canonical(config.Value),
        IsSensitive = config.Key.IsSensitive,
        ReadOnly = config.IsReadOnly,
        ConfigSource = (sbyte)config.Source,
        ConfigType = (sbyte)config.Key.Type,
        Documentation = config.Source == ConfigSource.DynamicLogger ? "" : null,
        Synonyms = withSynonyms
            ? [.. config.Synonyms.Select(s => new DescribeConfigsResponse.DescribeConfigsSynonym { Name = s.Name, Value = config.Key.IsSensitive ? null : s.Value?.Trim(), Source = (sbyte)s.Source })]
            : [],
    };

    private static (IEnumerable<EffectiveConfig> Configs, ErrorCode Error, string Message) Find(RequestContext context, sbyte type, string name)
    {
        var settings = context.Cluster.Settings;
        switch (type)
        {
            case ConfigResourceTypes.Topic:
                return TopicNames.Refusal(name) is { } badName ? ([], ErrorCode.InvalidTopicException, badName)
                    : context.Cluster.Topics.Find(name) is { } topic ? (EffectiveConfigs.OfTopic(settings, topic.Settings.Overrides, context.Broker.Id), ErrorCode.None, "")
                    : ([], ErrorCode.UnknownTopicOrPartition, "");
            case ConfigResourceTypes.Broker when name.Length == 0:
                return (EffectiveConfigs.OfAllBrokers(settings), ErrorCode.None, "");
            case ConfigResourceTypes.BrokerLogger when name.Length == 0:
                return ([], ErrorCode.InvalidRequest, "Broker id must not be empty");
            case ConfigResourceTypes.Broker or ConfigResourceTypes.BrokerLogger:
                return !int.TryParse(name, CultureInfo.InvariantCulture, out var id) ? ([], ErrorCode.InvalidRequest, $"Broker id must be an integer, but it is: {name}")
                    : id != context.Broker.Id ? ([], ErrorCode.InvalidRequest, $"Unexpected broker id, expected {context.Broker.Id}{OrEmpty(type)} but received {name}")
                    : (type == ConfigResourceTypes.Broker ? EffectiveConfigs.OfBroker(settings, id) : EffectiveConfigs.OfLoggers(context.Cluster.Loggers.LevelOf(id)), ErrorCode.None, "");
            case ConfigResourceTypes.ClientMetrics:
                return name.Length == 0
                    ? ([], ErrorCode.InvalidRequest, "Client metrics subscription name must not be empty")
                    : (EffectiveConfigs.OfClientMetrics(settings, name), ErrorCode.None, "");
            case ConfigResourceTypes.Group:
                return name.Length == 0
                    ? ([], ErrorCode.InvalidRequest, "Group name must not be empty")
                    : (EffectiveConfigs.OfGroup(settings, name, context.Broker.Id), ErrorCode.None, "");
            default:
                return ([], ErrorCode.InvalidRequest, UnknownType);
        }
    }

    private static string OrEmpty(sbyte type) => type == ConfigResourceTypes.Broker ? " or empty string," : "";
}

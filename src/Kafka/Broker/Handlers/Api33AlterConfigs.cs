using Ms2Lab.Kafka.Broker.Configs;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// AlterConfigs, versions 0-2. Replaces all settings that a thing has of its own. Not implemented: nothing known.
/// </summary>
internal sealed class Api33AlterConfigs() : ImmediateHandler<AlterConfigsRequest, AlterConfigsResponse>(ApiKey.AlterConfigs, 0, 2)
{
    protected override AlterConfigsResponse Handle(RequestContext context, AlterConfigsRequest request)
    {
        var twice = request.Resources.CountBy(r => (r.ResourceType, r.ResourceName)).Where(c => c.Value > 1).Select(c => c.Key).ToHashSet();
        return new AlterConfigsResponse
        {
            Responses = request.Resources.ConvertAll(r =>
            {
                var edits = r.Configs.ConvertAll(c => new ConfigEdit(c.Name, ConfigOperation.Set, c.Value));
                var (error, message) = twice.Contains((r.ResourceType, r.ResourceName))
                    ? (ErrorCode.InvalidRequest, "Each resource must appear at most once.")
                    : ConfigAlteration.Apply(context, r.ResourceType, r.ResourceName, edits, replace: true, request.ValidateOnly);
                return new AlterConfigsResponse.AlterConfigsResourceResponse
                {
                    ErrorCode = (short)error, ErrorMessage = message, ResourceType = r.ResourceType, ResourceName = r.ResourceName,
                };
            }),
        };
    }
}

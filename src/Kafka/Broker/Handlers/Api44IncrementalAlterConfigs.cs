using Ms2Lab.Kafka.Broker.Configs;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// IncrementalAlterConfigs, versions 0-1. Sets, deletes, appends to and subtracts from single settings (KIP-339). Not implemented: loggers but the root.
/// </summary>
internal sealed class Api44IncrementalAlterConfigs()
    : ImmediateHandler<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse>(ApiKey.IncrementalAlterConfigs, 0, 1)
{
    protected override IncrementalAlterConfigsResponse Handle(RequestContext context, IncrementalAlterConfigsRequest request)
    {
        var twice = request.Resources.CountBy(r => (r.ResourceType, r.ResourceName)).Where(c => c.Value > 1).Select(c => c.Key).ToHashSet();
        return new IncrementalAlterConfigsResponse
        {
            Responses = request.Resources.ConvertAll(r =>
            {
                var edits = r.Configs.ConvertAll(c => new ConfigEdit(c.Name, (ConfigOperation)c.ConfigOperation, c.Value));
                var (error, message) = twice.Contains((r.ResourceType, r.ResourceName))
                    ? (ErrorCode.InvalidRequest, "Each resource must appear at most once.")
                    : ConfigAlteration.Apply(context, r.ResourceType, r.ResourceName, edits, replace: false, request.ValidateOnly);
                return new IncrementalAlterConfigsResponse.AlterConfigsResourceResponse
                {
                    ErrorCode = (short)error, ErrorMessage = message, ResourceType = r.ResourceType, ResourceName = r.ResourceName,
                };
            }),
        };
    }
}

using System.Text.RegularExpressions;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// ApiVersions, versions 0-4. Lists the registered handlers. A newer version than ours gets the body of version 0 with UNSUPPORTED_VERSION
/// and our range of this API (KIP-511). Not implemented: nothing known.
/// </summary>
internal sealed partial class Api18ApiVersions() : ImmediateHandler<ApiVersionsRequest, ApiVersionsResponse>(ApiKey.ApiVersions, 0, 4)
{
    protected override ApiVersionsResponse Handle(RequestContext context, ApiVersionsRequest request)
    {
        if (context.Version > MaxVersion)
        {
            return new ApiVersionsResponse { ErrorCode = (short)ErrorCode.UnsupportedVersion, ApiKeys = [Range(this)] };
        }

        if (context.Version >= 3 && !(SoftwareName().IsMatch(request.ClientSoftwareName) && SoftwareName().IsMatch(request.ClientSoftwareVersion)))
        {
            return new ApiVersionsResponse { ErrorCode = (short)ErrorCode.InvalidRequest };
        }

        return Features.AddTo(new ApiVersionsResponse { ApiKeys = [.. HandlerTable.All.Where(h => h.IsListed).Select(Range)] }, context.Version);
    }

    private static ApiVersionsResponse.ApiVersion Range(ApiHandler handler) =>
        new() { ApiKey = (short)handler.Key, MinVersion = handler.MinVersion, MaxVersion = handler.MaxVersion };

    [GeneratedRegex(@"^[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?$")]
    private static partial Regex SoftwareName();
}

using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>DeleteAcls, versions 1-3. Always SECURITY_DISABLED, as with a broker without an authorizer. Not implemented: authorization.</summary>
internal sealed class Api31DeleteAcls() : ImmediateHandler<DeleteAclsRequest, DeleteAclsResponse>(ApiKey.DeleteAcls, 1, 3)
{
    protected override DeleteAclsResponse Handle(RequestContext context, DeleteAclsRequest request) => new()
    {
        FilterResults = request.Filters.ConvertAll(_ => new DeleteAclsResponse.DeleteAclsFilterResult
        {
            ErrorCode = (short)ErrorCode.SecurityDisabled, ErrorMessage = "No Authorizer is configured.",
        }),
    };
}

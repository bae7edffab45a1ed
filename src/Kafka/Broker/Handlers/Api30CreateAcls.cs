using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>CreateAcls, versions 1-3. Always SECURITY_DISABLED, as with a broker without an authorizer. Not implemented: authorization.</summary>
internal sealed class Api30CreateAcls() : ImmediateHandler<CreateAclsRequest, CreateAclsResponse>(ApiKey.CreateAcls, 1, 3)
{
    protected override CreateAclsResponse Handle(RequestContext context, CreateAclsRequest request) => new()
    {
        Results = request.Creations.ConvertAll(_ => new CreateAclsResponse.AclCreationResult
        {
            ErrorCode = (short)ErrorCode.SecurityDisabled, ErrorMessage = "No Authorizer is configured.",
        }),
    };
}

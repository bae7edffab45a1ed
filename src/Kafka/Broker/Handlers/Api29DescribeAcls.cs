using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>DescribeAcls, versions 1-3. Always SECURITY_DISABLED, as with a broker without an authorizer. Not implemented: authorization.</summary>
internal sealed class Api29DescribeAcls() : ImmediateHandler<DescribeAclsRequest, DescribeAclsResponse>(ApiKey.DescribeAcls, 1, 3)
{
    protected override DescribeAclsResponse Handle(RequestContext context, DescribeAclsRequest request) => new()
    {
        ErrorCode = (short)ErrorCode.SecurityDisabled, ErrorMessage = "No Authorizer is configured on the broker",
    };
}

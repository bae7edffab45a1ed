using Ms2Lab.Kafka.Broker.Security;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>DescribeUserScramCredentials, version 0. Mechanisms and iterations of users, never salts or passwords. Not implemented: nothing known.</summary>
internal sealed class Api50DescribeUserScramCredentials()
    : ImmediateHandler<DescribeUserScramCredentialsRequest, DescribeUserScramCredentialsResponse>(ApiKey.DescribeUserScramCredentials, 0, 0)
{
    protected override DescribeUserScramCredentialsResponse Handle(RequestContext context, DescribeUserScramCredentialsRequest request)
    {
        var credentials = context.Cluster.ScramCredentials;
        var wanted = request.Users is { Count: > 0 } ? request.Users.GroupBy(u => u.Name, (name, same) => (name, IsTwice: same.Count() > 1)) : credentials.Users.Select(u => (u, false));
        return new DescribeUserScramCredentialsResponse
        {
            ErrorMessage = "",
            Results = [.. wanted.Select(w => Describe(credentials, w.Item1, w.Item2))],
        };
    }

    private static DescribeUserScramCredentialsResponse.DescribeUserScramCredentialsResult Describe(ScramCredentials credentials, string user, bool isTwice)
    {
        var known = credentials.Of(user);
        var (error, message) = isTwice
            ? (ErrorCode.DuplicateResource, $"Cannot describe SCRAM credentials for the same user twice in a single request: {user}")
            : known.Count == 0
            ? (ErrorCode.ResourceNotFound, $"Attempt to describe a user credential that does not exist: {user}")
            : (ErrorCode.None, "");
        return new()
        {
            User = user,
            ErrorCode = (short)error,
            ErrorMessage = message,
            CredentialInfos = error != ErrorCode.None ? [] : [.. known.Select(c =>
                new DescribeUserScramCredentialsResponse.CredentialInfo { Mechanism = (sbyte)c.Mechanism, Iterations = c.Iterations })],
        };
    }
}

using Ms2Lab.Kafka.Broker.Security;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// AlterUserScramCredentials, version 0. A user of whom anything is refused keeps what it had. Not implemented: signing in by SCRAM, which no listener offers.
/// </summary>
internal sealed class Api51AlterUserScramCredentials()
    : ImmediateHandler<AlterUserScramCredentialsRequest, AlterUserScramCredentialsResponse>(ApiKey.AlterUserScramCredentials, 0, 0)
{
    private const int FewestIterations = 4096;
    private const int MostIterations = 16384;

    protected override AlterUserScramCredentialsResponse Handle(RequestContext context, AlterUserScramCredentialsRequest request)
    {
        var credentials = context.Cluster.ScramCredentials;
        var changes = request.Deletions.Select(d => (d.Name, IsDeletion: true, d.Mechanism, Refusal: RefusalOf(credentials, d), Make: (Action)(() => credentials.Remove(d.Name, (ScramMechanism)d.Mechanism))))
            .Concat(request.Upsertions.Select(u => (u.Name, IsDeletion: false, u.Mechanism, Refusal: RefusalOf(u), Make: (Action)(() =>
                credentials.Store(u.Name, new ScramCredential((ScramMechanism)u.Mechanism, u.Iterations))))));
        return new AlterUserScramCredentialsResponse { Results = [.. changes.GroupBy(c => c.Name).Select(user => Change(user.Key, [.. user.Select(c => (c.IsDeletion, c.Mechanism, c.Refusal, c.Make))]))] };
    }

    private static AlterUserScramCredentialsResponse.AlterUserScramCredentialsResult Change(string user, List<(bool IsDeletion, sbyte Mechanism, (ErrorCode Error, string? Message)? Refusal, Action Make)> changes)
    {
        var refusal = changes.DistinctBy(c => c.Mechanism).Count() < changes.Count || changes.DistinctBy(c => c.IsDeletion).Count() < changes.Count
            ? (ErrorCode.DuplicateResource, "A user credential cannot be altered twice in the same request")
            : changes.Select(c => c.Refusal).FirstOrDefault(r => r is not null);
        if (refusal is null)
        {
            changes.ForEach(c => c.Make());
        }

        return new() { User = user, ErrorCode = (short)(refusal?.Error ?? ErrorCode.None), ErrorMessage = refusal?.Message };
    }

    private static (ErrorCode Error, string? Message)? RefusalOf(string user, sbyte mechanism) =>
        user.Length == 0 ? (ErrorCode.UnacceptableCredential, "Username must not be empty")
        : !Enum.IsDefined((ScramMechanism)mechanism) ? (ErrorCode.UnsupportedSaslMechanism, "Unknown SCRAM mechanism")
        : null;

    private static (ErrorCode Error, string? Message)? RefusalOf(ScramCredentials credentials, AlterUserScramCredentialsRequest.ScramCredentialDeletion deletion) =>
        RefusalOf(deletion.Name, deletion.Mechanism) is { } refusal ? refusal
        : credentials.Of(deletion.Name).Any(c => c.Mechanism == (ScramMechanism)deletion.Mechanism) ? null
        : (ErrorCode.ResourceNotFound, "Attempt to delete a user credential that does not exist");

    private static (ErrorCode Error, string? Message)? RefusalOf(AlterUserScramCredentialsRequest.ScramCredentialUpsertion wanted) =>
        RefusalOf(wanted.Name, wanted.Mechanism) is { } refusal ? refusal
        : wanted.Iterations < FewestIterations ? (ErrorCode.UnacceptableCredential, "Too few iterations")
        : wanted.SaltedPassword.Length == 0 ? (ErrorCode.UnknownServerError, null)
        : wanted.Iterations > MostIterations ? (ErrorCode.UnacceptableCredential, "Too many iterations")
        : null;
}

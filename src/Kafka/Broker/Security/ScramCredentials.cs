namespace Ms2Lab.Kafka.Broker.Security;

/// <summary>
/// The SCRAM credentials that admins have stored. They are kept and read back as with a broker none of whose listeners offers SCRAM. Owned by
/// the cluster's lock.
/// </summary>
internal sealed class ScramCredentials
{
    private readonly SortedDictionary<string, SortedDictionary<ScramMechanism, ScramCredential>> _users = new(StringComparer.Ordinal);

    public IEnumerable<string> Users => _users.Keys;

    public IReadOnlyCollection<ScramCredential> Of(string user) => _users.TryGetValue(user, out var credentials) ? credentials.Values : [];

    public void Store(string user, ScramCredential credential)
    {
        if (!_users.TryGetValue(user, out var credentials))
        {
            _users[user] = credentials = [];
        }

        credentials[credential.Mechanism] = credential;
    }

    /// <summary>False when there is no such credential.</summary>
    public bool Remove(string user, ScramMechanism mechanism)
    {
        if (!_users.TryGetValue(user, out var credentials) || !credentials.Remove(mechanism))
        {
            return false;
        }

        if (credentials.Count == 0)
        {
            _users.Remove(user);
        }

        return true;
    }
}

using System.Net;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Quotas;

/// <summary>Whom a quota is for (KIP-546): a user, a client id, both, or an address; a null name is the default of its kind.</summary>
internal sealed class QuotaEntity : IEquatable<QuotaEntity>
{
    public const string User = "user";
    public const string ClientId = "client-id";
    public const string Ip = "ip";

    private readonly SortedDictionary<string, string?> _names = new(StringComparer.Ordinal);

    /// <summary>Of two names of one kind the last one counts, as in Kafka.</summary>
    public QuotaEntity(IEnumerable<AlterClientQuotasRequest.EntityData> parts)
    {
        foreach (var part in parts)
        {
            _names[part.EntityType] = part.EntityName;
        }
    }

    /// <summary>Names by kind, ascending by kind.</summary>
    public IReadOnlyDictionary<string, string?> Names => _names;

    /// <summary>Null for an entity that may have quotas, else Kafka's text.</summary>
    public string? Refusal =>
        _names.Count == 0 ? "Invalid empty client quota entity"
        : _names.Keys.FirstOrDefault(k => k is not (User or ClientId or Ip)) is { } unknown ? $"Unhandled client quota entity type: {unknown}"
        : _names.FirstOrDefault(n => n.Value is "").Key is { } empty ? $"Empty {empty} not supported"
        : _names.ContainsKey(Ip) && _names.Count > 1 ? "Invalid quota entity combination, IP entity shouldnot be combined with User or ClientId"
        : _names.GetValueOrDefault(Ip) is { } address && !IPAddress.TryParse(address, out _) ? $"{address} is not a valid IP or resolvable host."
        : null;

    public override string ToString() => $"ClientQuotaEntity(entries={{{string.Join(", ", _names.Select(n => $"{n.Key}={n.Value ?? "null"}"))}}})";

    public bool Equals(QuotaEntity? other) => other is not null && _names.SequenceEqual(other._names);

    public override bool Equals(object? obj) => Equals(obj as QuotaEntity);

    public override int GetHashCode() => _names.Aggregate(0, (hash, n) => HashCode.Combine(hash, n.Key, n.Value));
}

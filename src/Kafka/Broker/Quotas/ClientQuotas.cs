namespace Ms2Lab.Kafka.Broker.Quotas;

/// <summary>The quotas that admins have set. They are kept and read back; nobody is throttled by them. Owned by the cluster's lock.</summary>
internal sealed class ClientQuotas
{
    private readonly Dictionary<QuotaEntity, SortedDictionary<string, double>> _quotas = [];

    public IEnumerable<(QuotaEntity Entity, IReadOnlyDictionary<string, double> Values)> All =>
        _quotas.Select(q => (q.Key, (IReadOnlyDictionary<string, double>)q.Value));

    /// <summary>Sets a quota, or takes it away with null.</summary>
    public void Set(QuotaEntity entity, string key, double? value)
    {
        if (!_quotas.TryGetValue(entity, out var values))
        {
            _quotas[entity] = values = new(StringComparer.Ordinal);
        }

        if (value is { } number)
        {
            values[key] = number;
        }
        else
        {
            values.Remove(key);
        }

        if (values.Count == 0)
        {
            _quotas.Remove(entity);
        }
    }
}

namespace Ms2Lab.Kafka.Broker.Quotas;

/// <summary>The quotas that Kafka knows, and what values they take.</summary>
internal static class QuotaKeys
{
    private const string ConnectionRate = "connection_creation_rate";

    /// <summary>Null for a good value, else Kafka's text.</summary>
    public static string? Refusal(QuotaEntity entity, string key, double value)
    {
        var isKnown = entity.Names.ContainsKey(QuotaEntity.Ip) ? key == ConnectionRate : key is "producer_byte_rate" or "consumer_byte_rate" or "request_percentage" or "controller_mutation_rate";
        var isLong = key is "producer_byte_rate" or "consumer_byte_rate";
        var isWhole = isLong || key == ConnectionRate;
        return !isKnown ? $"Invalid configuration key {key}"
            : value <= 0 ? $"Quota {key} must be greater than 0"
            : isLong && value > long.MaxValue ? $"Proposed value for {key} is too large for a LONG."
            : key == ConnectionRate && value > int.MaxValue ? $"Proposed value for {key} is too large for an INT."
            : isWhole && Math.Abs(value - Math.Round(value)) > 1e-6 ? $"{key} cannot be a fractional value."
            : null;
    }
}

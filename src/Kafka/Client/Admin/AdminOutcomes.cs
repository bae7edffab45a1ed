using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>What became of each item of a request: null where it succeeded, the broker's refusal where not.</summary>
public sealed class AdminOutcomes<TKey> : IReadOnlyDictionary<TKey, KafkaException?>
    where TKey : notnull
{
    private readonly Dictionary<TKey, KafkaException?> _outcomes;

    internal AdminOutcomes(IEnumerable<KeyValuePair<TKey, KafkaException?>> outcomes) => _outcomes = new(outcomes);

    /// <inheritdoc/>
    public IEnumerable<TKey> Keys => _outcomes.Keys;

    /// <inheritdoc/>
    public IEnumerable<KafkaException?> Values => _outcomes.Values;

    /// <inheritdoc/>
    public int Count => _outcomes.Count;

    /// <inheritdoc/>
    public KafkaException? this[TKey key] => _outcomes[key];

    /// <summary>Throws the first refusal, if there is one.</summary>
    /// <exception cref="KafkaException">An item was refused.</exception>
    public void ThrowIfAnyFailed()
    {
        if (_outcomes.Values.FirstOrDefault(e => e is not null) is { } failure)
        {
            throw failure;
        }
    }

    /// <inheritdoc/>
    public bool ContainsKey(TKey key) => _outcomes.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out KafkaException? value) => _outcomes.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, KafkaException?>> GetEnumerator() => _outcomes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

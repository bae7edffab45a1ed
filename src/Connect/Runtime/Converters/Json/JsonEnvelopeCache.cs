using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>
/// The envelopes that were read lately, by everything before their payload. As that ends behind the colon of <c>"payload"</c>,
/// a message with the same beginning has the same schema, and neither is parsed again.
/// </summary>
internal sealed class JsonEnvelopeCache(int capacity)
{
    private const int MaximumEntries = 64;

    private readonly List<Entry> _entries = [];

    /// <summary>
    /// Reads a message whose envelope is known and whose payload is as expected; false says nothing about the payload. The schema
    /// is that of the envelope if it is known, whether the payload was read or not.
    /// </summary>
    public bool TryRead(byte[] message, JsonConverterSettings settings, out Schema? schema, out object? payload)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (!message.AsSpan().StartsWith(entry.Prefix))
            {
                continue;
            }

            if (i > 0)
            {
                _entries.RemoveAt(i);
                _entries.Insert(0, entry);
            }

            var reader = new JsonFastReader(message.AsSpan(entry.Prefix.Length), settings);
            schema = entry.Plan.Schema;
            return reader.TryReadPayload(entry.Plan, out payload);
        }

        (schema, payload) = (null, null);
        return false;
    }

    /// <summary>Remembers the envelope of a valid message, if its schema comes first and may be cached.</summary>
    public void Remember(byte[] message, Schema? schema)
    {
        var length = JsonFastReader.PrefixLength(message);
        if (schema is null || length < 0 || capacity <= 0 || _entries.Exists(e => message.AsSpan().StartsWith(e.Prefix)))
        {
            return;
        }

        if (_entries.Count >= Math.Min(capacity, MaximumEntries))
        {
            _entries.RemoveAt(_entries.Count - 1);
        }

        _entries.Insert(0, new Entry(message[..length], JsonPlan.Of(schema)));
    }

    private sealed record Entry(byte[] Prefix, JsonPlan Plan);
}

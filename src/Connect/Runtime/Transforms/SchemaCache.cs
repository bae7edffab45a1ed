using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary>Remembers the schema that a transform made of another; the last one is found by reference.</summary>
internal sealed class SchemaCache
{
    private const int Capacity = 16;

    private readonly Dictionary<Schema, Schema> _made = [];
    private Schema? _lastSource;
    private Schema? _lastMade;

    public Schema Get(Schema source, Func<Schema, Schema> make)
    {
        if (ReferenceEquals(source, _lastSource))
        {
            return _lastMade!;
        }

        if (!_made.TryGetValue(source, out var made))
        {
            made = make(source);
            if (_made.Count >= Capacity)
            {
                _made.Clear();
            }

            _made[source] = made;
        }

        (_lastSource, _lastMade) = (source, made);
        return made;
    }
}

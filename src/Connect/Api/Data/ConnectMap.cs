using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Ms2Lab.Connect.Api;

/// <summary>
/// A map value. Null keys and values are allowed, and enumeration follows the order of <c>java.util.HashMap</c> (or insertion, if
/// made with <see cref="Linked"/>), because texts and JSON that Connect writes show that order. Not safe for concurrent writing.
/// </summary>
public sealed class ConnectMap : IReadOnlyCollection<KeyValuePair<object?, object?>>, IEquatable<ConnectMap>
{
    private Node?[]? _table;
    private int _initialCapacity;
    private Node? _first;
    private Node? _last;

    /// <summary>An empty map in hash order.</summary>
    public ConnectMap() => _initialCapacity = 16;

    /// <summary>An empty map in hash order with the initial capacity given to Java's constructor.</summary>
    public ConnectMap(int initialCapacity) => _initialCapacity = TableSizeFor(initialCapacity);

    /// <summary>A copy in hash order, sized as Java's copy constructor does.</summary>
    public ConnectMap(IReadOnlyCollection<KeyValuePair<object?, object?>> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _initialCapacity = other.Count == 0 ? 16 : TableSizeFor((int)((other.Count / 0.75f) + 1.0f));
        foreach (var (key, value) in other)
        {
            this[key] = value;
        }
    }

    /// <summary>Whether it enumerates in insertion order, as a <c>java.util.LinkedHashMap</c>.</summary>
    public bool IsLinked { get; private init; }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>The keys, in order.</summary>
    public IEnumerable<object?> Keys => this.Select(e => e.Key);

    /// <summary>The values, in order.</summary>
    public IEnumerable<object?> Values => this.Select(e => e.Value);

    /// <summary>The value of a key, null if it is absent; setting adds or replaces.</summary>
    public object? this[object? key]
    {
        get => Find(key)?.Value;
        set => Set(key, value);
    }

    /// <summary>An empty map in insertion order.</summary>
    public static ConnectMap Linked() => new() { IsLinked = true };

    /// <summary>Whether there is such a key.</summary>
    public bool ContainsKey(object? key) => Find(key) is not null;

    /// <summary>The value of a key, and whether there is such a key.</summary>
    public bool TryGetValue(object? key, [MaybeNullWhen(true)] out object? value)
    {
        var node = Find(key);
        value = node?.Value;
        return node is not null;
    }

    /// <summary>Removes a key; false if it was absent.</summary>
    public bool Remove(object? key)
    {
        if (_table is null || Find(key) is not { } node)
        {
            return false;
        }

        ref var slot = ref _table[node.Hash & (_table.Length - 1)];
        if (ReferenceEquals(slot, node))
        {
            slot = node.Next;
        }
        else
        {
            var before = slot!;
            while (!ReferenceEquals(before.Next, node))
            {
                before = before.Next!;
            }

            before.Next = node.Next;
        }

        Unlink(node);
        Count--;
        return true;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<object?, object?>> GetEnumerator() => (IsLinked ? InInsertionOrder() : InHashOrder()).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Same keys with equal values, in whatever order.</summary>
    public bool Equals(ConnectMap? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Count == other.Count
            && this.All(e => other.TryGetValue(e.Key, out var value) && ValueEquality.Equal(e.Value, value)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConnectMap);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    /// <summary>The text of a Java map: <c>{a=1, b=2}</c>.</summary>
    public override string ToString() => JavaText.Of(this);

    private static int TableSizeFor(int capacity)
    {
        var size = 1;
        while (size < capacity)
        {
            size <<= 1;
        }

        return size;
    }

    private static int Spread(object? key)
    {
        var hash = JavaHash.Of(key);
        return hash ^ (int)((uint)hash >> 16);
    }

    private IEnumerable<KeyValuePair<object?, object?>> InInsertionOrder()
    {
        for (var node = _first; node is not null; node = node.After)
        {
            yield return new(node.Key, node.Value);
        }
    }

    private IEnumerable<KeyValuePair<object?, object?>> InHashOrder()
    {
        foreach (var head in _table ?? [])
        {
            for (var node = head; node is not null; node = node.Next)
            {
                yield return new(node.Key, node.Value);
            }
        }
    }

    private Node? Find(object? key)
    {
        if (_table is null)
        {
            return null;
        }

        var hash = Spread(key);
        for (var node = _table[hash & (_table.Length - 1)]; node is not null; node = node.Next)
        {
            if (node.Hash == hash && ValueEquality.Equal(node.Key, key))
            {
                return node;
            }
        }

        return null;
    }

    private void Set(object? key, object? value)
    {
        if (Find(key) is { } existing)
        {
            existing.Value = value;
            return;
        }

        _table ??= new Node?[_initialCapacity];
        var node = new Node(Spread(key), key) { Value = value, Before = _last };
        Append(_table, node);
        if (_last is null)
        {
            _first = node;
        }
        else
        {
            _last.After = node;
        }

        _last = node;
        if (++Count > _table.Length * 3 / 4)
        {
            Grow();
        }
    }

    // Buckets keep their order when the table doubles, as in Java, where a bucket is split into two stable halves.
    private void Grow()
    {
        var old = _table!;
        var table = new Node?[old.Length * 2];
        foreach (var head in old)
        {
            for (var node = head; node is not null;)
            {
                var next = node.Next;
                node.Next = null;
                Append(table, node);
                node = next;
            }
        }

        _table = table;
    }

    private static void Append(Node?[] table, Node node)
    {
        ref var slot = ref table[node.Hash & (table.Length - 1)];
        if (slot is null)
        {
            slot = node;
            return;
        }

        var last = slot;
        while (last.Next is not null)
        {
            last = last.Next;
        }

        last.Next = node;
    }

    private void Unlink(Node node)
    {
        if (node.Before is null)
        {
            _first = node.After;
        }
        else
        {
            node.Before.After = node.After;
        }

        if (node.After is null)
        {
            _last = node.Before;
        }
        else
        {
            node.After.Before = node.Before;
        }
    }

    private sealed class Node(int hash, object? key)
    {
        public int Hash { get; } = hash;

        public object? Key { get; } = key;

        public object? Value { get; set; }

        public Node? Next { get; set; }

        public Node? Before { get; set; }

        public Node? After { get; set; }
    }
}
